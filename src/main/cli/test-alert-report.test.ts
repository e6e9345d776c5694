import { describe, expect, it } from 'vitest';
import type { Mute } from '../core/model/mute.js';
import type { ConsoleClient } from './console/client.js';
import { testAlertReport } from './test-alert-report.js';

interface Scripted {
  readonly channel: string;
  readonly state: object;
  readonly attempts: readonly { readonly text: string }[];
}

/** `mutes`: what mutes the alert at one look after the other. */
const consoleWith = (
  kinds: readonly string[],
  looks: readonly (readonly Scripted[])[] = [[]],
  mutes: readonly (Mute | null)[] = [],
): ConsoleClient => {
  const [left, muted] = [[...looks], [...mutes]];
  return {
    url: 'http://127.0.0.1:3000/',
    get: async () => ({ channels: kinds.map((kind) => ({ kind, state: 'unused', lastAt: null, text: '' })) }),
    post: async () => ({ alert: { id: 'a7-1' } }),
    call: async () => {
      const deliveries = (left.length > 1 ? left.shift() : left[0]) ?? [];
      return {
        row: { waiting: [], muted: muted.shift() ?? null },
        deliveries: deliveries.map((one) => ({ reason: 'test', ...one })),
      };
    },
  };
};

const delivered = (channel: string): Scripted => ({
  channel,
  state: { kind: 'delivered', at: 1 },
  attempts: [{ text: '250 OK' }],
});
const waiting = (channel: string): Scripted => ({ channel, state: { kind: 'waiting' }, attempts: [] });
const refused = (channel: string, why: string): Scripted => ({
  channel,
  state: { kind: 'abandoned', at: 1, why },
  attempts: [],
});

describe('a test alert by command', () => {
  it('waits for the receivers and says what each answered', async () => {
    const { text, isHealthy } = await testAlertReport(consoleWith(['email'], [[waiting('email')], [delivered('email')]]));
    expect(text).toMatch(/^Test alert a7-1\n\nCHANNEL +STATE *\nemail +delivered +250 OK$/);
    expect(isHealthy).toBe(true);
  });

  it('names the channel that did not get there, and why', async () => {
    const looks = [[delivered('email'), refused('sms', 'refused for good: SMS lacks a provider.')]];
    const { text, body, isHealthy } = await testAlertReport(consoleWith(['email', 'sms'], looks));
    expect(text).toMatch(/^sms +failed +refused for good: SMS lacks a provider\.$/m);
    expect(text).toContain('System, Notifications');
    expect(body).toMatchObject({
      told: [
        { channel: 'email', state: 'delivered' },
        { channel: 'sms', state: 'failed' },
      ],
    });
    expect(isHealthy).toBe(false);
  });

  it('does not wait for what is tried again later', async () => {
    const failed: Scripted = {
      channel: 'webhook',
      state: { kind: 'waiting' },
      attempts: [{ text: 'hooks.example.org: timed out' }],
    };
    const { text, isHealthy } = await testAlertReport(consoleWith(['webhook'], [[failed]]));
    expect(text).toMatch(/^webhook +failed +hooks\.example\.org: timed out; it is tried again$/m);
    expect(isHealthy).toBe(false);
  });

  it('says so where a channel has nobody to tell', async () => {
    const { text, isHealthy } = await testAlertReport(consoleWith(['email']));
    expect(text).toMatch(/^email +nothing +it has no recipients$/m);
    expect(isHealthy).toBe(false);
  });

  it('waits for a desk that reads its targets afresh first', async () => {
    const settling: Mute = { because: 'settling', by: 'targets are read afresh first', until: null };
    const { text, isHealthy } = await testAlertReport(
      consoleWith(['email'], [[], [], [delivered('email')]], [settling, settling]),
    );
    expect(text).toMatch(/^email +delivered +250 OK$/m);
    expect(isHealthy).toBe(true);
  });

  it('says by whom it is suppressed, and does not blame the recipients', async () => {
    const mute: Mute = { because: 'suppressed', by: 'Ann', until: null };
    const { text, isHealthy } = await testAlertReport(consoleWith(['email'], [[]], [mute]));
    expect(text).toMatch(/^email +nothing +held: suppressed, by Ann$/m);
    expect(isHealthy).toBe(false);
  });

  it('does not pretend that it goes anywhere where there is no channel', async () => {
    const { text, isHealthy } = await testAlertReport(consoleWith([]));
    expect(text).toContain('reaches nobody');
    expect(isHealthy).toBe(false);
  });
});
