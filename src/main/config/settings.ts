import type { Config, ConfigEdit, ConfigProblem, ConfigState } from '../core/model/config.js';
import { fail, ok, type Refusal, type Result } from '../core/model/result.js';
import type { Feeds } from '../core/port/feeds.js';
import type { Log } from '../core/port/log.js';
import type { Settings } from '../core/port/settings.js';
import type { StorePlan } from '../core/port/store-plan.js';
import type { Transports } from '../core/port/transports.js';
import { applyEdits } from './edits.js';
import type { Keeper, Past } from './keeper.js';
import { problemsOfItem, problemsUnder } from './problems-of.js';
import type { ReadConfig } from './read.js';

/** The configuration cannot be used and there has never been a good one to fall back on. */
export class UnusableConfigError extends Error {
  override readonly name = 'UnusableConfigError';
  constructor(
    readonly place: string,
    readonly problems: readonly ConfigProblem[],
  ) {
    super(`the configuration ${place} has errors, and there is no earlier one to use instead`);
  }
}

export interface SettingsParts {
  readonly keeper: Keeper;
  readonly past: Past;
  readonly read: (text: string) => ReadConfig;
  readonly log: Log;
  /** The document of a first run. */
  readonly initial: string;
}

type Saved = Result<ConfigState, Refusal & { readonly problems?: readonly ConfigProblem[] }>;

/** Settings over a keeper. Changes go one after the other; rejects with `UnusableConfigError` where there is nothing good to begin with. */
export const openSettings = async (parts: SettingsParts): Promise<Settings> => {
  const { keeper, past, read, log } = parts;
  const listeners = new Set<(state: ConfigState) => void>();
  const first = await firstState(parts);
  let { state, transports, feeds, store } = first;
  let queue: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  const inTurn = <Value>(step: () => Promise<Value>): Promise<Value> => {
    const turn = queue.then(step);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const accept = (next: ConfigState, found: ReadConfig): ConfigState => {
    state = next;
    transports = found.transports?.() ?? transports;
    feeds = found.feeds?.() ?? feeds;
    store = found.store?.() ?? store;
    for (const listener of listeners) listener(state);
    return state;
  };

  const reload = async (): Promise<void> => {
    const text = await keeper.read();
    if (isStopped || text === null || text === state.text) return;
    const found = read(text);
    const next = stateOf(keeper, text, found, state.config, state.revision + 1);
    log[found.config === null ? 'warn' : 'info'](found.config === null ? 'config.invalid' : 'config.changed', {
      place: keeper.place,
    });
    if (found.config !== null) await keepAsGood(parts, text);
    accept(next, found);
  };

  /** What was saved by hand a moment ago must be seen before it is judged whether a change is based on it. */
  const refusal = async (revision: number): Promise<Refusal | null> => {
    const reloaded = await attempt(reload);
    if (!reloaded.ok) return unavailable('read from', keeper.place, reloaded.error);
    return revision === state.revision ? null : CONFLICT;
  };

  const save = async (text: string, revision: number): Promise<Saved> => {
    const refused = await refusal(revision);
    if (refused !== null) return fail(refused);
    const found = read(text);
    if (found.config === null) return fail({ ...INVALID, problems: found.problems });
    const kept = state.isFirstRun ? ok(null) : await attempt(() => past.remember(state.text));
    const written = kept.ok ? await attempt(() => keeper.write(text)) : kept;
    if (!written.ok) return fail(unavailable('written to', keeper.place, written.error));
    await keepAsGood(parts, text);
    log.info('config.saved', { place: keeper.place, revision: state.revision + 1 });
    return ok(accept(stateOf(keeper, text, found, found.config, state.revision + 1), found));
  };

  const edit = async (edits: readonly ConfigEdit[], revision: number): Promise<Saved> => {
    const refused = await refusal(revision);
    if (refused !== null) return fail(refused);
    const edited = applyEdits(state.text, edits);
    return edited.ok ? save(edited.value, revision) : fail({ code: 'bad-input', message: edited.error });
  };

  const stopWatching = keeper.watch(() => {
    inTurn(reload).catch((problem: unknown) =>
      log.warn('config.unreadable', { place: keeper.place, reason: reasonOf(problem) }),
    );
  });

  return {
    current: () => state,
    transports: () => transports,
    feeds: () => feeds,
    store: () => store,
    check: (text) => read(text).problems,
    checkRule: (rule, edits) => {
      const text = applyEdits(state.text, edits);
      if (!text.ok) return fail({ code: 'bad-input', message: text.error });
      return ok(problemsOfItem(text.value, 'rules', rule, read(text.value).problems));
    },
    checkPart: (path, edits) => {
      const text = applyEdits(state.text, edits);
      if (!text.ok) return fail({ code: 'bad-input', message: text.error });
      return ok(problemsUnder(path, read(text.value).problems));
    },
    propose: (edits) => {
      const text = applyEdits(state.text, edits);
      if (!text.ok) return fail({ code: 'bad-input', message: text.error });
      const { config, feeds: proposed, problems } = read(text.value);
      return config === null || proposed === null
        ? fail({ code: 'bad-input', message: firstError(problems) })
        : ok({ config, feeds: proposed() });
    },
    draft: (change) => {
      const text = 'text' in change ? ok(change.text) : applyEdits(state.text, change.edits);
      if (!text.ok) return fail({ code: 'bad-input', message: text.error });
      const { config, problems } = read(text.value);
      return config === null ? fail({ code: 'bad-input', message: firstError(problems) }) : ok(config);
    },
    save: (text, revision) => inTurn(() => save(text, revision)),
    edit: (edits, revision) => inTurn(() => edit(edits, revision)),
    replaced: () => fromPast(() => past.replaced()),
    readReplaced: async (at) => {
      const found = await fromPast(() => past.readReplaced(at));
      if (!found.ok) return found;
      return found.value === null ? fail(NOT_KEPT) : ok(found.value);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      isStopped = true;
      stopWatching();
      listeners.clear();
      await queue;
    },
  };
};

const firstError = (problems: readonly ConfigProblem[]): string => {
  const error = problems.find(({ severity }) => severity === 'error');
  return error === undefined ? 'The configuration has errors.' : `${error.path}: ${error.message}. ${error.remedy}`;
};

const CONFLICT: Refusal = {
  code: 'conflict',
  message: 'The configuration was changed in the meantime. Look at the new one, then save again.',
};
const NOT_KEPT: Refusal = { code: 'not-found', message: 'That version is no longer kept.' };
const INVALID: Refusal = { code: 'bad-input', message: 'The configuration has errors and was not saved.' };

const unavailable = (verb: string, place: string, reason: string): Refusal => ({
  code: 'unavailable',
  message: `The configuration could not be ${verb} ${place}: ${reason}`,
});

const reasonOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));

