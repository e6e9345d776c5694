import { z } from 'zod';
import { channels, team } from './v1/channel.js';
import {
  backup,
  budgets,
  business,
  competitor,
  escalation,
  handOver,
  heartbeat,
  inhibition,
  lighthouse,
  maintenance,
  objective,
  quietHours,
  rateLimits,
  retention,
  store,
  updates,
} from './v1/plan.js';
import { rule } from './v1/rule.js';
import { currency, httpUrl, id, locale, name, port, positiveDuration, textAs, timeZone } from './v1/scalar.js';
import { sources } from './v1/source.js';
import { target } from './v1/target.js';
import { templates } from './v1/template.js';

const contact = z.string().max(200).optional();

const site = z.strictObject({
  name: name.optional(),
  url: httpUrl.optional(),
  timeZone: timeZone.optional(),
  currency: currency.optional(),
  locale: locale.optional(),
  contacts: z.strictObject({ technical: contact, alerts: contact, emergency: contact, business: contact }).optional(),
});

const role = z.enum(['viewer', 'responder', 'admin']);

const readProbe = (text: string): { readonly host: string; readonly port: number } | undefined => {
  const [, host, digits] = /^(?:\[([^\]]+)\]|[^:\s]+):(\d{1,5})$/.test(text) ? splitProbe(text) : [];
  const number = Number(digits);
  return host === undefined || number < 1 || number > 65_535 ? undefined : { host, port: number };
};

const splitProbe = (text: string): readonly [string, string, string] => {
  const colon = text.lastIndexOf(':');
  return [text, text.slice(0, colon).replaceAll(/[[\]]/g, ''), text.slice(colon + 1)];
};

const probe = textAs('a host and a port', '"1.1.1.1:443"', readProbe);

const api = z.strictObject({
  port: port.optional(),
  host: name.optional(),
  access: z.enum(['loopback', 'token']).optional(),
  tokens: z
    .array(
      z.strictObject({
        name,
        role,
        hash: textAs('a SHA-256 in 64 hexadecimal digits', 'the line that "watchroom token" prints', (text) =>
          /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : undefined,
        ),
      }),
    )
    .optional(),
  allowInsecure: z.boolean().optional(),
});

/** The whole configuration document, version 1. Strict everywhere: a key that nobody knows is a mistake. */
export const documentV1 = z.strictObject({
  version: z.literal(1),
  site: site.optional(),
  operator: z.strictObject({ name: name.optional(), role: role.optional() }).optional(),
  profile: z.enum(['royal-client', 'none']).optional(),
  targets: z.array(target).max(10_000).optional(),
  sources: sources.optional(),
  rules: z.array(rule).max(2_000).optional(),
  inhibit: z.array(inhibition).optional(),
  maintenance: z.array(maintenance).optional(),
  quietHours: quietHours.optional(),
  escalation: escalation.optional(),
  teams: z.record(id, team).optional(),
  channels: channels.optional(),
  templates: templates.optional(),
  objectives: z.array(objective).optional(),
  budgets: budgets.optional(),
  lighthouse: lighthouse.optional(),
  store: store.optional(),
  retention: retention.optional(),
  backup: backup.optional(),
  heartbeat: heartbeat.optional(),
  updates: updates.optional(),
  /** Whether the console reminds of the regular care of the watch. */
  calendar: z.enum(['on', 'off']).optional(),
  business: business.optional(),
  competitors: z.array(competitor).optional(),
  rateLimits: rateLimits.optional(),
  handOver: handOver.optional(),
  connectivity: z.strictObject({ probes: z.array(probe).optional(), every: positiveDuration.optional() }).optional(),
  api: api.optional(),
  /** Lets this desk keep secrets where the system offers no real encryption. */
  allowPlainSecrets: z.boolean().optional(),
});

/** The document as parsed: scalars read, nothing defaulted. */
export type ConfigDocument = z.output<typeof documentV1>;

/** What a profile may bring: the same keys, all of them optional. */
export const profileV1 = documentV1.omit({ targets: true, sources: true, operator: true, profile: true, api: true });
export type ProfileDocument = z.output<typeof profileV1>;
