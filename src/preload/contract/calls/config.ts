import { z } from 'zod';
import type { ConfigProblem, ConfigState } from '../../../main/core/model/config.js';
import type { Team } from '../../../main/core/model/telling.js';
import type { Instant } from '../../../main/core/time/instant.js';
import { answers, call, nothing } from '../call.js';
import { documentText, edits, instant } from '../input.js';

/** The configuration as the settings pages see it. */
export interface ConfigView extends Omit<ConfigState, 'config'> {
  /** The document as plain JSON, for forms. */
  readonly document: unknown;
  /** Who is told at the levels of the escalation, by name of team: the built-in ones, too, that the document does not name. */
  readonly teams: Readonly<Record<string, Team>>;
}

/** A document that was replaced, its secrets hidden; whether it is, secrets included, what holds now. */
export interface EarlierConfig {
  readonly text: string;
  readonly isCurrent: boolean;
}

/** A refused save still answers: with what is wrong and where. */
export interface SaveAnswer {
  readonly saved: boolean;
  readonly revision: number;
  readonly problems: readonly ConfigProblem[];
}

export const CONFIG_CALLS = {
  /** Keeps a secret in this desk's own encrypted store, in place of an earlier one of that name. It never comes back. */
  'secret.keep': call(
    'admin',
    z.object({ name: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/), value: z.string().min(1).max(4_000) }).strict(),
    answers<{ readonly name: string }>,
  ),
  'config.read': call('viewer', nothing, answers<ConfigView>),
  'config.check': call('viewer', z.object({ text: documentText }).strict(), answers<readonly ConfigProblem[]>),
  /** What would be said about the document after these edits. */
  'config.checkEdits': call('admin', z.object({ edits }).strict(), answers<readonly ConfigProblem[]>),
  /** When documents that are kept were replaced, newest first. */
  'config.versions': call('viewer', nothing, answers<readonly Instant[]>),
  'config.version': call('viewer', z.object({ replacedAt: instant }).strict(), answers<EarlierConfig>),
  'config.restore': call(
    'admin',
    z.object({ replacedAt: instant, revision: z.number().int().min(0) }).strict(),
    answers<SaveAnswer>,
  ),
  'config.save': call(
    'admin',
    z.object({ text: documentText, revision: z.number().int().min(0) }).strict(),
    answers<SaveAnswer>,
  ),
  'config.edit': call(
    'admin',
    z
      .object({
        edits,
        revision: z.number().int().min(0),
      })
      .strict(),
    answers<SaveAnswer>,
  ),
} as const;
