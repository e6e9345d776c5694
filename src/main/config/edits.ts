import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isSeq,
  parseDocument,
  type ToStringOptions,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { ConfigEdit, ConfigStep } from '../core/model/config.js';
import { fail, ok, type Result } from '../core/model/result.js';

/**
 * Sets or removes values in a YAML text; all else, comments and order too, stays as it is. A list item is named by its
 * index or its id; an item with a new id goes to the end of its list. The failure says which step of which path leads nowhere.
 */
export const applyEdits = (text: string, edits: readonly ConfigEdit[]): Result<string, string> => {
  const document: Document = parseDocument(text, { merge: true, logLevel: 'silent' });
  if (document.errors.length > 0) return fail('the text is not valid YAML, so no single value of it can be changed');
  if (document.contents === null) document.contents = document.createNode({});
  for (const edit of edits) {
    const applied = edit.value === undefined ? remove(document, edit) : set(document, edit);
    if (!applied.ok) return applied;
  }
  return ok(document.toString({ lineWidth: 0, indentSeq: !DASH_UNDER_KEY.test(text), ...quotes(text) }));
};

/** What began as JSON stays JSON. */
const quotes = (text: string): ToStringOptions =>
  text.trimStart().startsWith('{') ? { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'QUOTE_DOUBLE' } : {};

/** Some people do not indent the dashes of a list under its key. */
const DASH_UNDER_KEY = /^( *)[^\s#-][^\n]*:[ \t]*\n\1- /m;

type Branch = YAMLMap | YAMLSeq;

const set = (document: Document, edit: ConfigEdit): Result<null, string> => {
  const last = edit.path.at(-1);
  if (last === undefined) return fail('an edit needs a path');
  const branch = descend(document, edit, 'create');
  if (!branch.ok) return branch;
  if (branch.value === null) return fail(`${spell(edit.path)} leads nowhere`);
  return put(document, branch.value, last, edit);
};

const remove = (document: Document, edit: ConfigEdit): Result<null, string> => {
  const last = edit.path.at(-1);
  if (last === undefined) return fail('an edit needs a path');
  const branch = descend(document, edit, 'stop');
  if (!branch.ok) return branch;
  const key = branch.value === null ? undefined : keyIn(branch.value, last);
  if (key !== undefined) branch.value?.delete(key);
  return ok(null);
};

/** The block or list that holds the last step of the path; null where it is not there and may not be made. */
const descend = (document: Document, edit: ConfigEdit, missing: 'create' | 'stop'): Result<Branch | null, string> => {
  let branch: unknown = document.contents;
  for (const [depth, step] of edit.path.slice(0, -1).entries()) {
    if (!isBranch(branch)) return fail(`${spell(edit.path.slice(0, depth))} is a single value, with nothing inside`);
    const inside = childOf(branch, step);
    if (inside === undefined || inside === null || isEmptyScalar(inside)) {
      if (missing === 'stop') return ok(null);
      const made = document.createNode(emptyFor(edit.path[depth + 1]));
      const put = place(branch, step, made);
      if (!put.ok) return fail(`${spell(edit.path.slice(0, depth + 1))}: ${put.error}`);
      branch = made;
    } else branch = inside;
  }
  return isBranch(branch) ? ok(branch) : fail(`${spell(edit.path.slice(0, -1))} is a single value, with nothing inside`);
};

const isBranch = (node: unknown): node is Branch => isMap(node) || isSeq(node);

const isEmptyScalar = (node: unknown): boolean =>
  typeof node === 'object' && node !== null && 'value' in node && node.value === null;

const emptyFor = (step: ConfigStep | undefined): unknown => (typeof step === 'string' ? {} : []);

const put = (document: Document, branch: Branch, step: ConfigStep, edit: ConfigEdit): Result<null, string> => {
  const placed = place(branch, step, document.createNode(edit.value));
  return placed.ok ? placed : fail(`${spell(edit.path)}: ${placed.error}`);
};

const place = (branch: Branch, step: ConfigStep, node: unknown): Result<null, string> => {
  const key = keyIn(branch, step);
  if (key !== undefined) branch.set(key, inPlaceOf(branch.get(key, true), node));
  else if (isMap(branch) && typeof step === 'string') branch.set(step, node);
  else if (isSeq(branch) && typeof step === 'object') branch.add(withId(node, step.id));
  else if (isSeq(branch) && step === branch.items.length) branch.add(node);
  else return fail(isSeq(branch) ? 'the list has no such entry' : 'a block has keys, not entries');
  // A list or block written as [] or {} grows into lines of its own.
  if (branch.items.length === 1) branch.flow = false;
  return ok(null);
};

/** The new node takes over what stood around the old one: comments, an empty line, the way it is written. */
const inPlaceOf = (old: unknown, node: unknown): unknown => {
  if (!isNode(old) || !isNode(node)) return node;
  node.comment = old.comment ?? null;
  node.commentBefore = old.commentBefore ?? null;
  if (old.spaceBefore === true) node.spaceBefore = true;
  if (isCollection(old) && isCollection(node) && old.flow === true) node.flow = true;
  return node;
};

const withId = (node: unknown, id: string): unknown => {
  if (isMap(node) && !node.has('id')) node.set('id', id);
  return node;
};

/** The key or index that a step names in this branch, where it exists. */
const keyIn = (branch: Branch, step: ConfigStep): string | number | undefined => {
  if (typeof step === 'object') {
    if (!isSeq(branch)) return undefined;
    const index = branch.items.findIndex((item) => isMap(item) && item.get('id') === step.id);
    return index === -1 ? undefined : index;
  }
  if (isSeq(branch)) return typeof step === 'number' && step >= 0 && step < branch.items.length ? step : undefined;
  return branch.has(step) ? step : undefined;
};

const childOf = (branch: Branch, step: ConfigStep): unknown => {
  const key = keyIn(branch, step);
  return key === undefined ? undefined : branch.get(key, true);
};

const spell = (path: readonly ConfigStep[]): string =>
  path.map((step) => (typeof step === 'object' ? `[${step.id}]` : String(step))).join('.');
