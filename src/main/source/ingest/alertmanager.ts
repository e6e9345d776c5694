import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../core/model/result.js';
import { labelOf } from '../../core/privacy/scrub.js';
import { slug } from '../builds/status.js';
import type { Fields } from './fields.js';

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** Whether this is what Alertmanager's webhook sends. */
export const isAlertmanager = (value: unknown): boolean => {
  const { version, alerts } = fieldsOf(value);
  return version === '4' && Array.isArray(alerts);
};

/** Of an alert's labels those that say what it is about. */
const KEPT = ['alertname', 'severity', 'job', 'instance', 'service', 'namespace', 'cluster'].concat(
  ['node', 'pod', 'container', 'deployment', 'statefulset'],
  ['device', 'mountpoint'],
);

/**
 * Alertmanager's alerts as lines: 1 while one fires, 0 from its end on. Each has a series of its own, also where its labels, as they are
 * kept, are those of another. Of one that stands in the body more than once the worst counts. One that cannot be told from others is refused, by its place.
 */
export const linesOfAlertmanager = (value: unknown): readonly Result<Fields, string>[] => {
  const worst = new Map<string, number>();
  const faults: Result<Fields, string>[] = [];
  (fieldsOf(value).alerts as readonly unknown[]).forEach((given, n) => {
    const read = alertOf(fieldsOf(given), `alerts[${n}]`);
    if (!read.ok) faults.push(read);
    else worst.set(read.value.series, Math.max(read.value.value, worst.get(read.value.series) ?? 0));
  });
  return [...[...worst].map(([series, state]) => ok({ series, value: state })), ...faults];
};

const STATES: Readonly<Record<string, number>> = { firing: 1, resolved: 0 };

const alertOf = (
  { status, labels: given, fingerprint }: Fields,
  place: string,
): Result<{ readonly series: string; readonly value: number }, string> => {
  const labels = fieldsOf(given);
  const value = typeof status === 'string' && Object.hasOwn(STATES, status) ? STATES[status] : undefined;
  if (value === undefined) return fail(`has ${place}, whose "status" must be firing or resolved`);
  if (labels.alertname === undefined || labels.alertname === '') return fail(`has ${place}, which has no label "alertname"`);
  if (keptOf(labels.alertname) === undefined)
    return fail(`has ${place}, whose "alertname" is no short name, or could say who somebody is`);
  const pairs = KEPT.flatMap((key) => {
    const kept = keptOf(labels[key]);
    return kept === undefined ? [] : [`${key}="${kept}"`];
  });
  return ok({ series: `external_alert{${pairs.join(',')},fingerprint="${printOf(fingerprint, labels)}"}`, value });
};

const keptOf = (label: unknown): string | undefined =>
  labelOf(
    slug(label)
      ?.replace(/^[^A-Za-z0-9]+/, '')
      .replace(/-+$/, '') ?? '',
  );

/**
 * What tells the alert from every other: of Alertmanager's own fingerprint, or of all labels where it sends none. A hash in letters alone,
 * so that whatever was sent in its place can neither be read out of it nor be taken for a number of somebody's.
 */
const printOf = (fingerprint: unknown, labels: Fields): string => {
  const sorted = Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
  const text = typeof fingerprint === 'string' && fingerprint !== '' ? fingerprint : JSON.stringify(sorted);
  const digits = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return [...digits].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
};
