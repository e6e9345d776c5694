import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/main/cli/commands.js';
import { takesOf } from '../../src/main/cli/completion/takes.js';
import type { ResolveContext } from '../../src/main/config/context.js';
import { readShipped } from '../../src/main/config/profiles.js';
import { readConfig } from '../../src/main/config/read.js';
import { documentJsonSchema } from '../../src/main/config/schema/json-schema.js';

const ROOT = resolve(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const guides = readdirSync(join(ROOT, 'docs/setup')).map((name) => `docs/setup/${name}`);
const documents = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...guides,
];

/** What is shown as code: in fenced blocks of a shell, and between single backticks. */
const codeOf = (markdown: string): readonly string[] => [
  ...[...markdown.matchAll(/```(?:bash|sh)\n(.*?)```/gs)].flatMap(([, block = '']) => block.split('\n')),
  ...[...markdown.replaceAll(/```.*?```/gs, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
];

/** Every command line of ours that a document names, as its words. */
const commandLines = (path: string): readonly (readonly string[])[] =>
  codeOf(text(path)).flatMap((code) =>
    [...code.matchAll(/(?:^|[\s$(=…])(?:watchroom|node dist\/main\/cli\.js) ([a-z-][^#"|)]*)/g)].map(([, line = '']) =>
      line.trim().split(/\s+/),
    ),
  );

/** What is wrong with a command line; null where nothing is. */
const faultOf = ([name = '', ...rest]: readonly string[]): string | null => {
  if (name.startsWith('-')) return ['--help', '--version'].includes(name) ? null : `no option ${name}`;
  if (!Object.hasOwn(COMMANDS, name)) return `no command ${name}`;
  const { words, options } = takesOf(COMMANDS[name as keyof typeof COMMANDS].takes);
  const unknown = rest.filter(
    (one) => one.startsWith('--') && options.every((option) => `--${option.name}` !== one.split('=')[0]),
  );
  if (unknown.length > 0) return `${name} has no ${unknown.join(', ')}`;
  const [word = ''] = rest;
  const isWord = words.length > 0 && /^[a-z-]+$/.test(word) && !word.startsWith('-');
  return isWord && !words.includes(word) ? `${name} has no word ${word}` : null;
};

let context: ResolveContext;
beforeAll(async () => {
  context = { ...(await readShipped(join(ROOT, 'resources'))), user: 'ana', timeZone: 'UTC', runtime: 'desk' };
});

describe('the guides', () => {
  it.each(documents)('%s names only commands, words, options and scripts that there are', (path) => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const wrong = commandLines(path).flatMap((line) => faultOf(line) ?? []);
    const named = codeOf(text(path)).flatMap((code) =>
      [...code.matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, name = '']) => name),
    );
    expect([...wrong, ...named.filter((name) => !Object.hasOwn(scripts, name))]).toEqual([]);
  });

  it('together name most commands: what looks for them finds them', () => {
    const found = new Set(documents.flatMap((path) => commandLines(path).map(([name]) => name)));
    expect(found.size).toBeGreaterThan(12);
  });

  it.each(guides)('%s has examples without errors', (path) => {
    const examples = [...text(path).matchAll(/```yaml\n(.*?)```/gs)].map(([, example = '']) => example);
    const errors = examples.flatMap((example) =>
      readConfig(example, {}, context).problems.filter(({ severity }) => severity === 'error'),
    );
    expect(errors).toEqual([]);
  });

  it('set up every source and every channel', () => {
    const { sources, channels } = documentJsonSchema().properties as Record<string, { properties: Record<string, object> }>;
    const written = guides.map(text).join('\n');
    for (const source of Object.keys(sources?.properties ?? {}))
      expect(written).toMatch(new RegExp(`^ *(?:sources: \\{ )?${source}:`, 'm'));
    for (const channel of Object.keys(channels?.properties ?? {}))
      expect(written).toMatch(new RegExp(`^ *(?:channels: \\{ )?${channel}:`, 'm'));
  });
});
