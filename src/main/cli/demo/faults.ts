import { fail, ok, type Result } from '../../core/model/result.js';

export type FaultName =
  | 'server-error'
  | 'slow'
  | 'form-failures'
  | 'broken-asset'
  | 'unhealthy'
  | 'empty-body'
  | 'reset'
  | 'refused'
  | 'expired-certificate'
  | 'overweight'
  | VisitFault;

/** What goes wrong for visitors alone: seen by a console that is told of visits, builds and other systems' alerts. */
type VisitFault =
  | 'slow-paint'
  | 'sluggish-input'
  | 'layout-jumps'
  | 'slow-for-visitors'
  | 'heavy-page'
  | 'script-errors'
  | 'visitors-leave'
  | 'short-visits'
  | 'fewer-inquiries'
  | 'build-fails'
  | 'outside-alert';

/** What a fault can be turned to besides on and off. */
export type Dial =
  | { readonly kind: 'none' }
  | { readonly kind: 'choice'; readonly label: string; readonly choices: readonly string[]; readonly initial: string }
  | {
      readonly kind: 'number';
      readonly label: string;
      readonly unit: string;
      readonly least: number;
      readonly most: number;
      readonly step: number;
      readonly initial: number;
    };

export interface FaultDescription {
  readonly fault: FaultName;
  readonly title: string;
  /** What happens on the site. */
  readonly breaks: string;
  /** What one should then see in the console. */
  readonly expect: string;
  readonly dial: Dial;
}

export type FaultValue = boolean | number | string;

export interface FaultState extends FaultDescription {
  readonly on: boolean;
  readonly value: number | string | null;
}

const PAGES = ['every page', 'home', 'tutors', 'inquiry', 'booking', 'health'] as const;

/** What may be too heavy; the pages themselves stay as they are. */
const WEIGHTS = ['scripts', 'styles', 'pictures', 'everything'] as const;

const silent = (fault: VisitFault, title: string, breaks: string, expect: string): FaultDescription => ({
  ...{ fault, title, breaks, dial: { kind: 'none' } },
  expect: `With --profile royal-client: ${expect}`,
});

/** Seen only where the console is told what visitors live through. */
const VISIT_FAULTS: readonly FaultDescription[] = [
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

/** The switches of one running site. */
export interface Faults {
  list(): readonly FaultState[];
  /** True: on, at its last value. False: off. A number or a text: on, with that value. */
  set(fault: string, value: FaultValue): Result<FaultState, string>;
  isOn(fault: FaultName): boolean;
  numberOf(fault: FaultName): number;
  textOf(fault: FaultName): string;
}

export const createFaults = (onChange: (state: FaultState) => void): Faults => {
  const states = new Map<string, FaultState>(FAULTS.map((description) => [description.fault, initialState(description)]));
  const set = (fault: string, value: FaultValue): Result<FaultState, string> => {
    const state = states.get(fault);
    if (state === undefined)
      return fail(`there is no fault "${fault}"; there are ${FAULTS.map((each) => each.fault).join(', ')}`);
    const next = turned(state, value);
    if (!next.ok) return next;
    states.set(fault, next.value);
    onChange(next.value);
    return next;
  };
  const at = (fault: FaultName): FaultState | undefined => states.get(fault);
  return {
    list: () => [...states.values()],
    set,
    isOn: (fault) => at(fault)?.on ?? false,
    numberOf: (fault) => Number(at(fault)?.value ?? 0),
    textOf: (fault) => String(at(fault)?.value ?? ''),
  };
};

const initialState = (description: FaultDescription): FaultState => ({
  ...description,
  on: false,
  value: description.dial.kind === 'none' ? null : description.dial.initial,
});

const turned = (state: FaultState, value: FaultValue): Result<FaultState, string> => {
  if (typeof value === 'boolean') return ok({ ...state, on: value });
  const { dial } = state;
  if (dial.kind === 'choice' && typeof value === 'string' && dial.choices.includes(value))
    return ok({ ...state, on: true, value });
  if (dial.kind === 'number' && typeof value === 'number' && dial.least <= value && value <= dial.most) {
    return ok({ ...state, on: true, value });
  }
  return fail(`"${value}" is no value of ${state.fault}: ${allowed(dial)}`);
};

const allowed = (dial: Dial): string => {
  if (dial.kind === 'choice') return `one of ${dial.choices.join(', ')}`;
  return dial.kind === 'number' ? `${dial.least} to ${dial.most} ${dial.unit}` : 'only true or false';
};
