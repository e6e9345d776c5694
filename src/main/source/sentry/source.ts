import type { Measure } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { SentryFeed } from '../../core/port/feeds.js';
import type { Source } from '../../core/port/source.js';
import type { Instant } from '../../core/time/instant.js';
import type { Trouble } from '../feed/conversation.js';
import { eachOnce } from '../feed/series.js';
import { createFeedSource, type FeedParts, type Found, type Visit } from '../feed/source.js';
import { createTold, type Told } from '../feed/told.js';
import { countErrors, type ErrorCounter, shareErrors } from './errors.js';
import { countIssues } from './issues.js';
import { findProject, type Project, serverOf } from './project.js';
import { type Release, readReleases } from './releases.js';
import { readSessions } from './sessions.js';
import { readTransactions } from './transactions.js';
import { readVitals } from './vitals.js';

/** What is known of a project from one look to the next. */
interface Memory {
  id: string | null;
  readonly errors: ErrorCounter;
  readonly releases: Told<Release>;
}

/** Reads a project of Sentry: errors, sessions, issues, web vitals, transactions and releases. */
export const createSentrySource = (parts: FeedParts): Source<FeedTarget> => {
  const known = new Map<string, Memory>();
  return createFeedSource('sentry', parts, async (_, visit) => {
    const feed = visit.feeds.sentry;
    if (feed === null) return fail('sources.sentry is not configured any more.');
    const key = JSON.stringify([feed.url, feed.org, feed.project, feed.environment]);
    const memory = known.get(key) ?? {
      id: null,
      errors: { totals: new Map(), through: null },
      releases: createTold<Release>(),
    };
    known.set(key, memory);
    const project = await openProject(feed, memory, visit);
    return project.ok ? readParts(project.value, memory, visit.now) : project;
  });
};

const openProject = async (feed: SentryFeed, memory: Memory, { open }: Visit): Promise<Result<Project, string>> => {
  const server = serverOf(feed);
  const ask = await open(server);
  if (!ask.ok) return ask;
  if (memory.id !== null) return ok({ feed, server, id: memory.id, ask: ask.value });
  const project = await findProject(feed, server, ask.value);
  if (project.ok) memory.id = project.value.id;
  return project;
};

type Part = () => Promise<Result<readonly Measure[], Trouble>>;

/** What a person should know of a part that was read, beside its numbers. */
type Say = (note: string) => void;

const partsOf = (project: Project, memory: Memory, now: Instant, say: Say): Readonly<Record<string, Part>> => ({
  errors: () => countErrors(project, memory.errors, now),
  'error-ratio': () => shareErrors(project, now),
  sessions: () => readSessions(project),
  issues: async () => {
    const issues = await countIssues(project);
    if (!issues.ok) return issues;
    if (issues.value.note !== null) say(issues.value.note);
    return ok(issues.value.measures);
  },
  'web-vitals': () => readVitals(project, now),
  transactions: () => readTransactions(project, now),
  releases: () => readReleases(project, memory.releases, now),
});

/** What Sentry refuses of one part, for a scope that is missing or a feature that an older server lacks, holds up no other. */
const OF_PART: ReadonlySet<number | null> = new Set([400, 403, 404]);

const readParts = async (project: Project, memory: Memory, now: Instant): Promise<Result<Found, string>> => {
  const measures: Measure[] = [];
  const troubles: string[] = [];
  const notes: string[] = [];
  const parts = Object.entries(partsOf(project, memory, now, (note) => notes.push(note)));
  for (const [part, read] of parts) {
    const given = await read();
    if (!given.ok && !OF_PART.has(given.error.status)) return fail(given.error.text);
    if (given.ok) measures.push(...given.value);
    else troubles.push(`${part}: ${given.error.text}`);
    measures.push({ name: 'source_up', labels: { part }, value: given.ok ? 1 : 0 });
  }
  const [first] = troubles;
  // A project that was deleted and made anew has another id.
  if (first !== undefined && troubles.length === parts.length) memory.id = null;
  if (first !== undefined && troubles.length === parts.length) return fail(first);
  const problems = troubles.map((text) => ({ code: 'json', text }) as const);
  return ok({ measures: eachOnce(measures), problems, note: notes.length === 0 ? null : notes.join(' ') });
};
