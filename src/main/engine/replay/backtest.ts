import type { Happening } from '../../core/backtest/episodes.js';
import type { JudgedEpisode } from '../../core/backtest/outcome.js';
import { reportOn } from '../../core/backtest/report.js';
import type { Episode } from '../../core/model/alert.js';
import type { Backtest, BacktestEvidence } from '../../core/model/backtest.js';
import type { Config } from '../../core/model/config.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { NotificationReason } from '../../core/model/reason.js';
import type { Rule, RuleId } from '../../core/model/rule.js';
import type { SeriesId } from '../../core/model/sample.js';
import { coverage } from '../../core/observe/observation.js';
import { selects } from '../../core/rule/group.js';
import { after, type Instant, instant } from '../../core/time/instant.js';
import type { TraceEvent } from '../trace.js';
import { withCompanyOf } from './company.js';
import { type Evidence, evidenceOf, leadFor } from './evidence.js';
import { notesOn } from './notes.js';
import { type ReplayParts, replay } from './replay.js';

export interface BacktestParts {
  readonly store: Evidence;
  /** The configuration in force. */
  readonly configured: Config;
  /** Another one that is proposed instead; null where none is. */
  readonly proposed: Config | null;
  /** The rule in question: it stands in one of them at least. */
  readonly rule: RuleId;
  readonly from: Instant;
  readonly to: Instant;
  readonly breathe: ReplayParts['breathe'];
}

const MOST_EPISODES = 10_000;
/** What counts as night where no quiet hours are configured. */
const NIGHT = { from: 22 * 60, to: 7 * 60 };

/** Plays recorded history by a rule as it is configured and as it is proposed, and reports on both. */
export const backtest = async (parts: BacktestParts): Promise<Backtest> => {
  const { store, configured, proposed, to } = parts;
  const known = ruleIn(configured, parts.rule);
  const wanted = proposed === null ? null : ruleIn(proposed, parts.rule);
  const rule = wanted ?? known;
  if (rule === null) throw new Error(`there is no rule ${parts.rule}`);
  const ledger = await store.journal.segments(instant(0), to);
  const from = instant(Math.min(to, Math.max(parts.from, bornAt(ledger) ?? parts.from)));
  const before = known === null ? null : await play(parts, configured, known, from);
  const after = wanted === null || proposed === null ? null : await play(parts, proposed, wanted, from);
  const episodes = await pastEpisodes(store, parts.rule, from, to);
  const evidence = evidenceAbout(parts, { from, ledger, played: after ?? before ?? NOTHING, recorded: episodes.length });
  return reportOn({
    rule,
    evidence,
    judged: episodes.flatMap(judgedOf),
    configured: before?.happenings ?? null,
    proposed: proposed === null ? null : (after?.happenings ?? []),
    notes: notesOn({ evidence, known, wanted, channels: (proposed ?? configured).channels }),
  });
};

const ruleIn = ({ rules }: Config, id: RuleId): Rule | null => rules.find((rule) => rule.id === id) ?? null;

const bornAt = (ledger: readonly ObservationSegment[]): Instant | null =>
  ledger.find(({ scope }) => scope === 'desk')?.from ?? null;

interface Played {
  readonly happenings: readonly Happening[];
  readonly series: number;
  readonly samples: number;
  readonly rolledUp: number;
  readonly coarsestSeconds: number | null;
}

const NOTHING: Played = { happenings: [], series: 0, samples: 0, rolledUp: 0, coarsestSeconds: null };

const play = async ({ store, to, breathe }: BacktestParts, whole: Config, rule: Rule, from: Instant): Promise<Played> => {
  if (!rule.enabled) return NOTHING;
  const config = withCompanyOf(whole, rule);
  const range = { from: after(from, -leadFor(config.rules)), until: to };
  const judged = new Set<SeriesId>();
  const evidence = await evidenceOf(store, config, range, (series, at) => judged.has(series) && at >= from && at < to);
  for (const { id, series } of evidence.series) if (selects(rule, series)) judged.add(id);
  const happenings: Happening[] = [];
  const trace: ReplayParts['trace'] = (at, event) => happenings.push(...happeningsOf(at, event, rule));
  if (judged.size > 0 || rule.when.test.kind === 'absent') await replay({ ...evidence, ...range, config, trace, breathe });
  const { raw, rolled, coarsest } = evidence.recorded.fineness();
  const coarsestSeconds = coarsest === null ? null : coarsest / 1_000;
  return { happenings, series: judged.size, samples: raw, rolledUp: rolled, coarsestSeconds };
};

/** What interrupts somebody. A digest, a summary and a recovery do not. */
const PAGES: readonly NotificationReason[] = ['firing', 'escalated', 'repeated', 'suppression-ended'];

const happeningsOf = (at: Instant, event: TraceEvent, { id, severity }: Rule): readonly Happening[] => {
  if (event.event === 'alert' && event.rule === id) {
    if (event.to === 'firing') return [{ at, kind: 'fired', labels: event.labels }];
    return event.to === 'resolved' ? [{ at, kind: 'resolved', labels: event.labels }] : [];
  }
  if (event.event !== 'notification' || severity === 'info' || !PAGES.includes(event.reason)) return [];
  const told = event.alerts ?? (event.rule === null ? [] : [{ rule: event.rule, labels: event.labels ?? {} }]);
  return told.filter(({ rule }) => rule === id).map(({ labels }) => ({ at, kind: 'paged', labels }));
};

const pastEpisodes = async ({ journal }: Evidence, rule: RuleId, from: Instant, to: Instant): Promise<readonly Episode[]> => {
  const episodes = await journal.episodes({ since: from, limit: MOST_EPISODES });
  return episodes.filter((one) => one.rule === rule && !one.test && one.firedAt >= from && one.firedAt < to);
};

const judgedOf = ({ labels, startedAt, resolution }: Episode): readonly JudgedEpisode[] =>
  resolution === null || resolution.judged === null
    ? []
    : [{ labels, startedAt, endedAt: resolution.at, judged: resolution.judged }];

interface Basics {
  readonly from: Instant;
  readonly ledger: readonly ObservationSegment[];
  readonly played: Played;
  readonly recorded: number;
}

const evidenceAbout = (
  { configured, to }: BacktestParts,
  { from, ledger, played, recorded }: Basics,
): Omit<BacktestEvidence, 'judged'> => {
  const { happenings: _, ...counts } = played;
  const quiet = configured.quietHours ?? { ...NIGHT, timeZone: configured.site.timeZone };
  const night = { from: quiet.from, to: quiet.to, timeZone: quiet.timeZone };
  return { from, to, coverage: coverage(ledger, from, to, bornAt(ledger) ?? from), ...counts, recorded, night };
};
