import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Variable } from '../model/template.js';
import { DEFAULT_TEXTS, templatesOf } from './default-templates.js';
import { linesOf, parseTemplate, sentenceOf, templateOf, VARIABLES, type Values } from './template.js';

const nothing = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, ''])) as Values;
const values = (some: Partial<Record<Variable, string>>): Values => ({ ...nothing, ...some });

describe('a template', () => {
  it('puts words in the place of variables, and braces in that of pairs', () => {
    const template = templateOf('[{severity}] {{ {summary} }}');
    expect(sentenceOf(template, values({ severity: 'Critical', summary: 'it is down' }))).toBe('[Critical] { it is down }');
  });

  it('leaves out a line that has nothing to say, and keeps one of words alone', () => {
    const template = templateOf('Call the desk.\nOver since: {overSince}\nWhere: {where}, {site}');
    expect(linesOf(template, values({ site: 'Albion' }))).toEqual([
      { name: '', text: 'Call the desk.' },
      { name: 'Where', text: ', Albion' },
    ]);
  });

  it('takes nothing that a variable brings for a template', () => {
    const template = templateOf('Alert: {summary}');
    expect(linesOf(template, values({ summary: '{id} {{x}} $& Name: y', id: 'a1-1' }))).toEqual([
      { name: 'Alert', text: '{id} {{x}} $& Name: y' },
    ]);
  });

  it.each([
    ['{servrity}', 1, 'unknown variable {servrity}', 'Did you mean {severity}?'],
    ['{Severity}', 1, 'unknown variable {Severity}', 'Did you mean {severity}?'],
    ['one\ntwo {xyzzyxyzzy}', 2, 'unknown variable {xyzzyxyzzy}', 'Known are: title, headline'],
    ['{constructor}', 1, 'unknown variable {constructor}', 'Known are'],
    ['half {open', 1, 'stands alone', 'Write {{ for a brace'],
    ['}', 1, 'stands alone', 'Write }} for a brace'],
    ['{a.b()}', 1, 'unknown variable {a.b()}', 'Known are'],
  ])('%s is refused, with its line and what was meant', (text, line, message, remedy) => {
    const parsed = parseTemplate(text);
    const [fault] = parsed.ok ? [] : parsed.error;
    expect(fault?.line).toBe(line);
    expect(fault?.message).toContain(message);
    expect(fault?.remedy).toContain(remedy);
  });

  it('is read or refused, whatever is written, and what is read says what stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', '\n', 'id', '{id}') }), (text) => {
        const parsed = parseTemplate(text);
        if (!parsed.ok) return;
        const said = linesOf(parsed.value, values({ id: 'ID' })).map((line) => line.text);
        const meant = text
          .replace(/\n+$/, '')
          .replace(/\{\{|\}\}|\{id\}/g, (piece) => (piece === '{id}' ? 'ID' : piece.slice(1)));
        expect(said.join('\n')).toBe(meant);
      }),
    );
  });
});

describe('the templates of a configuration', () => {
  it('are ours, part by part, where it has none', () => {
    const { email, sms } = templatesOf({ email: { subject: 'Look: {title}' } });
    expect(sentenceOf(email.subject, values({ title: 'x' }))).toBe('Look: x');
    expect(email.heading).toEqual([[DEFAULT_TEXTS.email.heading]]);
    expect(sms.text).toEqual(templateOf(DEFAULT_TEXTS.sms.text));
  });
});
