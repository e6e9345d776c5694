import type { FeedKind, FeedTarget, TargetId } from '../../../src/main/core/model/target.js';
import type { Feeds } from '../../../src/main/core/port/feeds.js';
import { seconds } from '../../../src/main/core/time/instant.js';
import type { FeedParts } from '../../../src/main/source/feed/source.js';
import { scriptedSecrets } from '../secrets.js';
import { NO_FEEDS } from '../settings.js';

/** The secret of every server that a test stands in for: it must be in no text. */
export const TOKEN = 'token-hunter2';
export const TOKEN_REFERENCE = { kind: 'stored', name: 'token' } as const;

export const feedTarget = (source: FeedKind, id: string = source, change: Partial<FeedTarget> = {}): FeedTarget => ({
  source,
  id: id as TargetId,
  name: id,
  url: null,
  every: seconds(60),
  timeout: seconds(5),
  labels: {},
  ...change,
});

export const feedParts = (feeds: Partial<Feeds>): FeedParts => ({
  feeds: () => ({ ...NO_FEEDS, ...feeds }),
  secrets: scriptedSecrets({ token: TOKEN }),
  version: '1.2.3',
});
