import type { Config } from '../../core/model/config.js';
import type { Rule } from '../../core/model/rule.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import { metricsOf, selects } from '../../core/rule/group.js';
import { type Duration, days, type Instant, instant } from '../../core/time/instant.js';
import { isOrphaned } from '../rule/retire.js';
import { type ActsJournal, actsWithin } from './acts.js';
import type { PlayedSeries } from './feed.js';
import { recordedOf } from './recorded.js';
import type { ReplayParts } from './replay.js';

/** As much of a store as a replay reads. */
export interface Evidence {
  readonly history: Pick<History, 'raw' | 'range' | 'list' | 'hourly'>;
  readonly journal: Pick<Journal, 'segments' | 'episodes'> & ActsJournal;
  /** Set where it was not recorded by this desk: of targets that it need not know, with a sample about this often. */
  readonly foreign?: { readonly every: Duration | null };
}

/** All that a store knows of what the rules of a configuration look at: samples, when the desk looked, and what people did. */
export const evidenceOf = async (
  store: Evidence,
  config: Config,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  isCounted?: Parameters<typeof recordedOf>[1],
): Promise<Pick<ReplayParts, 'recorded' | 'series' | 'ledger' | 'acts' | 'every'>> => {
  const [series, ledger, acts] = await Promise.all([
    seriesFor(store, config),
    store.journal.segments(instant(0), until),
    actsWithin(store.journal, from, until),
  ]);
  return { recorded: recordedOf(store.history, isCounted), series, ledger, acts, every: store.foreign?.every ?? null };
};

/** The recorded series that an enabled rule looks at, but for those of targets that are watched no more. */
export const seriesFor = async (
  { history, foreign }: Pick<Evidence, 'history' | 'foreign'>,
  { rules, targets }: Pick<Config, 'rules' | 'targets'>,
): Promise<readonly PlayedSeries[]> => {
  const judged = rules.filter(({ enabled }) => enabled);
  const metrics = new Set(judged.flatMap(({ when }) => metricsOf(when.subject)));
  const listed = await Promise.all([...metrics].map((name) => history.list({ name })));
  const known = { targets: new Set(targets.map(({ id }) => id)) };
  const isWatched = ({ series }: PlayedSeries): boolean => foreign !== undefined || !isOrphaned(known, series.labels);
  return listed.flat().filter((one) => isWatched(one) && judged.some((rule) => selects(rule, one.series)));
};

/** Alerts that began before are found by playing this much of what came before. */
const LEAD = days(1);
/** What is usual is learnt from five weeks: two of them are taken in at the start, and three are played. */
const LEARNING_LEAD = days(21);

/** How long before the time in question a replay has to begin, so that these rules stand as they stood. */
export const leadFor = (rules: readonly Rule[]): Duration =>
  rules.reduce<Duration>((longest, rule) => {
    const lead = 'baseline' in rule.when.test ? LEARNING_LEAD : LEAD;
    return lead > longest ? lead : longest;
  }, LEAD);
