import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ResolveContext } from './context.js';
import { DOCUMENT_VARIABLES, SHELL_VARIABLES } from './environment.js';
import { readShipped } from './profiles.js';
import { readConfig } from './read.js';
import { documentJsonSchema } from './schema/json-schema.js';

const ROOT = join(import.meta.dirname, '../../..');
let text: string;
let examples: readonly string[];
let context: ResolveContext;

beforeAll(async () => {
  text = await readFile(join(ROOT, 'docs/configuration.md'), 'utf8');
  examples = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, example = '']) => example);
  context = { ...(await readShipped(join(ROOT, 'resources'))), user: 'ana', timeZone: 'UTC', runtime: 'desk' };
});

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** Every path of keys that the schema knows; `*` stands for a free name, `[]` for an entry of a list. */
const schemaPaths = (node: Node, path: string): readonly string[] => [
  ...Object.entries(node.properties ?? {}).flatMap(([key, inside]) => [
    `${path}.${key}`,
    ...schemaPaths(inside, `${path}.${key}`),
  ]),
  ...(typeof node.additionalProperties === 'object' ? schemaPaths(node.additionalProperties, `${path}.*`) : []),
  ...(node.items === undefined ? [] : schemaPaths(node.items, `${path}[]`)),
  ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((inside) => schemaPaths(inside, path)),
];

/** Every path that a value has, also with its keys as free names. */
const valuePaths = (value: unknown, paths: readonly string[], found: Set<string>): void => {
  for (const path of paths) found.add(path);
  if (Array.isArray(value))
    for (const item of value)
      valuePaths(
        item,
        paths.map((path) => `${path}[]`),
        found,
      );
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inside] of Object.entries(value))
      valuePaths(
        inside,
        paths.flatMap((path) => [`${path}.${key}`, `${path}.*`]),
        found,
      );
  }
};

/** What has the same shape in several places needs to be shown in one of them. */
const shapeOf = (path: string): string =>
  path
    .replace(/^\.targets\[\]\.steps\[\]\.(request|expect)/, '.targets[].$1')
    .replace('.mongodb.events', '.mongodb.business.*')
    .replace(/\.measures\[\]\.(?:where|ratio\.of|ratio\.among|funnel\.\*)\.\*\.(atLeast|atMost|exists)$/, '.where.*.$1');

describe('docs/configuration.md', () => {
  it('shows every key of the document in an example', () => {
    const shown = new Set<string>();
    for (const example of examples) valuePaths(parse(example), [''], shown);
    const known = schemaPaths(documentJsonSchema(), '').filter((path) => !/\.(?:env|stored)$/.test(path));
    expect(known.length).toBeGreaterThan(200);
    const shapes = new Set([...shown].map(shapeOf));
    expect(known.map(shapeOf).filter((path) => !shapes.has(path))).toEqual([]);
  });

  it('has examples without errors', () => {
    const errors = examples.flatMap((example) =>
      readConfig(example, {}, context).problems.filter(({ severity }) => severity === 'error'),
    );
    expect(errors).toEqual([]);
  });

  it('states the defaults that an empty document gets', () => {
    const { config } = readConfig('version: 1\nprofile: none\nbackup: { path: /b }\n', {}, context);
    const stated = (path: string): string =>
      new RegExp(`^\\| \`${path}\` \\| [^|]+ \\| ([^|]+) \\|`, 'm').exec(text)?.[1] ?? '';
    for (const [name, length] of Object.entries(config?.retention ?? {}))
      expect(stated(`retention.${name}`)).toBe(`${length / 86_400_000}d`);
    for (const [name, count] of Object.entries(config?.backup?.keep ?? {}))
      expect(stated(`backup.keep.${name}`)).toBe(String(count));
    for (const name of ['port', 'host', 'access', 'allowInsecure'] as const)
      expect(stated(`api.${name}`)).toBe(String(config?.api[name]));
    expect(stated('connectivity.every')).toBe(`${(config?.connectivity.every ?? 0) / 1_000}s`);
    const probes = config?.connectivity.probes.map(({ host, port }) => `${host}:${port}`);
    expect(stated('connectivity.probes')).toBe(probes?.join(', '));
    const { perRule, storm } = config?.rateLimits ?? {};
    expect(stated('rateLimits.perRule')).toBe(`${perRule?.count}/h`);
    expect(stated('rateLimits.storm.firings')).toBe(String(storm?.firings));
  });

  it('names every environment variable', () => {
    for (const variable of [...DOCUMENT_VARIABLES, ...SHELL_VARIABLES]) expect(text).toContain(`\`${variable}\``);
  });
});
