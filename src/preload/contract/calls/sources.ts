import { z } from 'zod';
import type { ConfigProblem } from '../../../main/core/model/config.js';
import type { Reading } from '../../../main/core/model/reading.js';
import type { SourceSetting, SourceStanding } from '../../../main/core/model/source-setting.js';
import { answers, call, nothing } from '../call.js';

/** Every source that can be set up, in the order in which they are listed. */
export const SOURCES = [
  'sentry',
  'mongodb',
  'prometheus',
  'json',
  'github',
  'vercel',
  'page',
  'lighthouse',
  'ingest',
  'host',
] as const satisfies readonly SourceSetting[];

export const SOURCE_CALLS = {
  /** Every source that can be set up: how it is doing, what it brings, what is missing. */
  'source.list': call('viewer', nothing, answers<readonly SourceStanding[]>),
  /** What would be said about a source after its block were so, without keeping it; paths begin inside it. No block: it is taken out. */
  'source.check': call(
    'admin',
    z.object({ source: z.enum(SOURCES), block: z.unknown() }).strict(),
    answers<readonly ConfigProblem[]>,
  ),
  /** One look at a source as it would be configured; nothing of it is kept. `sent`: what somebody would send to the one that is told. */
  'source.try': call(
    'admin',
    z.object({ source: z.enum(SOURCES), block: z.unknown(), sent: z.string().max(20_000).nullable() }).strict(),
    answers<Reading>,
  ),
} as const;
