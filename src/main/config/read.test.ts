import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { deskContext, readBody } from '../../../tests/support/config-text.js';
import { runs } from '../../../tests/support/property-runs.js';
import type { ResolveContext } from './context.js';
import { readConfig, readDocument } from './read.js';

let context: ResolveContext;

beforeAll(async () => {
  context = await deskContext();
});

describe('a document with errors', () => {
  it('tells all of them at once, in the order of the text', () => {
    const found = readBody('zebra: 1\ntargets: [{ id: a }]\napi: { port: x }', context).problems;
    expect(found.map(({ path }) => path)).toEqual(['zebra', 'targets[0].url', 'api.port']);
  });

  it.each(['', '[]', '42', 'text', '# only a comment'])('wants a block: %j', (text) => {
    const { config, problems } = readConfig(text, {}, context);
    expect(config).toBeNull();
    expect(problems[0]?.message).toContain('block of keys and values');
  });

  it('refuses a few lines that unfold into gigabytes', () => {
    const lines = ['version: 1', 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 9; n += 1)
      lines.push(
        `a${n}: &a${n} [${Array(10)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
      );
    const { config, problems } = readConfig(lines.join('\n'), {}, context);
    expect(config).toBeNull();
    expect(problems[0]?.message).toContain('anchors');
  });

  it.each([
    ['too long', `version: 1\n# ${'x'.repeat(1_000_000)}`, '1 MB'],
    ['nested without end', `version: ${'['.repeat(20_000)}`, ''],
  ])('refuses what is %s', (_, text, message) => {
    const { config, problems } = readConfig(text, {}, context);
    expect(config).toBeNull();
    expect(problems[0]?.message).toContain(message);
  });

  it('never repeats a secret, whatever is wrong with it', () => {
    const secret = 'hunter2hunter2';
    const texts = [
      `channels: { slack: { webhookUrl: ${secret} } }`,
      `store: { kind: mongodb, uri: [${secret}] }`,
      `x: "${secret}" "${secret}"`,
    ];
    expect(texts.map((text) => JSON.stringify(readBody(text, context))).join()).not.toContain(secret);
  });
});

describe('values from the environment', () => {
  it('name their variable instead of a line', () => {
    const { problems } = readConfig('version: 1\n', { WATCHROOM_PORT: '99999' }, context);
    expect(problems).toMatchObject([
      { path: 'api.port', line: null, message: 'must be at most 65535 (set by WATCHROOM_PORT)' },
    ]);
  });

  it('bring sections that are not in the text at all', () => {
    const { problems } = readConfig('version: 1\n', { ALERT_EMAIL_RECIPIENTS: 'nobody' }, context);
    expect(problems).toContainEqual(
      expect.objectContaining({ line: null, message: expect.stringContaining('(set by ALERT_EMAIL_RECIPIENTS)') }),
    );
  });
});

describe('a scenario', () => {
  it('says nothing about metrics in a scenario, which brings its own', () => {
    const document = {
      version: 1,
      rules: [{ id: 'r', severity: 'info', category: 'business', when: { metric: 'made_up', above: 1 } }],
    };
    const { config, problems } = readDocument(document, {}, { ...context, runtime: 'scenario' });
    expect(problems).toEqual([]);
    expect(config?.rules.map(({ id }) => id)).toEqual(['r']);
    expect(config?.targets).toEqual([]);
    expect(config?.channels.desktop).toBeNull();
  });
});

describe('any text at all', () => {
  it('is read without an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `version: 1\n${text}`),
          fc.json(),
        ),
        (text) => {
          readConfig(text, {}, context);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('is read without an exception under every known section', () => {
    const sections = [
      'site',
      'targets',
      'sources',
      'rules',
      'escalation',
      'teams',
      'channels',
      'budgets',
      'store',
      'api',
      'maintenance',
    ];
    const document = fc.dictionary(fc.constantFrom(...sections), fc.jsonValue({ maxDepth: 4 }));
    fc.assert(
      fc.property(document, (values) => {
        const { config, problems } = readDocument({ version: 1, ...values }, {}, context);
        expect(config === null).toBe(problems.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: runs(300) },
    );
  });
});
