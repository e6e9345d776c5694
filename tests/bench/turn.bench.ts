import { describe, it } from 'vitest';
import type { Episode } from '../../src/main/core/model/alert.js';
import type { Rule, RuleId } from '../../src/main/core/model/rule.js';
import type { SeriesSample } from '../../src/main/core/model/sample.js';
import type { SourceRow, SystemView } from '../../src/main/core/model/system-view.js';
import type { DeskView } from '../../src/main/core/model/view.js';
import { samplesOf } from '../../src/main/core/sample/ingest.js';
import { type Instant, instant } from '../../src/main/core/time/instant.js';
import { diff } from '../../src/main/core/view/diff.js';
import { createMadeOf } from '../../src/main/core/view/made-of.js';
import { emptyDraft } from '../../src/main/engine/draft.js';
import { recall } from '../../src/main/engine/recall/remember.js';
import { noTrace } from '../../src/main/engine/trace.js';
import { turn } from '../../src/main/engine/turn.js';
import { createViewBuilder } from '../../src/main/engine/view/view.js';
import { keepEpisode, type World } from '../../src/main/engine/world.js';
import { createMemoryStore } from '../../src/main/store/memory/memory-store.js';
import { configOf, httpTarget, NINE_O_CLOCK, siteDown, slowPage } from '../support/engine.js';
import { readingOf } from './day.js';
import { machineLoad } from './process-figures.js';
import { measure, printTable, summarise } from './support.js';

const MINUTE = 60_000;
const ANA = { name: 'ana', role: 'responder', via: 'desk' } as const;
const targets = Array.from({ length: 1_000 }, (_, n) => httpTarget(`page-${n}`));

/** Twenty rules that all look at every target: half at whether it is up, half at how fast it answers. */
const rules: readonly Rule[] = Array.from({ length: 20 }, (_, n) => ({
  ...(n % 2 === 0 ? siteDown : slowPage),
  id: `rule-${n}` as RuleId,
}));

const startWorld = async (): Promise<World> => {
  const { journal } = createMemoryStore();
  const remembered = await journal.remembered(NINE_O_CLOCK);
  return recall({ config: configOf({ targets, rules }), remembered, now: NINE_O_CLOCK, channels: ['desktop'], trace: noTrace });
};

const samplesAt = (n: number, at: Instant): readonly SeriesSample[] => {
  const target = targets[n % targets.length];
  // At the turn's own instant: what lies ahead of it, as a target's next slot does, would be dropped and not judged.
  return target === undefined ? [] : samplesOf(readingOf(target, at, 'every series'), target).map((one) => ({ ...one, at }));
};

describe('a turn', () => {
  it('takes in one reading and judges it by 20 rules', async () => {
    const world = await startWorld();
    const draft = emptyDraft();
    world.draft = () => draft;
    const step = (run: number): void => {
      const at = instant(NINE_O_CLOCK + (run + 2_001) * 60);
      turn(world, { samples: samplesAt(run + 2_000, at), every: null, scope: 'touched', read: null }, at);
      draft.samples.length = 0;
    };
    const turns = await measure('a turn of one reading', step, { n: 5_000, warmUp: 2_000 });
    printTable(
      `1,000 targets, 20 rules over each (load of the machine: ${machineLoad()})`,
      [turns],
      [
        { name: 'alerts that the world holds', value: world.bindings.size, unit: '' },
        { name: 'simulated time', value: (7_000 * 60) / MINUTE, unit: 'min' },
      ],
    );
  });

  it('takes in one reading while 10,000 alerts are open', async () => {
    const world = await startWorld();
    let draft = emptyDraft();
    world.draft = () => draft;
    const step = (run: number): void => {
      const at = instant(NINE_O_CLOCK + (run + 10_001) * 60);
      const samples = samplesAt(run + 10_000, at).map((one) => (one.series.name === 'up' ? { ...one, value: 0 } : one));
      draft = emptyDraft();
      turn(world, { samples, every: null, scope: 'touched', read: null }, at);
    };
    const turns = await measure('a turn of one reading, all pages down', step, { n: 2_000, warmUp: 10_000 });
    const open = [...world.episodes.values()].filter(({ resolution }) => resolution === null).length;
    printTable(
      `1,000 targets, 20 rules over each, half of which fire (load of the machine: ${machineLoad()})`,
      [turns],
      [{ name: 'alerts that are open', value: open, unit: '' }],
    );
  });
});

describe('the view', () => {
  it('is made anew and compared when one of 10,000 open alerts changes', async () => {
    const world = await startWorld();
    world.draft = () => emptyDraft();
    for (let run = 0; run < 1_000; run += 1) {
      const at = instant(NINE_O_CLOCK + (run + 1) * 60);
      const samples = samplesAt(run, at).map((one) => (one.series.name === 'up' ? { ...one, value: 0 } : one));
      turn(world, { samples, every: null, scope: 'touched', read: null }, at);
    }
    const later = instant(NINE_O_CLOCK + 10 * MINUTE);
    turn(world, { samples: [], every: null, scope: 'all', read: null }, later);
    const madeOf = createMadeOf();
    const build = createViewBuilder(
      world,
      {
        desk: () => ({}) as DeskView,
        system: () => ({}) as SystemView,
        source: (kind) => ({ kind }) as SourceRow,
        pushed: () => [],
      },
      madeOf,
    );
    const ids = [...world.episodes.keys()];
    let [view, changes] = [build(later), 0];
    const [built, compared]: [number[], number[]] = [[], []];
    const step = (run: number): void => {
      const at = instant(later + (run + 10) * 1_000);
      const id = ids[((run + 10) * 37) % ids.length] as string;
      const episode = world.episodes.get(id) as Episode;
      keepEpisode(world, {
        ...episode,
        level: 1 + (run % 2),
        acknowledgement: { by: ANA, at, note: String(run), end: { kind: 'resolved' } },
      });
      const from = processorTime();
      const next = build(at);
      built.push(processorTime() - from);
      changes = diff(view, next, madeOf).length;
      compared.push(processorTime() - from);
      view = next;
    };
    const views = await measure('the view made anew, and what is new in it', step, { n: 100, warmUp: 10 });
    printTable(
      `1,000 targets, 10,000 open alerts, one of them changed (load of the machine: ${machineLoad()})`,
      [views, summarise('the same, processor time', compared.slice(10)), summarise('of it, made anew', built.slice(10))],
      [
        { name: 'alerts in the view', value: Object.keys(view.alerts).length, unit: '' },
        { name: 'changes found', value: changes, unit: '' },
      ],
    );
  });
});

/** Milliseconds of the processor that this process has used: what does not follow the load of the machine. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
