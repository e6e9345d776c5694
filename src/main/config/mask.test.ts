import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { maskSecrets, unmaskSecrets, unmaskValue } from './mask.js';

const TEXT = `version: 1
channels:
  email: { smtp: { host: mail.example.test, user: ann, password: hunter2 }, to: [a@example.test] } # the vault has it
  slack:
    webhookUrl: "https://hooks.example.test/T0/B0/xyz"
    botToken: { env: SLACK_BOT_TOKEN }
store:
  mongodb: { uri: mongodb://ann:s3cret@db.example.test/watch }
{"token": "abc", 'secret': 'it''s'}
`;

describe('secrets in a document’s text', () => {
  it('are masked wherever they stand, references to the environment are not', () => {
    const masked = maskSecrets(TEXT);
    for (const secret of ['hunter2', 'xyz', 's3cret', 'abc', "it''s"]) expect(masked).not.toContain(secret);
    expect(masked).toContain('password: "•••1•••" }, to: [a@example.test]');
    expect(masked).toContain('botToken: { env: SLACK_BOT_TOKEN }');
    expect(masked).toContain('mongodb://•••3•••@db.example.test/watch');
  });

  it.each([
    ['JSON without spaces', '{"channels":{"email":{"smtp":{"password":"hunter2","host":"x"}}}}'],
    ['a literal block', 'smtp:\n  password: |\n    hunter2\n    more\n  host: x\n'],
    ['a folded block with a mark', 'smtp:\n  password: >-\n    hunter2\n\n    more\n  host: x\n'],
    ['a line of its own', 'smtp:\n  password:\n    hunter2 more\n  host: x\n'],
    ['an anchor', 'smtp: { password: &p hunter2, host: x }\nother: { token: !!str hunter2 }\n'],
    ['a quoted text over two lines', 'smtp:\n  password: "hunter2\n    more"\n  host: x\n'],
    ['a space before the colon', 'smtp:\n  password : hunter2 more\n  host: x\n'],
    ['a first letter that YAML gives a meaning elsewhere', 'smtp: { password: -hunter2, host: x }'],
    ['an explicit key', 'smtp:\n  ? password\n  : hunter2 more\n  host: x\n'],
  ])('are masked in %s too, and come back', (_, text) => {
    const masked = maskSecrets(text);
    expect(masked).not.toContain('hunter2');
    expect(masked).not.toContain('more');
    expect(masked).toContain('host');
    expect(parse(unmaskSecrets(masked, text))).toEqual(parse(text));
  });

  it('come back when the masked text is saved, also after other lines were changed', () => {
    expect(unmaskSecrets(maskSecrets(TEXT), TEXT)).toBe(TEXT);
    expect(unmaskSecrets(`# new\n${maskSecrets(TEXT)}`, TEXT)).toBe(`# new\n${TEXT}`);
  });

  it('are masked in the query of an address, whose other parts stay', () => {
    const text = 'endpoints: [{ url: "https://hooks.example.test/in?room=7&token=hunter2&sig=ab%2Fc#top" }]\n';
    const masked = maskSecrets(text);
    expect(masked).toBe('endpoints: [{ url: "https://hooks.example.test/in?room=7&token=•••1•••&sig=•••2•••#top" }]\n');
    expect(unmaskSecrets(masked, text)).toBe(text);
  });

  it.each([
    ['holds a quotation mark', `store: { kind: mongodb, uri: "mongodb://ann:hunter2'more@db/x" }`],
    ['holds a slash', 'sources: { mongodb: { uri: "mongodb://ann:hunter2/more@db/x" } }'],
    ['holds an at', 'sources:\n  mongodb:\n    uri: mongodb://ann:hunter2@more@db/x'],
    ['holds several', 'sources:\n  mongodb:\n    uri: mongodb://ann:hunter2@more/x@db/x'],
    ['is written as JSON may be', '{"store":{"kind":"mongodb","uri":"mongodb:\\/\\/ann:hunter2more@db\\/x"}}'],
    ['is a token by itself', 'targets: [{ id: a, url: "https://hunter2more@example.test/" }]'],
    ['stands in the address of a page', `targets: [{ id: a, url: "https://ann:hunter2'more@example.test/" }]`],
    ['is one of a session', 'store: { uri: "mongodb://h/?authMechanismProperties=AWS_SESSION_TOKEN:hunter2more" }'],
  ])('are masked where a login in an address %s, and come back', (_, text) => {
    const masked = maskSecrets(text);
    expect(masked).not.toMatch(/hunter2|more/);
    expect(parse(masked)).toBeTypeOf('object');
    expect(unmaskSecrets(masked, text)).toBe(text);
  });

  it.each([
    'https://example.test:8443/people/@ana',
    'https://example.test/?mail=ana@example.test:1',
    'mongodb://ann@db.example.test/x',
    'mongodb://a.example.test:27017,b.example.test:27017/x',
  ])('are not seen in %s', (address) => {
    const key = address.startsWith('mongodb') ? 'uri' : 'url';
    const text = `at: { ${key}: "${address}" }\n`;
    expect(maskSecrets(text)).toBe(text);
  });

  it('are masked in comments, and come back', () => {
    const text = 'version: 1\n# password: hunter2\nchannels:\n  email: { smtp: { host: h } } # token: "abc def"\n';
    const masked = maskSecrets(text);
    expect(masked).not.toMatch(/hunter2|abc def/);
    expect(masked).toContain('channels:\n  email: { smtp: { host: h } } # token: ');
    expect(unmaskSecrets(masked, text)).toBe(text);
  });

  it('come back in single values', () => {
    expect(unmaskValue({ password: '•••1•••', host: 'x' }, TEXT)).toEqual({ password: 'hunter2', host: 'x' });
    expect(unmaskValue(['•••2•••', '"quoted"', 7, null], TEXT)).toEqual([
      'https://hooks.example.test/T0/B0/xyz',
      '"quoted"',
      7,
      null,
    ]);
    expect(unmaskValue('•••9•••', TEXT)).toBe('•••9•••');
  });

  it('leave a text without any as it is', () => {
    const plain = 'version: 1\nsite: { name: Tokens and passwords, url: https://example.test/ }\n';
    expect(maskSecrets(plain)).toBe(plain);
  });
});
