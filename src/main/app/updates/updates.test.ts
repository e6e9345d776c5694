import { describe, expect, it } from 'vitest';
import { AWAY, end, FORGED, looked, NEWER, PLAN, rigOf } from '../../../../tests/support/updates.js';
import { fail, ok } from '../../core/model/result.js';
import { hours, minutes, seconds } from '../../core/time/instant.js';

describe('updates of the installed app', () => {
  it('make no traffic, and load nothing, where no feed is configured', async () => {
    const rig = await rigOf(null);
    await rig.clock.advance(hours(48));
    expect([rig.done, rig.world.opened, rig.updates.state()]).toEqual([[], 0, null]);
    expect(await rig.updates.lookNow()).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('are looked for soon after the start and then as often as configured', async () => {
    const rig = await rigOf();
    rig.feed.answer = ok({ kind: 'none', why: '' });
    expect(rig.updates.state()).toEqual({ state: 'first', lastAt: null, offer: null, text: '' });
    await rig.clock.advance(hours(12) + seconds(21));
    expect(rig.done).toEqual(Array(3).fill('look https://updates.example.org/watchroom latest'));
    expect(rig.updates.state()).toMatchObject({ state: 'current', lastAt: expect.any(Number) });
  });

  it('are fetched once, and offered until somebody restarts', async () => {
    const rig = await looked(await rigOf());
    await rig.clock.advance(hours(6));
    expect(rig.done.filter((one) => one === 'fetch')).toHaveLength(1);
    expect(rig.updates.state()).toMatchObject({ state: 'ready', offer: { version: '2.0.0', notes: 'Quieter.' } });
    expect(rig.updates.restartInto('2.0.1')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(rig.done).not.toContain('quit');
    // A person's word holds although an alert is open.
    rig.world.firing = 1;
    expect(rig.updates.restartInto('2.0.0')).toEqual({ ok: true, value: null });
    expect(rig.updates.willInstall()).toBe(true);
    await end(rig);
    expect(rig.done.slice(-2)).toEqual(['quit', 'install 2.0.0']);
  });

  it('that cannot be put in place leave a desk that starts again, and that says so', async () => {
    const why = { kind: 'impossible', text: 'nothing was unpacked', detail: '/home/ann/watchroom.next' } as const;
    const thrown = 'something went wrong that the log tells more about';
    for (const [installed, text] of [
      [async () => fail(why), why.text],
      [() => Promise.reject(new Error('EXDEV /home/ann')), thrown],
    ] as const) {
      const rig = await looked(await rigOf());
      rig.feed.installed = installed;
      rig.updates.restartInto('2.0.0');
      // Were it cut off here, the next start would say so.
      expect(rig.left.attempt?.text).toBe('the app ended before it was its turn');
      await end(rig);
      expect(rig.updates.isRestarting()).toBe(true);
      const { attempt } = rig.left;
      expect(attempt).toEqual({ version: '2.0.0', text });
      const next = await rigOf(PLAN, attempt);
      const words = `Version 2.0.0 could not be put in place: ${text}.`;
      expect(next.updates.state()?.text).toBe(words);
      expect(next.updates.problems()[0]?.text).toBe(words);
      await looked(next);
      expect(next.updates.state()).toMatchObject({ state: 'ready', text: expect.stringContaining(words) });
    }
    const well = await looked(await rigOf());
    well.updates.restartInto('2.0.0');
    await end(well);
    expect([well.updates.isRestarting(), well.left.attempt]).toEqual([true, null]);
    expect((await rigOf()).updates.isRestarting()).toBe(false);
  });

  it('that left the app beside its place are said for as long as it runs there, feed or none', async () => {
    const rig = await rigOf(null, null, "mv '/opt/watchroom.previous' '/opt/watchroom'");
    const [problem] = rig.updates.problems();
    expect(problem).toMatchObject({ id: 'updates-aside', text: expect.stringContaining('.previous') });
    expect(problem?.remedy).toContain('updates.left-aside');
    expect((await rigOf(null)).updates.problems()).toEqual([]);
  });

  it('are put in place at a calm end, and never by themselves while an alert is open', async () => {
    const calm = await looked(await rigOf());
    await end(calm);
    expect(calm.done.at(-1)).toBe('install 2.0.0');
    const busy = await looked(await rigOf());
    busy.world.firing = 2;
    await end(busy);
    expect(busy.done.at(-1)).toBe('fetch');
  });

  it('that cannot be looked for are tried again sooner, and said when it goes on', async () => {
    const rig = await rigOf();
    rig.feed.answer = fail(AWAY);
    await looked(rig);
    expect(rig.updates.state()).toMatchObject({ state: 'failing', text: 'its server answered 503' });
    expect(rig.updates.problems()).toEqual([]);
    await rig.clock.advance(minutes(60));
    expect(rig.done).toHaveLength(3);
    expect(rig.updates.problems()[0]?.text).toBe('Updates cannot be looked for: its server answered 503.');
    rig.feed.answer = ok({ kind: 'none', why: '' });
    await rig.clock.advance(minutes(30));
    expect([rig.updates.state()?.state, rig.updates.problems()]).toEqual(['current', []]);
  });

  it('that are not to be trusted are said at once, and nothing is put in place', async () => {
    const rig = await rigOf();
    rig.feed.answer = fail(FORGED);
    await looked(rig);
    expect(rig.updates.problems()[0]?.text).toBe(
      'An update was refused, and nothing was changed: latest.yml carries no signature.',
    );
    await end(rig);
    expect(rig.done).toHaveLength(1);
  });

  it('that turn out wrong when fetched are refused', async () => {
    const rig = await rigOf();
    rig.feed.fetched = fail({ kind: 'refused', text: 'its SHA-512 is another' });
    await looked(rig);
    expect(rig.updates.state()).toMatchObject({ state: 'refused', offer: null });
    await end(rig);
    expect(rig.done.at(-1)).toBe('fetch');
  });

  it('that were ready go with a feed that lies or takes them back, and stay with one that is away', async () => {
    const away = await looked(await rigOf());
    away.feed.answer = fail(AWAY);
    await away.updates.lookNow();
    expect(away.updates.state()).toMatchObject({ state: 'failing', offer: { version: '2.0.0' } });
    for (const answer of [fail(FORGED), ok({ kind: 'none', why: '' } as const)]) {
      const rig = await looked(await rigOf());
      rig.feed.answer = answer;
      await rig.updates.lookNow();
      expect(rig.updates.state()?.offer).toBeNull();
    }
  });

  it('come from another feed as soon as one is configured', async () => {
    const rig = await looked(await rigOf());
    rig.world.plan = { ...PLAN, channel: 'beta' };
    rig.reconfigure();
    expect(rig.updates.state()).toMatchObject({ state: 'first', offer: null });
    await rig.clock.advance(seconds(20));
    expect(rig.done.filter((one) => one.endsWith('beta'))).toHaveLength(1);
    rig.world.plan = null;
    rig.reconfigure();
    await rig.clock.advance(hours(12));
    expect(rig.updates.state()).toBeNull();
    expect(rig.done.filter((one) => one.startsWith('look'))).toHaveLength(2);
  });

  it.each([
    ['removed', null],
    ['changed', { ...PLAN, channel: 'beta' }],
  ])('are not taken from a feed that was %s while they were fetched', async (_, plan) => {
    const rig = await rigOf();
    let arrive = (): void => undefined;
    rig.feed.fetching = new Promise((done) => {
      arrive = done;
    });
    await looked(rig);
    expect(rig.updates.state()?.state).toBe('fetching');
    rig.world.plan = plan;
    rig.reconfigure();
    rig.feed.answer = ok({ kind: 'none', why: '' });
    await rig.clock.advance(seconds(1));
    expect(rig.world.givenUp).toBe(1);
    arrive();
    await rig.clock.advance(seconds(1));
    expect(rig.updates.restartInto('2.0.0').ok).toBe(false);
    await rig.clock.advance(seconds(20));
    expect(rig.updates.state()?.state).toBe(plan === null ? undefined : 'current');
    expect(rig.done.filter((one) => one.endsWith('beta'))).toHaveLength(plan === null ? 0 : 1);
    await end(rig);
    expect(rig.done).not.toContain('install 2.0.0');
  });

  it('that a person has to install are offered with where to get them, and neither fetched nor put in place', async () => {
    const rig = await rigOf();
    const address = 'https://updates.example.org/watchroom/watchroom-2.0.0.AppImage';
    rig.feed.answer = ok({ ...NEWER, byHand: { address, text: 'Put it over this one.' } });
    await looked(rig);
    const offer = { version: '2.0.0', notes: 'Quieter.', address };
    expect(rig.updates.state()).toMatchObject({ state: 'offered', text: 'Put it over this one.', offer });
    rig.feed.answer = fail(AWAY);
    await rig.updates.lookNow();
    expect(rig.updates.state()).toMatchObject({ state: 'failing', offer });
    expect(rig.updates.restartInto('2.0.0')).toMatchObject({ ok: false });
    await end(rig);
    expect(rig.done.filter((one) => !one.startsWith('look'))).toEqual([]);
  });
});
