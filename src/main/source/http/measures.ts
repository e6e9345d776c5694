import type { Measure, Problem, ReadingFacts } from '../../core/model/reading.js';
import type { Instant } from '../../core/time/instant.js';
import { certificateMeasures, phaseMeasures } from '../net/outcome.js';
import { isUp } from '../net/problem.js';
import type { AssetCheck } from './assets/check.js';
import type { Trail } from './follow.js';
import { shownAddress } from './web-address.js';

/** The numbers of an answer, whether it was a good one or not. */
export const measuresOfAnswer = (trail: Trail, problems: readonly Problem[], now: Instant): readonly Measure[] => [
  { name: 'up', value: isUp(problems) ? 1 : 0 },
  { name: 'http_response_seconds', value: trail.took / 1_000 },
  ...phaseMeasures('http_phase_seconds', trail.phases),
  { name: 'http_status_code', value: trail.answer.status },
  { name: 'http_body_bytes', value: trail.answer.bodyBytes },
  { name: 'http_redirects', value: trail.redirects },
  ...certificateMeasures(trail.certificate, now),
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
    protocol: answer.protocol,
    phases: trail.phases,
    ...(trail.certificate === null ? {} : { certificate: trail.certificate }),
  };
};