const fromPast = async <Value>(step: () => Promise<Value>): Promise<Result<Value, Refusal>> => {
  try {
    return ok(await step());
  } catch (problem) {
    return fail({ code: 'unavailable', message: `Earlier versions could not be read: ${reasonOf(problem)}` });
  }
};

/** Disks fail; that is for the person who saves, not a crash. */
const attempt = async (step: () => Promise<void>): Promise<Result<null, string>> => {
  try {
    await step();
    return ok(null);
  } catch (problem) {
    return fail(reasonOf(problem));
  }
};

/** A good configuration is used even where there is no room to keep a second copy of it. */
const keepAsGood = async ({ past, log }: SettingsParts, text: string): Promise<void> => {
  const kept = await attempt(() => past.writeLastGood(text));
  if (!kept.ok) log.warn('config.last-good-not-kept', { reason: kept.error });
};

interface First {
  readonly state: ConfigState;
  readonly transports: Transports;
  readonly feeds: Feeds;
  readonly store: StorePlan;
}

const firstState = async (parts: SettingsParts): Promise<First> => {
  const { keeper, read, initial, log } = parts;
  const text = await keeper.read();
  const found = read(text ?? initial);
  if (found.config !== null && text !== null) await keepAsGood(parts, text);
  const good = found.config === null ? await lastGood(parts) : found;
  if (good?.config == null || good.transports === null || good.feeds === null || good.store === null)
    throw new UnusableConfigError(keeper.place, found.problems);
  if (found.config === null) log.warn('config.invalid', { place: keeper.place });
  const state = { ...stateOf(keeper, text ?? initial, found, good.config, 1), isFirstRun: text === null };
  return { state, transports: good.transports(), feeds: good.feeds(), store: good.store() };
};

const lastGood = async ({ past, read }: SettingsParts): Promise<ReadConfig | null> => {
  const text = await past.readLastGood();
  return text === null ? null : read(text);
};

const stateOf = (keeper: Keeper, text: string, found: ReadConfig, fallback: Config, revision: number): ConfigState => ({
  revision,
  text,
  config: found.config ?? fallback,
  problems: found.config === null ? [...found.problems, earlierInUse] : found.problems,
  origins: found.origins,
  place: keeper.place,
  isFirstRun: false,
});

const earlierInUse: ConfigProblem = {
  severity: 'warning',
  path: '',
  line: null,
  column: null,
  message: 'the last configuration without errors is in use',
  remedy: 'Mend the errors; the mended one is then used at once.',
};
