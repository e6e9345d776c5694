import { Send, Stethoscope } from 'lucide-react';
import { useState } from 'react';
import type { ChannelCheck, ChannelTrial, CheckPoint, SystemView } from '../../../preload/contract/views.js';
import { useCall } from '../../state/console.js';
import { sayChannel } from '../../text/delivery.js';
import { plain } from '../../text/quantity.js';
import type { Saying } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Mark, type MarkTone } from '../../ui/mark.js';

type Channel = SystemView['channels'][number];

/** What somebody asked of a channel, and what came of it. */
type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'under-way'; readonly word: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'tried'; readonly trial: ChannelTrial }
  | { readonly kind: 'checked'; readonly check: ChannelCheck };

/** How a channel is doing; a look at its set-up, and a test message by it with the receiver's own answer. */
export const ChannelLine = ({ channel, state }: { channel: Channel; state: Saying }) => {
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const call = useCall();
  const kind = channel.kind as ChannelTrial['channel'];
  const name = sayChannel(channel.kind);
  const isBusy = outcome.kind === 'under-way';
  const onTry = async (): Promise<void> => {
    setOutcome({ kind: 'under-way', word: 'Sending a test…' });
    const answer = await call('channel.try', { channel: kind });
    setOutcome(answer.ok ? { kind: 'tried', trial: answer.value } : { kind: 'refused', why: answer.error.message });
  };
  const onCheck = async (): Promise<void> => {
    setOutcome({ kind: 'under-way', word: 'Looking at the set-up…' });
    const answer = await call('channel.check', { channel: kind });
    setOutcome(answer.ok ? { kind: 'checked', check: answer.value } : { kind: 'refused', why: answer.error.message });
  };
  return (
    <li>
      <p className="flex items-center gap-2">
        <span className="grow">{name}</span>
        <Mark {...state} />
        {channel.kind !== 'desktop' && (
          <Button
            look="quiet"
            shape="tight"
            disabled={isBusy}
            aria-label={`Check the set-up of ${name}`}
            onClick={() => void onCheck()}
          >
            <Stethoscope size={14} aria-hidden="true" />
            Check
          </Button>
        )}
        <Button look="quiet" shape="tight" disabled={isBusy} aria-label={`Send a test by ${name}`} onClick={() => void onTry()}>
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
      <div role="status" className="text-small">
        <OutcomeWords outcome={outcome} />
      </div>
    </li>
  );
};

const OutcomeWords = ({ outcome }: { outcome: Outcome }) => {
  switch (outcome.kind) {
    case 'none':
      return null;
    case 'under-way':
      return <span className="text-faint">{outcome.word}</span>;
    case 'refused':
      return <Mark tone="warning" word={outcome.why} />;
    case 'checked':
      return <Points check={outcome.check} />;
    case 'tried':
      return outcome.trial.isSent ? (
        <Mark tone="good" word={`The test left in ${plain(outcome.trial.took)} ms: ${outcome.trial.text}`} />
      ) : (
        <Mark tone="warning" word={`The test did not get there: ${outcome.trial.text}`} />
      );
  }
};

const TONES: Readonly<Record<CheckPoint['state'], MarkTone>> = { ok: 'good', failed: 'warning', unknown: 'neutral' };

const Points = ({ check }: { check: ChannelCheck }) => (
  <ul aria-label="What the check found" className="my-1 flex flex-col gap-1 border-line border-l-2 pl-2">
    {check.points.map(({ what, state, text }) => (
      <li key={what}>
        <Mark tone={TONES[state]} word={`${what}: ${text}`} />
      </li>
    ))}
    <li className="text-faint">Nothing was sent.</li>
  </ul>
);
