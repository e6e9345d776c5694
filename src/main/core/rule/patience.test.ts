import { expect, it } from 'vitest';
import { mayRunAway } from './patience.js';

it.each(['(a+)+', '(a*)*b', '(a|ab)*c', '(?:x+y?)+', '((a)+)*', '(\\w+\\s?)*', '(a{1,})+', '(a|b){20}', '(?<name>a+)*'])(
  'knows that %s may take for ever',
  (pattern) => {
    expect(mayRunAway(pattern)).toBe(true);
  },
);

it.each([
  ['a plain text', 'home'],
  ['a choice that does not repeat', 'home|prices|(inquiry|booking)'],
  ['a choice that may be missing', '/blog(/.*|)?'],
  ['one repetition', '/(?:en|de)/.*'],
  ['signs that are only signs', 'a\\(b+\\)+'],
  ['a class', '[(a+)+]*'],
  ['a few times', '(a|b){2,3}'],
])('lets %s pass', (_, pattern) => {
  expect(mayRunAway(pattern)).toBe(false);
});
