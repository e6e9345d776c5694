import type { ConfigOrigin } from '../../../../preload/contract/views.js';
import type { Item } from '../../../query/edits.js';
import { isBlock, valueAt } from '../../../ui/form/block.js';
import { complaintsOf, draftOfBlock, secretsTyped, writtenBlock } from '../../../ui/form/draft.js';
import type { Draft, Field } from '../../../ui/form/field.js';
import type { SettingsSection } from './settings-section.js';

export const documentOf = (document: unknown): Item => (isBlock(document) ? document : {});

export const sectionDraftOf = ({ fields }: SettingsSection, document: Item): Draft => draftOfBlock(fields, document);

/** Secrets are kept under the key whose value they are: `backup.passphrase`. */
const sameName = (key: string): string => key;

/** The whole document, with what the section's form says. */
export const writtenDocument = ({ fields }: SettingsSection, draft: Draft, document: Item): Item =>
  writtenBlock(fields, draft, document, sameName);

export const sectionSecrets = (
  { fields }: SettingsSection,
  draft: Draft,
): readonly { readonly name: string; readonly value: string }[] =>
  secretsTyped(fields, draft, sameName).map(({ name, value }) => ({ name, value }));

export const sectionErrors = ({ fields }: SettingsSection, draft: Draft): Readonly<Record<string, string>> =>
  complaintsOf(fields, draft, { without: 'it is needed.', variable: 'BACKUP_PASSPHRASE' });

/** Which variable of the environment gives a field, whatever the document says. */
export const variableOf = ({ key }: Field, origins: readonly ConfigOrigin[]): string | null =>
  origins.find(({ path }) => path === key || path.startsWith(`${key}.`))?.variable ?? null;

/** How many of a section's fields the document gives. */
export const givenIn = ({ fields }: SettingsSection, document: Item): number =>
  fields.filter(({ key }) => valueAt(document, key) !== undefined).length;
