import { useMemo } from 'react';
import type { CallInput, CallOutput } from '../../../preload/contract/calls.js';
import { useCall } from '../../state/console.js';
import { count, plain } from '../../text/quantity.js';
import { toast } from '../../ui/toast.js';

/** What can be asked about an alert; done by the call of the same name. */
export type ActionKind = 'acknowledge' | 'resolve' | 'suppress' | 'escalate' | 'note';

type ActionCall =
  | 'alert.acknowledge'
  | 'alert.unacknowledge'
  | 'alert.resolve'
  | 'alert.reopen'
  | 'alert.escalate'
  | 'alert.suppress'
  | 'alert.unsuppress'
  | 'alert.note'
  | 'suppression.end';

/** What was asked for, and what came of it. */
export interface Done<Name extends ActionCall> {
  readonly input: CallInput<Name>;
  readonly receipt: CallOutput<Name>;
}

/** So many are under way at once: enough that a thousand are soon done, and few enough that nothing else has to wait. */
const AT_ONCE = 20;

/** What is seen of an action while it is carried out, and what ends it before its time. */
interface Course {
  /** So many were answered. */
  readonly onProgress: (answered: number) => void;
  readonly isStopped: () => boolean;
}

/**
 * Carries out the same action on several alerts, a few at a time, and says once what came of it. `undo` is offered for those on
 * which it was done. True where main accepted at least one.
 */
export type ActOnEach = <Name extends ActionCall>(
  name: Name,
  inputs: readonly CallInput<Name>[],
  said: (done: number) => string,
  undo?: (done: readonly Done<Name>[]) => void,
) => Promise<boolean>;

export const useActOnEach = (course?: Course): ActOnEach => {
  const call = useCall();
  return useMemo(
    () => async (name, inputs, said, undo) => {
      const done: { readonly input: (typeof inputs)[number]; readonly receipt: CallOutput<ActionCall> }[] = [];
      const [waiting, refused]: [string[], string[]] = [[], []];
      let [asked, isCut] = [0, false];
      while (asked < inputs.length && !isCut && course?.isStopped() !== true) {
        const some = inputs.slice(asked, asked + AT_ONCE);
        const answers = await Promise.all(some.map(async (input) => ({ input, answer: await call(name, input) })));
        for (const { input, answer } of answers) {
          if (!answer.ok) refused.push(answer.error.message);
          else if (answer.value.waits !== undefined) waiting.push(answer.value.waits);
          else done.push({ input, receipt: answer.value });
          // Where main cannot be reached, the next ones would only wait as long.
          isCut ||= !answer.ok && answer.error.code === 'unavailable';
        }
        asked += some.length;
        course?.onProgress(asked);
      }
      if (!isCut && asked < inputs.length) refused.push('it was stopped before they were asked for.');
      const back = undo === undefined ? {} : { undo: () => undo(done) };
      if (done.length > 0) toast({ tone: 'good', text: said(done.length), ...back });
      for (const text of sayRest(inputs.length, done.length, waiting, refused)) toast({ tone: 'warning', text });
      return done.length + waiting.length > 0;
    },
    [call, course],
  );
};

/** What was not done, or not yet; of several, how many and why the first of them. */
const sayRest = (asked: number, done: number, waiting: readonly string[], refused: readonly string[]): readonly string[] => {
  const of = (n: number): string => (asked === 1 ? '' : ` on ${plain(n)} of ${plain(asked)}`);
  const left = asked - done - waiting.length;
  return [
    ...(waiting[0] === undefined ? [] : [`Not done yet${of(waiting.length)}. ${waiting[0]}`]),
    ...(refused[0] === undefined ? [] : [`Not done${of(left)}: ${refused[0]}`]),
  ];
};

type Undo = (...alerts: readonly { readonly id: string }[]) => Promise<boolean>;

/** Takes back just what was done: what others have done to the same alerts, before or since, stays. */
interface UndoDone {
  readonly acknowledged: (done: readonly Done<'alert.acknowledge'>[]) => Promise<boolean>;
  readonly suppressed: (done: readonly Done<'alert.suppress'>[]) => Promise<boolean>;
}

/** What takes an action back, from one alert or from several. */
export const useUndoActions = (): UndoDone & {
  readonly unacknowledge: Undo;
  readonly reopen: Undo;
  readonly unsuppress: Undo;
} => {
  const act = useActOnEach();
  return useMemo(
    () => ({
      acknowledged: (done) =>
        act(
          'alert.unacknowledge',
          done.map(({ input: { alert } }) => ({ alert, isOwn: true })),
          sayUnacknowledged,
        ),
      suppressed: async (done) => {
        const made = done.flatMap(({ receipt: { suppression } }) => (suppression === null ? [] : [{ suppression }]));
        // Where main no longer knows which one was made, as after a take-over, all that mute the alert are ended.
        const rest = done.flatMap(({ input: { alert }, receipt }) => (receipt.suppression === null ? [{ alert }] : []));
        const isOver = await act('suppression.end', made, (n) =>
          n === 1 ? 'That suppression is over.' : `Those ${plain(n)} suppressions are over.`,
        );
        return (await act('alert.unsuppress', rest, sayUnsuppressed)) || isOver;
      },
      unacknowledge: (...alerts) => act('alert.unacknowledge', idsOf(alerts), sayUnacknowledged),
      reopen: (...alerts) =>
        act(
          'alert.reopen',
          idsOf(alerts),
          (n) => `${several(n)}Reopened, with ${n === 1 ? 'its acknowledgement' : 'their acknowledgements'} and times.`,
        ),
      unsuppress: (...alerts) => act('alert.unsuppress', idsOf(alerts), sayUnsuppressed),
    }),
    [act],
  );
};

const sayUnacknowledged = (n: number): string => `${several(n)}Nobody has ${n === 1 ? 'it' : 'them'} now; repeats go on.`;

const sayUnsuppressed = (n: number): string => `${several(n)}No longer suppressed.`;

const idsOf = (alerts: readonly { readonly id: string }[]): { readonly alert: string }[] =>
  alerts.map(({ id }) => ({ alert: id }));

/** `12 alerts: ` before what was done to several of them; nothing before what was done to one. */
const several = (n: number): string => (n === 1 ? '' : `${count(n, 'alert')}: `);
