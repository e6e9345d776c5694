import type { Field } from '../../../../ui/form/field.js';

export const every = (usual: string): Field => ({
  key: 'every',
  label: 'Read every',
  hint: `Such as 60s, 5m or 6h; ${usual} where empty.`,
  kind: 'text',
});
export const url = (usual: string): Field => ({ key: 'url', label: 'Address of the server', hint: usual, kind: 'text' });
export const allowInsecure = (key: string, label = 'Ask over plain http'): Field => ({
  key,
  label,
  hint: 'Anybody on the way can read what is said, the token too.',
  kind: 'check',
});
