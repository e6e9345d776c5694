import { beforeAll, expect, it } from 'vitest';
import { deskContext, readBody } from '../../../tests/support/config-text.js';
import { createScriptedSettings } from '../../../tests/support/settings.js';
import type { ResolveContext } from '../config/context.js';
import { numberProblems } from './settings-problems.js';
import type { Shell } from './shell.js';

let context: ResolveContext;
beforeAll(async () => {
  context = await deskContext();
});

const idsOf = (text: string): readonly string[] => {
  const { config, problems } = readBody(text, context);
  expect(config).not.toBeNull();
  const scripted = createScriptedSettings(config ?? undefined);
  const settings = { ...scripted, current: () => ({ ...scripted.current(), problems }) };
  return numberProblems({ settings } as unknown as Shell).map(({ id }) => id);
};

it.each([
  ['of the channel', 'channels: { sms: { to: ["+441234567890", "+44XXXXXXXXX"] } }', ['number-channels.sms.to[1]']],
  [
    'of a team, also of one with a dot in its name',
    'channels: { sms: { to: ["+441234567890"] } }\nteams: { on.call: { sms: ["+44XXXXXXXXX"] } }',
    ['number-teams.on.call.sms[0]'],
  ],
  ['of a team, where nobody is told by SMS', 'teams: { senior: { sms: ["+44XXXXXXXXX"] } }', []],
  ['of none', 'channels: { sms: { to: ["+441234567890"] } }', []],
] as const)('a number to which nothing can go is a problem of the desk: %s', (_, text, ids) =>
  expect(idsOf(text)).toEqual(ids),
);
