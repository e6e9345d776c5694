import type { Measure } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { PrometheusFeed } from '../../core/port/feeds.js';
import type { Source } from '../../core/port/source.js';
import { parseSeries } from '../../core/sample/series.js';
import { type Ask, strange } from '../feed/conversation.js';
import { eachOnce } from '../feed/series.js';
import type { FeedServer } from '../feed/server.js';
import { createFeedSource, type FeedParts, type Found } from '../feed/source.js';
import { type Given, measuresOfAnswer, type Unread } from './answer.js';

type Query = PrometheusFeed['queries'][number];

/** Reads what a Prometheus server answers to the configured queries, each as it is at the moment of the look. */
export const createPrometheusSource = (parts: FeedParts): Source<FeedTarget> =>
  createFeedSource('prometheus', parts, async (_, { feeds, open }) => {
    if (feeds.prometheus === null) return fail('sources.prometheus is not configured any more.');
    const server = serverOf(feeds.prometheus);
    const ask = await open(server);
    return ask.ok ? askAll(feeds.prometheus.queries, ask.value, server) : ask;
  });

const serverOf = ({ url, bearer, allowInsecure }: PrometheusFeed): FeedServer => ({
  name: 'Prometheus',
  setting: 'sources.prometheus',
  url,
  token: bearer,
  tokenSetting: 'bearer',
  allowInsecure,
  remedies: {
    400: 'Mend the query in sources.prometheus.queries.',
    401: 'Give it a valid token in sources.prometheus.bearer.',
    403: 'The token of sources.prometheus.bearer may not query: give it that right.',
    404: 'Check that sources.prometheus.url is the address under which its own pages open.',
    422: 'Mend the query in sources.prometheus.queries.',
  },
});

interface Asked {
  readonly query: Query;
  readonly given: Result<Given, string>;
}

/** Queries that the server itself refuses are its author's mistake, and hold up no other; a server that is gone fails the look. */
const askAll = async (queries: readonly Query[], ask: Ask, server: FeedServer): Promise<Result<Found, string>> => {
  const asked: Asked[] = [];
  for (const query of queries) {
    const given = await askOne(query, ask, server);
    if (!given.ok && !given.error.isOfQuery) return fail(given.error.text);
    asked.push({ query, given: given.ok ? given : fail(given.error.text) });
  }
  const failed = asked.flatMap(({ given }) => (given.ok ? [] : [given.error]));
  return failed[0] !== undefined && failed.length === asked.length ? fail(failed[0]) : ok(foundOf(asked, failed));
};

const askOne = async ({ series: name, query }: Query, ask: Ask, server: FeedServer): Promise<Result<Given, Unread>> => {
  const series = parseSeries(name);
  if (series === undefined)
    return fail({ isOfQuery: true, text: `"${name}" is no name of a series: write name{label="value"}.` });
  const said = await ask({ path: '/api/v1/query', query: { query } });
  if (!said.ok) {
    const isOfQuery = said.error.status === 400 || said.error.status === 422;
    return fail({ isOfQuery, text: isOfQuery ? `The query of ${name}: ${said.error.text}` : said.error.text });
  }
  const given = measuresOfAnswer(said.value.json, series);
  if (given.ok) return given;
  const { isOfQuery, text } = given.error;
  return fail({ isOfQuery, text: isOfQuery ? `The query of ${name} ${text}.` : strange(server, text) });
};

const foundOf = (asked: readonly Asked[], failed: readonly string[]): Found => {
  const notes = asked.flatMap(({ query, given }) =>
    given.ok ? given.value.notes.map((note) => `${query.series}: ${note}`) : [],
  );
  const values = asked.flatMap(({ given }) => (given.ok ? given.value.measures : []));
  // Of queries under one name the broken one is told of.
  const states = asked.map(stateOf).sort((one, other) => one.value - other.value);
  return {
    measures: eachOnce([...values, ...states]),
    problems: failed.map((text) => ({ code: 'json', text })),
    note: notes.length === 0 ? null : notes.join('; '),
  };
};

/** Says of each query by itself whether it works, so that one of them that is broken is told of as a source that fails. */
const stateOf = ({ query, given }: Asked): Measure => ({
  name: 'source_up',
  labels: { query: query.series },
  value: given.ok ? 1 : 0,
});
