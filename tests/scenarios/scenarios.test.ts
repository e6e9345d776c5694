import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createExpectations } from '../../src/main/cli/simulate/expect.js';
import { playScenario } from '../../src/main/cli/simulate/run.js';
import { readScenario, type Scenario } from '../../src/main/cli/simulate/scenario.js';
import { lineObject } from '../../src/main/cli/simulate/transcript.js';
import { readShipped } from '../../src/main/config/profiles.js';

const FOLDER = import.meta.dirname;
const { profiles } = await readShipped(join(FOLDER, '../../resources'));
const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.yml')).sort();

const scenarioIn = async (file: string): Promise<Scenario> => {
  const read = readScenario(await readFile(join(FOLDER, file), 'utf8'), profiles);
  if (!read.ok)
    throw new Error(read.error.map((problem) => `${problem.path} (line ${problem.line}): ${problem.message}`).join('\n'));
  return read.value;
};

const play = async (scenario: Scenario): Promise<{ readonly transcript: string; readonly unmet: readonly string[] }> => {
  const expectations = createExpectations(scenario.expect);
  const lines: string[] = [];
  await playScenario(scenario, (line) => {
    const object = lineObject(line);
    expectations.see(object);
    if (line.event.event !== 'verdict') lines.push(JSON.stringify(object));
  });
  return { transcript: `${lines.join('\n')}\n`, unmet: expectations.unmet() };
};

describe.each(files)('%s', (file) => {
  const golden = join(FOLDER, 'transcripts', file.replace(/\.yml$/, '.jsonl'));

  it('tells the story that is written down', async () => {
    const { transcript, unmet } = await play(await scenarioIn(file));
    if (process.env.UPDATE === '1') await writeFile(golden, transcript);
    expect(transcript).toBe(await readFile(golden, 'utf8'));
    expect(unmet).toEqual([]);
  });

  it('tells the same story when the process is stopped and started at every turn', async () => {
    const scenario = await scenarioIn(file);
    const { transcript } = await play(scenario);
    const restarts = Array.from({ length: Math.floor(scenario.until / scenario.step) }, (_, index) => index + 1)
      .map((turn) => turn * scenario.step)
      .filter((at) => !isAway(scenario, at))
      .flatMap((at) => [
        { at, event: 'stop' as const },
        { at, event: 'start' as const },
      ]);
    const restarted = await play({ ...scenario, world: [...scenario.world, ...restarts] as Scenario['world'] });
    expect(restarted.transcript).toBe(transcript);
  });
});

/** Whether the desk is asleep, offline or stopped then: it cannot be restarted meanwhile. */
const isAway = (scenario: Scenario, at: number): boolean => {
  const last = scenario.world.filter((event) => event.at <= at).at(-1);
  return last !== undefined && ['suspend', 'offline', 'stop'].includes(last.event);
};
