import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createExpectations } from '../../src/main/cli/simulate/expect.js';
import { playScenario } from '../../src/main/cli/simulate/run.js';
import { readScenario, type Scenario } from '../../src/main/cli/simulate/scenario.js';
import { lineObject } from '../../src/main/cli/simulate/transcript.js';
import { readShipped } from '../../src/main/config/profiles.js';
import { withRestarts } from '../support/restarts.js';

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

  it('tells no firing twice on a channel, and keeps no alert silent without a reason', async () => {
    const { transcript } = await play(await scenarioIn(file));
    expect(faultsOf(transcript.trimEnd().split('\n').map(read))).toEqual([]);
  });

  it.each([
    ['at every turn', 0],
    ['between all turns', 0.5],
  ])('tells the same story when the process is stopped and started %s', async (_, share) => {
    const scenario = await scenarioIn(file);
    const { transcript } = await play(scenario);
    const turns = Array.from({ length: Math.floor(scenario.until / scenario.step) }, (__, index) => index + 1 - share);
    const restarted = await play(
      withRestarts(
        scenario,
        turns.map((turn) => turn * scenario.step),
      ),
    );
    expect(restarted.transcript).toBe(transcript);
  });
});

interface Told {
  readonly rule: string;
  readonly labels: unknown;
}

interface Line extends Told {
  readonly event: string;
  readonly to?: string;
  readonly because?: string;
  readonly severity?: string;
  readonly episode?: number;
  readonly reason?: string;
  readonly channel?: string;
  readonly alerts?: readonly Told[];
}

const read = (text: string): Line => JSON.parse(text === '' ? '{}' : text) as Line;

const keyOf = ({ rule, labels }: Told): string => JSON.stringify([rule, labels]);

const ALARMS = ['firing', 'test', 'suppression-ended', 'digest', 'daily-summary'];

/** Goes through a transcript episode by episode: what each channel was told of it, and whether anybody was, or why not. */
const faultsOf = (lines: readonly Line[]): readonly string[] => {
  const faults: string[] = [];
  const firing = new Map<string, Set<string>>();
  const flapping = new Set<string>();
  const end = (key: string): void => {
    if (firing.get(key)?.size === 0 && !flapping.has(key)) faults.push(`${key} was silent without a reason`);
    firing.delete(key);
  };
  for (const line of lines) {
    const key = keyOf(line);
    if (line.event === 'alert' && line.to === 'firing' && line.episode !== undefined) firing.set(key, new Set());
    // An info that no channel takes is in the console alone.
    if (line.severity === 'info') firing.get(key)?.add('console');
    if (line.event === 'alert' && line.to === 'resolved') end(key);
    if (line.event === 'held') firing.get(key)?.add(`held:${line.channel}`);
    if (line.because === 'flapping') flapping.add(key);
    if (line.event !== 'notification' || !ALARMS.includes(line.reason ?? '')) continue;
    for (const told of line.alerts ?? [line]) {
      const channels = firing.get(keyOf(told));
      if (line.reason === 'firing' && channels?.has(`told:${line.channel}`)) faults.push(`${keyOf(told)} was told twice`);
      channels?.add(`told:${line.channel}`);
    }
  }
  for (const key of [...firing.keys()]) end(key);
  return faults;
};
