import type { SecretReference } from '../../core/port/secrets.js';
import type { Environment } from '../environment.js';
import { type Finding, type Path, warning } from '../finding.js';
import type { ConfigDocument } from '../schema/v1.js';

/** Secrets that stand in the document itself, and references to variables that are not set. Never quotes a secret. */
export const inspectSecrets = (document: ConfigDocument, environment: Environment): readonly Finding[] =>
  references(document, []).flatMap(([reference, at]) => findingOf(reference, at, environment));

const findingOf = (reference: SecretReference, at: Path, environment: Environment): readonly Finding[] => {
  switch (reference.kind) {
    case 'plain':
      return [
        warning(at, 'is a secret in plain text', 'Write { env: NAME } and keep it in that environment variable.', 'value'),
      ];
    case 'environment': {
      if ((environment[reference.variable] ?? '') !== '') return [];
      return [
        warning(
          at,
          `the environment variable ${reference.variable} is not set`,
          `Set ${reference.variable}, also in a .env file.`,
          'value',
        ),
      ];
    }
    case 'stored':
      return [];
  }
};

const KINDS: readonly unknown[] = ['plain', 'environment', 'stored'] satisfies readonly SecretReference['kind'][];

const references = (value: unknown, at: Path): readonly (readonly [SecretReference, Path])[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('kind' in value && KINDS.includes(value.kind)) return [[value as SecretReference, at]];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([step, inside]) => references(inside, [...at, step]));
};
