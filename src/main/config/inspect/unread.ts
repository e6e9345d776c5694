import type { FeedKind } from '../../core/model/target.js';
import { type Finding, type Path, warning } from '../finding.js';
import { FEEDS_READ } from '../resolve-feed-targets.js';
import type { ConfigDocument } from '../schema/v1.js';

const FEEDS: readonly FeedKind[] = ['sentry', 'mongodb', 'lighthouse', 'builds', 'page', 'prometheus', 'json'];

/** Sections that the document can hold and that no part of this version reads. A part that begins to read one takes it out here. */
const UNREAD: readonly Path[] = [
  ...FEEDS.filter((kind) => !FEEDS_READ.includes(kind)).map((kind) => ['sources', kind]),
  ['heartbeat'],
];

/** One warning for each section that stands in the document and has no effect. */
export const inspectUnread = (document: ConfigDocument): readonly Finding[] =>
  UNREAD.filter((path) => isThere(document, path)).map(unread);

const isThere = (document: ConfigDocument, path: Path): boolean => {
  const value = path.reduce<unknown>(
    (inside, step) => (inside as Readonly<Record<string, unknown>> | undefined)?.[step as string],
    document,
  );
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
};

const unread = (path: Path): Finding =>
  warning(
    path,
    `${path.join('.')} is kept but not used by this version`,
    'It can stay; it takes effect with the version that reads it.',
  );
