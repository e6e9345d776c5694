import type { Field } from '../../../ui/form/field.js';

/** Some keys of the document that belong together, set by one form. The fields' keys begin at the document's root. */
export interface SettingsSection {
  /** Its place in the address. */
  readonly id: string;
  readonly name: string;
  /** What it is for, in a sentence. */
  readonly what: string;
  readonly fields: readonly Field[];
  /** Keys below these sections that few need: they are written in the text. */
  readonly inText: readonly string[];
}

export const text = (key: string, label: string, hint: string): Field => ({ key, label, hint, kind: 'text' });
export const number = (key: string, label: string, hint: string): Field => ({ key, label, hint, kind: 'number' });
export const list = (key: string, label: string, hint: string): Field => ({ key, label, hint, kind: 'list' });
export const check = (key: string, label: string, hint: string): Field => ({ key, label, hint, kind: 'check' });
export const secret = (key: string, label: string, hint: string): Field => ({ key, label, hint, kind: 'secret' });
