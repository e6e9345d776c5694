// Writes the table of every key into docs/configuration.md: `node .ci/configuration.mjs`. With --check it only says whether
// the table is up to date. Types come from the schema, examples from the document's own, variables from what reads them,
// defaults and meanings from configuration-keys.txt. What is written by hand stands outside the two marks.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runnerImport } from 'vite';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '..');
const read = (path) => readFileSync(resolve(root, path), 'utf8');
const load = async (path) => (await runnerImport(resolve(root, path), { configFile: false, logLevel: 'error' })).module;

const DOCUMENT = 'docs/configuration.md';
const [BEGIN, END] = ['<!-- keys: written by .ci/configuration.mjs -->', '<!-- /keys -->'];
const { documentJsonSchema } = await load('src/main/config/schema/json-schema.ts');
const { DOCUMENT_VARIABLES, overlay } = await load('src/main/config/environment.ts');

/** What has the same shape in several places is described in one of them. */
const shapeOf = (path) =>
  path
    .replace(/^targets\[\]\.steps\[\]\.(request|expect)/, 'targets[].$1')
    .replace('.mongodb.events', '.mongodb.business.*')
    .replace(/\.measures\[\]\.(?:where|ratio\.of|ratio\.among|funnel\.\*)\.\*\.(atLeast|atMost|exists)$/, '.where.*.$1');

const join = (path, key) => (path === '' ? key : `${path}.${key}`);

/** Path -> schemas that stand there, in the order of the schema. */
const nodes = new Map();
const walk = (node, path) => {
  for (const [key, inside] of Object.entries(node.properties ?? {})) {
    const at = shapeOf(join(path, key));
    if (key !== 'env' && key !== 'stored') nodes.set(at, [...(nodes.get(at) ?? []), inside]);
    walk(inside, join(path, key));
  }
  if (typeof node.additionalProperties === 'object') walk(node.additionalProperties, join(path, '*'));
  if (node.items !== undefined) walk(node.items, `${path}[]`);
  for (const inside of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) walk(inside, path);
};
walk(documentJsonSchema(), '');

const typeOf = (node) => {
  if (node.title !== undefined) return [node.title];
  if (node.const !== undefined) return [JSON.stringify(node.const)];
  if (node.enum !== undefined) return node.enum.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  if (node.anyOf !== undefined || node.oneOf !== undefined)
    return [...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(typeOf);
  if (node.type === 'array') return [`list of ${typeOf(node.items ?? {}).join(' or ')}`];
  if (node.type === 'object') return [typeof node.additionalProperties === 'object' ? 'names with values' : 'block'];
  if (node.type === 'integer') return [`whole number${rangeOf(node)}`];
  if (node.type === 'number') return [`number${rangeOf(node)}`];
  return [{ boolean: 'true, false', string: 'text' }[node.type] ?? 'anything'];
};
const rangeOf = ({ minimum, maximum }) => {
  const isOpen = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER;
  if (isOpen) return minimum === undefined || minimum <= -Number.MAX_SAFE_INTEGER ? '' : `, from ${minimum}`;
  return `, ${minimum ?? 0}–${maximum}`;
};

/** Path -> the first value that an example of the document's own has there. */
const examples = new Map();
const collect = (value, paths) => {
  for (const path of paths.map(shapeOf)) if (path !== '' && !examples.has(path)) examples.set(path, value);
  if (Array.isArray(value))
    for (const item of value)
      collect(
        item,
        paths.map((path) => `${path}[]`),
      );
  else if (typeof value === 'object' && value !== null)
    for (const [key, inside] of Object.entries(value))
      collect(
        inside,
        paths.flatMap((path) => [join(path, key), join(path, '*')]),
      );
};

/** Which variable sets what: each is tried with values of every kind. */
const variables = new Map();
for (const variable of DOCUMENT_VARIABLES)
  for (const text of ['true', '3000', 'a@example.org'])
    for (const { path } of overlay(
      { channels: { webhook: { endpoints: [{ url: 'https://x.example' }] } } },
      { [variable]: text },
    ).origins)
      variables.set(shapeOf(path.replaceAll(/\[\d+\]/g, '[]')), variable);

const rows = read('.ci/configuration-keys.txt')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' | '));
const known = new Map(rows.map(([path, fallback, meaning]) => [path, { fallback, meaning }]));
const lost = [...[...nodes.keys()].filter((path) => !known.has(path)), ...[...known.keys()].filter((path) => !nodes.has(path))];
if (lost.length > 0) {
  console.error(`.ci/configuration-keys.txt and the schema differ: ${lost.join(', ')}`);
  process.exit(1);
}

const MOST = 60;
const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;
const exampleOf = (path) => {
  const value = examples.get(path);
  if (typeof value?.env === 'string') return code(`{ env: ${value.env} }`);
  if (value === undefined || typeof value === 'object') return '';
  const text = JSON.stringify(value);
  return text.length > MOST || text.includes('`')
    ? 'see above'
    : code(typeof value === 'string' && /^[\w./:@#-]+$/.test(value) ? value : text);
};
const rowOf = (path) => {
  const { fallback, meaning } = known.get(path);
  const type = [...new Set(nodes.get(path).flatMap(typeOf))].join(', ').replaceAll('|', '\\|');
  const variable = variables.has(path) ? code(variables.get(path)) : '';
  return `| ${code(path)} | ${type} | ${fallback} | ${meaning} | ${exampleOf(path)} | ${variable} |`;
};

const document = read(DOCUMENT);
const [before, after] = [document.split(BEGIN)[0], document.split(END)[1]];
if (after === undefined) throw new Error(`${DOCUMENT} lacks the marks of the table.`);
for (const [, example = ''] of before.matchAll(/```yaml\n(.*?)```/gs)) collect(parse(example), ['']);
const sections = new Map();
for (const path of nodes.keys()) {
  const [section] = path.split(/[.[]/);
  sections.set(section, [...(sections.get(section) ?? []), path]);
}
const HEAD = '| key | type | default | meaning | example | variable |\n|---|---|---|---|---|---|';
const tables = [...sections].map(([section, paths]) => `### ${section}\n\n${HEAD}\n${paths.map(rowOf).join('\n')}\n`);
const written = `${before}${BEGIN}\n\n${tables.join('\n')}\n${END}${after}`;

if (!process.argv.includes('--check')) writeFileSync(resolve(root, DOCUMENT), written);
else if (written !== document) {
  console.error(`The table of keys in ${DOCUMENT} is not up to date: run node .ci/configuration.mjs`);
  process.exit(1);
}
