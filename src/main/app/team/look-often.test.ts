import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Hearing } from '../../core/model/team.js';
import type { TeamChange, TeamNews } from '../../core/port/team.js';
import { hangBell } from './bell.js';
import { lookOften } from './look-often.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const scriptedNews = (kind: Hearing['kind']) => {
  const listeners = new Set<(change: TeamChange) => void>();
  let hearing: Hearing = kind === 'told' ? { kind } : { kind, why: 'scripted' };
  const news: TeamNews = {
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hearing: () => hearing,
  };
  return {
    news,
    listeners,
    tell: (change: TeamChange) => listeners.forEach((listener) => void listener(change)),
    turn: (next: Hearing) => {
      hearing = next;
    },
  };
};

const start = (kind: Hearing['kind'], look: () => Promise<void> = async () => undefined) => {
  const script = scriptedNews(kind);
  const looked = vi.fn(look);
  const lookout = lookOften({
    news: script.news,
    isFor: (change) => change.kind === 'shown',
    often: 400,
    seldom: 1_600,
    look: looked,
  });
  return { ...script, looked, lookout };
};

it('looks often where nobody tells, and seldom where the store does; and often again when that ends', async () => {
  const { looked, turn, lookout } = start('asks');
  await vi.advanceTimersByTimeAsync(4_000);
  expect(looked).toHaveBeenCalledTimes(10);
  turn({ kind: 'told' });
  await vi.advanceTimersByTimeAsync(8_000);
  expect(looked).toHaveBeenCalledTimes(15);
  turn({ kind: 'asks', why: 'lost' });
  await vi.advanceTimersByTimeAsync(800);
  expect(looked).toHaveBeenCalledTimes(17);
  lookout.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looked).toHaveBeenCalledTimes(17);
});

it('looks at once when it is told, for what concerns it alone', async () => {
  const { looked, tell, lookout, listeners } = start('told');
  tell({ kind: 'asked' });
  expect(looked).toHaveBeenCalledTimes(0);
  tell({ kind: 'shown' });
  await vi.advanceTimersByTimeAsync(0);
  tell({ kind: 'anything' });
  await vi.advanceTimersByTimeAsync(0);
  expect(looked).toHaveBeenCalledTimes(2);
  lookout.stop();
  expect(listeners.size).toBe(0);
});

it('what is told amid a look is looked for after it, once', async () => {
  let end = (): void => undefined;
  const look = () =>
    new Promise<void>((resolve) => {
      end = resolve;
    });
  const { looked, tell, lookout } = start('told', look);
  tell({ kind: 'shown' });
  for (let i = 0; i < 3; i += 1) tell({ kind: 'shown' });
  expect(looked).toHaveBeenCalledTimes(1);
  end();
  await vi.advanceTimersByTimeAsync(0);
  expect(looked).toHaveBeenCalledTimes(2);
  end();
  await vi.advanceTimersByTimeAsync(0);
  expect(looked).toHaveBeenCalledTimes(2);
  lookout.stop();
});

it('a bell rings for its own request, also before it is waited for', async () => {
  const { news, tell, listeners } = scriptedNews('told');
  const bell = hangBell(news, 'r1');
  tell({ kind: 'answered', request: 'r1' });
  await bell.wait(1_000);
  let hasRung = false;
  const waiting = bell.wait(1_000).then(() => {
    hasRung = true;
  });
  tell({ kind: 'answered', request: 'r2' });
  await vi.advanceTimersByTimeAsync(500);
  expect(hasRung).toBe(false);
  tell({ kind: 'answered', request: 'r1' });
  await waiting;
  const late = bell.wait(1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  await late;
  bell.stop();
  expect(listeners.size).toBe(0);
});
