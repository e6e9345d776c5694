import type { EpisodeId } from '../../core/model/alert.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { Severity } from '../../core/model/rule.js';
import type { ConsoleView, WatchView } from '../../core/model/view.js';
import type { Instant } from '../../core/time/instant.js';

/**
 * What the icon shows. `count` is what fires and nobody has taken, beside whatever state the watch is in.
 * `in-hand`: something fires, and all of it is acknowledged or suppressed.
 */
export interface TrayIcon {
  readonly state: 'starting' | 'ok' | 'problem' | 'in-hand' | 'blind' | 'muted';
  readonly severity: Severity;
  readonly count: number;
}

export interface TrayModel {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly headline: string;
  /** The worst first. */
  readonly alerts: readonly { readonly id: EpisodeId; readonly label: string }[];
  /** Open alerts that the list has no room for. */
  readonly more: number;
  readonly acknowledgeable: readonly EpisodeId[];
  /** The newer version that waits; null: none does. */
  readonly update: string | null;
  /** Suppressions of everything: what "unmute" ends. */
  readonly mutes: readonly string[];
}

/** A menu longer than this is no quick look. */
const MOST_ALERTS = 8;
const LONGEST_LABEL = 72;

/** What the tray says of this view; equal views give equal models, so that nothing is drawn twice. */
export const trayModel = ({ watch, desk, alerts, suppressions }: ConsoleView): TrayModel => {
  const open = Object.values(alerts).filter((row) => row.state === 'firing');
  const headline = headlineOf(watch, desk.site.timeZone);
  const shown = firstOf(open, MOST_ALERTS);
  return {
    icon: iconOf(watch),
    tooltip: cut(`Watchroom: ${headline}`, 120),
    headline,
    alerts: shown.map((row) => ({ id: row.id, label: labelOf(row) })),
    more: open.length - shown.length,
    acknowledgeable: shown.filter(isWaiting).map((row) => row.id),
    update: desk.update?.offer?.version ?? null,
    mutes: Object.values(suppressions)
      .filter(({ matchers }) => matchers.length === 0)
      .map(({ id }) => id),
  };
};

const iconOf = ({ state, firing }: WatchView): TrayIcon => {
  const count = countOf(firing);
  return { state: state === 'problem' && count === 0 ? 'in-hand' : state, severity: worstOf(firing), count };
};

const RANK: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };

const isWaiting = (row: AlertRow): boolean => row.acknowledged === null && row.suppressed === null;

/** What another alert explains does not call anybody by itself. */
const isCalling = (row: AlertRow): boolean => isWaiting(row) && row.muted?.because !== 'inhibited';

/** What nobody has yet comes first, then by severity, then the newest. */
const byUrgency = (a: AlertRow, b: AlertRow): number =>
  Number(isCalling(b)) - Number(isCalling(a)) || RANK[a.severity] - RANK[b.severity] || b.firedAt - a.firedAt;

/** The first so many in their order: of ten thousand that are open the others need not be sorted, several times a second. */
const firstOf = (rows: readonly AlertRow[], most: number): readonly AlertRow[] => {
  const first: AlertRow[] = [];
  for (const row of rows) {
    const last = first[most - 1];
    if (last !== undefined && byUrgency(row, last) >= 0) continue;
    const place = first.findIndex((one) => byUrgency(row, one) < 0);
    first.splice(place < 0 ? first.length : place, 0, row);
    first.length = Math.min(first.length, most);
  }
  return first;
};

const MARK: Readonly<Record<Severity, string>> = { critical: 'Critical', warning: 'Warning', info: 'Info' };

const standingOf = ({ acknowledged, suppressed, muted }: AlertRow): string => {
  if (acknowledged !== null) return ` (${acknowledged.by} has it)`;
  if (suppressed !== null) return ' (suppressed)';
  return muted?.because === 'inhibited' ? ` (explained by ${muted.by})` : '';
};

const labelOf = (row: AlertRow): string => {
  const standing = standingOf(row);
  return cut(`${MARK[row.severity]}: ${row.summary}${standing}`, LONGEST_LABEL);
};

const countOf = (firing: WatchView['firing']): number => firing.critical + firing.warning + firing.info;

const worstOf = (firing: WatchView['firing']): Severity =>
  firing.critical > 0 ? 'critical' : firing.warning > 0 ? 'warning' : 'info';

const CAUSE = {
  asleep: 'this machine slept',
  offline: 'this desk has no network',
  stopped: 'it was not running',
  'source-failing': 'a source fails',
} as const;

const headlineOf = (watch: WatchView, timeZone: string): string => {
  const firing = firingText(watch);
  switch (watch.state) {
    case 'starting':
      return `Starting to watch ${targetsText(watch)}`;
    case 'ok':
      return `All well: watching ${targetsText(watch)}${aside(watch)}`;
    case 'problem':
      return firing === '' ? quietText(watch) : `${firing}${aside(watch)}`;
    case 'blind': {
      const { blind } = watch;
      return blind === null ? 'Blind' : `Blind since ${clockTime(blind.since, timeZone)}: ${CAUSE[blind.cause]}`;
    }
    case 'muted':
      return `Muted${watch.mutedUntil === null ? '' : ` until ${clockTime(watch.mutedUntil, timeZone)}`}, ${firing || 'nothing fires'}`;
  }
};

/** Something is wrong that does not call anybody: what is in hand, or what is down with no alert open. */
const quietText = (watch: WatchView): string =>
  watch.acknowledged + watch.suppressed > 0
    ? `In hand${aside(watch)}`
    : `${watch.targets.down} of ${targetsText(watch)} down, no alert open`;

const firingText = ({ firing }: WatchView): string =>
  (['critical', 'warning', 'info'] as const)
    .filter((severity) => firing[severity] > 0)
    .map((severity) => `${firing[severity]} ${severity}`)
    .join(', ');

const aside = ({ acknowledged, suppressed }: WatchView): string =>
  [acknowledged > 0 ? `, ${acknowledged} acknowledged` : '', suppressed > 0 ? `, ${suppressed} suppressed` : ''].join('');

const targetsText = ({ targets }: WatchView): string => (targets.total === 1 ? '1 target' : `${targets.total} targets`);

/** With the weekday: a mute or a blind stretch may well be of another day. */
const clockTime = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(at);

const cut = (text: string, longest: number): string => {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
};
