import { ChevronsUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { useConnection } from '../../state/console.js';
import { sayChannel, sayReach } from '../../text/delivery.js';
import { sayHeldBecause } from '../../text/held.js';
import { useNow } from '../../text/now.js';
import { ago, roughly, shortly } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Part } from '../../ui/panel.js';

/** What keeps the alert from being told, what waits, and who is told when if nobody ends it. */
export const WhatNext = ({ row, onEscalate }: { row: AlertRow; onEscalate: () => void }) => {
  if (row.state === 'resolved') return null;
  if (row.muted === null && row.waiting.length === 0 && row.escalation.length === 0) return null;
  return (
    <Part title="What happens next" action={<EscalateNow row={row} onEscalate={onEscalate} />}>
      <ul className="flex flex-col">
        <Muted row={row} />
        {row.waiting.map(({ channel, because, until }) => (
          <Line key={`${channel} ${because}`} what={`${sayChannel(channel)} waits: ${sayHeldBecause(because)}`} until={until} />
        ))}
        {row.escalation.map((step) => (
          <Step key={step.level} step={step} />
        ))}
      </ul>
    </Part>
  );
};

const EscalateNow = ({ row, onEscalate }: { row: AlertRow; onEscalate: () => void }) => {
  const isCut = useConnection().kind === 'lost';
  if (row.escalation.every(({ done }) => done)) return null;
  return (
    <Button acts="alert.escalate" look="quiet" shape="tight" shortcut="e" disabled={isCut} onClick={onEscalate}>
      <ChevronsUp size={15} aria-hidden="true" />
      Escalate now
    </Button>
  );
};

const Muted = ({ row: { muted } }: { row: AlertRow }) =>
  muted === null ? null : <Line what={`Nobody is told: ${sayHeldBecause(muted.because)} (${muted.by})`} until={muted.until} />;

const Line = ({ what, until }: { what: string; until: number | null }) => {
  const now = useNow();
  const zone = useZone();
  return <Entry what={what} when={until === null ? '' : `until ${shortly(until, now, zone)}`} />;
};

const Step = ({ step }: { step: AlertRow['escalation'][number] }) => {
  const now = useNow();
  const zone = useZone();
  const how = sayReach(step);
  const when = step.done ? ago(step.at, now) : `${shortly(step.at, now, zone)}, in ${roughly(Math.max(0, step.at - now))}`;
  return (
    <Entry
      what={
        <>
          <span className={step.done ? 'text-faint' : 'font-medium'}>
            Level {step.level}: {step.team}
          </span>{' '}
          <span
            className={step.channels.length === 0 ? 'block text-small text-warning' : step.done ? 'text-faint' : 'text-soft'}
          >
            {how}
          </span>
        </>
      }
      when={step.done ? `passed ${when}` : when}
    />
  );
};

const Entry = ({ what, when }: { what: ReactNode; when: string }) => (
  <li className="flex items-baseline justify-between gap-3 border-b border-line py-1 last:border-0">
    <span className="min-w-0">{what}</span>
    <span className="shrink-0 text-faint">{when}</span>
  </li>
);
