import { z } from 'zod';
import type { Desk } from '../../core/port/desk.js';
import type { History } from '../../core/port/history.js';
import type { Instant } from '../../core/time/instant.js';
import { alertBody, toAlertBody } from './alert.js';
import { businessBody, toBusinessBody } from './business.js';
import { instantBody, iso, labelsBody } from './primitive.js';
import { sloBody, toSloBody } from './slo.js';
import { sourceBody, toSourceBodies } from './source.js';
import { healthBody, targetBody, toHealthBody, toTargetBody } from './target.js';
import { readWebVitals, webVitalsBody } from './web-vitals.js';

const hostBody = z.object({
  target: z.string(),
  name: z.string(),
  at: instantBody,
  measures: z.array(z.object({ name: z.string(), labels: labelsBody, value: z.number() })),
});

export const dashboardBody = z
  .object({
    generatedAt: instantBody,
    health: healthBody,
    targets: z.array(targetBody),
    alerts: z.array(alertBody).describe('Open ones.'),
    webVitals: webVitalsBody,
    business: businessBody,
    infrastructure: z.object({ hosts: z.array(hostBody) }).nullable(),
    slo: z.array(sloBody).nullable().describe('Every objective; null where none is configured.'),
    sources: z.array(sourceBody),
  })
  .describe('Everything at a glance.');

export type DashboardBody = z.infer<typeof dashboardBody>;

/** Web Vitals of the last hours, as many as `from` is ago. */
export const readDashboardBody = async (
  desk: Desk,
  history: History,
  from: Instant,
  now: Instant,
  timeframe: number,
): Promise<DashboardBody> => {
  const { view } = desk.view();
  const [hosts, objectives, webVitals, business] = await Promise.all([
    readHosts(desk),
    desk.objectives(),
    readWebVitals(history, from, now),
    desk.business(timeframe).then(toBusinessBody),
  ]);
  return {
    generatedAt: iso(now),
    health: toHealthBody(view),
    targets: Object.values(view.targets).map(toTargetBody),
    alerts: Object.values(view.alerts)
      .filter(({ state }) => state === 'firing')
      .map(toAlertBody),
    webVitals,
    business,
    infrastructure: hosts.length === 0 ? null : { hosts },
    slo: objectives.length === 0 ? null : objectives.map(toSloBody),
    sources: toSourceBodies(
      view,
      [
        ...(objectives.length === 0 ? [] : ['slo']),
        ...(webVitals === null ? [] : ['webVitals']),
        ...(business === null ? [] : ['business']),
      ],
      'slo',
    ),
  };
};

const readHosts = async (desk: Desk): Promise<z.infer<typeof hostBody>[]> => {
  const targets = Object.values(desk.view().view.targets).filter(({ source }) => source === 'host');
  const hosts: z.infer<typeof hostBody>[] = [];
  for (const { id, name } of targets) {
    const detail = await desk.target(id);
    const reading = detail.ok ? detail.value.lastReading : null;
    if (reading === null || reading.outcome.kind !== 'answered') continue;
    const measures = reading.outcome.measures.map((measure) => ({ ...measure, labels: { ...measure.labels } }));
    hosts.push({ target: id, name, at: iso(reading.at), measures });
  }
  return hosts;
};
