import { beforeAll, describe, expect, it } from 'vitest';
import { deskContext, readBody } from '../../../tests/support/config-text.js';
import type { ResolveContext } from './context.js';

let context: ResolveContext;

beforeAll(async () => {
  context = await deskContext();
});

const QUEUE = 'values: [{ series: queue, path: $.n }]';
const jobs = (more: string, url = 'https://q.example/jobs'): string => `queue: { url: "${url}", ${more} }`;

describe('an address that is read as JSON', () => {
  it.each<[string, string, string, string, string, string]>([
    [
      'of which nothing is read',
      'queue: { url: "https://q.example" }',
      'queue',
      '2:27',
      'what is to be read',
      'values, builds',
    ],
    [
      'with a path that is none',
      jobs('values: [{ series: queue, path: queue.length }]'),
      'queue.values[0].path',
      '2:92',
      'must be a JSON path',
      '"$.queue.length"',
    ],
    [
      'that is no web address',
      jobs(QUEUE, 'ftp://q.example/jobs'),
      'queue.url',
      '2:34',
      'an http or https address',
      'https://www.example.org/',
    ],
    [
      'that anybody on the way can read',
      jobs(QUEUE, 'http://q.example/jobs'),
      'queue.url',
      '2:34',
      'plain http is refused',
      'allowInsecure: true',
    ],
    [
      'under a name with a capital',
      `Queue: { url: "https://q.example", ${QUEUE} }`,
      'Queue',
      '2:20',
      'has a key that must be a name of small letters, digits and hyphens',
      'mail-queue',
    ],
    [
      'with a series that cannot be',
      jobs('values: [{ series: "queue{", path: $.n }]'),
      'queue.values[0].series',
      '2:79',
      'the name of a series',
      'queue_length',
    ],
    [
      'with a status that there is not',
      'ci: { url: "https://ci.example", builds: { list: $.r, id: $.id, status: $.s, statuses: { OK: pased }, at: $.t } }',
      'ci.builds.statuses.OK',
      '2:113',
      'one of passed, failed, cancelled',
      'Did you mean passed?',
    ],
    [
      'whose builds have no time',
      'ci: { url: "https://ci.example", builds: { list: $.r, id: $.id, status: $.s } }',
      'ci.builds.at',
      '2:61',
      'is missing',
      'Add it',
    ],
  ])('%s', (_, text, path, place, message, remedy) => {
    const { problems } = readBody(`sources: { json: { ${text} } }`, context);
    const [problem] = problems.filter(({ severity }) => severity === 'error');
    expect(problem).toMatchObject({ path: `sources.json.${path}` });
    expect(problem?.message).toContain(message);
    expect(problem?.remedy).toContain(remedy);
    expect(`${problem?.line}:${problem?.column}`).toBe(place);
  });

  it('with a misspelt key is told the one that was meant', () => {
    const { problems } = readBody(`sources: { json: { ${jobs('values: [{ serie: queue, path: $.n }]')} } }`, context);
    expect(problems.map(({ remedy }) => remedy)).toContain('Did you mean "series"?');
  });
});
