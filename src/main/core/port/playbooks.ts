import type { Playbook, PlaybookTitle } from '../model/playbook.js';

/** The playbooks that rules can name. */
export interface Playbooks {
  /** In the order of their titles. */
  list(): readonly PlaybookTitle[];
  /** Null where there is none of this name. */
  read(id: string): Playbook | null;
}
