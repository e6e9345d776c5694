import type { CertificateFacts, Measure, PhaseFacts, Problem, ReadingFacts } from '../../core/model/reading.js';
import type { Instant } from '../../core/time/instant.js';
import type { Failure } from '../net/failure.js';
import type { AssetCheck } from './assets/check.js';
import { isUp } from './expect.js';
import type { Trail } from './follow.js';
import { shownAddress } from './web-address.js';

const PHASE_LABELS: Readonly<Record<keyof PhaseFacts, string>> = {
  dns: 'dns',
  tcp: 'tcp',
  tls: 'tls',
  firstByte: 'first_byte',
  download: 'download',
};

/** The numbers of an answer, whether it was a good one or not. */
export const measuresOfAnswer = (trail: Trail, problems: readonly Problem[], now: Instant): readonly Measure[] => [
  { name: 'up', value: isUp(problems) ? 1 : 0 },
  { name: 'http_response_seconds', value: trail.took / 1_000 },
  ...Object.entries(trail.phases).map(([phase, length]: [string, number]) => ({
    name: 'http_phase_seconds',
    labels: { phase: PHASE_LABELS[phase as keyof PhaseFacts] },
    value: length / 1_000,
  })),
  { name: 'http_status_code', value: trail.answer.status },
  { name: 'http_body_bytes', value: trail.answer.bodyBytes },
  { name: 'http_redirects', value: trail.redirects },
  ...certificateMeasures(trail.certificate, now),
];

/** The numbers of a look that found no usable answer. */
export const measuresOfFailure = (failure: Failure & { readonly kind: 'target' }, now: Instant): readonly Measure[] => [
  { name: 'up', value: 0 },
  ...(failure.status === undefined ? [] : [{ name: 'http_status_code', value: failure.status }]),
  ...certificateMeasures(failure.certificate ?? null, now),
];

/** The numbers of a page's assets; a host without failures says 0, so that what was broken is seen to mend. */
export const measuresOfAssets = ({ facts, hosts }: AssetCheck): readonly Measure[] => [
  { name: 'asset_count', value: facts.checked },
  { name: 'asset_failures', value: facts.failed.length },
  { name: 'asset_failure_ratio', value: facts.checked === 0 ? 0 : facts.failed.length / facts.checked },
  ...hosts.map(({ host, failures }) => ({ name: 'asset_host_failures', labels: { host }, value: failures })),
];

export const factsOfAnswer = (trail: Trail): ReadingFacts => {
  const { answer } = trail;
  return {
    status: answer.status,
    finalUrl: shownAddress(trail.url),
    ...(answer.address === null ? {} : { address: answer.address }),
    redirects: trail.redirects,
    bodyBytes: answer.bodyBytes,
    phases: trail.phases,
    ...(trail.certificate === null ? {} : { certificate: trail.certificate }),
  };
};

export const factsOfFailure = (failure: Failure & { readonly kind: 'target' }): ReadingFacts => ({
  ...(failure.status === undefined ? {} : { status: failure.status }),
  ...(failure.certificate === undefined ? {} : { certificate: failure.certificate }),
});

const certificateMeasures = (certificate: CertificateFacts | null, now: Instant): readonly Measure[] =>
  certificate === null
    ? []
    : [{ name: 'http_certificate_expiry_seconds', value: Math.round((certificate.validTo - now) / 1_000) }];
