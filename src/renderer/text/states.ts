import type { Severity, SourceRow, TargetRow, UnobservedCause, WatchView } from '../../preload/contract/views.js';
import { count, plain } from './quantity.js';

/** The look of a state. Each tone is a colour, an icon and a word together, never a colour alone. */
export type Tone = 'critical' | 'warning' | 'info' | 'good' | 'muted' | 'unseen' | 'neutral';

export interface Saying {
  readonly tone: Tone;
  readonly word: string;
}

const SEVERITIES: Readonly<Record<Severity, Saying>> = {
  critical: { tone: 'critical', word: 'Critical' },
  warning: { tone: 'warning', word: 'Warning' },
  info: { tone: 'info', word: 'Info' },
};

/** Of what could not be read; why stands beside it. */
export const NOT_READ: Saying = { tone: 'warning', word: 'Cannot be read' };

export const saySeverity = (severity: Severity): Saying => SEVERITIES[severity];

const TARGETS: Readonly<Record<TargetRow['state'], Saying>> = {
  up: { tone: 'good', word: 'Up' },
  down: { tone: 'critical', word: 'Down' },
  unknown: { tone: 'unseen', word: 'Not seen' },
};

/** A target that is up but has something wrong says so. */
export const sayTarget = (row: Pick<TargetRow, 'state' | 'problem'>): Saying =>
  row.state === 'up' && row.problem !== null ? { tone: 'warning', word: 'Up, with a problem' } : TARGETS[row.state];

const CAUSES: Readonly<Record<UnobservedCause, string>> = {
  asleep: 'this desk was asleep',
  offline: 'this desk’s own network was down',
  stopped: 'Watchroom was not running',
  'source-failing': 'the source failed',
};

export const sayCause = (cause: UnobservedCause): string => CAUSES[cause];

/** How many alerts of each severity nobody has yet, worst first: `2 critical`, `1 warning`. */
export const sayFiring = (watch: WatchView): readonly Saying[] =>
  (['critical', 'warning', 'info'] as const)
    .filter((severity) => watch.firing[severity] > 0)
    .map((severity) => ({
      tone: SEVERITIES[severity].tone,
      word: `${plain(watch.firing[severity])} ${SEVERITIES[severity].word.toLowerCase()}`,
    }));

/**
 * What fires and needs nobody now: `1 acknowledged · 1 suppressed`; empty where there is none. In a narrow window both are one
 * number: `2 in hand`.
 */
export const sayHeld = ({ acknowledged, suppressed }: WatchView, isNarrow = false): string =>
  isNarrow && acknowledged > 0 && suppressed > 0
    ? `${plain(acknowledged + suppressed)} in hand`
    : [
        ...(acknowledged > 0 ? [`${plain(acknowledged)} acknowledged`] : []),
        ...(suppressed > 0 ? [`${plain(suppressed)} suppressed`] : []),
      ].join(' · ');

const firingWords = (watch: WatchView): string =>
  [...sayFiring(watch).map(({ word }) => word), sayHeld(watch)].filter((words) => words !== '').join(' · ');

/** A target can be down with no alert open: resolved by hand, or no rule asks for it. */
const downWords = ({ targets }: WatchView): string => `${count(targets.down, 'target')} down · no alert open`;

/** The state of the watch in a few words, worst thing first. */
export const sayWatch = (watch: WatchView): Saying => {
  const firing = firingWords(watch);
  switch (watch.state) {
    case 'blind':
      return { tone: 'unseen', word: 'Blind: this desk cannot look' };
    case 'muted':
      return { tone: 'muted', word: firing === '' ? 'Muted' : `Muted · ${firing}` };
    case 'starting':
      return { tone: 'neutral', word: 'Taking the first readings' };
    case 'problem':
      return firing === '' ? { tone: 'warning', word: downWords(watch) } : { tone: worstTone(watch), word: firing };
    case 'ok':
      return watch.targets.total === 0
        ? { tone: 'neutral', word: 'Nothing is watched yet' }
        : { tone: 'good', word: 'All is well' };
  }
};

/** Nothing is called well whose readings may be missing: where a source fails, or readings are too old to count, that is said instead. */
export const orUnsure = (saying: Saying, sources: readonly Pick<SourceRow, 'state'>[], isStale: boolean): Saying => {
  if (saying.tone !== 'good') return saying;
  if (!isAllRead(sources, false)) return { tone: 'warning', word: 'A source is failing' };
  return isStale ? { tone: 'warning', word: 'Out of date' } : saying;
};

/** The same in a word or two, for where counts stand beside it. */
export const sayWatchShortly = (watch: WatchView): Saying => {
  const { tone, word } = sayWatch(watch);
  switch (watch.state) {
    case 'blind':
      return { tone, word: 'Blind' };
    case 'muted':
      return { tone, word: 'Muted' };
    case 'starting':
      return { tone, word: 'Starting' };
    case 'problem':
      return { tone, word: PROBLEMS[tone] ?? 'In hand' };
    case 'ok':
      return { tone, word };
  }
};

const PROBLEMS: Partial<Readonly<Record<Tone, string>>> = { critical: 'Critical', warning: 'Warning', info: 'Info' };

const worstTone = (watch: WatchView): Tone => {
  if (watch.firing.critical > 0) return 'critical';
  if (watch.firing.warning > 0) return 'warning';
  return watch.firing.info > 0 ? 'info' : 'muted';
};

export const sayWatching = (watch: WatchView): string => `Watching ${count(watch.targets.total, 'target')}`;

/** What is well is so only as far as it was looked at; what is not well stays said. */
export const asSeen = (saying: Saying, state: WatchView['state']): Saying =>
  state === 'blind' && saying.tone === 'good' ? { tone: 'unseen', word: 'When last looked' } : saying;

/** Whether all that is watched is read in time: where a source fails, or readings are too old to count, nothing can be called well. */
export const isAllRead = (sources: readonly Pick<SourceRow, 'state'>[], isStale: boolean): boolean =>
  !isStale && sources.every(({ state }) => state !== 'failing');

/** What can be said where no alert is open: that nothing fires only of what was looked at. */
export const sayCalm = (
  { state, targets }: Pick<WatchView, 'state' | 'targets'>,
  isRead: boolean,
): { readonly tone: Saying['tone']; readonly title: string; readonly short: string } => {
  if (state === 'blind')
    return { tone: 'unseen', title: 'Nothing was firing when this desk last looked', short: 'When last looked' };
  if (targets.total === 0) return { tone: 'neutral', title: 'Nothing is watched yet', short: 'None yet' };
  if (state === 'starting') return { tone: 'neutral', title: 'Nothing has been read yet', short: 'No reading yet' };
  return isRead
    ? { tone: 'good', title: 'Nothing fires', short: 'Nothing fires' }
    : { tone: 'neutral', title: 'Nothing fires, as far as it can be read', short: 'As far as is read' };
};
