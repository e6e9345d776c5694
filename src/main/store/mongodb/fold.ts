import type { AnyBulkWriteOperation } from 'mongodb';
import type { Sample } from '../../core/model/sample.js';
import { encodeChunk } from '../codec/chunk.js';
import { type Generation, readColumn } from '../fresh-memory.js';
import { HOUR, hourOf } from '../range/level.js';
import { bulk } from './apply.js';
import { type Collections, keyOf, type SamplesDoc } from './collections.js';
import { dropCommits } from './commit-log.js';
import { writeFolded } from './meta.js';

/**
 * Puts the samples of some commits into their hours, one write for each series and hour, and lets the commits go. How far it will go is noted first:
 * cut off, it is repeated with just the same commits, and an hour that has taken them already takes them no second time.
 */
export const fold = async (collections: Collections, generation: Generation): Promise<void> => {
  const { firstRow, lastRow } = generation;
  await writeFolded(collections, { to: firstRow - 1, until: lastRow });
  await bulk(collections.samples, [...additions(generation)]);
  await writeFolded(collections, { to: lastRow, until: null });
  await dropCommits(collections, lastRow);
};

function* additions(generation: Generation): Generator<AnyBulkWriteOperation<SamplesDoc>> {
  for (const series of generation.columns.keys()) {
    const samples = readColumn(generation, series, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    for (const [hour, inHour] of byHour(samples)) yield addition(series, hour, inHour, generation.lastRow);
  }
}

const addition = (series: number, hour: number, samples: readonly Sample[], to: number): AnyBulkWriteOperation<SamplesDoc> => {
  const u = hour / HOUR;
  return {
    updateOne: {
      filter: { _id: keyOf(series, u), to: { $lt: to } },
      update: {
        $set: { s: series, u, open: u, to },
        $inc: { n: samples.length },
        $push: { pieces: encodeChunk(hour, samples) as never },
        $unset: { expiresFrom: '' },
      },
      upsert: true,
    },
  };
};

/** Samples, in order of time, by the hour in which they lie. */
export const byHour = (samples: readonly Sample[]): ReadonlyMap<number, Sample[]> => {
  const hours = new Map<number, Sample[]>();
  for (const sample of samples) {
    const hour = hourOf(sample.at);
    const found = hours.get(hour) ?? [];
    hours.set(hour, found);
    found.push(sample);
  }
  return hours;
};
