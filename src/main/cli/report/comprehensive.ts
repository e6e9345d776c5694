import type { ReportDocument } from './document.js';
import { alertsOf } from './section/alerts.js';
import { businessOf } from './section/business.js';
import { careOf } from './section/care.js';
import { promisesOf } from './section/objectives.js';
import { speedOf } from './section/performance.js';
import { targetsOf } from './section/targets.js';
import { machineryOf, watchOf } from './section/watch.js';
import type { Told } from './told.js';

/** The whole state of the site and of the watch in one document. What has no source says so. */
export const comprehensive = (told: Told): ReportDocument => ({
  title: `Watchroom: the last ${told.hours} h`,
  madeAt: told.summary.generatedAt,
  blocks: [
    ...watchOf(told),
    ...promisesOf(told.summary),
    ...alertsOf(told.alerts),
    ...targetsOf(told),
    ...speedOf(told.performance),
    ...businessOf(told.dashboard),
    ...machineryOf(told.system),
    ...careOf(told.calendar),
  ],
});
