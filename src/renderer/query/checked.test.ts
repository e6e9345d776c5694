import { expect, it } from 'vitest';
import type { ConfigProblem } from '../../preload/contract/views.js';
import type { Field } from '../ui/form/field.js';
import { refusedOf } from './checked.js';
import { sayProblems } from './edits.js';

const problem = (path: string, message: string, severity: ConfigProblem['severity'] = 'error'): ConfigProblem => ({
  ...{ severity, path, line: null, column: null },
  ...{ message, remedy: 'Write another.' },
});

const FIELDS: readonly Field[] = [
  { key: 'smtp.port', label: 'Port', hint: '', kind: 'number' },
  { key: 'to', label: 'Recipients', hint: '', kind: 'list' },
];

it('says of what was refused beside each field the first that is wrong with it, and the rest with its place', () => {
  const problems = [
    problem('channels.email.smtp.port', 'must be at most 65535'),
    problem('channels.email.to[0]', 'must be an e-mail address'),
    problem('channels.email.to[1]', 'must be another e-mail address'),
    problem('channels.email.from', 'is old', 'warning'),
    problem('rules[3].id', 'is there twice'),
  ];
  const { errors, rest } = refusedOf(FIELDS, 'channels.email', { kind: 'refused', problems });
  expect(errors).toEqual({
    'smtp.port': 'Must be at most 65535. Write another.',
    to: 'Must be an e-mail address. Write another.',
  });
  expect(rest).toEqual({ kind: 'refused', problems: [problems[4]] });
  expect(rest?.kind === 'refused' ? sayProblems(rest.problems) : []).toEqual(['rules[3].id: is there twice. Write another.']);
});

it('leaves every other outcome as it is', () => {
  const failed = { kind: 'failed', why: 'The disk is full.' } as const;
  expect(refusedOf(FIELDS, 'channels.email', failed)).toEqual({ errors: {}, rest: failed });
  expect(refusedOf(FIELDS, 'channels.email', null)).toEqual({ errors: {}, rest: null });
});
