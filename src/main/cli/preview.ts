import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createPreviews } from '../channel/preview/preview.js';
import { withEnvironmentFile } from '../config/environment.js';
import { firstStepsOf, readPlaybooks } from '../config/playbooks.js';
import { readShipped } from '../config/profiles.js';
import { readConfig } from '../config/read.js';
import type { Config } from '../core/model/config.js';
import type { ExampleName, MessagePreview, TemplateGuide } from '../core/model/preview.js';
import type { ChannelKind } from '../core/model/reason.js';
import { assertNever } from '../core/model/result.js';
import { nearest } from '../core/text/nearest.js';
import { systemClock } from '../platform/clock.js';
import { defaultDataFolder, productFolder } from '../platform/files.js';
import { connect } from './console/client.js';
import { HEALTHY, print, printData, readArguments, UsageError } from './terminal/terminal.js';
import { whyUnreadable } from './trouble.js';

const PREVIEW_HELP = `watchroom preview CHANNEL [--example NAME] [--config FILE] [--html] [--json] [--data DIR]

Shows an example message just as a channel would send it, and sends nothing.

  CHANNEL          email, slack, sms, desktop or webhook
  --example NAME   firing (unless told), warning, escalated, recovered, several, digest, daily-summary, test, drill, long
  --config FILE    by the templates of this file; else by those of the running console
  --html           email: its page instead of its plain text
  --json           all of it, for machines

Example: watchroom preview email --example recovered --config watch.yml --html > mail.html`;

const OPTIONS = {
  example: { type: 'string', default: 'firing' },
  config: { type: 'string' },
  html: { type: 'boolean' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Show = (channel: ChannelKind, example: ExampleName) => Promise<MessagePreview>;

export const previewCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(PREVIEW_HELP);
    return HEALTHY;
  }
  const playbooks = await readPlaybooks(join(productFolder(), 'resources'));
  const previews = createPreviews(firstStepsOf(playbooks));
  const { channel, example } = askedOf(positionals[0], values.example, previews.guide());
  const show =
    values.config === undefined ? byConsole(values.data ?? defaultDataFolder()) : await byFile(values.config, previews);
  const shown = await show(channel, example);
  if (values.html === true && values.json !== true) printData(`${textOf(shown, true)}\n`);
  else print(values.json === true ? JSON.stringify(shown) : textOf(shown, false));
  return HEALTHY;
};

const CHANNELS: readonly ChannelKind[] = ['email', 'slack', 'sms', 'desktop', 'webhook'];

const askedOf = (
  channel: string | undefined,
  example: string,
  { examples }: TemplateGuide,
): { readonly channel: ChannelKind; readonly example: ExampleName } => ({
  channel: oneOf('channel', channel ?? '', CHANNELS),
  example: oneOf(
    'example',
    example,
    examples.map(({ name }) => name),
  ),
});

const oneOf = <Name extends string>(what: string, given: string, names: readonly Name[]): Name => {
  const found = names.find((name) => name === given);
  if (found !== undefined) return found;
  const meant = nearest(given, names);
  throw new UsageError(
    meant === undefined ? `Say which ${what}: ${names.join(', ')}.` : `“${given}” is no ${what}. Did you mean “${meant}”?`,
  );
};

const byConsole =
  (dataFolder: string): Show =>
  async (channel, example) => {
    const console = await connect(dataFolder);
    return (await console.call('template.preview', { channel, example })) as MessagePreview;
  };

const byFile = async (file: string, previews: ReturnType<typeof createPreviews>): Promise<Show> => {
  const { site, templates } = await configOf(file);
  return async (channel, example) => previews.show({ channel, example, site, templates, now: systemClock().now() });
};

const configOf = async (file: string): Promise<Config> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${whyUnreadable(error)}.`);
  });
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const context = {
    ...(await readShipped(join(productFolder(), 'resources'))),
    user: userInfo().username,
    timeZone,
    runtime: 'desk' as const,
    now: systemClock().now(),
  };
  const { config } = readConfig(text, await withEnvironmentFile(process.env, '.env'), context);
  if (config === null) throw new UsageError(`${file} has errors. See: watchroom check-config ${file}`);
  return config;
};

const textOf = (shown: MessagePreview, asPage: boolean): string => {
  switch (shown.channel) {
    case 'email':
      return asPage ? shown.html : `Subject: ${shown.subject}\n\n${shown.text}`;
    case 'slack':
      return JSON.stringify(shown.message, null, 2);
    case 'sms':
      return `${shown.text}\n\n${shown.septets} of ${shown.most} characters (GSM-7)`;
    case 'desktop':
      return `${shown.title}\n${shown.body}`;
    case 'webhook':
      return shown.json;
    default:
      return assertNever(shown);
  }
};
