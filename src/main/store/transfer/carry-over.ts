import { TransferError } from './error.js';
import type { Portable, PortableTarget, Progress } from './portable.js';
import { auditBackwards, readRecords, writeRecords } from './records.js';
import { differences, type Tally, tallyOf } from './tally.js';

export interface CarryOver {
  readonly from: Portable;
  readonly to: PortableTarget;
  /** Told of each series that is there whole. */
  readonly told?: (done: number, all: number) => void;
}

/** How many series are written before it is noted how far it has got. */
const STRIDE = 20;

/**
 * Moves all that one store holds into another, and reads both afterwards to see that they hold the same. Cut off anywhere, it goes on where it was.
 * Rejects with a `TransferError`.
 */
export const carryOver = async ({ from, to, told }: CarryOver): Promise<readonly Tally[]> => {
  const progress = await startingFrom(from, to);
  const all = (await from.series()).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const [i, series] of all.entries()) {
    if (series.id <= progress.series) continue;
    await to.write(series, await from.history(series));
    if (i % STRIDE === 0) await to.note({ ...progress, series: series.id });
    told?.(i + 1, all.length);
  }
  await writeRecords(to.journal, await readRecords(from.journal));
  const links = await from.links();
  for await (const entries of auditBackwards(from.journal)) await to.writeAudit(entries, links);
  await to.writeAudit([], links);
  const tallies = await tallyOf(from);
  const different = differences(tallies, await tallyOf(to));
  if (different.length > 0)
    throw new TransferError(
      'different',
      `what was written is not what was read (${different.join('; ')})`,
      'Nothing was put into use. Run it again; should it stay so, report it with this text.',
    );
  await to.finish();
  return tallies;
};

const startingFrom = async (from: Portable, to: PortableTarget): Promise<Progress> => {
  const known = await to.progress();
  if (known !== null && known.from !== from.place)
    throw new TransferError(
      'other-source',
      `${to.place} already holds a part of ${known.from}`,
      'Finish that first, or name another place.',
    );
  const progress = known ?? { from: from.place, series: '' };
  await to.note(progress);
  return progress;
};
