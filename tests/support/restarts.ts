import type { Scenario } from '../../src/main/cli/simulate/scenario.js';
import type { Duration } from '../../src/main/core/time/instant.js';

/** The scenario with its process stopped and started again, without any time between, at each of these offsets at which it runs. */
export const withRestarts = (scenario: Scenario, offsets: readonly number[]): Scenario => {
  const restarts = offsets
    .filter((at) => !isAway(scenario, at))
    .flatMap((at) => [
      { at: at as Duration, event: 'stop' as const },
      { at: at as Duration, event: 'start' as const },
    ]);
  return { ...scenario, world: [...scenario.world, ...restarts] };
};

/** Whether the desk is asleep, offline or stopped then: it cannot be restarted meanwhile. */
const isAway = ({ world }: Scenario, at: number): boolean => {
  const last = world.filter((event) => event.at <= at && event.event !== 'clock-jump').at(-1);
  return last !== undefined && ['suspend', 'offline', 'stop'].includes(last.event);
};
