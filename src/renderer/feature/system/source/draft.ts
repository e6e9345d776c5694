import type { ConfigView } from '../../../../preload/contract/calls/config.js';
import type { ConfigProblem, SourceSetting } from '../../../../preload/contract/views.js';
import type { Item } from '../../../query/edits.js';
import { type Block, isBlock, valueAt, withValue } from '../../../ui/form/block.js';
import { complaintsOf, draftOfBlock, secretsTyped, writtenBlock } from '../../../ui/form/draft.js';
import { type Draft, type Field, givenByVariable, isShown } from '../../../ui/form/field.js';
import { SOURCE_FORMS } from './forms.js';

/** One block that a form sets up: a source's own, or of one that has several the one under this name. */
export interface Place {
  readonly setting: SourceSetting;
  readonly name: string | null;
}

export const pathOf = ({ setting, name }: Place): readonly string[] => [
  ...SOURCE_FORMS[setting].path,
  ...(name === null ? [] : [name]),
];

export const blockIn = ({ document }: Pick<ConfigView, 'document'>, place: Place): Item | undefined => {
  const block = valueAt(document, pathOf(place).join('.'));
  return isBlock(block) ? block : undefined;
};

/** The names under which a source that has several has one. */
export const namesIn = (config: Pick<ConfigView, 'document'>, setting: SourceSetting): readonly string[] =>
  Object.keys(blockIn(config, { setting, name: null }) ?? {});

/** The block as it stands below the source: for calls that take the whole of it. */
export const belowSource = ({ name }: Place, block: Item): Item => (name === null ? block : { [name]: block });

/** What a variable of the environment gives, by the field's key: it holds whatever is typed. */
export const givenBy = (place: Place, { origins }: Pick<ConfigView, 'origins'>): Readonly<Record<string, string>> => {
  const prefix = `${pathOf(place).join('.')}.`;
  return Object.fromEntries(
    origins.filter(({ path }) => path.startsWith(prefix)).map(({ path, variable }) => [path.slice(prefix.length), variable]),
  );
};

/** The fields as they are shown: one that a variable gives says so. */
export const fieldsOf = ({ setting }: Place, given: Readonly<Record<string, string>>): readonly Field[] =>
  SOURCE_FORMS[setting].fields.map((field) => givenByVariable(field, given[field.key] ?? null));

export const sourceDraftOf = ({ setting }: Place, before: Item): Draft => draftOfBlock(SOURCE_FORMS[setting].fields, before);

/** Under which name this desk keeps a secret: `sentry.token`, `json.ci.bearer`. */
const secretName =
  ({ setting, name }: Place) =>
  (key: string): string =>
    [setting, ...(name === null ? [] : [name]), key].join('.');

export const sourceBlockOf = (place: Place, draft: Draft, before: Item): Item => {
  const fields = SOURCE_FORMS[place.setting].fields.filter((field) => isShown(field, draft));
  return writtenBlock(fields, draft, before, secretName(place));
};

export const sourceSecrets = (place: Place, draft: Draft): readonly { readonly name: string; readonly value: string }[] =>
  secretsTyped(SOURCE_FORMS[place.setting].fields, draft, secretName(place)).map(({ name, value }) => ({ name, value }));

/** The block with the secrets that were just typed in it: for a look before anything is kept. */
export const triedBlockOf = (place: Place, draft: Draft, before: Item): Block =>
  secretsTyped(SOURCE_FORMS[place.setting].fields, draft, secretName(place)).reduce(
    (block, { key, value }) => withValue(block, key.split('.'), value),
    sourceBlockOf(place, draft, before),
  );

export const sourceErrors = (fields: readonly Field[], draft: Draft): Readonly<Record<string, string>> =>
  complaintsOf(fields, draft, { without: 'nothing is read without it.', variable: 'SENTRY_AUTH_TOKEN' });

/** What the check says of the block: its paths begin inside it. */
export const insideOf = ({ name }: Place, problems: readonly ConfigProblem[]): readonly ConfigProblem[] =>
  name === null
    ? problems
    : problems.map((problem) => ({
        ...problem,
        path: problem.path.startsWith(`${name}.`) ? problem.path.slice(name.length + 1) : problem.path,
      }));
