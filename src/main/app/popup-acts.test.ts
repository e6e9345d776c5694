import { expect, it } from 'vitest';
import type { EpisodeId } from '../core/model/alert.js';
import { fail, ok } from '../core/model/result.js';
import type { Popup } from '../core/port/popups.js';
import { actOnPopup } from './popup-acts.js';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const operator = { name: 'Vic', role: 'viewer' } as const;
const message = { alert: 'a1-1' as EpisodeId };

const pressed = async (act: () => Promise<unknown>): Promise<readonly Popup[]> => {
  const shown: Popup[] = [];
  const popups = {
    show: async (popup: Popup) => {
      shown.push(popup);
      return ok(null);
    },
  };
  const watchroom = { desk: { act }, settings: { current: () => ({ config: { operator } }) } };
  actOnPopup({ kind: 'acknowledged' }, { message } as never, { watchroom: watchroom as never, popups, log: quiet });
  await new Promise((resolve) => setImmediate(resolve));
  return shown;
};

it('says where an acknowledgement by the button of a pop-up was not taken, and why', async () => {
  const refused = fail({ code: 'conflict' as const, message: 'Bo has already acknowledged alert a1-1.' });
  expect(await pressed(async () => refused)).toMatchObject([
    { title: 'That was not done', body: 'Bo has already acknowledged alert a1-1.' },
  ]);
  expect(await pressed(() => Promise.reject(new Error('no way')))).toHaveLength(1);
  expect(await pressed(async () => ok({ alert: message.alert, suppression: null }))).toEqual([]);
});
