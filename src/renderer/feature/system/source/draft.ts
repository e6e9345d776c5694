import type { ConfigView } from '../../../../preload/contract/calls.js';
import type { ConfigProblem, SourceSetting } from '../../../../preload/contract/views.js';
import type { Item } from '../../../query/edits.js';
import { type Block, isBlock, valueAt, withValue } from '../../../ui/form/block.js';
import { complaintsOf, draftOfBlock, secretsTyped, writtenBlock } from '../../../ui/form/draft.js';
import { type Complaints, type Draft, type Field, isShown } from '../../../ui/form/field.js';
import { SOURCE_FORMS } from './forms.js';

export const blockIn = ({ document }: Pick<ConfigView, 'document'>, setting: SourceSetting): Item | undefined => {
  const block = valueAt(document, SOURCE_FORMS[setting].path.join('.'));
  return isBlock(block) ? block : undefined;
};

/** What a variable of the environment gives, by the field's key: it holds whatever is typed. */
export const givenBy = (setting: SourceSetting, { origins }: Pick<ConfigView, 'origins'>): Readonly<Record<string, string>> => {
  const place = `${SOURCE_FORMS[setting].path.join('.')}.`;
  return Object.fromEntries(
    origins.filter(({ path }) => path.startsWith(place)).map(({ path, variable }) => [path.slice(place.length), variable]),
  );
};

/** The fields as they are shown: one that a variable gives says so. */
export const fieldsOf = (setting: SourceSetting, given: Readonly<Record<string, string>>): readonly Field[] =>
  SOURCE_FORMS[setting].fields.map((field) => {
    const variable = given[field.key];
    return variable === undefined
      ? field
      : { ...field, isRequired: false, hint: `${variable} gives it, whatever stands here.` };
  });

export const sourceDraftOf = (setting: SourceSetting, before: Item): Draft =>
  draftOfBlock(SOURCE_FORMS[setting].fields, before);

/** Under which name this desk keeps a secret: `sentry.token`. */
const secretName =
  (setting: SourceSetting) =>
  (key: string): string =>
    `${setting}.${key}`;

export const sourceBlockOf = (setting: SourceSetting, draft: Draft, before: Item): Item => {
  const fields = SOURCE_FORMS[setting].fields.filter((field) => isShown(field, draft));
  return writtenBlock(fields, draft, before, secretName(setting));
};

export const sourceSecrets = (
  setting: SourceSetting,
  draft: Draft,
): readonly { readonly name: string; readonly value: string }[] =>
  secretsTyped(SOURCE_FORMS[setting].fields, draft, secretName(setting)).map(({ name, value }) => ({ name, value }));

/** The block with the secrets that were just typed in it: for a look before anything is kept. */
export const triedBlockOf = (setting: SourceSetting, draft: Draft, before: Item): Block =>
  secretsTyped(SOURCE_FORMS[setting].fields, draft, secretName(setting)).reduce(
    (block, { key, value }) => withValue(block, key.split('.'), value),
    sourceBlockOf(setting, draft, before),
  );

export const sourceErrors = (fields: readonly Field[], draft: Draft): Readonly<Record<string, string>> =>
  complaintsOf(fields, draft, { without: 'nothing is read without it.', variable: 'SENTRY_AUTH_TOKEN' });

/** What the configuration's check says, beside the fields that it means. */
export interface Checked {
  readonly errors: Readonly<Record<string, string>>;
  readonly cautions: Complaints;
  /** What belongs to no field, with its place. */
  readonly others: readonly string[];
}

export const checkedOf = (fields: readonly Field[], problems: readonly ConfigProblem[]): Checked => {
  const placed = problems.map((problem) => ({ problem, field: fieldAt(fields, problem.path) }));
  const said = (severity: ConfigProblem['severity']): Readonly<Record<string, string>> =>
    Object.fromEntries(
      placed
        .filter(({ problem }) => problem.severity === severity)
        .flatMap(({ problem, field }) => (field === null ? [] : [[field.key, sayProblem(problem)]])),
    );
  return {
    errors: said('error'),
    cautions: said('warning'),
    others: placed.filter(({ field }) => field === null).map(({ problem }) => `${problem.path} ${sayProblem(problem)}`.trim()),
  };
};

/** The field at a place of the block, or the one that the place lies in. */
const fieldAt = (fields: readonly Field[], path: string): Field | null =>
  fields.find(({ key }) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`)) ?? null;

const sayProblem = ({ message, remedy }: ConfigProblem): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${remedy}`.trim();
