import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Glimpse, playScenario } from '../../src/main/cli/simulate/run.js';
import { readScenario, type Scenario } from '../../src/main/cli/simulate/scenario.js';
import { readShipped } from '../../src/main/config/profiles.js';
import type { Explanation } from '../../src/main/core/model/explanation.js';
import type { Labels } from '../../src/main/core/model/labels.js';
import type { RuleId } from '../../src/main/core/model/rule.js';
import { answerFrom } from '../../src/main/engine/explain/answer.js';
import type { TraceEvent } from '../../src/main/engine/trace.js';

const FOLDER = import.meta.dirname;
const { profiles } = await readShipped(join(FOLDER, '../../resources'));
const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.yml')).sort();

const scenarioIn = async (file: string): Promise<Scenario> => {
  const read = readScenario(await readFile(join(FOLDER, file), 'utf8'), profiles);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

/** Every reason that the explanation gives, wherever it gives it. */
const reasonsOf = ({ gates, channels }: Explanation): readonly (string | null)[] =>
  [...gates, ...channels.flatMap((channel) => channel.gates)].map(({ because }) => because);

const RATE = ['storm', 'rule-rate', 'quota'];

const explained = ({ world, now }: Glimpse, rule: RuleId, labels: Labels): Explanation => {
  const told = answerFrom(world, { rule, labels }, now);
  if (!told.ok) throw new Error(told.error.message);
  return told.value.explanation;
};

/** Where the explanation of an instant says otherwise than what the engine did at that instant. */
const contradictions = (event: TraceEvent | { readonly event: 'action' }, seen: Glimpse): readonly string[] => {
  if (event.event === 'alert') return ofAlert(event, explained(seen, event.rule, event.labels));
  if (event.event === 'held') return ofHeld(event, explained(seen, event.rule, event.labels));
  if (event.event !== 'notification' || event.rule === null) return [];
  const explanation = explained(seen, event.rule, event.labels ?? {});
  const isTold = explanation.channels.some(({ channel, told }) => channel === event.channel && told !== null);
  const isAlarm = ['firing', 'test', 'repeated', 'suppression-ended'].includes(event.reason);
  return isAlarm && explanation.state === 'firing' && !isTold ? [`${event.channel} told, and it says it did not`] : [];
};

const JUDGED = ['rule', 'series', 'observed', 'fresh', 'baseline', 'events', 'breach', 'resolved-by-hand', 'for'];

const ofAlert = (event: TraceEvent & { event: 'alert' }, { state, gates }: Explanation): readonly string[] => {
  if (state !== event.to) return [];
  const closed = gates.find((gate) => gate.state === 'blocked');
  const isJudgedOut = closed !== undefined && JUDGED.includes(closed.id);
  if (state === 'pending') return closed?.id === 'for' ? [] : [`pending, and ${closed?.id} is closed`];
  return (state === 'firing') === isJudgedOut ? [`${state}, and ${closed?.id ?? 'nothing'} is closed`] : [];
};

const ofHeld = (event: TraceEvent & { event: 'held' }, explanation: Explanation): readonly string[] => {
  if (explanation.state !== 'firing') return [];
  if (explanation.levels.some(({ state }) => state === 'held')) return [];
  const reasons = reasonsOf(explanation);
  const isSaid =
    event.because === 'rate-limit' ? RATE.some((one) => reasons.includes(one as never)) : reasons.includes(event.because);
  return isSaid ? [] : [`held because of ${event.because}, and it says ${explanation.outcome.text}`];
};

describe.each(files)('%s', (file) => {
  it('is explained as it happened', async () => {
    const found: string[] = [];
    let happened: Parameters<typeof contradictions>[0][] = [];
    await playScenario(
      await scenarioIn(file),
      (line) => happened.push(line.event as (typeof happened)[number]),
      (seen) => {
        for (const event of happened) found.push(...contradictions(event, seen));
        happened = [];
      },
    );
    expect(found).toEqual([]);
  });
});
