import type { BackupKeep } from '../../core/model/backup.js';
import type { ApiSettings, Config, ConnectivityProbe, Retention, Site } from '../../core/model/config.js';
import { templatesOf } from '../../core/notify/default-templates.js';
import { days, hours, seconds } from '../../core/time/instant.js';
import type { ResolveContext } from '../context.js';
import type { ConfigDocument, ProfileDocument } from '../schema/v1.js';
import { resolveBudgets, withBudgets } from './budgets.js';
import { minuteOfDay, resolveChannels } from './channels.js';
import { resolveEscalation, resolveTeams } from './escalation.js';
import { resolveHandOver, resolveInhibitions, resolveMaintenance, resolveQuietHours, resolveRateLimits } from './mutes.js';
import { resolveObjectives } from './objectives.js';
import { resolveRules } from './rule.js';
import { resolveTargets } from './target.js';

const NO_PROFILE: ProfileDocument = { version: 1 };

/** The profile that a document asks for: a desk has the built-in rules unless it says `none`, a scenario only what it names. */
export const profileOf = (document: ConfigDocument, context: ResolveContext): ProfileDocument => {
  const name = profileName(document, context);
  return withBudgets(name === 'none' ? NO_PROFILE : (context.profiles[name] ?? NO_PROFILE), document);
};

const profileName = (document: ConfigDocument, context: ResolveContext): Config['profile'] =>
  document.profile ?? (context.runtime === 'desk' ? 'royal-client' : 'none');

/** The configuration as the running parts use it. The document must have passed `inspect` without errors. */
export const resolve = (document: ConfigDocument, context: ResolveContext): Config => {
  const profile = profileOf(document, context);
  const site = siteOf(document, profile, context);
  return {
    site,
    operator: { name: document.operator?.name ?? context.user, role: document.operator?.role ?? 'admin' },
    profile: profileName(document, context),
    templates: templatesOf(document.templates),
    targets: resolveTargets(document, context),
    rules: resolveRules(document, profile, context),
    budgets: resolveBudgets(document, profile),
    objectives: resolveObjectives(document, profile, context),
    channels: resolveChannels(document, context),
    escalation: resolveEscalation(document, profile),
    teams: resolveTeams(document, profile),
    inhibit: resolveInhibitions(document, profile),
    maintenance: resolveMaintenance(document, site.timeZone),
    quietHours: resolveQuietHours(document, site.timeZone),
    rateLimits: resolveRateLimits(document),
    handOver: resolveHandOver(document),
    business: businessOf(document),
    connectivity: connectivityOf(document),
    retention: { ...RETENTION, ...given(profile.retention), ...given(document.retention) },
    backup: backupOf(document),
    updates: updatesOf(document),
    calendar: document.calendar ?? 'on',
    api: apiOf(document),
    allowPlainSecrets: document.allowPlainSecrets ?? false,
  };
};

/** The entries that have a value: an absent key must not cover a default. */
const given = <Block extends object>(block: Block | undefined): { [Key in keyof Block]?: Exclude<Block[Key], undefined> } =>
  Object.fromEntries(Object.entries(block ?? {}).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Block]?: Exclude<Block[Key], undefined>;
  };

const NO_CONTACTS = { technical: '', alerts: '', emergency: '', business: '' };

const siteOf = (document: ConfigDocument, profile: ProfileDocument, context: ResolveContext): Site => {
  const site = { ...given(profile.site), ...given(document.site) };
  return {
    name: site.name ?? hostOf(site.url) ?? 'This site',
    url: site.url ?? null,
    timeZone: site.timeZone ?? context.timeZone,
    currency: site.currency ?? 'GBP',
    locale: site.locale ?? 'en-GB',
    contacts: { ...NO_CONTACTS, ...given(profile.site?.contacts), ...given(document.site?.contacts) },
  };
};

const hostOf = (url: string | undefined): string | null => (url !== undefined && URL.canParse(url) ? new URL(url).host : null);

/** Two resolvers of different owners: while neither takes a connection, it is our own network that is down. */
const PROBES: readonly ConnectivityProbe[] = [
  { host: '1.1.1.1', port: 443 },
  { host: '8.8.8.8', port: 443 },
];

const connectivityOf = (document: ConfigDocument): Config['connectivity'] => ({
  probes: document.connectivity?.probes ?? PROBES,
  every: document.connectivity?.every ?? seconds(30),
});

const RETENTION: Retention = {
  raw: days(14),
  minute: days(90),
  fiveMinutes: days(180),
  hour: days(365),
  alerts: days(90),
  audit: days(365),
  logs: days(30),
  recording: days(90),
};

const BACKUP_AT = '03:00';
const UPDATES_EVERY = hours(6);
const BACKUP_KEEP: BackupKeep = { daily: 7, weekly: 4, monthly: 12 };

const updatesOf = ({ updates }: ConfigDocument): Config['updates'] =>
  updates === undefined
    ? null
    : {
        url: updates.url.replace(/\/+$/, ''),
        channel: updates.channel ?? 'latest',
        every: updates.every ?? UPDATES_EVERY,
      };

const backupOf = ({ backup }: ConfigDocument): Config['backup'] =>
  backup === undefined
    ? null
    : {
        path: backup.path,
        at: minuteOfDay(backup.at ?? BACKUP_AT),
        keep: { ...BACKUP_KEEP, ...given(backup.keep) },
        passphrase: backup.passphrase ?? null,
      };

const apiOf = ({ api }: ConfigDocument): ApiSettings => ({
  port: api?.port ?? 3_000,
  host: api?.host ?? '127.0.0.1',
  access: api?.access ?? 'loopback',
  tokens: api?.tokens ?? [],
  allowInsecure: api?.allowInsecure ?? false,
});

const businessOf = ({ business }: ConfigDocument): Config['business'] => ({
  values: business?.values ?? {},
  opportunity: business?.opportunity ?? null,
  experiments: Object.entries(business?.experiments ?? {}).map(([name, { control, shares }]) => ({
    name,
    control: control ?? null,
    shares: shares ?? null,
  })),
});
