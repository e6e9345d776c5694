import type { FaultDescription } from './fault.js';
import { VISIT_FAULTS } from './visit-faults.js';

const PAGES = ['every page', 'home', 'tutors', 'inquiry', 'booking', 'health'] as const;

/** What may be too heavy; the pages themselves stay as they are. */
const WEIGHTS = ['scripts', 'styles', 'pictures', 'everything'] as const;

/** Every way in which the demo site can be broken, mildest harm last. */
export const FAULTS: readonly FaultDescription[] = [
  {
    fault: 'server-error',
    title: 'Server error',
    breaks: 'Pages answer 500 instead of their content.',
    expect: 'Within 5 seconds a critical "Site down" alert for each page that fails, and a pop-up.',
    dial: { kind: 'choice', label: 'Which page', choices: PAGES, initial: 'every page' },
  },
  {
    fault: 'refused',
    title: 'Connection refused',
    breaks: 'The site stops listening, as if its server had crashed.',
    expect: 'Once a second try confirms it, "Site down" alerts that say "connection refused".',
    dial: { kind: 'none' },
  },
  {
    fault: 'reset',
    title: 'Connection reset',
    breaks: 'The site accepts each connection and drops it without an answer.',
    expect: 'Once a second try confirms it, "Site down" alerts that say "connection closed".',
    dial: { kind: 'none' },
  },
  {
    fault: 'empty-body',
    title: 'Empty pages',
    breaks: 'Pages answer 200 with nothing in them.',
    expect: '"Site down" alerts that name the words missing from each page, although the status is 200.',
    dial: { kind: 'none' },
  },
  {
    fault: 'form-failures',
    title: 'Forms fail',
    breaks: 'The given share of inquiries and bookings ends in an error page.',
    expect: 'As visitors go on sending forms, the "forms" target breaks its limit of 5 % failures.',
    dial: { kind: 'number', label: 'Share that fails', unit: '%', least: 1, most: 100, step: 1, initial: 50 },
  },
  {
    fault: 'slow',
    title: 'Slow answers',
    breaks: 'Every answer waits before it starts.',
    expect:
      'The response-time chart climbs, and after 10 seconds there are "Slow pages" warnings. From 2000 ms on, pages time out.',
    dial: { kind: 'number', label: 'Wait', unit: 'ms', least: 100, most: 4000, step: 100, initial: 1500 },
  },
  {
    fault: 'broken-asset',
    title: 'Broken asset',
    breaks: "The site's script is gone (404), and one picture with it.",
    expect: 'A "Page assets fail" warning for the home page, with the two addresses in its detail.',
    dial: { kind: 'none' },
  },
  {
    fault: 'unhealthy',
    title: 'Unhealthy backend',
    breaks: 'The health check answers 200, but says that the diary cannot be reached.',
    expect: 'An alert for the "health" target: its status is no longer "ok".',
    dial: { kind: 'none' },
  },
  {
    fault: 'expired-certificate',
    title: 'Expired certificate',
    breaks: 'The secure site shows a certificate that expired yesterday.',
    expect: 'Once a second try confirms it, an alert for the "secure" target with the day it expired.',
    dial: { kind: 'none' },
  },
  {
    fault: 'overweight',
    title: 'Overweight pages',
    breaks: 'Scripts, styles or pictures have several times the size that was agreed.',
    expect:
      'With --profile royal-client and a browser: at the next load of each page (every two minutes) the warnings of the budgets that it breaks.',
    dial: { kind: 'choice', label: 'What', choices: WEIGHTS, initial: 'everything' },
  },
  ...VISIT_FAULTS,
];
