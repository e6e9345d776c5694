import { afterEach, expect, it } from 'vitest';
import { configOf, NINE_O_CLOCK, silentLog } from '../../../tests/support/engine.js';
import { createFakeClock } from '../../../tests/support/fake-clock.js';
import type { FeedTarget, TargetId } from '../core/model/target.js';
import type { Source } from '../core/port/source.js';
import { seconds } from '../core/time/instant.js';
import { createMemoryStore } from '../store/memory/memory-store.js';
import { LONGEST_GAP, startEngine } from './engine.js';
import { noTrace } from './trace.js';

const target: FeedTarget = {
  source: 'mongodb',
  id: 'mongodb' as TargetId,
  name: 'MongoDB',
  url: null,
  every: seconds(60),
  timeout: seconds(30),
  labels: {},
};

const saying = (noteOf: (target: string) => string): Source => ({
  kind: 'mongodb',
  read: async ({ id }, { clock }) => {
    const outcome = { kind: 'answered', measures: [], problems: [], facts: { note: noteOf(id) } } as const;
    return { source: 'mongodb', target: id, startedAt: clock.now(), at: clock.now(), outcome };
  },
  stop: async () => undefined,
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const rowOf = async (targets: readonly FeedTarget[], noteOf: (target: string) => string) => {
  const clock = createFakeClock(NINE_O_CLOCK);
  const store = createMemoryStore();
  const engine = await startEngine({
    clock,
    log: silentLog,
    config: configOf({ targets }),
    journal: store.journal,
    history: store.history,
    recording: null,
    pushed: [],
    sources: [saying(noteOf)],
    channels: [],
    connectivity: { answers: async () => true },
    trace: noTrace,
    spread: (wait) => wait,
    version: '0.0.0',
    runtime: 'test',
    industry: null,
    desk: () => ({
      operator: configOf({}).operator,
      site: configOf({}).site,
      configRevision: 1,
      isFirstRun: false,
      demoPanel: null,
      update: null,
    }),
    problems: () => [],
    heartbeat: () => null,
    longestGap: LONGEST_GAP,
  });
  stops.push(() => engine.stop());
  await clock.advance(seconds(90));
  return engine.view().view.sources.mongodb;
};

it('what a source has to say of what it reads stands in its row, though it reads well', async () => {
  const row = await rowOf([target], () => 'events has no index that begins with at.');
  expect(row).toMatchObject({ state: 'ok', text: 'events has no index that begins with at.' });
});

it('says once what it has to say of several targets, however its figures differ', async () => {
  const three = ['a1', 'a2', 'b'].map((id) => ({ ...target, id: id as TargetId }));
  const row = await rowOf(three, (id) =>
    id === 'b' ? 'Timings are left out.' : `The processor is ${id === 'a1' ? 99.5 : 100} % busy.`,
  );
  expect(row?.text).toBe('2 targets: The processor is 100 % busy. Timings are left out.');
});

it.each([
  [['lesson-1: performance 87.', 'lesson-2: performance 91.']],
  [['Lesson 1: performance 87.', 'Lesson 2: performance 91.']],
  [['/price/2025: performance 87.', '/price/2026: performance 91.']],
])('leaves out nothing that is of another thing: %j', async (notes) => {
  const two = ['a1', 'a2'].map((id) => ({ ...target, id: id as TargetId }));
  const row = await rowOf(two, (id) => notes[id === 'a1' ? 0 : 1] ?? '');
  expect(row?.text).toBe(notes.join(' '));
});
