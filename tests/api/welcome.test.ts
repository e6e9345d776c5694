import { afterEach, expect, it } from 'vitest';
import { createDataFolder, onWatch, runCommand, startConsole, until } from '../support/process.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

it('a console that starts says by which command another browser is signed in to this one, wherever its data lie', async () => {
  const { folder, remove } = await createDataFolder('version: 1\nprofile: none\nsources: { host: { enabled: false } }\n');
  stops.push(remove);
  const console = await startConsole({ dataFolder: folder });
  stops.push(() => console.stop());
  await onWatch(console);
  const said = await until(
    async () => console.said(),
    (text) => text.includes('Stop'),
    5_000,
  );
  const command = /for another: watchroom (token .*)$/m.exec(said)?.[1] ?? '';
  expect(command).toBe(`token --sign-in --data ${folder}`);
  const printed = await runCommand(command.split(' '));
  const answer = await fetch(printed.out.trim(), { redirect: 'manual' });
  expect(new URL(printed.out.trim()).origin).toBe(new URL(console.url).origin);
  expect(answer.status).toBeLessThan(400);
});
