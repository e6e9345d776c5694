import { z } from 'zod';
import { auditBefore } from '../../core/lighthouse/before.js';
import { sayScore } from '../../core/lighthouse/note.js';
import { CATEGORIES, middleOf, scoresOf, VITALS, vitalsOf } from '../../core/lighthouse/run.js';
import type { AuditRecord } from '../../core/port/audits.js';
import { countBody, instantBody, iso } from './primitive.js';

const middleBody = z.object({ median: z.number(), least: z.number(), most: z.number(), count: countBody });

const auditBody = z.object({
  page: z.string(),
  url: z.string(),
  at: instantBody,
  form: z.enum(['mobile', 'desktop']),
  version: z.string().describe('Of Lighthouse.'),
  runs: countBody.describe('Runs that succeeded.'),
  failed: countBody,
  degraded: z
    .string()
    .nullable()
    .describe('Why its measures of speed say little, and are not recorded; null where they count.'),
  scores: z
    .partialRecord(z.enum(CATEGORIES), middleBody.extend({ said: z.string() }))
    .describe('0 to 100; `said`: also against the audit before.'),
  vitals: z.partialRecord(z.enum(VITALS), middleBody).describe('Seconds; `cls` a bare number.'),
  reports: z.object({ html: z.string(), json: z.string() }).describe('Where the report of the median run is read.'),
});

export const lighthouseBody = z
  .array(auditBody)
  .nullable()
  .describe('The last audit of each page. Null where none has taken place.');

export type LighthouseBody = z.infer<typeof lighthouseBody>;

export const auditsBody = z
  .object({ audits: z.array(auditBody).describe('The last few of each page, the newest first.') })
  .describe('Lighthouse audits whose reports are kept.');

/** Audits as the API gives them. `records`: of all pages, the newest first. */
export const toAuditBodies = (records: readonly AuditRecord[]): z.infer<typeof auditBody>[] =>
  records.map((record) =>
    toAuditBody(
      record,
      records.filter(({ page }) => page === record.page),
    ),
  );

export const toLighthouseBody = (records: readonly AuditRecord[]): LighthouseBody => {
  const newest = [
    ...new Map(
      toAuditBodies(records)
        .toReversed()
        .map((body) => [body.page, body]),
    ).values(),
  ];
  return newest.length === 0 ? null : newest.sort((one, other) => one.page.localeCompare(other.page));
};

const toAuditBody = (record: AuditRecord, known: readonly AuditRecord[]): z.infer<typeof auditBody> => {
  const { id, page, url, at, form, version, runs, failed, degraded } = record;
  const before = auditBefore(record, known)?.runs ?? [];
  const scores = CATEGORIES.flatMap((category) => {
    const middle = middleOf(scoresOf(runs, category));
    return middle === undefined ? [] : [[category, { ...middle, said: sayScore(category, runs, before) ?? '' }]];
  });
  const vitals = VITALS.flatMap((vital) => {
    const middle = middleOf(vitalsOf(runs, vital));
    return middle === undefined ? [] : [[vital, middle]];
  });
  const place = `/api/monitoring/lighthouse/${encodeURIComponent(page)}/${encodeURIComponent(id)}`;
  return {
    ...{ page, url, at: iso(at), form, version, runs: runs.length, failed, degraded },
    scores: Object.fromEntries(scores),
    vitals: Object.fromEntries(vitals),
    reports: { html: `${place}.html`, json: `${place}.json` },
  };
};
