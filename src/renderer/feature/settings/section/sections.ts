import { access, backup, store, updates } from './keeping.js';
import { escalation, planned, quiet } from './people.js';
import type { SettingsSection } from './settings-section.js';
import { budgets, business, connectivity, objectives, site } from './site.js';

/** In the order in which they are listed. What has a page of its own (targets, sources, rules, channels, templates, the operator) is not among them. */
export const SECTIONS: readonly SettingsSection[] = [
  ...[site, escalation, quiet, planned],
  ...[objectives, budgets, business],
  ...[store, backup, updates, access, connectivity],
];

/** What the document knows beside that, and where it is set. */
export const ELSEWHERE = ['version', 'operator', 'targets', 'sources', 'rules', 'channels', 'templates'] as const;
