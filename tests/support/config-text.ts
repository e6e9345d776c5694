import { join } from 'node:path';
import type { ResolveContext } from '../../src/main/config/context.js';
import { readShipped } from '../../src/main/config/profiles.js';
import { type ReadConfig, readConfig } from '../../src/main/config/read.js';
import { instant } from '../../src/main/core/time/instant.js';

/** What a desk of "ana" resolves a document with, and the resources that are shipped. */
export const deskContext = async (): Promise<ResolveContext> => ({
  ...(await readShipped(join(import.meta.dirname, '../../resources'))),
  user: 'ana',
  timeZone: 'UTC',
  runtime: 'desk',
  now: instant(Date.parse('2026-01-05T09:00:00Z')),
});

/** Reads a document that need not state its version. */
export const readBody = (body: string, context: ResolveContext): ReadConfig =>
  readConfig(body.startsWith('version') ? body : `version: 1\n${body}\n`, {}, context);

const TARGET = 'id: a, url: https://a.example';
/** A list of targets, one for each text of further keys. */
export const targetsWith = (...keys: string[]): string =>
  `targets:\n${keys.map((key) => `  - { ${TARGET}, ${key} }`).join('\n')}`;
/** A target, and a rule with this condition and these further lines. */
export const ruleWith = (when: string, more = ''): string =>
  `targets: [{ ${TARGET} }]\nrules:\n  - id: r\n    severity: warning\n    category: business\n    when: ${when}\n${more}`;
