import type { FaultDescription, VisitFault } from './fault.js';

const silent = (fault: VisitFault, title: string, breaks: string, expect: string): FaultDescription => ({
  ...{ fault, title, breaks, dial: { kind: 'none' } },
  expect: `With --profile royal-client: ${expect}`,
});

/** Seen only where the console is told what visitors live through. */
export const VISIT_FAULTS: readonly FaultDescription[] = [
  silent(
    'slow-paint',
    'Slower paint',
    'The main part of each page appears a third later, still within what is good.',
    '"Largest paint 20 % worse than usual" after some 20 minutes.',
  ),
  silent(
    'sluggish-input',
    'Sluggish input',
    'Pages answer taps 40 % later, still within what is good.',
    '"Response to input 20 % worse than usual" after some 15 minutes.',
  ),
  silent(
    'layout-jumps',
    'Jumping layout',
    'Pages shift half as much again, still within what is good.',
    '"Layout stability 20 % worse than usual" after some 15 minutes.',
  ),
  silent(
    'slow-for-visitors',
    'Slow for visitors',
    'Pages take over four seconds for visitors, though not for this desk.',
    'the promises of paint and first byte break, and "Slow page loads for visitors".',
  ),
  silent(
    'heavy-page',
    'Heavy page',
    'Scripts block the page: it answers late and jumps about.',
    'the promises of input, first input and layout break.',
  ),
  silent(
    'script-errors',
    'Script errors',
    'One page view in four ends with an error of a script.',
    'both error rates rise, and the error budget burns.',
  ),
  silent(
    'visitors-leave',
    'Visitors leave',
    'Eight visitors in ten see one page only, twice as many as usual.',
    '"Bounce rate up by a quarter" within the hour.',
  ),
  silent(
    'short-visits',
    'Short visits',
    'Visits last a minute instead of two and a half.',
    '"Session quality below its usual range" within the hour.',
  ),
  silent(
    'fewer-inquiries',
    'Fewer inquiries',
    'Half as many visitors send a form.',
    'both rules over conversion within the hour.',
  ),
  silent(
    'build-fails',
    'Failed build',
    'The next run of the site’s workflow fails.',
    '"Build or deployment failed" within a minute.',
  ),
  silent(
    'outside-alert',
    'Alert of another system',
    'The alert manager of the payment queue says that it is stuck.',
    '"Alert of another system" within a minute.',
  ),
];
