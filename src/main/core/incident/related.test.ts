import { describe, expect, it } from 'vitest';
import type { Episode } from '../model/alert.js';
import { instant } from '../time/instant.js';
import { relatedTo } from './related.js';

const MINUTE = 60_000;

/** An episode that began so many minutes in, and ended so many minutes in or goes on. */
const episode = (id: string, began: number, ended: number | null, labels: Episode['labels'] = {}): Episode =>
  ({
    ...{ id, fingerprint: id, labels, test: false, startedAt: instant(began * MINUTE) },
    resolution: ended === null ? null : { at: instant(ended * MINUTE), how: 'auto', by: null, reason: '', judged: null },
  }) as unknown as Episode;

const bonds = (one: Episode, ...others: readonly Episode[]) =>
  relatedTo(one, others).map(({ episode: { id }, bond }) => [id, bond]);

describe('alerts that may be one matter', () => {
  const slow = episode('slow', 100, null, { target: 'search', page: 'search' });

  it('are about the same target, the same page, or began together, in this order', () => {
    expect(
      bonds(
        slow,
        episode('errors', 97, null, { target: 'api' }),
        episode('vitals', 10, null, { page: 'search' }),
        episode('down', 60, null, { target: 'search' }),
      ),
    ).toEqual([
      ['down', 'target'],
      ['vitals', 'page'],
      ['errors', 'time'],
    ]);
  });

  it('ran at the same time', () => {
    expect(bonds(slow, episode('before', 20, 99, { target: 'search' }))).toEqual([]);
    expect(bonds(slow, episode('until', 20, 100, { target: 'search' }))).toEqual([['until', 'target']]);
  });

  it('are not the alert itself, another episode of it, or a test', () => {
    const again = { ...episode('again', 100, null, { target: 'search' }), fingerprint: slow.fingerprint };
    const test = { ...episode('test', 100, null, { target: 'search' }), test: true };
    expect(bonds(slow, slow, again, test)).toEqual([]);
  });

  it('that share nothing and began far apart are none', () => {
    expect(bonds(slow, episode('disk', 90, null, { target: 'host' }))).toEqual([]);
  });
});
