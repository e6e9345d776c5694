import type { SaveAnswer } from '../../../preload/contract/calls/config.js';
import type { Actor } from '../../core/model/actor.js';
import type { Config, ConfigEdit, ConfigProblem, ConfigState } from '../../core/model/config.js';
import { ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import type { Settings } from '../../core/port/settings.js';
import { sayPromiseChanges } from '../../core/slo/promise-changes.js';
import { editOf } from './edit.js';
import { sayDifferent, sayEdited } from './edited.js';
import type { HandlersOf } from './handler.js';

/** Reads a document's text as plain JSON; null where it cannot be read. Never throws. */
export type ReadDocument = (text: string) => unknown;

/** Hides the secrets of a document's text, and puts them back. */
export interface Mask {
  readonly maskSecrets: (text: string) => string;
  readonly unmaskSecrets: (text: string, original: string) => string;
  readonly unmaskValue: (value: unknown, original: string) => unknown;
}

type Saved = Result<ConfigState, Refusal & { readonly problems?: readonly ConfigProblem[] }>;

/** The configuration, with every secret masked; what comes back masked is kept. */
export const configHandlers = (
  settings: Settings,
  desk: Desk,
  readDocument: ReadDocument,
  mask: Mask,
): HandlersOf<'config'> => {
  /** With what was changed, and with what was promised before where that changed: a report on service levels says so. */
  const remember = (action: string, actor: Actor, state: ConfigState, before: Config, changed: string): Promise<void> => {
    const promises = sayPromiseChanges(before.objectives, state.config.objectives);
    const said = { ...(changed === '' ? {} : { changed }), ...(promises === '' ? {} : { promises }) };
    const details = { revision: state.revision, ...said };
    return desk.remember(action, state.place, actor, details);
  };

  /** `changed`: which parts of the document, where whoever saves says so. */
  const answer = async (
    saving: Promise<Saved>,
    action: string,
    actor: Actor,
    changed?: string,
  ): Promise<Result<SaveAnswer, Refusal>> => {
    const before = settings.current().config;
    const saved = await saving;
    if (saved.ok) {
      await remember(action, actor, saved.value, before, changed ?? sayDifferent(before, saved.value.config));
      return ok({ saved: true, revision: saved.value.revision, problems: saved.value.problems });
    }
    const { problems, ...refusal } = saved.error;
    if (problems === undefined) return { ok: false, error: refusal };
    return ok({ saved: false, revision: settings.current().revision, problems });
  };

  return {
    'config.read': async () => {
      const { config, ...state } = settings.current();
      const text = mask.maskSecrets(state.text);
      return ok({ ...state, text, teams: teamsOfLevels(config), document: readDocument(text) });
    },
    // Checked as it is, with its masks: whoever may check could else move a mask to where a complaint quotes what it stands for.
    'config.check': async ({ text }) => ok(settings.check(text)),
    'config.checkEdits': async ({ edits }) => settings.checkPart([], edits.map(editOf)),
    'config.versions': async () => settings.replaced(),
    'config.version': async ({ replacedAt }) => {
      const found = await settings.readReplaced(replacedAt);
      if (!found.ok) return found;
      return ok({ text: mask.maskSecrets(found.value), isCurrent: found.value === settings.current().text });
    },
    'config.restore': async ({ replacedAt, revision }, actor) => {
      const found = await settings.readReplaced(replacedAt);
      return found.ok ? answer(settings.save(found.value, revision), 'config.restore', actor) : found;
    },
    'config.save': async ({ text, revision }, actor) =>
      answer(settings.save(mask.unmaskSecrets(text, settings.current().text), revision), 'config.save', actor),
    'config.edit': async ({ edits, revision }, actor) => {
      const { text } = settings.current();
      const kept: ConfigEdit[] = edits.map((edit) =>
        edit.value === undefined ? { path: edit.path } : { path: edit.path, value: mask.unmaskValue(edit.value, text) },
      );
      return answer(settings.edit(kept, revision), 'config.edit', actor, sayEdited(kept));
    },
  };
};

/** Those that an alert goes to by itself; a team that no level names is told only where a rule says so. */
const teamsOfLevels = ({ teams, escalation }: Pick<Config, 'teams' | 'escalation'>): Config['teams'] => {
  const named = new Set([...escalation.critical, ...escalation.warning].map(({ team }) => team));
  return Object.fromEntries(Object.entries(teams).filter(([name]) => named.has(name)));
};
