import { spawn } from 'node:child_process';

/** Players that Linux desktops bring, the usual ones first. Each ends by itself after the file. */
const PLAYERS: readonly (readonly [string, ...string[]])[] = [['pw-play'], ['paplay'], ['aplay', '--quiet']];

/**
 * What plays a short sound file on Linux, where notifications have no sound of their own; null elsewhere.
 * A desk without any player stays silent: the pop-up is what counts.
 */
export const soundPlayer = (platform: string, file: string): (() => void) | null => {
  if (platform !== 'linux') return null;
  return () => playWith(PLAYERS, file);
};

const PLAY_LIMIT = 5_000;

const playWith = ([player, ...others]: typeof PLAYERS, file: string): void => {
  if (player === undefined) return;
  const [program, ...options] = player;
  const playing = spawn(program, [...options, file], { stdio: 'ignore', timeout: PLAY_LIMIT });
  playing.on('error', () => playWith(others, file));
  playing.on('exit', (code) => {
    if (code !== 0 && code !== null) playWith(others, file);
  });
};
