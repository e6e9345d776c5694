import { RefusedError } from '../../core/model/result.js';
import type { AuditReports } from '../../core/port/audits.js';
import type { PageEvidence } from '../../core/port/page-evidence.js';

/** What a desk keeps of pages in its own folder: pictures of bad loads, and reports of audits. */
export interface Kept {
  readonly evidence: PageEvidence;
  readonly audits: AuditReports;
}

/** What another desk may ask of it. */
export const KEPT_CALLS = ['evidence.of', 'evidence.read', 'audits.list', 'audits.of', 'audits.read'] as const;

export type KeptCall = (typeof KEPT_CALLS)[number];

export const isKeptCall = (call: string): call is KeptCall => (KEPT_CALLS as readonly string[]).includes(call);

/** Answers another desk, as JSON can say it: a picture as base64. */
export const answerOfKept = async ({ evidence, audits }: Kept, call: KeptCall, input: readonly unknown[]): Promise<unknown> => {
  if (call === 'evidence.of') return evidence.of(...(input as Parameters<PageEvidence['of']>));
  if (call === 'audits.list') return audits.list();
  if (call === 'audits.of') return audits.of(...(input as Parameters<AuditReports['of']>));
  if (call === 'audits.read') return audits.read(...(input as Parameters<AuditReports['read']>));
  const picture = await evidence.read(...(input as Parameters<PageEvidence['read']>));
  return picture === null ? null : Buffer.from(picture).toString('base64');
};

type Ask = (call: KeptCall, input: readonly unknown[]) => Promise<unknown>;

/** What this desk keeps from the time when it led, and what the one that leads keeps now. */
export const keptWithLeader = ({ evidence, audits }: Kept, ask: Ask): Kept => {
  const both = async <Row extends { readonly at: number }>(
    own: Promise<readonly Row[]>,
    call: KeptCall,
    input: readonly unknown[],
    keyOf: (row: Row) => string,
  ): Promise<readonly Row[]> => {
    const here = await own;
    const there = await asked<readonly Row[]>(call, input, here.length > 0 ? [] : null);
    const known = new Set(there.map(keyOf));
    return [...there, ...here.filter((row) => !known.has(keyOf(row)))].sort((a, b) => b.at - a.at);
  };
  /** Where nobody leads, what is here is better than nothing; nothing is not to be taken for all. */
  const asked = async <Value>(call: KeptCall, input: readonly unknown[], otherwise: Value | null): Promise<Value> => {
    try {
      return (await ask(call, input)) as Value;
    } catch (error) {
      if (otherwise === null || !(error instanceof RefusedError)) throw error;
      return otherwise;
    }
  };
  return {
    evidence: {
      ...evidence,
      of: (target) => both(evidence.of(target), 'evidence.of', [target], ({ id }) => id),
      read: async (...input) => {
        const here = await evidence.read(...input);
        if (here !== null) return here;
        const there = (await ask('evidence.read', input)) as string | null;
        return there === null ? null : Buffer.from(there, 'base64');
      },
    },
    audits: {
      list: () => both(audits.list(), 'audits.list', [], ({ page, form, at }) => `${page} ${form} ${at}`),
      of: (page) => both(audits.of(page), 'audits.of', [page], ({ form, at }) => `${form} ${at}`),
      read: async (...input) => (await audits.read(...input)) ?? ((await ask('audits.read', input)) as string | null),
    },
  };
};
