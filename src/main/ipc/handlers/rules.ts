import { fail, ok } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import type { Playbooks } from '../../core/port/playbooks.js';
import type { Settings } from '../../core/port/settings.js';
import { editOf } from './edit.js';
import type { HandlersOf } from './handler.js';

/** Rules as they hold now, and what to do when one fires. */
export const ruleHandlers = (desk: Desk, settings: Settings, playbooks: Playbooks): HandlersOf<'rule' | 'playbook'> => ({
  'rule.read': async ({ rule }) => {
    const found = settings.current().config.rules.find(({ id }) => id === rule);
    return found === undefined ? fail({ code: 'not-found', message: `There is no rule ${rule}.`, field: 'rule' }) : ok(found);
  },
  // Read as it is, with its masks: no secret has a part in what a rule does.
  'rule.preview': async (change) => {
    const kept = 'text' in change ? change : { edits: change.edits.map(editOf) };
    const proposed = settings.draft(kept);
    return proposed.ok ? desk.preview(proposed.value) : proposed;
  },
  'rule.scenario': async ({ rule, edits, ...question }) => {
    const proposed = edits === null ? ok(settings.current().config) : settings.draft({ edits: edits.map(editOf) });
    return proposed.ok ? desk.scenario(proposed.value, rule, question) : proposed;
  },
  'rule.check': async ({ rule, edits }) => settings.checkRule(rule, edits.map(editOf)),
  'rule.quality': async ({ days }) => ok(await desk.quality(days)),
  'playbook.list': async () => ok(playbooks.list()),
  'playbook.read': async ({ playbook }) => {
    const found = playbooks.read(playbook);
    return found === null
      ? fail({ code: 'not-found', message: `There is no playbook ${playbook}.`, field: 'playbook' })
      : ok(found);
  },
});
