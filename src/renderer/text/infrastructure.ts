import type { BuildRecord, CertificateStanding, Gauge } from '../../preload/contract/views.js';
import { percent } from './quantity.js';
import type { Saying } from './states.js';
import { spell } from './time.js';

const DAY = 86_400;

/** `12 d left`, or that it has expired. Two weeks are time to renew; three days are not. */
export const sayCertificate = ({ secondsLeft }: CertificateStanding): Saying => {
  if (secondsLeft <= 0) return { tone: 'critical', word: 'Expired' };
  const word = `${secondsLeft < DAY ? spell(secondsLeft * 1_000) : `${Math.floor(secondsLeft / DAY)} d`} left`;
  if (secondsLeft < 3 * DAY) return { tone: 'critical', word };
  return { tone: secondsLeft < 14 * DAY ? 'warning' : 'good', word };
};

/** Beside a number that says how long: what it asks for. */
export const sayRenewal = (certificate: CertificateStanding): Saying => {
  const { tone, word } = sayCertificate(certificate);
  if (certificate.secondsLeft <= 0) return { tone, word };
  return { tone, word: tone === 'critical' ? 'Renew it now' : tone === 'warning' ? 'Renew it soon' : 'Time enough' };
};

const FAILED = new Set(['failed', 'failure', 'error', 'timed-out']);
const PASSED = new Set(['success', 'passed', 'ready']);

export const sayBuild = ({ kind, status, environment }: BuildRecord): Saying => {
  if (kind === 'deploy') return { tone: 'info', word: environment === null ? 'Deployed' : `Deployed to ${environment}` };
  if (status !== null && FAILED.has(status)) return { tone: 'critical', word: 'Failed' };
  if (status !== null && PASSED.has(status)) return { tone: 'good', word: 'Passed' };
  return { tone: 'neutral', word: status ?? 'Ended' };
};

/** How full something is: from nine tenths on it is worth a look. */
export const sayShare = ({ value }: Gauge): Saying => ({
  tone: value >= 0.95 ? 'critical' : value >= 0.9 ? 'warning' : 'good',
  word: percent(value, 0),
});

/** A backup of a day and two hours is as it should be. */
const OLD = 26 * 3_600;

export const sayBackupAge = ({ value }: Gauge): Saying => ({
  tone: value > OLD ? 'warning' : 'good',
  word: `${spell(value * 1_000)} old`,
});
