import { fail, ok, type Result } from '../../core/model/result.js';
import type { SentryFeed } from '../../core/port/feeds.js';
import type { Instant } from '../../core/time/instant.js';
import { type Ask, type Question, type Said, strange, type Trouble } from '../feed/conversation.js';
import { type Fields, fieldsOf, listOf, textOf } from '../feed/fields.js';
import type { FeedServer } from '../feed/server.js';

/** One project of Sentry, as it is asked: its numeric id is what most questions are filtered by. */
export interface Project {
  readonly feed: SentryFeed;
  readonly server: FeedServer;
  readonly id: string;
  readonly ask: Ask;
}

export const serverOf = ({ url, token }: SentryFeed): FeedServer => ({
  name: 'Sentry',
  setting: 'sources.sentry',
  url,
  token,
  tokenSetting: 'token',
  allowInsecure: false,
  remedies: {
    401: 'The token of sources.sentry.token has expired or was revoked: make a new one with the scopes org:read, project:read and event:read.',
    404: 'Check org, project and url of sources.sentry: an organisation in the EU is at https://de.sentry.io.',
  },
});

/** A scope that the token lacks is the usual reason of a refusal. */
const needs = (scope: string): FeedServer['remedies'] => ({
  403: `Give the token of sources.sentry.token the scope ${scope}.`,
});

/** Looks up the project's id by its name in addresses. */
export const findProject = async (feed: SentryFeed, server: FeedServer, ask: Ask): Promise<Result<Project, string>> => {
  const path = `/api/0/projects/${encodeURIComponent(feed.org)}/${encodeURIComponent(feed.project)}/`;
  const said = await ask({ path, remedies: needs('project:read') });
  if (!said.ok) return fail(said.error.text);
  const id = textOf(fieldsOf(said.value.json).id);
  return id === undefined ? fail(strange(server, 'it is no project')) : ok({ feed, server, id, ask });
};

/** Asks for something of the organisation that belongs to the project, in its environment. */
export const askOf = (
  { feed, id, ask }: Project,
  what: string,
  scope: string,
  query: NonNullable<Question['query']>,
): Promise<Result<Said, Trouble>> =>
  ask({
    path: `/api/0/organizations/${encodeURIComponent(feed.org)}/${what}/`,
    query: { project: id, environment: feed.environment, ...query },
    remedies: needs(scope),
  });

export const unknownShape = ({ server }: Project, what: string): Trouble => ({ status: 200, text: strange(server, what) });

export interface Table {
  readonly rows: readonly Fields[];
  /** Field -> its unit; absent where it has none. */
  readonly units: Fields;
}

/** The endpoint that is documented as "Query Explore Events in Table Format". */
export const tableOf = async (
  project: Project,
  query: Readonly<Record<string, string | readonly string[]>>,
): Promise<Result<Table, Trouble>> => {
  const said = await askOf(project, 'events', 'org:read', query);
  if (!said.ok) return said;
  const { data, meta } = fieldsOf(said.value.json);
  const rows = listOf(data);
  if (rows === undefined) return fail(unknownShape(project, 'it is no table of events'));
  return ok({ rows: rows.map(fieldsOf), units: fieldsOf(fieldsOf(meta).units) });
};

/** The instants of a span of time, in UTC as Sentry takes them. */
export const between = (from: Instant, to: Instant): { readonly start: string; readonly end: string } => ({
  start: new Date(from).toISOString().slice(0, 19),
  end: new Date(to).toISOString().slice(0, 19),
});

const SECONDS: Readonly<Record<string, number>> = { nanosecond: 1e-9, microsecond: 1e-6, millisecond: 1e-3, second: 1 };

/** How many seconds one of a unit is; of a duration that has none: a millisecond. */
export const secondsOf = (unit: unknown): number => SECONDS[String(unit)] ?? 1e-3;
