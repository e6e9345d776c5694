import { afterEach, describe, expect, it } from 'vitest';
import { ANA, createRig, pass, type Rig } from '../../../../tests/support/engine.js';
import type { EpisodeId } from '../../core/model/alert.js';
import { minutes } from '../../core/time/instant.js';

const rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.engine.stop();
});

describe('how good rules are', () => {
  it('is told of what fired within the days, by what people said of it, and of how many kept silent', async () => {
    const rig = await createRig();
    rigs.push(rig);
    const { rules } = await rig.engine.quality(30);
    expect(rules).toEqual([]);
    rig.weather.up = false;
    await pass(rig, minutes(2));
    const alert = rig.firing()[0]?.id as EpisodeId;
    await rig.engine.act({ kind: 'resolve', alert, reason: 'The probe was wrong.', judged: 'noise' }, ANA);
    rig.weather.up = true;
    await pass(rig, minutes(2));
    const view = await rig.engine.quality(30);
    expect(view).toMatchObject({
      days: 30,
      rules: [{ rule: 'site-down', fired: 1, told: 1, noise: 1, real: 0 }],
    });
    expect(view.quiet).toBeGreaterThanOrEqual(0);
  });
});
