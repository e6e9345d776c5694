import fc from 'fast-check';
import { hours } from '../../../src/main/core/time/instant.js';

/** How a target behaves from now on. */
export interface Sky {
  readonly target: string;
  readonly up: boolean;
  readonly failure: 'status' | 'connection';
  readonly seconds: number;
  /** Forms sent from one look to the next, and how many of them fail. */
  readonly submissions: number;
  readonly failing: number;
  /** By how much its queue grows from one look to the next. */
  readonly drift: number;
  /** What became of a deploy that ends now; null: none does. */
  readonly deploy: 'failed' | 'success' | null;
  /** Its counters begin anew. */
  readonly isReset: boolean;
}

export type Deed =
  | 'acknowledge'
  | 'acknowledge-a-while'
  | 'acknowledge-until-worse'
  | 'unacknowledge'
  | 'resolve'
  | 'reopen'
  | 'escalate'
  | 'suppress'
  | 'suppress-matching'
  | 'unsuppress'
  | 'unsuppress-alert'
  | 'reset-baseline';

export type Happening =
  | { readonly kind: 'pass' | 'sleep' | 'doze' | 'stop' | 'offline' | 'set-back'; readonly milliseconds: number }
  | { readonly kind: 'sky'; readonly sky: Sky }
  | { readonly kind: 'deed'; readonly deed: Deed; readonly which: number };

export const SKY: fc.Arbitrary<Sky> = fc.record({
  target: fc.constantFrom('home', 'shop'),
  up: fc.boolean(),
  failure: fc.constantFrom('status' as const, 'connection' as const),
  seconds: fc.constantFrom(0.1, 0.2, 1, 2.5, 4, 9),
  submissions: fc.constantFrom(0, 1, 5, 40),
  failing: fc.constantFrom(0, 1, 5),
  drift: fc.constantFrom(-3, 0, 0, 2),
  deploy: fc.constantFrom(null, null, 'failed' as const, 'success' as const),
  isReset: fc.constantFrom(false, false, false, true),
});

const DEEDS: readonly Deed[] = [
  ...([
    'acknowledge',
    'acknowledge-a-while',
    'acknowledge-until-worse',
    'unacknowledge',
    'resolve',
    'reopen',
    'escalate',
  ] as const),
  ...(['suppress', 'suppress-matching', 'unsuppress', 'unsuppress-alert', 'reset-baseline'] as const),
];

const away = fc.record({
  kind: fc.constantFrom('sleep' as const, 'doze' as const, 'stop' as const, 'offline' as const),
  milliseconds: fc.integer({ min: 16_000, max: 1_200_000 }),
});

/** What may befall a desk. */
export const HAPPENING: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: 150_000 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('sky' as const), sky: SKY }) },
  { weight: 2, arbitrary: away },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('deed' as const), deed: fc.constantFrom(...DEEDS), which: fc.nat({ max: 5 }) }),
  },
);

/** The wall clock is set back, by seconds or by more than a day: only what came before the instant that it comes back to can be told apart. */
export const SET_BACK: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('set-back' as const),
  milliseconds: fc.oneof(fc.integer({ min: 1, max: 600_000 }), fc.integer({ min: 1, max: hours(26) })),
});
