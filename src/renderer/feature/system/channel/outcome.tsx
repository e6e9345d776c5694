import { useState } from 'react';
import type { ChannelCheck, ChannelTrial, CheckPoint } from '../../../../preload/contract/views.js';
import { useCall } from '../../../state/console.js';
import { plain } from '../../../text/quantity.js';
import { type MarkTone, Sentence } from '../../../ui/mark.js';

/** What somebody asked of a channel, and what came of it. */
export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'under-way'; readonly word: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'tried'; readonly trial: ChannelTrial }
  | { readonly kind: 'checked'; readonly check: ChannelCheck };

export interface Asking {
  readonly outcome: Outcome;
  readonly isBusy: boolean;
  /** Sends a test message. */
  readonly onTry: () => Promise<void>;
  /** Looks at the set-up and sends nothing. */
  readonly onCheck: () => Promise<void>;
}

/** What can be asked of a channel as it is saved. */
export const useAsking = (channel: ChannelTrial['channel']): Asking => {
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const call = useCall();
  return {
    outcome,
    isBusy: outcome.kind === 'under-way',
    onTry: async () => {
      setOutcome({ kind: 'under-way', word: 'Sending a test…' });
      const answer = await call('channel.try', { channel });
      setOutcome(answer.ok ? { kind: 'tried', trial: answer.value } : { kind: 'refused', why: answer.error.message });
    },
    onCheck: async () => {
      setOutcome({ kind: 'under-way', word: 'Looking at the set-up…' });
      const answer = await call('channel.check', { channel });
      setOutcome(answer.ok ? { kind: 'checked', check: answer.value } : { kind: 'refused', why: answer.error.message });
    },
  };
};

export const OutcomeWords = ({ outcome }: { outcome: Outcome }) => {
  switch (outcome.kind) {
    case 'none':
      return null;
    case 'under-way':
      return <span className="text-faint">{outcome.word}</span>;
    case 'refused':
      return <Sentence tone="warning">{outcome.why}</Sentence>;
    case 'checked':
      return <Points check={outcome.check} />;
    case 'tried':
      return outcome.trial.isSent ? (
        <Sentence tone="good">{`The test left in ${plain(outcome.trial.took)} ms: ${outcome.trial.text}`}</Sentence>
      ) : (
        <Sentence tone="warning">{`The test did not get there: ${outcome.trial.text}`}</Sentence>
      );
  }
};

const TONES: Readonly<Record<CheckPoint['state'], MarkTone>> = { ok: 'good', failed: 'warning', unknown: 'neutral' };

const Points = ({ check }: { check: ChannelCheck }) => (
  <ul aria-label="What the check found" className="my-1 flex flex-col gap-1 border-line border-l-2 pl-2">
    {check.points.map(({ what, state, text }) => (
      <li key={what}>
        <Sentence tone={TONES[state]}>{`${what}: ${text}`}</Sentence>
      </li>
    ))}
    <li className="text-faint">Nothing was sent.</li>
  </ul>
);
