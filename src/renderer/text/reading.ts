import type { PhaseFacts, Reading, ReadingFacts } from '../../preload/contract/views.js';
import { count, plain, quantity } from './quantity.js';
import type { Saying } from './states.js';
import { dayOf, spell } from './time.js';

export interface ReadFact {
  readonly label: string;
  readonly value: string;
}

/** What one look came to, in a word. */
export const sayReading = (reading: Reading): Saying => {
  const { outcome } = reading;
  switch (outcome.kind) {
    case 'answered':
      return outcome.problems.length === 0
        ? { tone: 'good', word: 'Answered well' }
        : { tone: 'warning', word: 'Answered, but not as expected' };
    case 'unreachable':
      return { tone: 'critical', word: 'Could not be reached' };
    case 'source-failed':
      return { tone: 'unseen', word: 'We could not look' };
  }
};

/** What is wrong with it, a sentence each. */
export const readingProblems = (reading: Reading): readonly string[] => {
  const { outcome } = reading;
  switch (outcome.kind) {
    case 'answered':
      return outcome.problems.map((problem) => problem.text);
    case 'unreachable':
      return [`${outcome.text} (${count(outcome.tries, 'try', 'tries')})`];
    case 'source-failed':
      return [outcome.text];
  }
};

const factsOf = (reading: Reading): ReadingFacts => (reading.outcome.kind === 'source-failed' ? {} : reading.outcome.facts);

const fact = <Value>(label: string, value: Value | undefined, say: (value: Value) => string): readonly ReadFact[] =>
  value === undefined ? [] : [{ label, value: say(value) }];

/** Everything that a look found out, as pairs of words. `zone` is the site's. */
export const readingFacts = (reading: Reading, zone: string): readonly ReadFact[] => {
  const facts = factsOf(reading);
  return [
    ...fact('Status', facts.status, String),
    { label: 'Took', value: spell(reading.at - reading.startedAt) },
    ...fact('Final address', facts.finalUrl, String),
    ...fact('Server', facts.address, String),
    ...fact('Spoken', facts.protocol, String),
    ...fact('Answers', facts.answers, (answers) => (answers.length === 0 ? 'none' : answers.join(', '))),
    ...fact('Redirects', facts.redirects, plain),
    ...fact('Page size', facts.bodyBytes, (bytes) => quantity(bytes, 'body_bytes')),
    ...fact(
      'Certificate',
      facts.certificate,
      (found) =>
        `${found.subject}, from ${found.issuer}, until ${dayOf(found.validTo, zone)} ${new Date(found.validTo).getUTCFullYear()}`,
    ),
    ...fact('Certificate chain', facts.certificate?.chainError ?? undefined, String),
    ...fact(
      'Assets',
      facts.assets,
      (assets) =>
        `${count(assets.checked, 'file')} checked, ${assets.failed.length === 0 ? 'all load' : `${plain(assets.failed.length)} fail`}`,
    ),
    ...fact('Note', facts.note, String),
  ];
};

const PHASES: readonly (readonly [keyof PhaseFacts, string])[] = [
  ['dns', 'Name lookup'],
  ['tcp', 'Connect'],
  ['tls', 'Encrypt'],
  ['firstByte', 'Wait'],
  ['download', 'Download'],
];

export interface Phase {
  readonly name: string;
  /** Its place among all phases, whether they were there or not. */
  readonly place: number;
  /** Milliseconds. */
  readonly took: number;
}

/** The phases of a look that took place, in their order. */
export const readingPhases = (reading: Reading): readonly Phase[] => {
  const phases = factsOf(reading).phases ?? {};
  return PHASES.flatMap(([key, name], place) => (phases[key] === undefined ? [] : [{ name, place, took: phases[key] }]));
};

/** The page's own files that did not load. */
export const failedAssets = (reading: Reading): readonly { readonly url: string; readonly why: string }[] =>
  factsOf(reading).assets?.failed ?? [];

/** `first_byte` of a series' label as the phase's name. */
export const phaseName = (label: string): string => SERIES_PHASES[label] ?? label;

const SERIES_PHASES: Readonly<Record<string, string>> = {
  dns: 'Name lookup',
  tcp: 'Connect',
  tls: 'Encrypt',
  first_byte: 'Wait',
  download: 'Download',
};

/** The samples that a look becomes: series without the target's own labels, each with its value. */
export const readingSamples = ({ outcome }: Reading): readonly ReadFact[] =>
  outcome.kind === 'source-failed'
    ? []
    : outcome.measures.map(({ name, labels = {}, value }) => {
        const pairs = Object.entries(labels).map(([key, label]) => `${key}="${label}"`);
        return { label: pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`, value: quantity(value, name) };
      });

/** The answer as it came, where it was asked for. */
export const rawAnswer = ({ outcome }: Reading): ReadingFacts['raw'] =>
  outcome.kind === 'source-failed' ? outcome.raw : outcome.facts.raw;
