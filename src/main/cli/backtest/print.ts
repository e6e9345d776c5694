import type { Backtest, BacktestEpisode, RuleOutcome } from '../../core/model/backtest.js';
import type { Labels } from '../../core/model/labels.js';
import type { Instant } from '../../core/time/instant.js';

/** A backtest for machines: times as ISO texts. */
export const backtestBody = ({ evidence, episodes, gone, added, ...rest }: Backtest) => ({
  ...rest,
  evidence: { ...evidence, from: iso(evidence.from), to: iso(evidence.to) },
  episodes: episodes.map(episodeBody),
  gone: gone.map(episodeBody),
  added: added.map(episodeBody),
});

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

const episodeBody = ({ labels, firedAt, resolvedAt, pagedAt }: BacktestEpisode) => ({
  labels,
  firedAt: iso(firedAt),
  resolvedAt: iso(resolvedAt),
  pagedAt: iso(pagedAt),
});

/** A backtest for people. `elsewhere`: of data that no desk here recorded. */
export const backtestText = (report: Backtest, origin: 'desk' | 'elsewhere'): string => {
  const { zone, shown } = clockOf(report);
  const { evidence, episodes, gone, added, notes } = report;
  const isCompared = report.configured !== null && report.proposed !== null;
  return [
    `${report.name} (${report.rule})`,
    `${shown(evidence.from)} to ${shown(evidence.to)} (${zone})`,
    played(report, origin),
    '',
    figures(report),
    ...(isCompared
      ? [...listed('No longer', gone, shown), ...listed('New', added, shown)]
      : listed('Episodes', episodes, shown)),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `Note: ${note}`)]),
  ].join('\n');
};

const clockOf = ({ evidence }: Backtest) => {
  const zone = evidence.night.timeZone;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
  return { zone, shown: (at: Instant): string => format.format(at) };
};

const number = new Intl.NumberFormat('en-GB');

const played = ({ evidence }: Backtest, origin: 'desk' | 'elsewhere'): string => {
  const { samples, rolledUp, series, coverage, recorded } = evidence;
  const rolled = rolledUp === 0 ? '' : `, ${number.format(rolledUp)} rolled-up values`;
  const whole = `${number.format(samples)} samples${rolled} of ${number.format(series)} series`;
  if (origin === 'elsewhere') return `${whole}.`;
  const looked = `the desk looked ${(100 * coverage).toFixed(1)} % of that time`;
  return `${whole}; ${looked}, and itself recorded ${number.format(recorded)} episodes.`;
};

type Line = readonly [name: string, value: (outcome: RuleOutcome) => number];

const linesOf = ({ evidence: { judged, night } }: Backtest): readonly Line[] => [
  ['Fired', ({ fired }) => fired],
  ['Paged', ({ paged }) => paged],
  [`  of them at night (${timeOf(night.from)}\u2013${timeOf(night.to)})`, ({ atNight }) => atNight],
  ['Minutes in alert', ({ minutesInAlert }) => minutesInAlert],
  ['Longest, in minutes', ({ longestMinutes }) => longestMinutes],
  ['Flaps (again within 1 h)', ({ flaps }) => flaps],
  ...(judged.real === 0 ? [] : [[`Caught, of ${judged.real} real`, ({ caught }) => caught] as Line]),
  ...(judged.real === 0 ? [] : [[`Missed, of ${judged.real} real`, ({ missed }) => missed] as Line]),
  ...(judged.noise === 0 ? [] : [[`Noise again, of ${judged.noise}`, ({ repeated }) => repeated] as Line]),
  ...(judged.noise === 0 ? [] : [[`Noise spared, of ${judged.noise}`, ({ spared }) => spared] as Line]),
];

const timeOf = (minuteOfDay: number): string =>
  `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;

/** One column for each rule, and where there are two, one for the difference. Numbers stand to the right. */
const figures = (report: Backtest): string => {
  const { configured, proposed } = report;
  const heads = [
    ...(configured === null ? [] : ['AS CONFIGURED']),
    ...(proposed === null ? [] : ['AS PROPOSED']),
    ...(configured === null || proposed === null ? [] : ['DIFFERENCE']),
  ];
  const rows = linesOf(report).map(([name, value]) => {
    const values = [configured, proposed].flatMap((outcome) => (outcome === null ? [] : [value(outcome)]));
    const [before, after] = values;
    const difference = before === undefined || after === undefined ? [] : [signed(after - before)];
    return [name, ...values.map((one) => number.format(one)), ...difference];
  });
  const names = Math.max(...rows.map(([name]) => (name as string).length));
  const line = ([name, ...cells]: readonly string[]): string =>
    [(name as string).padEnd(names), ...cells.map((cell, column) => cell.padStart((heads[column] as string).length))].join(
      '  ',
    );
  return [line(['', ...heads]), ...rows.map(line)].join('\n');
};

const signed = (difference: number): string => {
  const rounded = Math.round(10 * difference) / 10;
  return rounded > 0 ? `+${number.format(rounded)}` : number.format(rounded);
};

/** So many are printed; `--json` has fifty. */
const PRINTED = 10;

const listed = (title: string, episodes: readonly BacktestEpisode[], shown: (at: Instant) => string): readonly string[] => {
  if (episodes.length === 0) return [];
  const more = episodes.length > PRINTED ? [`  … and ${episodes.length - PRINTED} more: see --json`] : [];
  const lines = episodes.slice(0, PRINTED).map(({ labels, firedAt, resolvedAt, pagedAt }) => {
    const end = resolvedAt === null ? 'still firing' : `for ${Math.max(1, Math.round((resolvedAt - firedAt) / 60_000))} min`;
    return `  ${shown(firedAt)}  ${end}${pagedAt === null ? ', nobody paged' : ''}  ${labelsText(labels)}`.trimEnd();
  });
  return ['', `${title}, newest first`, ...lines, ...more];
};

const labelsText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join(' ');
