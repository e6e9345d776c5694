import { fail, ok, type Result } from '../../core/model/result.js';
import type { FeedTarget } from '../../core/model/target.js';
import { JSON_TARGET, type JsonFeed } from '../../core/port/feeds.js';
import type { Source } from '../../core/port/source.js';
import type { Instant } from '../../core/time/instant.js';
import { aged, type BuildEvent, measuresOfEvent } from '../builds/event.js';
import { type Question, strange } from '../feed/conversation.js';
import { eachOnce } from '../feed/series.js';
import type { FeedServer } from '../feed/server.js';
import { createFeedSource, type FeedParts, type Found } from '../feed/source.js';
import { createTold, type Told } from '../feed/told.js';
import { buildsIn } from './builds.js';
import { valuesIn } from './values.js';

/** Reads any address that answers with JSON: numbers at paths of it, and a list of builds. A target for each address. */
export const createJsonSource = (parts: FeedParts): Source<FeedTarget> => {
  const known = new Map<string, Told<BuildEvent>>();
  return createFeedSource('json', parts, async ({ id }, { feeds, open, now }) => {
    const feed = feeds.json.find((each) => `${JSON_TARGET}${each.id}` === id);
    if (feed === undefined) return fail(`sources.json.${id.slice(JSON_TARGET.length)} is not configured any more.`);
    const server = serverOf(feed);
    const ask = await open(server);
    if (!ask.ok) return ask;
    const said = await ask.value(questionOf(feed));
    if (!said.ok) return fail(said.error.text);
    const key = JSON.stringify([feed.url, feed.builds]);
    const told = known.get(key) ?? createTold<BuildEvent>();
    known.set(key, told);
    return foundIn(said.value.json, feed, { server, told, now });
  });
};

const serverOf = ({ id, url, bearer, allowInsecure }: JsonFeed): FeedServer => ({
  name: `The address ${id}`,
  setting: `sources.json.${id}`,
  url,
  token: bearer,
  tokenSetting: 'bearer',
  allowInsecure,
  remedies: {
    401: `Give it a valid token in sources.json.${id}.bearer.`,
    403: `The token of sources.json.${id}.bearer may not read this.`,
    404: `Check sources.json.${id}.url.`,
  },
});

/** The whole address: what stands behind its question mark, and the slash at its end, belong to it. */
const questionOf = ({ url }: JsonFeed): Question => {
  if (!URL.canParse(url)) return { path: '' };
  const { searchParams, pathname } = new URL(url);
  const query = Object.fromEntries([...new Set(searchParams.keys())].map((key) => [key, searchParams.getAll(key)]));
  return { path: pathname.endsWith('/') ? '/' : '', query };
};

interface Reading {
  readonly server: FeedServer;
  readonly told: Told<BuildEvent>;
  readonly now: Instant;
}

/** What is missing beside something that is there is a problem of its own; where nothing is there, the address is another one. */
const foundIn = (json: unknown, { values, builds }: JsonFeed, { server, told, now }: Reading): Result<Found, string> => {
  const listed = builds === null ? ok([]) : buildsIn(json, builds);
  const { measures, missing } = valuesIn(json, values);
  const troubles = [...(listed.ok ? [] : [listed.error]), ...missing];
  const isNothing = measures.length === 0 && (builds === null || !listed.ok);
  if (isNothing) return fail(strange(server, troubles[0] ?? 'nothing of it is asked for'));
  const events = told.take(listed.ok ? aged(listed.value, now) : [], now);
  return ok({
    measures: eachOnce([...measures, ...events.flatMap(measuresOfEvent)]),
    problems: troubles.map((text) => ({ code: 'json', text: `${server.name}: ${text}.` })),
  });
};
