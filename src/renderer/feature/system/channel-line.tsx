import { Send } from 'lucide-react';
import { useState } from 'react';
import type { ChannelTrial, SystemView } from '../../../preload/contract/views.js';
import { useCall } from '../../state/console.js';
import { sayChannel } from '../../text/delivery.js';
import { plain } from '../../text/quantity.js';
import type { Saying } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Mark } from '../../ui/mark.js';

type Channel = SystemView['channels'][number];

type Trial =
  | { readonly kind: 'none' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'done'; readonly trial: ChannelTrial };

/** How a channel is doing, and a test message by it with the receiver's own answer. */
export const ChannelLine = ({ channel, state }: { channel: Channel; state: Saying }) => {
  const [trial, setTrial] = useState<Trial>({ kind: 'none' });
  const call = useCall();
  const name = sayChannel(channel.kind);
  const onTry = async (): Promise<void> => {
    setTrial({ kind: 'sending' });
    const answer = await call('channel.try', { channel: channel.kind as ChannelTrial['channel'] });
    setTrial(answer.ok ? { kind: 'done', trial: answer.value } : { kind: 'refused', why: answer.error.message });
  };
  return (
    <li>
      <p className="flex items-center gap-2">
        <span className="grow">{name}</span>
        <Mark {...state} />
        <Button
          look="quiet"
          shape="tight"
          disabled={trial.kind === 'sending'}
          aria-label={`Send a test by ${name}`}
          onClick={() => void onTry()}
        >
          <Send size={14} aria-hidden="true" />
          Test
        </Button>
      </p>
      <p className="text-small text-faint">
        {channel.text}{' '}
        {channel.lastAt !== null && (
          <>
            Last used <Ago at={channel.lastAt} />.
          </>
        )}
      </p>
      <p role="status" className="text-small">
        <TrialWords trial={trial} />
      </p>
    </li>
  );
};

const TrialWords = ({ trial }: { trial: Trial }) => {
  switch (trial.kind) {
    case 'none':
      return null;
    case 'sending':
      return <span className="text-faint">Sending a test…</span>;
    case 'refused':
      return <Mark tone="warning" word={trial.why} />;
    case 'done':
      return trial.trial.isSent ? (
        <Mark tone="good" word={`The test left in ${plain(trial.trial.took)} ms: ${trial.trial.text}`} />
      ) : (
        <Mark tone="warning" word={`The test did not get there: ${trial.trial.text}`} />
      );
  }
};
