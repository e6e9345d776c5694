import { describe, expect, it } from 'vitest';
import { readFlags } from './flags.js';

describe('the app’s flags', () => {
  it('are found among those of Chromium', () => {
    const args = [
      '--no-sandbox',
      '/opt/app',
      '--data',
      '/d',
      '--remote-debugging-port=0',
      '--port',
      '3100',
      '--hidden',
      '--config=/c.yml',
    ];
    expect(readFlags(args, {})).toEqual({ configFile: '/c.yml', dataFolder: '/d', port: 3_100, isHidden: true });
  });

  it('may come from the environment, and have defaults', () => {
    expect(readFlags(['--data', '/d'], { WATCHROOM_CONFIG: '/e.yml' })).toEqual({
      configFile: '/e.yml',
      dataFolder: '/d',
      port: null,
      isHidden: false,
    });
  });

  it('take no port that is none', () => {
    for (const port of ['x', '70000', '-1']) expect(readFlags(['--data', '/d', `--port=${port}`], {}).port).toBeNull();
  });
});
