import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Rule, Subject, Test } from '../core/model/rule.js';
import { readShipped } from './profiles.js';
import { readConfig } from './read.js';
import type { RuleDocument, WhenDocument } from './schema/v1/rule.js';

let written: readonly RuleDocument[];
let resolved: readonly Rule[];

beforeAll(async () => {
  const shipped = await readShipped(join(import.meta.dirname, '../../../resources'));
  const { config } = readConfig('version: 1\n', {}, { ...shipped, user: 'ana', timeZone: 'UTC', runtime: 'desk' });
  written = shipped.profiles['royal-client']?.rules ?? [];
  resolved = config?.rules ?? [];
});

/** What a rule looks at, in the words of the document. */
const subjectSaid = (subject: Subject): Partial<WhenDocument> => {
  if (subject.kind === 'ratio') return { ratio: { bad: subject.bad, total: subject.total }, window: subject.window };
  const { metric, reduce, window } = subject;
  return { metric, reduce, ...(window === null ? {} : { window }) };
};

/** How it is judged, in the words of the document. */
const testSaid = (test: Test): Partial<WhenDocument> => {
  switch (test.kind) {
    case 'above':
    case 'below':
      return { [test.kind]: test.threshold };
    case 'increase':
    case 'decrease':
    case 'increaseBy':
    case 'decreaseBy':
      return { [test.kind]: test.by, baseline: test.baseline };
    case 'outsideBand':
      return { outsideBand: { side: test.side, atLeast: test.atLeast, of: test.of }, baseline: test.baseline };
    case 'burnRate':
      return { burnRate: { objective: test.objective.id } };
    case 'event':
      return { event: test.status };
    case 'trend':
    case 'absent':
      throw new Error('no rule of the profile says that');
  }
};

const said = ({ subject, test, match, by }: Rule['when']): Partial<WhenDocument> => ({
  ...subjectSaid(subject),
  ...testSaid(test),
  ...(match.length === 0
    ? {}
    : {
        match: Object.fromEntries(
          match.map(({ label, operator, value }) => [label, `${operator === '=' ? '' : operator}${value}`]),
        ),
      }),
  ...(by === null ? {} : { by: [...by] }),
});

describe('the royal-client profile on a desk', () => {
  it('has every rule that is written in it, in the same order', () => {
    expect(resolved.map(({ id }) => id)).toEqual(written.map(({ id }) => id));
  });

  it('judges each by what is written: subject, condition, number', () => {
    for (const [index, { id, when }] of written.entries()) {
      expect(said((resolved[index] as Rule).when), id).toMatchObject(when ?? {});
    }
  });

  it('keeps what each is called, how bad it is, what it means and where its playbook is', () => {
    for (const [index, { id, name, severity, category, impact = null, businessImpact, playbook }] of written.entries()) {
      expect(resolved[index], id).toMatchObject({ name, severity, category, impact, businessImpact, playbook });
    }
  });

  it('ends performance and availability alerts by themselves, after 5 to 15 minutes and several good readings', () => {
    const automatic = resolved.filter(({ category }) => category === 'performance' || category === 'availability');
    for (const { id, resolve } of automatic) {
      expect(resolve.auto, id).toBe(true);
      expect(resolve.after, id).toBeGreaterThanOrEqual(5 * 60_000);
      expect(resolve.after, id).toBeLessThanOrEqual(15 * 60_000);
      expect(resolve.goodReadings, id).toBeGreaterThanOrEqual(2);
    }
  });
});
