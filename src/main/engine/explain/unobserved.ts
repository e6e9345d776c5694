import type { Facts } from '../../core/explain/facts.js';
import type { UnobservedCause } from '../../core/model/ledger.js';
import type { TargetId } from '../../core/model/target.js';
import type { Binding, World } from '../world.js';

export const UNOBSERVED_WORDS: Readonly<Record<UnobservedCause, string>> = {
  asleep: 'This desk was asleep',
  offline: 'The own network of this desk was down',
  stopped: 'Watchroom was not running',
  'source-failing': 'Its source could not read',
};

/** Why nobody looks at what a binding is about; null while the desk and the source do. */
export const unobservedOf = (world: World, binding: Binding): Facts['unobserved'] => {
  const { cause, from } = world.observation.open;
  if (cause !== 'observed') return { cause, since: from, text: UNOBSERVED_WORDS[cause] };
  const id = binding.labels.target;
  const reading = id === undefined ? undefined : world.targets.get(id as TargetId)?.reading;
  if (reading?.outcome.kind !== 'source-failed') return null;
  const { text } = reading.outcome;
  return { cause: 'source-failing', since: null, text: `${UNOBSERVED_WORDS['source-failing']}: ${text.replace(/\.$/, '')}` };
};
