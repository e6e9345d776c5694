import { z } from 'zod';
import type { UptimeFigures } from '../../core/model/view.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import { countBody, instantBody, iso, ratioBody } from './primitive.js';

/** The availability that the service level asks for. */
const OBJECTIVE = 0.999;
const KEPT_FOR = 30_000;

export const slaBody = z
  .object({
    from: instantBody,
    to: instantBody,
    uptimeRatio: ratioBody.describe('Good readings ÷ readings of all pages, over observed time only.'),
    objectiveRatio: ratioBody,
    isMet: z.boolean(),
    readings: countBody,
    coverage: ratioBody,
  })
  .nullable();

export type SlaBody = z.infer<typeof slaBody>;

/** Availability of everything that is read over HTTP. Walking all targets takes a while, so an answer serves for 30 s. */
export const createSla = (desk: Desk, clock: Clock): (() => Promise<SlaBody>) => {
  let kept: { readonly until: number; readonly body: Promise<SlaBody> } | null = null;
  return () => {
    if (kept === null || clock.monotonic() >= kept.until) {
      const body = readSla(desk);
      kept = { until: clock.monotonic() + KEPT_FOR, body };
      body.catch(() => {
        kept = null;
      });
    }
    return kept.body;
  };
};

const readSla = async (desk: Desk): Promise<SlaBody> => {
  const pages = Object.values(desk.view().view.targets).filter(({ source }) => source === 'http');
  const figures: UptimeFigures[] = [];
  for (const { id } of pages) {
    const detail = await desk.target(id);
    if (detail.ok && detail.value.uptime !== null) figures.push(detail.value.uptime);
  }
  return pool(figures.filter(({ ratio, readings }) => ratio !== null && readings > 0));
};

const pool = (figures: readonly UptimeFigures[]): SlaBody => {
  const [first] = figures;
  if (first === undefined) return null;
  const readings = figures.reduce((sum, figure) => sum + figure.readings, 0);
  const good = figures.reduce((sum, figure) => sum + (figure.ratio ?? 0) * figure.readings, 0);
  const uptimeRatio = Math.min(1, good / readings);
  return {
    from: iso(first.from),
    to: iso(first.to),
    uptimeRatio,
    objectiveRatio: OBJECTIVE,
    isMet: uptimeRatio >= OBJECTIVE,
    readings,
    coverage: figures.reduce((sum, figure) => sum + figure.coverage, 0) / figures.length,
  };
};
