import { fail, ok } from '../../core/model/result.js';
import type { Playbooks } from '../../core/port/playbooks.js';
import type { Settings } from '../../core/port/settings.js';
import type { HandlersOf } from './handler.js';

/** Rules as they hold now, and what to do when one fires. */
export const ruleHandlers = (settings: Settings, playbooks: Playbooks): HandlersOf<'rule' | 'playbook'> => ({
  'rule.read': async ({ rule }) => {
    const found = settings.current().config.rules.find(({ id }) => id === rule);
    return found === undefined ? fail({ code: 'not-found', message: `There is no rule ${rule}.`, field: 'rule' }) : ok(found);
  },
  'playbook.list': async () => ok(playbooks.list()),
  'playbook.read': async ({ playbook }) => {
    const found = playbooks.read(playbook);
    return found === null
      ? fail({ code: 'not-found', message: `There is no playbook ${playbook}.`, field: 'playbook' })
      : ok(found);
  },
});
