import { resolve } from 'node:path';
import { applyEdits } from '../../src/main/config/edits.js';
import { problemsOfItem, problemsUnder } from '../../src/main/config/problems-of.js';
import { readShipped } from '../../src/main/config/profiles.js';
import { readConfig } from '../../src/main/config/read.js';
import { placeOfSetting } from '../../src/main/core/model/source-setting.js';
import type { ConfigEdit, ConfigProblem, SourceSetting } from '../../src/preload/contract/views.js';

const SHIPPED = await readShipped(resolve(import.meta.dirname, '../../resources'));
const CONTEXT = { ...SHIPPED, user: 'ana', timeZone: 'Europe/London', runtime: 'desk' } as const;

interface GivenEdit {
  readonly path: ConfigEdit['path'];
  readonly value?: unknown;
}

/** What main would say of a rule after these edits: its own check says it, so that no page is tested against made-up words. */
export const checkedRule = (text: string, rule: string, edits: readonly GivenEdit[]): readonly ConfigProblem[] => {
  const edited = applyEdits(
    text,
    edits.map(({ path, value }) => (value === undefined ? { path } : { path, value })),
  );
  if (!edited.ok) throw new Error(edited.error);
  return problemsOfItem(edited.value, 'rules', rule, readConfig(edited.value, {}, CONTEXT).problems);
};

/** The same of the whole document. */
export const checkedEdits = (text: string, edits: readonly GivenEdit[]): readonly ConfigProblem[] => {
  const edited = applyEdits(
    text,
    edits.map(({ path, value }) => (value === undefined ? { path } : { path, value })),
  );
  if (!edited.ok) throw new Error(edited.error);
  return readConfig(edited.value, {}, CONTEXT).problems;
};

/** The same of a source with another block. */
export const checkedSource = (text: string, source: SourceSetting, block: unknown): readonly ConfigProblem[] => {
  const path = placeOfSetting(source);
  const edited = applyEdits(text, [{ path, value: block }]);
  if (!edited.ok) throw new Error(edited.error);
  return problemsUnder(path, readConfig(edited.value, {}, CONTEXT).problems);
};
