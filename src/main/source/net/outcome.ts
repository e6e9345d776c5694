import type { CertificateFacts, Measure, PhaseFacts, ReadingFacts, ReadingOutcome } from '../../core/model/reading.js';
import type { Confirmation } from '../../core/model/target.js';
import { formatDuration } from '../../core/time/duration.js';
import type { Instant } from '../../core/time/instant.js';
import type { Failure } from './failure.js';

/** What a look that found no usable answer says, confirmed by so many tries. */
export const failureOutcome = (failure: Failure, tries: number, { wait }: Confirmation, now: Instant): ReadingOutcome => {
  if (failure.kind === 'local') return { kind: 'source-failed', text: failure.text };
  const text = tries === 1 ? failure.text : `${failure.text} (${tries} tries, ${formatDuration(wait)} apart)`;
  const measures = measuresOfFailure(failure, now);
  return { kind: 'unreachable', code: failure.code, text, tries, measures, facts: factsOfFailure(failure) };
};

type TargetFailure = Failure & { readonly kind: 'target' };

const measuresOfFailure = (failure: TargetFailure, now: Instant): readonly Measure[] => [
  { name: 'up', value: 0 },
  ...(failure.status === undefined ? [] : [{ name: 'http_status_code', value: failure.status }]),
  ...certificateMeasures(failure.certificate ?? null, now),
];

const factsOfFailure = (failure: TargetFailure): ReadingFacts => ({
  ...(failure.status === undefined ? {} : { status: failure.status }),
  ...(failure.certificate === undefined ? {} : { certificate: failure.certificate }),
});

/** How long a certificate is still valid: one series for every protocol, so that one rule watches all certificates. */
export const certificateMeasures = (certificate: CertificateFacts | null, now: Instant): readonly Measure[] =>
  certificate === null
    ? []
    : [{ name: 'http_certificate_expiry_seconds', value: Math.round((certificate.validTo - now) / 1_000) }];

const PHASE_LABELS: Readonly<Record<keyof PhaseFacts, string>> = {
  dns: 'dns',
  tcp: 'tcp',
  tls: 'tls',
  firstByte: 'first_byte',
  download: 'download',
};

/** How long each phase took, as series of that name. */
export const phaseMeasures = (name: string, phases: PhaseFacts): readonly Measure[] =>
  Object.entries(phases).map(([phase, length]: [string, number]) => ({
    name,
    labels: { phase: PHASE_LABELS[phase as keyof PhaseFacts] },
    value: length / 1_000,
  }));
