import { afterEach, describe, expect, it } from 'vitest';
import { ANA, createRig, pass, type Rig, type RigOptions } from '../../../../tests/support/engine.js';
import type { EpisodeId } from '../../core/model/alert.js';
import { ok } from '../../core/model/result.js';
import type { Background } from '../../core/port/channel.js';
import { hours, minutes, seconds } from '../../core/time/instant.js';

const running: Rig[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((rig) => rig.engine.stop()));
});

/** A channel that can edit: each edit as who acknowledged, and who suppressed. */
const editingRig = async (problems: (string | null)[] = [], before: Partial<Rig> = {}) => {
  const edits: string[] = [];
  const refresh = async ({ alerts, shown }: Background): Promise<string | null> => {
    for (const row of alerts) edits.push(`${shown.length} ${row.acknowledged?.by ?? '-'} ${row.suppressed?.by ?? '-'}`);
    return problems.shift() ?? null;
  };
  const answer: RigOptions['answer'] = async () => ok({ text: 'shown', references: ['place-1'] });
  const rig = await createRig({ answer, refresh, ...before });
  running.push(rig);
  return { rig, edits };
};

const breakSite = async (rig: Rig): Promise<EpisodeId> => {
  await pass(rig, minutes(1));
  rig.weather.up = false;
  await pass(rig, minutes(1));
  return rig.alerts()[0]?.id as EpisodeId;
};

const acknowledge = (rig: Rig, alert: EpisodeId) =>
  rig.engine.act({ kind: 'acknowledge', alert, note: '', end: { kind: 'resolved' } }, ANA);

describe('what a channel has shown', () => {
  it('is edited within seconds after somebody acknowledges at the desk, once, and calls nobody', async () => {
    const { rig, edits } = await editingRig();
    const alert = await breakSite(rig);
    expect(edits).toEqual([]);
    await acknowledge(rig, alert);
    await pass(rig, seconds(3));
    expect(edits).toEqual(['1 Ana -']);
    await pass(rig, minutes(2));
    expect(edits).toHaveLength(1);
    expect(rig.sent.map(({ reason }) => reason)).toEqual(['firing']);
  });

  it('follows what is taken back, and a suppression', async () => {
    const { rig, edits } = await editingRig();
    const alert = await breakSite(rig);
    await acknowledge(rig, alert);
    await pass(rig, seconds(30));
    await rig.engine.act({ kind: 'unacknowledge', alert }, ANA);
    await pass(rig, seconds(30));
    await rig.engine.act({ kind: 'suppress', alert, for: hours(1), why: 'Known.' }, ANA);
    await pass(rig, seconds(30));
    expect(edits).toEqual(['1 Ana -', '1 - -', '1 - Ana']);
  });

  it('is left to the news of the end where the alert is resolved', async () => {
    const { rig, edits } = await editingRig();
    const alert = await breakSite(rig);
    await rig.engine.act({ kind: 'resolve', alert, reason: 'Mended.', judged: null }, ANA);
    await pass(rig, minutes(1));
    expect(edits).toEqual([]);
    expect(rig.sent.map(({ reason }) => reason)).toEqual(['firing', 'recovered']);
    await rig.engine.act({ kind: 'reopen', alert }, ANA);
    await pass(rig, seconds(30));
    expect(edits).toEqual(['1 - -']);
  });

  it('is tried three times where the channel fails, and then left', async () => {
    const { rig, edits } = await editingRig(['Slack is away.', 'Slack is away.', 'Slack is away.', 'Slack is away.']);
    const alert = await breakSite(rig);
    await acknowledge(rig, alert);
    await pass(rig, minutes(5));
    expect(edits).toHaveLength(3);
  });

  it('is tried again where the channel breaks over it, and the watch goes on', async () => {
    let edits = 0;
    const answer: RigOptions['answer'] = async () => ok({ text: 'shown', references: ['place-1'] });
    const refresh = async (): Promise<null> => {
      edits += 1;
      if (edits === 1) throw new Error('no address');
      return null;
    };
    const rig = await createRig({ answer, refresh });
    running.push(rig);
    await acknowledge(rig, await breakSite(rig));
    await pass(rig, minutes(2));
    expect(edits).toBe(2);
  });

  it('is made right after a restart, where the desk ended in between', async () => {
    const first = await editingRig();
    const alert = await breakSite(first.rig);
    await acknowledge(first.rig, alert);
    await first.rig.engine.stop();
    expect(first.edits).toEqual([]);
    const { clock, store, weather } = first.rig;
    const next = await editingRig([], { clock, store, weather });
    await pass(next.rig, seconds(30));
    expect(next.edits).toEqual(['1 Ana -']);
  });
});
