import type { Config, ConfigState } from '../../src/main/core/model/config.js';
import { fail, ok } from '../../src/main/core/model/result.js';
import { templatesOf } from '../../src/main/core/notify/default-templates.js';
import type { Feeds } from '../../src/main/core/port/feeds.js';
import type { Settings } from '../../src/main/core/port/settings.js';
import type { Transports } from '../../src/main/core/port/transports.js';
import { seconds } from '../../src/main/core/time/instant.js';
import { KEEP } from './store.js';
import { NOBODY_TOLD } from './telling.js';

export const plainConfig = (over: Partial<Config> = {}): Config => ({
  site: {
    name: 'Example',
    url: 'https://www.example.test/',
    timeZone: 'Europe/London',
    currency: 'GBP',
    locale: 'en-GB',
    contacts: { technical: '', alerts: '', emergency: '', business: '' },
  },
  operator: { name: 'Ann', role: 'admin' },
  profile: 'none',
  templates: templatesOf(),
  targets: [],
  objectives: [],
  budgets: { defaults: {}, pages: {} },
  rules: [],
  ...NOBODY_TOLD,
  connectivity: { probes: [], every: seconds(30) },
  business: { values: {}, opportunity: null, experiments: [] },
  retention: KEEP,
  api: { port: 0, host: '127.0.0.1', access: 'loopback', tokens: [], allowInsecure: false },
  backup: null,
  updates: null,
  calendar: 'on',
  allowPlainSecrets: false,
  ...over,
});

export const NO_FEEDS: Feeds = {
  sentry: null,
  github: null,
  vercel: null,
  prometheus: null,
  json: [],
  mongodb: null,
  page: null,
  lighthouse: null,
  ingest: { public: null, githubSecret: null, vercelSecret: null, github: null, vercel: null },
};

const NO_TRANSPORTS: Transports = { email: null, slack: null, sms: null, webhook: null, heartbeat: null };

export interface ScriptedSettings extends Settings {
  set(config: Config): void;
}

/** Settings that a test writes; a document with the word `broken` in it has an error. */
export const createScriptedSettings = (config: Config = plainConfig(), initial = 'version: 1\n'): ScriptedSettings => {
  let state: ConfigState = {
    revision: 1,
    text: initial,
    config,
    problems: [],
    origins: [],
    place: 'memory',
    isFirstRun: false,
  };
  const check: Settings['check'] = (text) =>
    text.includes('broken')
      ? [{ severity: 'error', path: '', line: 1, column: 1, message: 'It is broken.', remedy: 'Mend it.' }]
      : [];
  return {
    current: () => state,
    transports: () => NO_TRANSPORTS,
    store: () => ({ kind: 'embedded' }),
    feeds: () => NO_FEEDS,
    check,
    checkRule: () => ok(check(state.text)),
    checkPart: () => ok(check(state.text)),
    propose: () => ok({ config: state.config, feeds: NO_FEEDS }),
    draft: (change) =>
      'text' in change && change.text.includes('broken')
        ? fail({ code: 'bad-input', message: 'It is broken.' })
        : ok(state.config),
    save: async (text, revision) => {
      if (revision !== state.revision) return fail({ code: 'conflict', message: 'Someone else saved before.' });
      const problems = check(text);
      if (problems.length > 0) return fail({ code: 'bad-input', message: 'The document has errors.', problems });
      state = { ...state, text, revision: revision + 1 };
      return ok(state);
    },
    edit: async () => ok(state),
    replaced: async () => ok([]),
    readReplaced: async () => fail({ code: 'not-found', message: 'That version is no longer kept.' }),
    subscribe: () => () => undefined,
    stop: async () => undefined,
    set: (next) => {
      state = { ...state, config: next, revision: state.revision + 1 };
    },
  };
};
