import { useState } from 'react';
import type { SiteLook } from '../../../preload/contract/views.js';
import { useBarred } from '../../query/rights.js';
import { useCall } from '../../state/console.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Notice } from '../../ui/mark.js';
import { addressOf } from './first-url.js';

type Said =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'looking'; readonly url: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

const NO_ADDRESS = 'Give the address as a browser shows it, such as www.example.org.';

/** Where the site is: it is looked at once, and nothing is kept yet. */
export const FirstAddress = ({ onLooked }: { onLooked: (look: SiteLook) => void }) => {
  const call = useCall();
  const [text, setText] = useState('');
  const [said, setSaid] = useState<Said>({ kind: 'nothing' });
  const isLooking = said.kind === 'looking';
  const barred = useBarred('site.look');
  const look = async (): Promise<void> => {
    const url = addressOf(text);
    if (url === null) return setSaid({ kind: 'refused', why: NO_ADDRESS });
    setSaid({ kind: 'looking', url });
    const answer = await call('site.look', { url });
    if (answer.ok) return onLooked(answer.value);
    const isInput = answer.error.code === 'bad-input';
    setSaid({ kind: isInput ? 'refused' : 'failed', why: answer.error.message });
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isLooking) void look();
      }}
    >
      {barred !== null && <AdminsOnly barred={barred} />}
      <TextField
        label="Address of the site"
        type="url"
        inputMode="url"
        placeholder="www.example.org"
        value={text}
        readOnly={isLooking}
        disabled={barred !== null}
        onChange={(event) => {
          setText(event.target.value);
          setSaid({ kind: 'nothing' });
        }}
        hint="It may begin with http://; else https:// is meant. Nobody but this site is asked, and nothing is kept until you pick it."
        error={said.kind === 'refused' ? said.why : undefined}
        className="font-mono"
        spellCheck={false}
        autoFocus
      />
      {said.kind === 'failed' && (
        <Notice tone="warning" title="It could not be looked at">
          {said.why}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" acts="site.look" look="primary" disabled={isLooking}>
          {isLooking ? 'Looking…' : 'Look at it'}
        </Button>
        <p role="status" className="min-w-0 flex-1 text-soft">
          {said.kind === 'looking' &&
            `Reads ${new URL(said.url).host}, up to eight pages that it links to, its certificate and its name. Half a minute at most.`}
        </p>
      </div>
    </form>
  );
};

/** A browser that was not signed in may look and act on alerts, no more. */
const AdminsOnly = ({ barred }: { barred: string }) => (
  <Notice tone="info" title={`What is watched is set up ${barred} here`}>
    In a browser: sign in by the address that the desk printed when it started, or print another one where it runs:{' '}
    <code className="font-mono text-ink">npx watchroom token --sign-in</code>. In the desktop app: write{' '}
    <code className="font-mono text-ink">operator: {'{ role: admin }'}</code> into its configuration file.
  </Notice>
);
