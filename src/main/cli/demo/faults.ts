import { fail, ok, type Result } from '../../core/model/result.js';
import type { Dial, FaultDescription, FaultName, FaultState, FaultValue } from './fault.js';
import { FAULTS } from './site-faults.js';

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
