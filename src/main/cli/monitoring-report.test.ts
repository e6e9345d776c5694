import { describe, expect, it } from 'vitest';
import type { ConsoleClient } from './console-client.js';
import { testAlertReport } from './monitoring-report.js';

const consoleWith = (...channels: readonly string[]): ConsoleClient => ({
  url: 'http://127.0.0.1:3000/',
  get: async () => ({ channels: channels.map((kind) => ({ kind, state: 'unused', lastAt: null, text: '' })) }),
  post: async () => ({ alert: { id: 'a7-1' } }),
  call: async () => null,
});

describe('a test alert by command', () => {
  it('says by which channels it goes out', async () => {
    expect(await testAlertReport(consoleWith('desktop'))).toMatchObject({
      text: 'Test alert a7-1 is on its way by desktop.',
      isHealthy: true,
    });
  });

  it('does not pretend that it goes anywhere where there is no channel', async () => {
    const { text, isHealthy } = await testAlertReport(consoleWith());
    expect(text).toContain('reaches nobody');
    expect(isHealthy).toBe(false);
  });
});
