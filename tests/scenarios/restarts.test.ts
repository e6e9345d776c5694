import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playScenario } from '../../src/main/cli/simulate/run.js';
import type { Scenario } from '../../src/main/cli/simulate/scenario.js';
import { lineObject } from '../../src/main/cli/simulate/transcript.js';
import { SCRIPT, type Script, scenarioOf } from '../support/life/script.js';
import { runs } from '../support/property-runs.js';
import { withRestarts } from '../support/restarts.js';

/** A sum that was added up in another order differs in its last digits. */
const rounded = (_: string, value: unknown): unknown => (typeof value === 'number' ? Number(value.toPrecision(9)) : value);

/**
 * Why something is held is noted when the desk looks, and a start is one look more: it may note what nobody would have seen. What
 * is told, when, to whom and over which channel must be the same to the second.
 */
const isOfLook = ({ event }: { readonly event: string }): boolean => event === 'verdict' || event === 'held';

/** What the desk did, in words that compare. What it did at one instant it may have done, and so numbered alerts, in any order. */
const transcriptOf = async (scenario: Scenario): Promise<readonly string[]> => {
  const lines: string[] = [];
  await playScenario(scenario, (line) => {
    if (!isOfLook(line.event)) lines.push(JSON.stringify(lineObject(line), rounded).replace(/\ba\d+-(\d+)/, 'a-$1'));
  });
  return lines.sort();
};

describe('whatever befalls a desk', () => {
  it('it tells the same story when its process is stopped and started in between', { timeout: 0 }, async () => {
    await fc.assert(
      fc.asyncProperty(SCRIPT, async (script) => {
        const { scenario, restarts } = scenarioOf(script);
        expect(await transcriptOf(withRestarts(scenario, restarts))).toEqual(await transcriptOf(scenario));
      }),
      { numRuns: runs(30) },
    );
  });

  it('that nobody answered an SMS is told once per episode, also of an alert that was reopened', async () => {
    const { scenario, restarts } = scenarioOf(REOPENED);
    const story = await transcriptOf(scenario);
    const isFollowUp = (line: string): boolean => /"escalated","rule":"site-down".*"sms","level":0/.test(line);
    expect(story.filter(isFollowUp)).toHaveLength(1);
    expect(await transcriptOf(withRestarts(scenario, restarts))).toEqual(story);
  });
});

const down = (turns: number, up: boolean): Script['stretches'][number] => ({
  turns,
  sky: {
    ...{ target: 'home', up, failure: 'status', seconds: 0.1, submissions: 0, failing: 0, drift: -3 },
    ...{ deploy: null, isReset: false },
  },
  seen: 'read',
});

/** An alert whose SMS was held for the quota, and which nobody answered, ends, is reopened, and waits for an answer once more. */
const REOPENED: Script = {
  setting: {
    rules: ['few-readings', 'queue-never-seen'],
    ...{ isNew: false, isQuiet: false, isMaintained: false, isInhibited: false, stopOnAcknowledge: false },
  },
  pace: 'quick',
  stretches: [down(5, false), down(6, false), down(5, true), down(4, false), down(9, false)],
  deeds: [{ at: 57, deed: 'reopen', rule: 0 }],
  troubles: [{ at: 77, trouble: 'suspend', quarters: 8 }],
  answers: { email: ['ok'], sms: ['ok'], webhook: ['ok'] },
  restarts: [89],
};
