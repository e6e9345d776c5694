import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { ViewPush } from '../../src/main/core/model/view.js';
import type { Push } from '../../src/preload/contract/pushes.js';

/** Reads the console's stream as a browser does: every push goes to `onPush`. Resolves, once connected, to its stop. */
export const readStream = async (url: string, dataFolder: string, onPush: (push: ViewPush) => void): Promise<() => void> => {
  const token = (await readFile(join(dataFolder, 'admin-token'), 'utf8')).trim();
  return new Promise((resolve, reject) => {
    const asked = request(`${url}api/monitoring/stream`, { headers: { Authorization: `Bearer ${token}` } }, (answer) => {
      let rest = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        const events = (rest + chunk).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) tell(event, onPush);
      });
      answer.on('error', () => undefined);
      resolve(() => asked.destroy());
    });
    asked.on('error', reject);
    asked.end();
  });
};

const tell = (event: string, onPush: (push: ViewPush) => void): void => {
  if (!event.startsWith('data: ')) return;
  const push = JSON.parse(event.slice('data: '.length)) as Push;
  if (push.kind === 'view') onPush(push.push);
};
