import { useState } from 'react';
import { useAlertDetail } from '../../query/reads/alerts.js';
import { useCall, useView } from '../../state/console.js';
import { sayChannel, sayDelivery, sayTrouble } from '../../text/delivery.js';
import { Button } from '../../ui/button.js';
import { Mark, Notice } from '../../ui/mark.js';

type Sent =
  | { readonly kind: 'no' }
  | { readonly kind: 'yes'; readonly alert: string | null }
  | { readonly kind: 'failed'; readonly why: string };

/** One alert that is none, the way that a real one takes. */
export const FirstTest = ({ onSeen }: { onSeen: () => void }) => {
  const call = useCall();
  const [sent, setSent] = useState<Sent>({ kind: 'no' });
  const send = async (): Promise<void> => {
    const answer = await call('alert.test', {});
    setSent(answer.ok ? { kind: 'yes', alert: answer.value.alert } : { kind: 'failed', why: answer.error.message });
  };
  const isSent = sent.kind === 'yes';
  return (
    <>
      <p className="text-soft">A test alert takes the same way as a real one, by every channel that is set up.</p>
      {isSent && <Notice tone="info" title="Sent. Did a pop-up appear?" />}
      {isSent && sent.alert !== null && <WhatCame alert={sent.alert} />}
      {sent.kind === 'failed' && (
        <Notice tone="warning" title="It could not be sent">
          {sent.why}
        </Notice>
      )}
      <div className="flex gap-2">
        <Button acts look={isSent ? 'plain' : 'primary'} onClick={() => void send()}>
          {isSent ? 'Send it again' : 'Send a test alert'}
        </Button>
        <Button look={isSent ? 'primary' : 'plain'} onClick={onSeen}>
          Go to the overview
        </Button>
      </div>
    </>
  );
};

/** By which channels it went, and what came of each. */
const WhatCame = ({ alert }: { alert: string }) => {
  const row = useView((view) => view.alerts[alert as keyof typeof view.alerts]);
  const { data } = useAlertDetail(alert, row);
  return (
    <ul aria-label="What came of it" className="flex flex-col gap-1">
      {(data?.deliveries ?? []).map((delivery) => (
        <li key={delivery.id} className="flex flex-wrap items-baseline gap-x-3">
          <span className="w-24">{sayChannel(delivery.channel)}</span>
          <Mark {...sayDelivery(delivery)} />
          <span className="text-soft">{sayTrouble(delivery)}</span>
        </li>
      ))}
    </ul>
  );
};
