import { dayOf, instantAt } from '../../src/main/core/time/calendar.js';
import { readMoment } from '../../src/main/core/time/moment.js';
import type { AlertRow, ConsoleView, Instant, PastDay, PastView, TargetRow } from '../../src/preload/contract/views.js';
import type { Scene } from './scripted-main-scenes.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const at = (milliseconds: number): Instant => milliseconds as Instant;
const minuteOf = (milliseconds: number): Instant => at(Math.floor(milliseconds / MINUTE) * MINUTE);

/** The desk was off for an hour, from six hours ago on. */
const offOf = ({ now }: Scene): { readonly from: Instant; readonly to: Instant } => ({
  from: minuteOf(now - 6 * HOUR),
  to: minuteOf(now - 5 * HOUR),
});

const reachOf = ({ now }: Scene) => ({ first: minuteOf(now - 40 * DAY), last: minuteOf(now - MINUTE) });

/** A moment in the site's zone; null where it is none, or nothing was recorded then. */
export const scriptedPast = (scene: Scene, said: string, answers: Readonly<Record<string, unknown>>): PastView | null => {
  const moment = readMoment(said, at(scene.now), scene.view.desk.site.timeZone);
  const { first, last } = reachOf(scene);
  if (moment === undefined || moment < first) return null;
  const asked = minuteOf(Math.min(moment, last));
  const off = offOf(scene);
  const isOff = asked > off.from && asked < off.to;
  const taken = isOff ? off.from : asked;
  return {
    asked,
    at: taken,
    gap: isOff ? off : null,
    first,
    last,
    view: JSON.stringify(viewAt(scene.view, taken)),
    answers: JSON.stringify(answers),
  };
};

/** What is fired later was not there, what ended later was open, and nobody had it yet. */
const viewAt = (view: ConsoleView, then: Instant): ConsoleView => {
  const alerts = Object.values(view.alerts)
    .filter(({ firedAt }) => firedAt <= then)
    .map((row): AlertRow => (row.resolvedAt !== null && row.resolvedAt > then ? reopened(row) : row));
  const open = alerts.filter(({ state }) => state === 'firing');
  const firing = { critical: 0, warning: 0, info: 0 };
  for (const { severity } of open) firing[severity] += 1;
  const targets = Object.values(view.targets).map((row) => targetAt(row, open, then));
  const down = targets.filter(({ state }) => state === 'down').length;
  return {
    ...view,
    watch: {
      ...view.watch,
      state: open.length > 0 ? 'problem' : 'ok',
      firing,
      acknowledged: 0,
      suppressed: 0,
      targets: { total: targets.length, up: targets.length - down, down, unknown: 0 },
      freshAt: at(then - 4_000),
      freshUntil: at(then + 5 * MINUTE),
      blind: null,
      nextEscalation: null,
    },
    targets: Object.fromEntries(targets.map((row) => [row.id, row])),
    sources: Object.fromEntries(
      Object.entries(view.sources).map(([kind, row]) => [
        kind,
        { ...row, lastAt: at(then - 4_000), freshUntil: at(then + 5 * MINUTE) },
      ]),
    ),
    alerts: Object.fromEntries(alerts.map((row) => [row.id, row])),
  };
};

const reopened = (row: AlertRow): AlertRow => ({ ...row, state: 'firing', resolvedAt: null, resolution: null });

const targetAt = (row: TargetRow, open: readonly AlertRow[], then: Instant): TargetRow => {
  const isDown = open.some(({ target, metric }) => target === row.id && metric === 'up');
  const time = { lastAt: at(then - 4_000), freshUntil: at(then + 5 * MINUTE), beatsEndAt: then };
  return isDown
    ? { ...row, ...time }
    : { ...row, ...time, state: 'up', problem: null, firing: { critical: 0, warning: 0, info: 0 } };
};

export const scriptedDay = (scene: Scene, to: Instant): PastDay => {
  const { timeZone } = scene.view.desk.site;
  // The day on which the clocks go back has 25 hours.
  const from = at(Math.min(to - DAY, instantAt(dayOf(at(to - MINUTE), timeZone), 0, timeZone)));
  const reach = reachOf(scene);
  const off = offOf(scene);
  const stretches = [
    { from: reach.first, to: off.from },
    { from: off.to, to: reach.last },
  ];
  return {
    from,
    to,
    recorded: stretches
      .map((stretch) => ({ from: at(Math.max(from, stretch.from)), to: at(Math.min(to, stretch.to)) }))
      .filter((stretch) => stretch.from < stretch.to),
    alerts: Object.values(scene.view.alerts)
      .filter(({ isTest, firedAt, resolvedAt }) => !isTest && firedAt < to && (resolvedAt ?? to) >= from)
      .map(({ id, name, severity, firedAt, resolvedAt }) => ({ id, name, severity, firedAt, resolvedAt }))
      .sort((a, b) => a.firedAt - b.firedAt),
    reach,
  };
};
