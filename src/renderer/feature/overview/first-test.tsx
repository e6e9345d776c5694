import { useState } from 'react';
import type { Delivery } from '../../../preload/contract/views.js';
import { useAlertDetail } from '../../query/reads/alerts.js';
import { useCall, useRules, useView } from '../../state/console.js';
import { prefer } from '../../state/preferences.js';
import { sayChannel, sayDelivery, sayTrouble, sentenceOf } from '../../text/delivery.js';
import { count } from '../../text/quantity.js';
import { Button } from '../../ui/button.js';
import { Mark, Notice } from '../../ui/mark.js';

type Sent =
  | { readonly kind: 'no' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'yes'; readonly alert: string | null }
  | { readonly kind: 'failed'; readonly why: string };

/** One alert that is none, the way that a real one takes. It is resolved when it was seen: a desk has one at a time. */
export const FirstTest = ({ onBack, onSeen }: { onBack: () => void; onSeen: () => void }) => {
  const call = useCall();
  const [sent, setSent] = useState<Sent>({ kind: 'no' });
  const alert = sent.kind === 'yes' ? sent.alert : null;
  const row = useView((view) => view.alerts[alert as keyof typeof view.alerts]);
  const resolve = async (): Promise<void> => {
    if (alert === null || row?.state !== 'firing') return;
    await call('alert.resolve', { alert, reason: 'It was a test, and was seen.', judged: null });
  };
  const send = async (): Promise<void> => {
    setSent({ kind: 'sending' });
    await resolve();
    const answer = await call('alert.test', {});
    // The guide is done: whoever follows one of its links does not come back to it.
    if (answer.ok) prefer({ guide: 'shown' });
    setSent(answer.ok ? { kind: 'yes', alert: answer.value.alert } : { kind: 'failed', why: answer.error.message });
  };
  const leave = (): void => {
    void resolve();
    onSeen();
  };
  const isSent = sent.kind === 'yes';
  return (
    <>
      <p className="text-soft">
        It takes the same way as a real one, by every channel that is set up. It counts in no figure, and is resolved when you
        go on.
      </p>
      {alert !== null && <WhatCame alert={alert} onBack={onBack} />}
      {sent.kind === 'failed' && (
        <Notice tone="warning" title="It could not be sent">
          {sent.why}
        </Notice>
      )}
      {isSent && <WhatNext />}
      <div className="flex gap-2">
        <Button
          acts="alert.test"
          look={isSent ? 'plain' : 'primary'}
          disabled={sent.kind === 'sending'}
          onClick={() => void send()}
        >
          {isSent ? 'Send it again' : sent.kind === 'sending' ? 'Sending…' : 'Send a test alert'}
        </Button>
        <Button look={isSent ? 'primary' : 'plain'} onClick={leave}>
          Go to the overview
        </Button>
      </div>
    </>
  );
};

/** By which channels it went, and what came of each. */
const WhatCame = ({ alert, onBack }: { alert: string; onBack: () => void }) => {
  const row = useView((view) => view.alerts[alert as keyof typeof view.alerts]);
  // What becomes of a message changes nothing of its alert.
  const outbox = useView((view) => view.system.outbox);
  const { data } = useAlertDetail(alert, [row, outbox]);
  if (data === undefined) return null;
  const { tone, title, text } = sayOutcome(data.deliveries);
  return (
    <>
      <div role="status">
        <Notice
          tone={tone}
          title={title}
          action={tone === 'warning' ? <Button onClick={onBack}>Who is told</Button> : undefined}
        >
          {text}
        </Notice>
      </div>
      <ul
        aria-label="What came of it"
        className="flex flex-col divide-y divide-line rounded-md border border-line empty:hidden"
      >
        {data.deliveries.map((delivery) => (
          <li key={delivery.id} className="flex flex-wrap items-baseline gap-x-3 px-3 py-1.5">
            <span className="w-24 font-medium">{sayChannel(delivery.channel)}</span>
            <Mark {...sayDelivery(delivery)} />
            <span className="min-w-0 basis-full break-words text-soft empty:hidden">
              {sentenceOf(sayTrouble(delivery) ?? '')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
};

interface Outcome {
  readonly tone: 'info' | 'good' | 'warning';
  readonly title: string;
  readonly text?: string;
}

const sayOutcome = (deliveries: readonly Delivery[]): Outcome => {
  if (deliveries.length === 0)
    return {
      tone: 'warning',
      title: 'It reached nobody',
      text: 'This desk has no channel to tell anybody by. Set one up, then send it again.',
    };
  if (deliveries.some((delivery) => sayDelivery(delivery).tone === 'warning'))
    return { tone: 'warning', title: 'Not everybody was told', text: 'Mend what is said below, then send it again.' };
  if (deliveries.some(({ state }) => state.kind === 'waiting')) return { tone: 'info', title: 'On its way…' };
  return deliveries.some(({ channel }) => channel === 'desktop')
    ? {
        tone: 'good',
        title: 'Sent. Did a pop-up appear?',
        text: 'If none did, look whether the system’s settings let Watchroom show notifications.',
      }
    : { tone: 'good', title: 'Sent, and taken by everyone it was sent to' };
};

/** What there is to do after the guide. */
const WhatNext = () => {
  const rules = useRules().filter(({ enabled, health }) => enabled && health.state !== 'no-source').length;
  const next = [
    [
      '#/rules',
      'Rules',
      `${count(rules, 'rule')} ${rules === 1 ? 'looks' : 'look'} at what is watched: change what they say is too slow.`,
    ],
    ['#/objectives', 'Service levels', 'Promise how much of the time the site is up, and see what is left of it.'],
    ['#/settings/escalation', 'Escalation', 'Say who is told next where nobody takes an alert.'],
  ] as const;
  return (
    <section aria-label="What next" className="flex flex-col gap-1">
      <h3 className="font-semibold">What next</h3>
      <ul className="flex flex-col gap-1">
        {next.map(([href, name, text]) => (
          <li key={href} className="text-soft">
            <a href={href} className="font-medium text-accent underline underline-offset-2">
              {name}
            </a>
            {': '}
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
};
