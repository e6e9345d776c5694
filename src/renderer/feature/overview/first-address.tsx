import { useState } from 'react';
import type { SiteLook } from '../../../preload/contract/views.js';
import { useCall } from '../../state/console.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Notice } from '../../ui/mark.js';

const isAddress = (url: string): boolean =>
  URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && new URL(url).hostname.length > 2;

/** Where the site is: it is looked at once, and nothing is kept yet. */
export const FirstAddress = ({ onLooked }: { onLooked: (look: SiteLook) => void }) => {
  const call = useCall();
  const [url, setUrl] = useState('https://');
  const [why, setWhy] = useState<string | null>(null);
  const [isLooking, setLooking] = useState(false);
  const look = async (): Promise<void> => {
    setLooking(true);
    const answer = await call('site.look', { url });
    setLooking(false);
    if (answer.ok) onLooked(answer.value);
    else setWhy(answer.error.message);
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      <TextField
        label="Address of the site"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        hint="Watchroom looks at this page and a few that it links to, once, and proposes what to watch."
        className="font-mono"
        spellCheck={false}
        autoFocus
      />
      {why !== null && (
        <Notice tone="warning" title="It could not be looked at">
          {why}
        </Notice>
      )}
      <Button type="submit" look="primary" className="self-start" disabled={!isAddress(url) || isLooking}>
        {isLooking ? 'Looking, half a minute at most…' : 'Look at it'}
      </Button>
    </form>
  );
};
