import type { Config, ConfigOrigin, ConfigProblem } from '../core/model/config.js';
import type { Feeds } from '../core/port/feeds.js';
import type { StorePlan } from '../core/port/store-plan.js';
import type { Transports } from '../core/port/transports.js';
import type { ResolveContext } from './context.js';
import { type Environment, overlay } from './environment.js';
import { error, type Finding, hasErrors, type Locate, placeFindings } from './finding.js';
import { inspect } from './inspect.js';
import { resolveFeeds } from './resolve/feeds.js';
import { resolve } from './resolve/resolve.js';
import { resolveStore } from './resolve/store.js';
import { resolveTransports } from './resolve/transports.js';
import { documentV1 } from './schema/v1.js';
import { parseText } from './text.js';
import { upgrade } from './upgrade/chain.js';
import { validate } from './validate.js';

/** A document as read: what it means, where it means anything, and all that is to be said about it. */
export interface ReadConfig {
  /** Null where there are errors. */
  readonly config: Config | null;
  /** Null where there are errors. Asked for and not held, so that no secret of it is ever written down with the rest. */
  readonly transports: (() => Transports) | null;
  readonly feeds: (() => Feeds) | null;
  readonly store: (() => StorePlan) | null;
  readonly problems: readonly ConfigProblem[];
  readonly origins: readonly ConfigOrigin[];
}

/** Reads a whole document from its text. Never throws, whatever the text is. */
export const readConfig = (text: string, environment: Environment, context: ResolveContext): ReadConfig => {
  const { value, faults, locate } = parseText(text);
  if (faults.length > 0) {
    const problems = faults.map(({ line, column, severity, message, remedy }) => ({
      severity,
      path: '',
      line,
      column,
      message,
      remedy,
    }));
    return { config: null, transports: null, feeds: null, store: null, problems, origins: [] };
  }
  return readDocument(value, environment, context, locate);
};

/** The same for a document that is already plain values; problems then have a path but no line. */
export const readDocument = (
  value: unknown,
  environment: Environment,
  context: ResolveContext,
  locate: Locate = () => null,
): ReadConfig => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused([NOT_A_BLOCK], locate);
  const upgraded = upgrade(value as Readonly<Record<string, unknown>>);
  if (!upgraded.ok) return refused([upgraded.finding], locate);
  const { document, origins, findings } = overlay(upgraded.document, environment);
  const validated = validate(documentV1, document);
  const spoken = validated.ok ? inspect(validated.value, context, environment) : validated.findings;
  const problems = placeFindings([...findings, ...spoken], locate, origins);
  if (!validated.ok || hasErrors(problems))
    return { config: null, transports: null, feeds: null, store: null, problems, origins };
  const config = resolve(validated.value, context);
  return {
    config,
    transports: () => resolveTransports(validated.value),
    feeds: () => resolveFeeds(validated.value),
    store: () => resolveStore(validated.value),
    problems,
    origins,
  };
};

const NOT_A_BLOCK: Finding = error([], 'the document must be a block of keys and values', 'Begin it with "version: 1".');

const refused = (findings: readonly Finding[], locate: Locate): ReadConfig => ({
  config: null,
  transports: null,
  feeds: null,
  store: null,
  problems: placeFindings(findings, locate, []),
  origins: [],
});
