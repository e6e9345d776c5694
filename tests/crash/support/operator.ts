import { setTimeout as wait } from 'node:timers/promises';
import type { EpisodeId } from '../../../src/main/core/model/alert.js';
import type { AlertRow } from '../../../src/main/core/model/alert-view.js';
import type { CallInput, CallName } from '../../../src/preload/contract/calls.js';
import type { Console } from '../../support/process.js';

/** The acts of this test, and the name under which the audit trail keeps each. */
export const AUDITED = {
  acknowledge: 'alert.acknowledge',
  unacknowledge: 'alert.unacknowledge',
  resolve: 'alert.resolve',
  reopen: 'alert.reopen',
  suppress: 'alert.suppress',
  unsuppress: 'alert.unsuppress-alert',
  note: 'alert.note',
} as const;

export type ActKind = keyof typeof AUDITED;

/** One act and what came of it. `unknown`: the console died before it answered. */
export interface Act {
  readonly kind: ActKind;
  readonly alert: EpisodeId;
  /** Which alert this is an episode of. */
  readonly subject: string;
  /** Different for every act, so that each can be found again. */
  readonly text: string;
  readonly answer: 'done' | 'refused' | 'unknown';
}

export const TEXTLESS: readonly ActKind[] = ['unacknowledge', 'reopen', 'unsuppress'];

const HOUR = 3_600_000;

const inputOf = (kind: ActKind, alert: EpisodeId, text: string): CallInput<CallName> => {
  switch (kind) {
    case 'acknowledge':
      return { alert, note: text, end: { kind: 'resolved' } };
    case 'resolve':
      return { alert, reason: text, judged: 'real' };
    case 'suppress':
      return { alert, for: HOUR, why: text };
    case 'note':
      return { alert, text };
    default:
      return { alert };
  }
};

/** What may be done to an alert as it is. Suppressing is rare, or soon nothing would be told any more. */
const possible = (row: AlertRow): readonly ActKind[] => [
  'note',
  ...(row.state === 'resolved'
    ? (['reopen'] as const)
    : ([
        'resolve',
        row.acknowledged === null ? 'acknowledge' : 'unacknowledge',
        ...(row.suppressed !== null ? (['unsuppress'] as const) : Math.random() < 0.3 ? (['suppress'] as const) : []),
      ] as const)),
];

const pick = <Value>(values: readonly Value[]): Value | undefined => values[Math.floor(Math.random() * values.length)];

let texts = 0;
const newText = (): string => {
  texts += 1;
  return `text-${texts}-of-the-test`;
};

/**
 * Someone who acts on alerts without a pause until the console no longer answers. Each operator has targets of its own, so
 * that the order of what was done to one alert is known.
 */
export const operate = async (console: Console, isMine: (row: AlertRow) => boolean, acts: Act[]): Promise<void> => {
  for (;;) {
    const view = await console.read('view.read', {}).catch(() => null);
    if (view === null) return;
    const rows = Object.values(view.view.alerts).filter(isMine);
    for (let round = 0; round < 4; round += 1) {
      // What has just begun is of more interest than the many that are over.
      const open = rows.filter(({ state }) => state === 'firing');
      const row = pick(Math.random() < 0.8 && open.length > 0 ? open : rows);
      const kind = row === undefined ? undefined : pick(possible(row));
      if (row === undefined || kind === undefined) break;
      const act = await perform(console, kind, row);
      acts.push(act);
      if (act.answer === 'unknown') return;
    }
  }
};

const perform = async (console: Console, kind: ActKind, row: AlertRow): Promise<Act> => {
  const text = newText();
  const act = { kind, alert: row.id, subject: `${row.rule} of ${row.target}`, text };
  try {
    const answer = await console.call(`alert.${kind}`, inputOf(kind, row.id, text) as CallInput<`alert.${ActKind}`>);
    if (answer.ok) return { ...act, answer: 'done' };
    // A store that cannot write would leave open what became of the act; here its disk never fails.
    if (answer.error.code === 'unavailable' || answer.error.code === 'internal')
      throw new BrokenPromiseError(answer.error.message);
    return { ...act, answer: 'refused' };
  } catch (error) {
    if (error instanceof BrokenPromiseError) throw error;
    return { ...act, answer: 'unknown' };
  }
};

class BrokenPromiseError extends Error {
  override readonly name = 'BrokenPromiseError';
}

/** A test alert after another: each is told through every channel. */
export const sendTests = async (console: Console): Promise<void> => {
  for (;;) {
    const sent = await console.call('alert.test', {}).catch(() => null);
    if (sent === null) return;
    const open = sent.ok ? sent.value.alert : await openTest(console);
    if (open === null) continue;
    const ended = await console.call('alert.resolve', { alert: open, reason: 'seen', judged: null }).catch(() => null);
    if (ended === null) return;
    await wait(50);
  }
};

const openTest = async (console: Console): Promise<EpisodeId | null> => {
  const view = await console.read('view.read', {}).catch(() => null);
  return Object.values(view?.view.alerts ?? {}).find((row) => row.isTest && row.state === 'firing')?.id ?? null;
};
