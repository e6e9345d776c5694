import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorBody } from '../../src/main/api/answer.js';
import { actionRequest } from '../../src/main/api/body/action.js';
import { DASHBOARD_BODIES, openApi } from '../../src/main/api/openapi.js';

const ROOT = resolve(import.meta.dirname, '../..');
const document = readFileSync(resolve(ROOT, 'docs/api.md'), 'utf8');
const everywhere = ['README.md', 'docs/api.md', 'docs/operations.md', 'docs/security.md', 'docs/setup/headless.md']
  .map((path) => readFileSync(resolve(ROOT, path), 'utf8'))
  .join('\n');

const paths = Object.keys((openApi('1.2.3') as { paths: object }).paths);
/** What browsers and the site's own pages ask, not programs: it is served, and no part of the OpenAPI document. */
const BESIDE = [/^\/collect\//, /^\/api\/console\//];

/** The part of the document under a heading. */
const under = (heading: string): string => document.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
/** What the first cells of its table name, below its head. */
const named = (part: string): readonly string[] =>
  [...(part.split(/^\|[-|]+\|$/m)[1] ?? '').matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);

describe('what docs/api.md says', () => {
  it('names every route that the OpenAPI document has, and all documents no other', () => {
    const plain = paths.filter((path) => !path.includes('{'));
    expect(plain.filter((path) => !document.includes(path))).toEqual([]);
    const said = [
      ...everywhere.matchAll(/(?<![\w.])(\/(?:api|collect)\/[\w/-]*\w|\/(?:healthz|readyz|metrics|identity|openapi\.json)\b)/g),
    ]
      .map(([, path = '']) => path)
      .filter((path) => !paths.includes(path) && BESIDE.every((beside) => !beside.test(path)));
    expect([...new Set(said)]).toEqual([]);
  });

  it('has each type of answer, each act and each refusal, and no other', () => {
    expect(named(under('Look'))).toEqual(Object.keys(DASHBOARD_BODIES));
    expect(named(under('Act'))).toEqual(actionRequest.shape.action.options);
    const codes = [...under('Refusals').matchAll(/^\| \d+ \| `([^`]+)`/gm)].map(([, code = '']) => code);
    expect(codes).toEqual(errorBody.shape.error.shape.code.options);
  });
});
