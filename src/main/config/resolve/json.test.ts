import { describe, expect, it } from 'vitest';
import { json } from '../schema/v1/json.js';
import { givesByJson, jsonOf } from './json.js';

const URL = 'https://ci.example.org/api';
const PATHS = { list: '$.jobs[0].runs', id: '$.id', status: '$.state', at: "$['ended at']" };
const parsed = (entry: object) => json.parse({ ci: { url: URL, ...entry } });
const refusal = (entry: object): string | undefined => json.safeParse({ ci: { url: URL, ...entry } }).error?.issues[0]?.message;

describe('an address that answers with JSON', () => {
  it('has its paths as steps, and words of its own beside the usual ones', () => {
    const { ci } = parsed({ builds: { ...PATHS, statuses: { UNSTABLE: 'passed', Rejected: 'failed' } } });
    const { builds } = jsonOf('ci', ci as never);
    expect(builds).toMatchObject({ list: ['jobs', 0, 'runs'], at: ['ended at'], project: 'ci', environment: null });
    expect(builds?.statuses).toMatchObject({
      unstable: 'passed',
      rejected: 'failed',
      success: 'passed',
      canceled: 'cancelled',
    });
  });

  it('is refused where it says nothing that is to be read, or a path is none', () => {
    expect(refusal({})).toContain('must say what is to be read');
    expect(refusal({ values: [{ series: 'queue', path: 'queue.length' }] })).toContain('must be a JSON path');
    expect(refusal({ values: [{ series: 'queue', path: '$.queue > 3' }] })).toContain('must be a JSON path');
    expect(refusal({ builds: { ...PATHS, statuses: { GONE: 'lost' } } })).toBeDefined();
  });

  it('gives the metrics that it names, builds, and deploys where they go somewhere', () => {
    const values = parsed({ values: [{ series: 'queue_length{q="a"}', path: '$.q' }] });
    expect(['queue_length', 'build', 'source_up', 'up'].map((metric) => givesByJson(values, metric))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const built = parsed({ builds: PATHS });
    expect(['build', 'deploy'].map((metric) => givesByJson(built, metric))).toEqual([true, false]);
    expect(givesByJson(parsed({ builds: { ...PATHS, environment: 'production' } }), 'deploy')).toBe(true);
    expect(givesByJson(undefined, 'source_up')).toBe(false);
  });
});
