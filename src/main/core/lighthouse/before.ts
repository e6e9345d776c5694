import type { AuditRecord } from '../port/audits.js';

/** The audit before this one that it can be compared with: of the same address in the same form, by a machine that was fit. `known`: the newest first. */
export const auditBefore = (
  { url, form, at }: Pick<AuditRecord, 'url' | 'form' | 'at'>,
  known: readonly AuditRecord[],
): AuditRecord | undefined =>
  known.find((each) => each.at < at && each.url === url && each.form === form && each.degraded === null);
