import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { ConfigEdit } from '../core/model/config.js';
import { applyEdits } from './edits.js';

const TEXT = `# who we are
version: 1
site:
  name: Example # shown in the title
targets:
  # the front door
  - id: home
    url: https://www.example.org/
    every: 60s
  - { id: contact, url: https://www.example.org/contact }
rules: []
`;

const edited = (text: string, ...edits: ConfigEdit[]): string => {
  const result = applyEdits(text, edits);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

describe('edits of a text', () => {
  it('change nothing where there are none', () => {
    expect(edited(TEXT)).toBe(TEXT);
  });

  it('set one value and leave every other line alone', () => {
    expect(edited(TEXT, { path: ['targets', { id: 'home' }, 'every'], value: '30s' })).toBe(TEXT.replace('60s', '30s'));
  });

  it('remove one value', () => {
    expect(edited(TEXT, { path: ['targets', { id: 'home' }, 'every'] })).toBe(TEXT.replace('    every: 60s\n', ''));
  });

  it('keep the comment beside a value that changes', () => {
    expect(edited(TEXT, { path: ['site', 'name'], value: 'Other' })).toContain('name: Other # shown in the title');
  });

  it('keep the way a list and its entries are written', () => {
    const flat = 'version: 1\ntargets:\n- id: a\n  url: https://a.example\n- { id: b, url: https://b.example }\n';
    const change = { id: 'b', url: 'https://c.example' };
    expect(edited(flat, { path: ['targets', { id: 'b' }], value: change })).toBe(flat.replace('b.example', 'c.example'));
  });

  it('leave JSON as JSON', () => {
    const json = '{\n  "version": 1,\n  "targets": [{ "id": "a", "url": "https://a.example" }]\n}\n';
    const text = edited(json, { path: ['targets', { id: 'b' }], value: { url: 'https://b.example', labels: { tier: 'x' } } });
    expect(JSON.parse(text).targets[1]).toEqual({ url: 'https://b.example', labels: { tier: 'x' }, id: 'b' });
  });

  it('add an entry with a new id at the end of its list', () => {
    const text = edited(TEXT, { path: ['targets', { id: 'about' }], value: { url: 'https://www.example.org/about' } });
    expect(parse(text).targets.at(-1)).toEqual({ url: 'https://www.example.org/about', id: 'about' });
    expect(text).toContain('# the front door');
  });

  it('replace an entry, and remove one', () => {
    const one = edited(TEXT, { path: ['targets', { id: 'contact' }], value: { id: 'contact', url: 'https://b.example/' } });
    expect(parse(one).targets[1].url).toBe('https://b.example/');
    expect(parse(edited(TEXT, { path: ['targets', { id: 'contact' }] })).targets).toHaveLength(1);
  });

  it('make the blocks and lists on the way', () => {
    const text = edited(TEXT, { path: ['channels', 'desktop', 'sound'], value: false });
    expect(parse(text).channels).toEqual({ desktop: { sound: false } });
    const rule = edited(TEXT, { path: ['rules', { id: 'site-down' }], value: { enabled: false } });
    expect(parse(rule).rules).toEqual([{ enabled: false, id: 'site-down' }]);
  });

  it('begin an empty document', () => {
    expect(parse(edited('', { path: ['version'], value: 1 }))).toEqual({ version: 1 });
  });

  it('remove what is not there without complaint', () => {
    expect(edited(TEXT, { path: ['api', 'tokens', 0, 'name'] })).toBe(TEXT);
  });

  it.each<[string, ConfigEdit, string]>([
    ['through a single value', { path: ['version', 'minor'], value: 1 }, 'version is a single value'],
    ['beyond the end of a list', { path: ['targets', 7], value: {} }, 'no such entry'],
    ['with an id into a block', { path: ['site', { id: 'x' }], value: 1 }, 'keys, not entries'],
  ])('refuse a path that leads nowhere: %s', (_, edit, message) => {
    const result = applyEdits(TEXT, [edit]);
    expect(!result.ok && result.error).toContain(message);
  });

  it('refuse a text that is not YAML', () => {
    expect(applyEdits('a: [', [{ path: ['a'], value: 1 }]).ok).toBe(false);
  });

  it('keep everything else, whatever the document and the value', () => {
    const key = fc.constantFrom('site', 'targets', 'rules', 'api', 'channels');
    // A negative zero is written as a plain one, in YAML as in JSON.
    const json = (maxDepth: number) =>
      fc.jsonValue({ maxDepth }).map((value) => JSON.parse(JSON.stringify(value)) as typeof value);
    const document = fc.dictionary(key, json(3));
    fc.assert(
      fc.property(document, key, json(2), (values, changed, value) => {
        const text = edited(stringify(values), { path: [changed], value });
        // YAML writes no negative zero.
        expect(parse(text)).toEqual(JSON.parse(JSON.stringify({ ...values, [changed]: value })));
      }),
    );
  });
});
