import { SOURCES } from '../../src/preload/contract/calls/sources.js';
import type { CallInput, CallOutput } from '../../src/preload/contract/calls.js';
import type { Instant, Reading, SourceSetting, SourceStanding } from '../../src/preload/contract/views.js';
import type { Scene } from './scripted-main-scenes.js';

const at = (milliseconds: number): Instant => milliseconds as Instant;

const UNUSED: Omit<SourceStanding, 'setting'> = {
  state: 'unused',
  targets: 0,
  lastAt: null,
  series: 0,
  newestAt: null,
  missing: [],
  waiting: [],
};

/** How the sources of a scene are: one that is well, one that fails, one that is not whole, the rest not set up. */
const STANDINGS = (now: number): Partial<Record<SourceSetting, Partial<SourceStanding>>> => ({
  host: { state: 'ok', targets: 1, lastAt: at(now - 9_000), series: 14, newestAt: at(now - 9_000) },
  prometheus: {
    state: 'failing',
    targets: 1,
    lastAt: at(now - 42_000),
    series: 3,
    newestAt: at(now - 3_720_000),
    missing: ['1 of 1 cannot be read: Prometheus answered 401. Give it a valid token in sources.prometheus.bearer.'],
  },
  sentry: {
    state: 'idle',
    missing: ['Organisation, project and token are needed to read; a DSN alone lets nobody.'],
    waiting: ['JavaScript errors spike', 'Error rate'],
  },
  mongodb: {
    waiting: [
      'Revenue form failures',
      'Conversion rate',
      'Bounce rate',
      'Session quality',
      'Largest Contentful Paint slower than usual on phones',
      'Form submissions',
    ],
  },
  github: { state: 'ok', targets: 1, lastAt: at(now - 21_000), series: 4, newestAt: at(now - 8_040_000) },
});

export const scriptedSources = ({ now, name }: Scene): CallOutput<'source.list'> =>
  SOURCES.map((setting) => ({ setting, ...UNUSED, ...(name === 'first-run' ? {} : STANDINGS(now)[setting]) }));

/** What the source answers that a test tries: well, unless its address is that of a server that refuses. */
export const scriptedTrial = ({ source, block, sent }: CallInput<'source.try'>, { now }: Scene): Reading => {
  const base = { source: 'prometheus', target: source, startedAt: at(now - 84), at: at(now) } as unknown as Reading;
  const raw = (body: string) => ({ headers: [], body, isCut: false });
  if (JSON.stringify(block).includes('refuses'))
    return {
      ...base,
      outcome: {
        kind: 'source-failed',
        text: 'Prometheus answered 401. Give it a valid token in sources.prometheus.bearer.',
        raw: raw('GET https://refuses.example.org/api/v1/query?query=sum(mail_queue): 401\nUnauthorized'),
      },
    };
  const isSent = sent !== null;
  return {
    ...base,
    outcome: {
      kind: 'answered',
      measures: isSent
        ? [{ name: 'lcp_seconds', labels: { page: 'home' }, value: 2.1 }]
        : [
            { name: 'queue_length', labels: { queue: 'mail' }, value: 17 },
            { name: 'source_up', labels: { query: 'queue_length' }, value: 1 },
          ],
      problems: [],
      facts: {
        raw: raw(
          isSent
            ? '{\n "accepted": 1,\n "refused": 0,\n "faults": []\n}'
            : 'GET https://prometheus.example.org/api/v1/query?query=sum by (queue) (mail_queue): 200\n{"status":"success","data":{"resultType":"vector","result":[{"metric":{"queue":"mail"},"value":[1795718400,"17"]}]}}',
        ),
      },
    },
  };
};
