import { SOURCES } from '../../../preload/contract/calls/sources.js';
import { ok } from '../../core/model/result.js';
import type { Rule } from '../../core/model/rule.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { SourceKind } from '../../core/model/source-kind.js';
import { placeOfSetting, type SourceSetting, type SourceStanding } from '../../core/model/source-setting.js';
import type { SourceRow } from '../../core/model/system-view.js';
import type { TargetRow } from '../../core/model/target-view.js';
import type { ConsoleView } from '../../core/model/view.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { History } from '../../core/port/history.js';
import type { Settings } from '../../core/port/settings.js';
import type { TrySource } from '../../core/port/source-trial.js';
import { metricsOf } from '../../core/rule/group.js';
import { after, days, hours, type Instant, instant, minutes } from '../../core/time/instant.js';
import type { Mask, ReadDocument } from './config.js';
import type { HandlersOf } from './handler.js';

export type IsGivenBy = (metric: string, kind: SourceKind) => boolean;

export interface SourceHandlerParts {
  readonly desk: Desk;
  readonly history: History;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly mask: Mask;
  readonly readDocument: ReadDocument;
  readonly trySource: TrySource;
  readonly isGivenBy: IsGivenBy;
}

/** Sources: how they are doing, and what they would be like otherwise. */
export const sourceHandlers = (parts: SourceHandlerParts): HandlersOf<'source'> => ({
  'source.list': async () => ok(await Promise.all(SOURCES.map((setting) => standingOf(setting, parts)))),
  // Checked as it is, with its masks, like the whole text.
  'source.check': async ({ source, block }) => {
    const path = placeOfSetting(source);
    return parts.settings.checkPart(path, [block === undefined ? { path } : { path, value: block }]);
  },
  'source.try': async ({ source, block, sent }, actor) => {
    const whole = parts.mask.unmaskValue(block, parts.settings.current().text);
    const tried = await parts.trySource({ setting: source, block: whole, sent });
    if (tried.ok) await parts.desk.remember('source.try', source, actor, { outcome: tried.value.outcome.kind });
    return tried;
  },
});

const kindOf = (setting: SourceSetting): SourceKind => (setting === 'github' || setting === 'vercel' ? 'builds' : setting);

const standingOf = async (setting: SourceSetting, parts: SourceHandlerParts): Promise<SourceStanding> => {
  const { view } = parts.desk.view();
  const { config } = parts.settings.current();
  const rows = rowsOf(setting, view);
  const row = view.sources[kindOf(setting)];
  const series = await seriesOf(setting, parts.history);
  return {
    setting,
    state: stateOf(setting, rows, row, parts),
    targets: rows.length,
    lastAt: setting === 'ingest' ? (row?.lastAt ?? null) : latest(rows),
    series: series.length,
    newestAt: await newestOf(series, parts),
    missing: missingIn(setting, rows, row, parts),
    waiting: waitingFor(setting, config.rules, parts.isGivenBy),
  };
};

const rowsOf = (setting: SourceSetting, { targets }: ConsoleView): readonly TargetRow[] =>
  Object.values(targets).filter(
    ({ id, source }) => source === kindOf(setting) && (source !== 'builds' || (id as string) === setting),
  );

const latest = (rows: readonly TargetRow[]): Instant | null =>
  rows.reduce<Instant | null>(
    (last, { lastAt }) => (lastAt !== null && (last === null || lastAt > last) ? lastAt : last),
    null,
  );

/** Of two services of one kind each has its own word. */
const stateOf = (
  setting: SourceSetting,
  rows: readonly TargetRow[],
  row: SourceRow | undefined,
  parts: SourceHandlerParts,
): SourceStanding['state'] => {
  if (setting === 'ingest') return row?.state ?? (isWritten(setting, parts) ? 'idle' : 'unused');
  if (rows.length === 0) return isWritten(setting, parts) ? 'idle' : 'unused';
  if (kindOf(setting) !== 'builds') return row?.state ?? 'idle';
  if (rows.some(({ problem }) => problem !== null)) return 'failing';
  return latest(rows) === null ? 'idle' : 'ok';
};

/** Whether the document or a variable says anything of it, enough or not. */
const isWritten = (setting: SourceSetting, { settings, readDocument }: SourceHandlerParts): boolean => {
  const { text, origins } = settings.current();
  const place = placeOfSetting(setting);
  const block = place.reduce<unknown>(
    (value, step) => (value as Readonly<Record<string, unknown>> | null | undefined)?.[step],
    readDocument(text),
  );
  return block != null || origins.some(({ path }) => path.startsWith(`${place.join('.')}.`));
};

/** What there must be before there is anything to ask. */
const NOT_WHOLE: Partial<Record<SourceSetting, string>> = {
  sentry: 'Organisation, project and token are needed to read; a DSN alone lets nobody.',
  mongodb: 'The address of the database is needed.',
  host: 'It is turned off.',
};

const missingIn = (
  setting: SourceSetting,
  rows: readonly TargetRow[],
  row: SourceRow | undefined,
  parts: SourceHandlerParts,
): readonly string[] => {
  const { settings } = parts;
  const own =
    kindOf(setting) === 'builds'
      ? rows.flatMap(({ problem }) => problem ?? [])
      : [isTelling(setting, row) ? (row?.text ?? '') : ''];
  const checked = settings.checkPart(placeOfSetting(setting), []);
  const said = checked.ok ? checked.value.map(({ message, remedy }) => `${message}. ${remedy}`) : [];
  const whole = rows.length === 0 && isWritten(setting, parts) ? (NOT_WHOLE[setting] ?? '') : '';
  return [whole, ...own, ...said].filter((text) => text !== '');
};

/** What a source that is well says of itself is news of the site; only MongoDB tells then what its collections lack, and what is sent here which names are not listed. */
const isTelling = (setting: SourceSetting, row: SourceRow | undefined): boolean =>
  row?.state === 'failing' || setting === 'mongodb' || setting === 'ingest';

/** What the desk notes of its own looks, and not what they gave. */
const OWN_NOTE = 'source_up';

const seriesOf = async (setting: SourceSetting, history: History): Promise<readonly SeriesId[]> => {
  const kind = { label: 'source', operator: '=', value: kindOf(setting) } as const;
  const service = { label: 'target', operator: '=', value: setting } as const;
  const found = await history.list({ matchers: kindOf(setting) === 'builds' ? [kind, service] : [kind] });
  return found.filter(({ series }) => series.name !== OWN_NOTE).map(({ id }) => id);
};

/** So many series are asked for their newest value, in stretches that grow: what is fresh is found with little reading. */
const MOST_ASKED = 20;
const STRETCHES = [minutes(5), hours(1), days(1)] as const;

const newestOf = async (series: readonly SeriesId[], { history, clock }: SourceHandlerParts): Promise<Instant | null> => {
  const now = clock.now();
  for (const stretch of STRETCHES) {
    const found = await Promise.all(
      series.slice(0, MOST_ASKED).map((id) => history.raw(id, after(now, -stretch), after(now, 1))),
    );
    const instants = found.flatMap((samples) => samples.at(-1)?.at ?? []);
    if (instants.length > 0) return instant(Math.max(...instants));
  }
  return null;
};

const waitingFor = (setting: SourceSetting, rules: readonly Rule[], isGivenBy: IsGivenBy): readonly string[] =>
  rules
    .filter(
      (rule) =>
        !rule.hasSource && rule.enabled && metricsOf(rule.when.subject).some((metric) => isGivenBy(metric, kindOf(setting))),
    )
    .map(({ name }) => name);
