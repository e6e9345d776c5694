import { describe, expect, it } from 'vitest';
import { backgroundOf } from '../../../../tests/support/background.js';
import { createFakeClock } from '../../../../tests/support/fake-clock.js';
import type { EpisodeId } from '../../core/model/alert.js';
import type { DoNotDisturb } from '../../core/model/do-not-disturb.js';
import type { Delivery } from '../../core/model/notification.js';
import { fail, ok } from '../../core/model/result.js';
import type { Reaction } from '../../core/port/channel.js';
import type { Popup, PopupReaction, Popups } from '../../core/port/popups.js';
import { instant, seconds } from '../../core/time/instant.js';
import { createDesktopChannel } from './channel.js';
import { popupText } from './text.js';

const delivery = (over: Partial<Delivery> = {}, message: Partial<Delivery['message']> = {}): Delivery => ({
  id: 'd1',
  reason: 'firing',
  channel: 'desktop',
  episode: 'a1-1' as EpisodeId,
  alerts: ['a1-1' as EpisodeId],
  rule: null,
  level: 0,
  recipients: [],
  decidedAt: instant(0),
  dueAt: instant(0),
  state: { kind: 'waiting' },
  attempts: [],
  message: {
    title: 'Booking page is down',
    body: 'answered 503 (expected 200-399)',
    severity: 'critical',
    alert: 'a1-1' as EpisodeId,
    sticky: true,
    sound: true,
    ...message,
  },
  ...over,
});

/** A desktop that a test looks at and clicks on. */
const desktop = (
  answer: Awaited<ReturnType<Popups['show']>> | 'silence' = ok(null),
  disturb: DoNotDisturb = { kind: 'off' },
) => {
  const shown: Popup[] = [];
  const reactions: Reaction[] = [];
  let react: (reaction: PopupReaction) => void = () => undefined;
  const popups: Popups = {
    show: (popup, onReaction) => {
      shown.push(popup);
      react = onReaction;
      return answer === 'silence' ? new Promise(() => undefined) : Promise.resolve(answer);
    },
    withdraw: () => undefined,
    stop: () => undefined,
  };
  const clock = createFakeClock(instant(0));
  const scripted = { disturb };
  const channel = createDesktopChannel({
    popups,
    doNotDisturb: async () => scripted.disturb,
    clock,
    platform: 'linux',
    onReaction: (reaction) => reactions.push(reaction),
  });
  return { channel, clock, scripted, shown, reactions, react: (reaction: PopupReaction) => react(reaction) };
};

const patient = (): AbortSignal => new AbortController().signal;

describe('the desktop channel', () => {
  it('shows what is to be told, and says that it did', async () => {
    const { channel, shown } = desktop();
    expect(await channel.send(delivery(), patient(), backgroundOf)).toEqual(ok({ text: 'shown on this desktop' }));
    expect(shown).toEqual([
      {
        id: 'alert a1-1',
        title: 'Booking page is down',
        body: 'answered 503 (expected 200-399)',
        sticky: true,
        sound: true,
        actions: ['Acknowledge'],
      },
    ]);
  });

  it('lets later news of an alert replace the earlier, but never one group another', async () => {
    const { channel, shown } = desktop();
    const group = ['a1-1', 'a2-1'] as EpisodeId[];
    await channel.send(delivery({ id: 'd1' }), patient(), backgroundOf);
    await channel.send(delivery({ id: 'd2', reason: 'recovered' }), patient(), backgroundOf);
    await channel.send(delivery({ id: 'd3', alerts: group }), patient(), backgroundOf);
    await channel.send(delivery({ id: 'd4', alerts: [], reason: 'desk-back' }, { alert: null }), patient(), backgroundOf);
    expect(shown.map(({ id }) => id)).toEqual(['alert a1-1', 'alert a1-1', 'd3', 'd4']);
    expect(shown[1]?.actions).toEqual([]);
  });

  it('tells what the person did with it', async () => {
    const { channel, reactions, react } = desktop();
    await channel.send(delivery(), patient(), backgroundOf);
    react({ kind: 'clicked' });
    react({ kind: 'dismissed' });
    react({ kind: 'action', action: 0 });
    expect(reactions.map(({ kind }) => kind)).toEqual(['clicked', 'dismissed', 'acknowledged']);
  });

  it('passes on why the desktop would not show it', async () => {
    const failure = { code: 'no-daemon', text: 'no notification service runs', retry: 'later' } as const;
    expect(await desktop(fail(failure)).channel.send(delivery(), patient(), backgroundOf)).toEqual(fail(failure));
  });

  it('gives up when a desktop never answers', async () => {
    const limit = new AbortController();
    const sending = desktop('silence').channel.send(delivery(), limit.signal, backgroundOf);
    limit.abort();
    expect(await sending).toMatchObject({ ok: false, error: { code: 'timeout', retry: 'later' } });
  });
});

