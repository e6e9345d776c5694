import type { EpisodeId, TimelineEntry } from '../../../src/main/core/model/alert.js';
import type { AuditEntry } from '../../../src/main/core/model/audit.js';
import type { Delivery } from '../../../src/main/core/model/notification.js';
import type { SeriesId } from '../../../src/main/core/model/sample.js';
import type { Store } from '../../../src/main/core/port/journal.js';
import { instant } from '../../../src/main/core/time/instant.js';
import { type Act, AUDITED, TEXTLESS } from './operator.js';

const EVERYTHING = 10_000_000;
const BEGINNING = instant(0);
const END = instant(8.64e15);

/** Every text of an act stands in the trail once if it was answered, never if it was refused; likewise the acts without a text. */
export const auditFaults = async ({ journal }: Store, acts: readonly Act[]): Promise<string[]> => {
  const trail = await journal.audit({ limit: EVERYTHING });
  const texts = countBy(trail.flatMap(textOf));
  const faults = acts
    .filter(({ kind }) => !TEXTLESS.includes(kind))
    .flatMap((act) => countFault(act.text, texts.get(act.text) ?? 0, act));
  return [...faults, ...textlessFaults(trail, acts)];
};

const textOf = ({ details }: AuditEntry): string[] =>
  Object.values(details).filter((value): value is string => typeof value === 'string' && value.startsWith('text-'));

const countFault = (what: string, count: number, { kind, answer }: Act): string[] => {
  const isRight = answer === 'done' ? count === 1 : answer === 'unknown' ? count <= 1 : count === 0;
  return isRight ? [] : [`${kind} ${what}, ${answer}, is in the trail ${count} times`];
};

const textlessFaults = (trail: readonly AuditEntry[], acts: readonly Act[]): string[] => {
  const counts = countBy(trail.map(({ action, subject }) => `${action} ${subject}`));
  const keyOf = ({ kind, alert }: Act): string => `${AUDITED[kind]} ${alert}`;
  const textless = acts.filter(({ kind }) => TEXTLESS.includes(kind));
  const done = countBy(textless.filter(({ answer }) => answer === 'done').map(keyOf));
  const unknown = countBy(textless.filter(({ answer }) => answer === 'unknown').map(keyOf));
  return [...new Set(textless.map(keyOf))].flatMap((key) => {
    const [count, least] = [counts.get(key) ?? 0, done.get(key) ?? 0];
    const most = least + (unknown.get(key) ?? 0);
    return count >= least && count <= most ? [] : [`${key} is in the trail ${count} times, was done ${least} to ${most} times`];
  });
};

const countBy = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

/** Every story counts from one without a gap, and tells each act that was answered once. */
export const timelineFaults = async (store: Store, acts: readonly Act[]): Promise<string[]> => {
  const { journal } = store;
  const episodes = await journal.episodes({ since: BEGINNING, limit: EVERYTHING });
  const stories = new Map<EpisodeId, readonly TimelineEntry[]>();
  for (const { id } of episodes) stories.set(id, await journal.timeline(id));
  const gaps = [...stories].flatMap(([id, lines]) =>
    lines.every(({ sequence }, index) => sequence === index + 1) && lines.length > 0
      ? []
      : [`the timeline of ${id} counts ${lines.map(({ sequence }) => sequence).join(', ')}`],
  );
  const untold = acts
    .filter(({ kind, answer }) => answer === 'done' && !TEXTLESS.includes(kind))
    .flatMap(({ kind, alert, text }) => {
      const told = (stories.get(alert) ?? []).filter((line) => line.text === text || line.text.endsWith(`: ${text}`));
      return told.length === 1 ? [] : [`the timeline of ${alert} tells ${kind} ${text} ${told.length} times`];
    });
  return [...gaps, ...untold];
};

/** Alerts and their episodes fit together: numbered without a gap, and open exactly where the alert fires. */
export const episodeFaults = async ({ journal }: Store): Promise<string[]> => {
  const { alerts } = await journal.remembered(BEGINNING);
  const episodes = await journal.episodes({ since: BEGINNING, limit: EVERYTHING });
  return alerts.flatMap((alert) => {
    const own = episodes.filter(({ fingerprint }) => fingerprint === alert.fingerprint).sort((a, b) => a.number - b.number);
    const open = own.filter(({ resolution }) => resolution === null).map(({ id }) => id);
    const firing = alert.phase.state === 'firing' ? [alert.phase.episode] : [];
    const faults = own.every(({ number }, index) => number === index + 1) && own.length === alert.episodes ? [] : ['numbers'];
    if (open.join() !== firing.join()) faults.push(`fires as ${firing.join()}, open are ${open.join()}`);
    return faults.map((fault) => `alert ${alert.number}: ${fault}`);
  });
};

export interface Deliveries {
  readonly faults: string[];
  readonly shown: number;
}

/** Nothing that was decided is lost or still waits, and nothing was shown twice under its key. */
export const deliveryFaults = async ({ journal }: Store): Promise<Deliveries> => {
  const deliveries = await journal.deliveries({ limit: EVERYTHING });
  const episodes = await journal.episodes({ since: BEGINNING, limit: EVERYTHING });
  const told = new Set(deliveries.flatMap(({ alerts }) => alerts));
  const lost = episodes
    .filter((episode) => episode.told.length > 0 && !told.has(episode.id))
    .map(({ id }) => `${id} lost its message`);
  return { faults: [...lost, ...deliveries.flatMap(faultsOf)], shown: deliveries.filter(isShown).length };
};

const isShown = ({ state }: Delivery): boolean => state.kind === 'delivered';

const faultsOf = ({ id, state, attempts }: Delivery): string[] => {
  const shown = attempts.filter(({ outcome }) => outcome === 'ok').length;
  if (shown > 1) return [`${id} was shown ${shown} times`];
  return state.kind === 'waiting' ? [`${id} still waits`] : [];
};

/** Time is told as one line: each stretch of the ledger begins where the one before ends. */
export const ledgerFaults = async ({ journal }: Store): Promise<string[]> => {
  const segments = (await journal.segments(BEGINNING, END)).filter(({ scope }) => scope === 'desk');
  const sorted = [...segments].sort((a, b) => a.from - b.from);
  return sorted.slice(1).flatMap((segment, index) => {
    const before = sorted[index];
    return before?.to === segment.from ? [] : [`a stretch ends at ${before?.to}, the next begins at ${segment.from}`];
  });
};

/** Samples in order, each instant once, and all that was ever shown. */
export const sampleFaults = async (
  { history }: Store,
  shown: ReadonlyMap<SeriesId, ReadonlyMap<number, number>>,
): Promise<string[]> => {
  const faults: string[] = [];
  for (const [id, seen] of shown) {
    const samples = await history.raw(id, BEGINNING, END);
    const kept = new Map(samples.map(({ at, value }) => [Number(at), value]));
    if (kept.size !== samples.length) faults.push(`${id} has an instant twice`);
    for (const [at, value] of seen)
      if (kept.get(at) !== value) faults.push(`${id} showed ${value} at ${at}, keeps ${kept.get(at)}`);
  }
  return faults;
};
