import { z } from 'zod';
import type { ConsoleView } from '../../core/model/view.js';
import { countBody, instantBody, isoOrNull } from './primitive.js';

export const sourceBody = z.object({
  kind: z.string(),
  state: z.enum(['ok', 'failing', 'idle', 'not-configured']),
  targets: countBody,
  lastAt: instantBody.nullable(),
  lateSeconds: z.number().nullable().describe('How late its last reading began.'),
  gives: z.array(z.string()).describe('Fields of the answers that come from it.'),
  text: z.string(),
});

export type SourceBody = z.infer<typeof sourceBody>;

const GIVES: Readonly<Record<string, readonly string[]>> = {
  http: ['targets', 'pages', 'sla'],
  host: ['infrastructure'],
  lighthouse: ['lighthouse'],
  page: ['budgets'],
};

const ABSENT: readonly Pick<SourceBody, 'kind' | 'gives' | 'text'>[] = [
  {
    kind: 'ingest',
    gives: ['webVitals', 'business'],
    text: 'No source of visitors’ readings is configured, and none were sent.',
  },
  { kind: 'lighthouse', gives: ['lighthouse'], text: 'No Lighthouse audits are configured.' },
  { kind: 'page', gives: ['budgets'], text: 'No pages to load in a browser are configured.' },
];

/** No sources, but what the configuration lacks for a field that not every answer has. */
const UNSET: readonly Pick<SourceBody, 'kind' | 'gives' | 'text'>[] = [
  { kind: 'baseline', gives: ['baselines'], text: 'No rule compares anything with its baseline.' },
  { kind: 'objective', gives: ['slo'], text: 'No objectives are configured.' },
];

/**
 * Every source that runs, and, for each field that is null, the one that is missing. `given`: fields that are there. `own`:
 * the field of this answer that rests on the configuration alone.
 */
export const toSourceBodies = (view: ConsoleView, given: readonly string[], own?: 'slo' | 'baselines'): SourceBody[] => {
  const running = Object.values(view.sources).map(
    ({ kind, state, targets, lastAt, lateMilliseconds, text }): SourceBody => ({
      kind,
      state,
      targets,
      lastAt: isoOrNull(lastAt),
      lateSeconds: lateMilliseconds === null ? null : lateMilliseconds / 1_000,
      gives: [...(GIVES[kind] ?? [])],
      text,
    }),
  );
  return [...running, ...missing(running, own).filter(({ gives }) => !gives.every((field) => given.includes(field)))];
};

const missing = (running: readonly SourceBody[], own: string | undefined): SourceBody[] => {
  const host = { kind: 'host', gives: ['infrastructure'], text: 'This machine is not watched.' };
  const unset = UNSET.filter(({ gives }) => own !== undefined && gives.includes(own));
  const absent = [host, ...ABSENT, ...unset].filter(({ kind }) => running.every((source) => source.kind !== kind));
  return absent.map(({ kind, gives, text }) => ({
    kind,
    state: 'not-configured',
    targets: 0,
    lastAt: null,
    lateSeconds: null,
    gives: [...gives],
    text,
  }));
};