describe('do not disturb', () => {
  const PAUSED: DoNotDisturb = { kind: 'on', text: 'dunst is paused' };

  it('is respected: no sound, and nobody is said to have seen it', async () => {
    const { channel, shown } = desktop(ok(null), PAUSED);
    expect(await channel.send(delivery(), patient(), backgroundOf)).toEqual(
      ok({ text: 'shown only in the notification centre: do not disturb is on (dunst is paused)', isHidden: true }),
    );
    expect(shown.map(({ sound, sticky }) => [sound, sticky])).toEqual([[false, true]]);
  });

  it('is not guessed where the system does not say', async () => {
    const { channel, shown } = desktop(ok(null), { kind: 'unknown', text: 'Windows gives programs no way to ask' });
    expect(await channel.send(delivery(), patient(), backgroundOf)).toEqual(ok({ text: 'taken by this desktop' }));
    expect(shown[0]?.sound).toBe(true);
    expect(await channel.check?.(patient())).toEqual([
      {
        what: 'Do not disturb',
        state: 'unknown',
        text: 'Whether it is on cannot be known: Windows gives programs no way to ask.',
      },
    ]);
  });

  it('is known without a message, and asked again after half a minute', async () => {
    const { channel, clock, scripted } = desktop();
    expect(channel.doNotDisturb?.()).toBeNull();
    await clock.advance(seconds(1));
    expect(channel.doNotDisturb?.()).toEqual({ kind: 'off' });
    scripted.disturb = PAUSED;
    await clock.advance(seconds(20));
    expect(channel.doNotDisturb?.()).toEqual({ kind: 'off' });
    await clock.advance(seconds(10));
    channel.doNotDisturb?.();
    await clock.advance(seconds(1));
    expect(channel.doNotDisturb?.()).toEqual(PAUSED);
    expect(await channel.check?.(patient())).toEqual([
      {
        what: 'Do not disturb',
        state: 'failed',
        text: 'It is on (dunst is paused): nobody sees pop-ups until you turn it off.',
      },
    ]);
  });
});

describe('the text of a pop-up', () => {
  it('has no control or direction characters, and is never empty', () => {
    expect(popupText({ title: 'a\u0000b\u202ec\nd', body: '' }, 'linux')).toEqual({ title: 'a b c d', body: 'a b c d' });
    expect(popupText({ title: ' ', body: ' ' }, 'linux')).toEqual({ title: 'Watchroom', body: 'Watchroom' });
    expect(popupText({ title: 't', body: 'one\r\ntwo' }, 'linux').body).toBe('one\ntwo');
  });

  it('is cut at a whole character', () => {
    const { title, body } = popupText({ title: '😀'.repeat(200), body: 'x'.repeat(5_000) }, 'linux');
    expect([...title]).toHaveLength(120);
    expect(title.endsWith('😀…')).toBe(true);
    expect(body).toHaveLength(600);
  });

  it('fits the 256 bytes of macOS', () => {
    const { title, body } = popupText({ title: 'é'.repeat(119), body: '£'.repeat(500) }, 'darwin');
    expect(Buffer.byteLength(title) + Buffer.byteLength(body)).toBeLessThanOrEqual(256);
    expect(body.endsWith('…')).toBe(true);
  });
});
