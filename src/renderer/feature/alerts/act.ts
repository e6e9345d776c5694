import { useMemo } from 'react';
import type { CallInput } from '../../../preload/contract/calls.js';
import { useCall } from '../../state/console.js';
import { count, plain } from '../../text/quantity.js';
import { toast } from '../../ui/toast.js';

type ActionCall =
  | 'alert.acknowledge'
  | 'alert.unacknowledge'
  | 'alert.resolve'
  | 'alert.reopen'
  | 'alert.escalate'
  | 'alert.suppress'
  | 'alert.unsuppress'
  | 'alert.note';

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
  undo?: (done: readonly CallInput<Name>[]) => void,
) => Promise<boolean>;

export const useActOnEach = (course?: Course): ActOnEach => {
  const call = useCall();
  return useMemo(
    () => async (name, inputs, said, undo) => {
      const done: (typeof inputs)[number][] = [];
      const [waiting, refused]: [string[], string[]] = [[], []];
      let [asked, isCut] = [0, false];
      while (asked < inputs.length && !isCut && course?.isStopped() !== true) {
        const some = inputs.slice(asked, asked + AT_ONCE);
        const answers = await Promise.all(some.map(async (input) => ({ input, answer: await call(name, input) })));
        for (const { input, answer } of answers) {
          if (!answer.ok) refused.push(answer.error.message);
          else if (answer.value.waits !== undefined) waiting.push(answer.value.waits);
          else done.push(input);
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

/** What takes an action back, from one alert or from several. */
export const useUndoActions = (): { readonly unacknowledge: Undo; readonly reopen: Undo; readonly unsuppress: Undo } => {
  const act = useActOnEach();
  return useMemo(
    () => ({
      unacknowledge: (...alerts) =>
        act(
          'alert.unacknowledge',
          idsOf(alerts),
          (n) => `${several(n)}Nobody has ${n === 1 ? 'it' : 'them'} now; repeats go on.`,
        ),
      reopen: (...alerts) =>
        act(
          'alert.reopen',
          idsOf(alerts),
          (n) => `${several(n)}Reopened, with ${n === 1 ? 'its acknowledgement' : 'their acknowledgements'} and times.`,
        ),
      unsuppress: (...alerts) => act('alert.unsuppress', idsOf(alerts), (n) => `${several(n)}No longer suppressed.`),
    }),
    [act],
  );
};

const idsOf = (alerts: readonly { readonly id: string }[]): { readonly alert: string }[] =>
  alerts.map(({ id }) => ({ alert: id }));

/** `12 alerts: ` before what was done to several of them; nothing before what was done to one. */
const several = (n: number): string => (n === 1 ? '' : `${count(n, 'alert')}: `);
