import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from './metrics.js';
import { readShipped } from './profiles.js';
import type { RuleDocument } from './schema/v1/rule.js';

const ROOT = join(import.meta.dirname, '../../..');
const RESOURCES = join(ROOT, 'resources');
const PLAYBOOKS = join(RESOURCES, 'playbooks');

let rules: readonly RuleDocument[];

beforeAll(async () => {
  rules = (await readShipped(RESOURCES)).profiles['royal-client']?.rules ?? [];
});

describe('a playbook', () => {
  const PARTS = [
    'What it means',
    'Look first',
    'Usual causes',
    'What makes it worse',
    'Whom to call',
    'How to tell it is over',
  ];

  const names = async (): Promise<readonly string[]> =>
    (await readdir(PLAYBOOKS)).map((file) => file.replace(/\.md$/, '')).sort();

  it('is there for every rule, and every one is used', async () => {
    expect(await names()).toEqual([...new Set(rules.map(({ playbook }) => playbook))].sort());
  });

  it('answers the same questions in the same order, in three to five steps, on one page', async () => {
    for (const name of await names()) {
      const text = await readFile(join(PLAYBOOKS, `${name}.md`), 'utf8');
      expect(
        [...text.matchAll(/^## (.*)$/gm)].map(([, part]) => part),
        name,
      ).toEqual(PARTS);
      const steps = [...text.matchAll(/^(\d)\. /gm)].map(([, step]) => Number(step));
      expect(steps, name).toEqual([1, 2, 3, 4, 5].slice(0, Math.max(3, Math.min(5, steps.length))));
      expect(text.split(/\s+/).length, name).toBeLessThan(400);
    }
  });

  it('is listed in the index with its title', async () => {
    const index = await readFile(join(ROOT, 'docs/playbooks.md'), 'utf8');
    for (const name of await names()) {
      const [title = ''] = (await readFile(join(PLAYBOOKS, `${name}.md`), 'utf8')).split('\n');
      expect(index).toContain(`[${title.replace(/^# /, '')}](../resources/playbooks/${name}.md)`);
    }
  });
});

describe('docs/metrics.md', () => {
  const usersOf = (metric: string): readonly string[] =>
    rules
      .filter(({ when }) => [when?.metric, when?.ratio?.bad, when?.ratio?.total].includes(metric))
      .map(({ id }) => `\`${id}\``);

  it('tells of each metric its unit, its sources and the rules that look at it', async () => {
    const text = await readFile(join(ROOT, 'docs/metrics.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(\w+)` \| (\w+) \| (?:[^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map((row) => row.slice(1));
    const known = Object.entries(METRICS).map(([metric, { unit, from }]) => [
      metric,
      unit,
      from.map((origin) => `\`${origin}\``).join(', '),
      usersOf(metric).join(', ') || '–',
    ]);
    expect(rows).toEqual(known);
  });
});
