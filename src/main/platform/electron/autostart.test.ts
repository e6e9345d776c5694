import { describe, expect, it } from 'vitest';
import { autostartEntry } from './autostart.js';

const exec = (...command: string[]): string | undefined => /^Exec=(.*)$/m.exec(autostartEntry(command))?.[1];

describe('the autostart entry', () => {
  it('starts the app as it is installed', () => {
    expect(exec('/opt/Watchroom/watchroom', '--hidden')).toBe('/opt/Watchroom/watchroom --hidden');
    expect(autostartEntry(['/x'])).toMatch(/^\[Desktop Entry\]\nType=Application\n/);
  });

  it('survives paths with spaces, quotes, dollars and percent signs', () => {
    expect(exec('/home/ann lee/Watch room')).toBe('"/home/ann lee/Watch room"');
    expect(exec('/a"b$c')).toBe('"/a\\\\"b\\\\$c"');
    expect(exec('/100%/x')).toBe('/100%%/x');
  });
});
