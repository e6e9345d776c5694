import { applyEdits } from '../../config/edits.js';
import { parseText } from '../../config/text.js';
import type { Config } from '../../core/model/config.js';
import type { RuleId } from '../../core/model/rule.js';
import { nearest } from '../../core/text/nearest.js';
import { UsageError } from '../terminal/terminal.js';
import { type Configured, readOrRefuse, sayProblem } from './configured.js';

/** The rule in question, and where a file proposes it, the configuration as it would be with it. */
export interface Wanted {
  readonly rule: RuleId;
  readonly proposed: Config | null;
}

/** Finds the rule by its id, or reads it from a file. Rejects with a `UsageError` that names what is near. */
export const findRule = async (name: string, configured: Configured): Promise<Wanted> => {
  const { rules } = configured.config;
  const known = rules.find(({ id }) => id === name);
  if (known !== undefined) return { rule: known.id, proposed: null };
  const text = await readOrRefuse(name);
  if (text !== null) return readRule(name, text, configured);
  const near = nearest(
    name,
    rules.map(({ id }) => id),
  );
  const hint = near === undefined ? `${configured.place} says which there are.` : `Did you mean “${near}”?`;
  throw new UsageError(`There is no rule “${name}” and no file of that name. ${hint}`);
};

type Item = Readonly<Record<string, unknown>>;

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A file holds one rule as it would stand in the list `rules`, or a document with just that list. */
const readRule = (file: string, text: string, configured: Configured): Wanted => {
  const { value } = parseText(text);
  const isDocument = isItem(value) && 'rules' in value;
  const whole = isDocument ? text : WRAPPED + text.replaceAll(/^/gm, INDENT);
  const moved = isDocument ? { lines: 0, columns: 0 } : { lines: WRAPPED.split('\n').length - 1, columns: INDENT.length };
  const { config, problems } = configured.read(whole);
  if (config === null) throw new UsageError(sayProblem(file, problems, moved));
  const items = isDocument ? listOf(value.rules) : listOf([value]);
  const [item] = items;
  if (item === undefined || items.length > 1) {
    throw new UsageError(
      `${file} holds ${items.length === 0 ? 'no rule' : `${items.length} rules`}: expected one, with its id and when.`,
    );
  }
  return { rule: item.id as RuleId, proposed: withItem(file, item, configured) };
};

const INDENT = '    ';
const WRAPPED = 'version: 1\nprofile: none\ntargets: []\nrules:\n  -\n';

const listOf = (value: unknown): readonly Item[] => (Array.isArray(value) ? value.filter(isItem) : []);

const withItem = (file: string, item: Item, { text, read }: Configured): Config => {
  const edited = applyEdits(text, [{ path: ['rules', { id: String(item.id) }], value: item }]);
  if (!edited.ok) throw new UsageError(`${file} cannot take its place in the configuration: ${edited.error}.`);
  const { config, problems } = read(edited.value);
  if (config === null) throw new UsageError(`${file}, in the configuration: ${sayProblem('', problems)}`);
  return config;
};
