import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import type { ConfigOrigin } from '../core/model/config.js';
import { error, type Finding, type Path, pathText } from './finding.js';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables of the process over those of a `.env` file; neither is changed. A file that is not there is no problem. */
export const withEnvironmentFile = async (environment: Environment, file: string): Promise<Environment> => {
  const text = await readIfThere(file);
  return text === undefined ? environment : { ...parseEnv(text), ...environment };
};

const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw problem;
  }
};

/** One value that a variable gives the document. */
interface Override {
  readonly path: Path;
  readonly variable: string;
  readonly value: unknown;
}

type Reader = (text: string, variable: string) => { readonly value: unknown } | { readonly wanted: string };

const SWITCH = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

const yesNo: Reader = (text) => {
  const value = SWITCH.get(text.toLowerCase());
  return value === undefined ? { wanted: 'must be true or false' } : { value };
};
const plain: Reader = (text) => ({ value: text });
const whole: Reader = (text) => (/^\d{1,9}$/.test(text) ? { value: Number(text) } : { wanted: 'must be a whole number' });
/** The document gets a reference: the secret itself stays in the variable. */
const secret: Reader = (_, variable) => ({ value: { env: variable } });
const items = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
const list: Reader = (text) => ({ value: items(text) });
const endpoints: Reader = (text) => ({ value: items(text).map((url) => ({ url })) });
const sharedStore: Reader = (_, variable) => ({ value: { kind: 'mongodb', uri: { env: variable } } });

/** Every variable that sets a value of the document, where it goes, and how its text is read. */
const VARIABLES: readonly (readonly [variable: string, path: Path, read: Reader])[] = [
  ['ALERT_EMAIL_ENABLED', ['channels', 'email', 'enabled'], yesNo],
  ['ALERT_EMAIL_RECIPIENTS', ['channels', 'email', 'to'], list],
  ['SLACK_WEBHOOK_URL', ['channels', 'slack', 'webhookUrl'], secret],
  ['SLACK_BOT_TOKEN', ['channels', 'slack', 'botToken'], secret],
  ['SLACK_APP_TOKEN', ['channels', 'slack', 'appToken'], secret],
  ['SMS_ALERTS_ENABLED', ['channels', 'sms', 'enabled'], yesNo],
  ['SMS_ALERT_RECIPIENTS', ['channels', 'sms', 'to'], list],
  ['WEBHOOK_ALERTS_ENABLED', ['channels', 'webhook', 'enabled'], yesNo],
  ['WEBHOOK_ALERT_ENDPOINTS', ['channels', 'webhook', 'endpoints'], endpoints],
  ['NEXT_PUBLIC_SENTRY_DSN', ['sources', 'sentry', 'dsn'], secret],
  ['SENTRY_ORG', ['sources', 'sentry', 'org'], plain],
  ['SENTRY_PROJECT', ['sources', 'sentry', 'project'], plain],
  ['SENTRY_AUTH_TOKEN', ['sources', 'sentry', 'token'], secret],
  ['MONGODB_URI', ['store'], sharedStore],
  ['BACKUP_PATH', ['backup', 'path'], plain],
  ['WATCHROOM_PORT', ['api', 'port'], whole],
];

/** Variables that say where things are or how this desk itself runs; the shell reads them, the document has no place for them. */
export const SHELL_VARIABLES = ['WATCHROOM_CONFIG', 'WATCHROOM_DATA', 'WATCHROOM_SENTRY_DSN', 'WATCHROOM_SECRET_KEY'] as const;

export const DOCUMENT_VARIABLES: readonly string[] = [...VARIABLES.map(([variable]) => variable), 'WEBHOOK_AUTH_TOKEN'];

export interface Overlaid {
  readonly document: Readonly<Record<string, unknown>>;
  readonly origins: readonly ConfigOrigin[];
  readonly findings: readonly Finding[];
}

/** The document with what the environment sets in it, which wins, and where each such value came from. */
export const overlay = (document: Readonly<Record<string, unknown>>, environment: Environment): Overlaid => {
  const findings: Finding[] = [];
  const overrides: Override[] = [];
  for (const [variable, path, read] of VARIABLES) {
    const text = environment[variable]?.trim() ?? '';
    if (text === '') continue;
    const given = read(text, variable);
    if ('value' in given) overrides.push({ path, variable, value: given.value });
    else findings.push(error(path, `${variable} ${given.wanted}`, `Change the environment variable ${variable}, or unset it.`));
  }
  const overlaid = overrides.reduce(put, document);
  const derived = [...mongodbSource(overlaid, environment), ...webhookTokens(overlaid, environment)];
  return {
    document: derived.reduce(put, overlaid),
    origins: [...overrides, ...derived].map(({ path, variable }) => ({ path: pathText(path), variable })),
    findings,
  };
};

const isBlock = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const put = (document: Readonly<Record<string, unknown>>, { path, value }: Override): Readonly<Record<string, unknown>> =>
  placed(document, path, value) as Readonly<Record<string, unknown>>;

/** A copy with the value at the path. Where the document holds something else than a block on the way, it stays: its own error is told. */
const placed = (holder: unknown, path: Path, value: unknown): unknown => {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(holder)) return holder.map((item, index) => (index === step ? placed(item, rest, value) : item));
  if (holder !== undefined && holder !== null && !isBlock(holder)) return holder;
  return { ...holder, [step]: placed(holder?.[step], rest, value) };
};

/** MONGODB_URI is also what the MongoDB source watches, unless the document names another. */
const mongodbSource = (document: Readonly<Record<string, unknown>>, environment: Environment): readonly Override[] => {
  const variable = 'MONGODB_URI';
  const sources = isBlock(document.sources) ? document.sources : {};
  const own = isBlock(sources.mongodb) ? sources.mongodb.uri : undefined;
  if (own !== undefined || (environment[variable]?.trim() ?? '') === '') return [];
  return [{ path: ['sources', 'mongodb', 'uri'], variable, value: { env: variable } }];
};

/** WEBHOOK_AUTH_TOKEN goes to every endpoint that has no access of its own. */
const webhookTokens = (document: Readonly<Record<string, unknown>>, environment: Environment): readonly Override[] => {
  const variable = 'WEBHOOK_AUTH_TOKEN';
  const channels = isBlock(document.channels) ? document.channels : {};
  const given = isBlock(channels.webhook) ? channels.webhook.endpoints : undefined;
  if (!Array.isArray(given) || (environment[variable]?.trim() ?? '') === '') return [];
  return given.flatMap((endpoint: unknown, index) =>
    isBlock(endpoint) && endpoint.auth === undefined
      ? [{ path: ['channels', 'webhook', 'endpoints', index, 'auth', 'bearer'], variable, value: { env: variable } }]
      : [],
  );
};
