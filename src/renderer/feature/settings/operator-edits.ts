import type { Role } from '../../../preload/contract/views.js';
import type { Edits } from '../../query/edits.js';

/** What puts someone at this desk. */
export const operatorEdits = (name: string, role: Role): Edits => [
  { path: ['operator', 'name'], value: name.trim() },
  { path: ['operator', 'role'], value: role },
];
