import { describe, expect, it } from 'vitest';
import { ok } from '../../core/model/result.js';
import type { Target } from '../../core/model/target.js';
import { parseTarget } from '../parse-target.js';
import { type FoundCheck, pageCheck } from './checks.js';
import { besideTargets } from './known.js';

const check = (item: FoundCheck['item'], ...alsoAt: readonly string[]): FoundCheck => ({
  ...{ kind: 'page', item, watches: '', why: '', found: { isWell: true, text: '' } },
  alsoAt,
});
const page = (id: string, name: string, url: string, ...alsoAt: readonly string[]) => check({ id, name, url }, ...alsoAt);
const target = (entry: object): Target => {
  const parsed = parseTarget(entry);
  expect(parsed).toEqual(ok(expect.anything()));
  return (parsed as { readonly value: Target }).value;
};

const watched = (found: FoundCheck, ...entries: readonly object[]) => besideTargets([found], entries.map(target))[0]?.watchedBy;

describe('what is watched already', () => {
  const home = page('home', 'Home', 'https://example.org/', 'https://www.example.org/');
  it.each([
    ['the same address, written otherwise', home, { id: 'a', name: 'Front', url: 'HTTPS://Example.org' }, 'Front'],
    ['where it sends its visitors', home, { id: 'a', name: 'Front', url: 'https://www.example.org/' }, 'Front'],
    ['another page', home, { id: 'a', url: 'https://example.org/book' }, null],
    ['a form that is sent there', home, { id: 'a', url: 'https://example.org/', request: { method: 'POST' } }, null],
    [
      'the certificate of the same port',
      check({ id: 'c', name: 'C', kind: 'tls', host: 'a.org', port: 443 }),
      { id: 'a', kind: 'tls', host: 'a.org', port: 443 },
      'a',
    ],
    [
      'the certificate of another port',
      check({ id: 'c', name: 'C', kind: 'tls', host: 'a.org', port: 443 }),
      { id: 'a', kind: 'tls', host: 'a.org', port: 993 },
      null,
    ],
    ['the name', check({ id: 'n', name: 'N', kind: 'dns', host: 'a.org' }), { id: 'a', kind: 'dns', host: 'a.org' }, 'a'],
    [
      'where its mail goes',
      check({ id: 'n', name: 'N', kind: 'dns', host: 'a.org' }),
      { id: 'a', kind: 'dns', host: 'a.org', record: 'MX' },
      null,
    ],
  ])('%s', (_, found, entry, by) => expect(watched(found, entry)).toBe(by));
});

it('knows a page also by where its link leads visitors', () => {
  const [url, at] = [new URL('https://example.org/book'), new URL('https://example.org/book-a-lesson')];
  const found = pageCheck({ url, at, name: 'Book', why: '', isWell: true, text: '' });
  expect(watched(found, { id: 'lesson', name: 'Lesson', url: at.href })).toBe('Lesson');
  expect(watched(found, { id: 'lesson', name: 'Lesson', url: 'https://example.org/prices' })).toBeNull();
});

it('gives each an id and a name of its own, beside those of another site', () => {
  const targets = [target({ id: 'home', name: 'Home', url: 'https://www.example.org/' })];
  const checks = besideTargets(
    [
      page('home', 'Home', 'https://blog.example.org/'),
      page('/book', 'Book', 'https://blog.example.org/book'),
      page('/book/', 'Book', 'https://blog.example.org/book/two'),
      page('/', 'Home', 'https://blog.example.org/?'),
    ],
    targets,
  );
  expect(checks.map(({ item }) => [item.id, item.name])).toEqual([
    ['home-2', 'Home of blog.example.org'],
    ['book', 'Book'],
    ['book-2', 'Book, /book/two'],
    ['page', 'Home of blog.example.org, 2'],
  ]);
});
