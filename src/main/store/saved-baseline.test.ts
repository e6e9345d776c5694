import { expect, it } from 'vitest';
import { bornBaseline, learn } from '../core/baseline/state.js';
import { days, instant, minutes } from '../core/time/instant.js';
import { revived, saved } from './saved-baseline.js';

const learnt = (metric: string) => {
  let state = bornBaseline(metric, 'weekly');
  for (let at = 0; at < days(9); at += minutes(10)) state = learn(state, instant(at), Math.sin(at / days(1)) * 40).state;
  return state;
};

it('a baseline is the same after it was saved as JSON', () => {
  for (const state of [learnt('lcp_seconds'), learnt('errors_total'), bornBaseline('up', 'none')])
    expect(revived(JSON.parse(JSON.stringify(saved(state))))).toEqual(state);
});

it('one that an earlier version saved, without padding, is read', () => {
  const state = { ...bornBaseline('up', 'weekly'), season: { newest: 7, ...floats(1.5, Number.NaN) } };
  const { season, ...rest } = saved(state);
  const bare = (text = ''): string => text.replaceAll('=', '');
  const earlier = { newest: 7, centres: bare(season?.centres), slopes: bare(season?.slopes), noises: bare(season?.noises) };
  expect(earlier.centres).toBe('AADAPwAAwH8');
  expect(revived({ ...rest, season: earlier })).toEqual(state);
});

it('one that a newer version saved is learnt anew', () => {
  expect(revived({ ...saved(learnt('lcp_seconds')), version: 2 as 1 })).toBeNull();
});

const floats = (...values: readonly number[]) => ({
  centres: Float32Array.from(values),
  slopes: Float32Array.from(values),
  noises: Float32Array.from(values),
});
