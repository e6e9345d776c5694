import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { z } from 'zod';
import type { DnsRecordType, TlsVersion } from '../../../core/model/target.js';
import { say } from '../../wording.js';
import { body } from './expectation.js';
import { count, days, port, positiveDuration, textAs } from './scalar.js';

const NAME = /^(?=.{1,253}\.?$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?$/i;

const asName = (text: string): string | undefined => {
  const ascii = /^[\x21-\x7e]*$/.test(text) ? text : domainToASCII(text);
  return NAME.test(ascii) ? ascii.toLowerCase() : undefined;
};

const hostName = textAs('the name of a host, without scheme and port', 'mail.example.org', asName);
/** As a name server or a socket takes it: a name in ASCII, or an IP address. */
export const host = textAs('the name or the address of a host, without scheme and port', 'mail.example.org', (text) =>
  isIP(text) === 0 ? asName(text) : text,
);

const isPort = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= 65_535;

const readResolver = (text: string): string | undefined => {
  if (isIP(text) !== 0) return text;
  const [, four, six, digits = ''] = /^(?:([\d.]+)|\[([^\]]+)\])(?::(\d{1,5}))?$/.exec(text) ?? [];
  return isIP(four ?? six ?? '') !== 0 && (digits === '' || isPort(digits)) ? text : undefined;
};

const resolver = textAs(
  'the address of a name server, not its name, with its port where that is not 53',
  '1.1.1.1 or "[2606:4700::1111]:53"',
  readResolver,
);

const RECORDS = ['A', 'AAAA', 'CNAME', 'MX', 'TXT', 'NS', 'SRV', 'CAA', 'SOA'] as const satisfies readonly DnsRecordType[];

/** What is heard has no end that could be waited for: that it never says something cannot be seen. */
const heard = body.refine((expected) => !expected.negated, {
  error: () => say('cannot be "not …" here: a connection has no end to wait for', 'Expect what it does say: contains("220 ").'),
});

const value = z.string().min(1).max(2_000);
const values = z.array(value).min(1).max(100);

/** Without quotes, YAML takes it for a number. */
const tlsVersion = z.literal(['1.2', '1.3', 1.2, 1.3]).transform((version) => String(version) as TlsVersion);

export const tcp = {
  kind: z.literal('tcp'),
  host,
  port,
  ip: z.literal([4, 6]).optional(),
  send: z.string().min(1).max(4_096).optional(),
  expect: z.strictObject({ body: heard.optional(), within: positiveDuration.optional() }).optional(),
};

export const tls = {
  kind: z.literal('tls'),
  host,
  port: port.optional(),
  serverName: hostName.optional(),
  ip: z.literal([4, 6]).optional(),
  expect: z
    .strictObject({
      certificateDays: days.optional(),
      version: tlsVersion.optional(),
      within: positiveDuration.optional(),
    })
    .optional(),
};

export const dns = {
  kind: z.literal('dns'),
  host: hostName,
  record: z.enum(RECORDS).optional(),
  resolver: resolver.optional(),
  expect: z
    .strictObject({
      all: values.optional(),
      any: values.optional(),
      exactly: values.optional(),
      answers: count.max(1_000).optional(),
      within: positiveDuration.optional(),
    })
    .superRefine(({ all, any, exactly }, context) => {
      if (exactly === undefined || (all === undefined && any === undefined)) return;
      const message = say('says it all: all and any add nothing to it', 'Keep exactly, or all and any.');
      context.addIssue({ code: 'custom', path: ['exactly'], message });
    })
    .optional(),
};
