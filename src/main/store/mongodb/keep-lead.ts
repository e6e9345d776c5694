import type { Standing } from '../../core/port/team.js';
import { takenOver } from '../error.js';
import { withinWait } from './answer-wait.js';
import type { Comeback, Held } from './comeback.js';
import { RENEWAL } from './lease.js';
import type { Tenure } from './tenure.js';

/** Renews the lead, and tells whether it is ours. */
export interface LeadKeeper {
  /** As far as this desk can tell at once. */
  standing(): Standing;
  /** As far as can be known: asks the server where it is in doubt. */
  confirm(): Promise<Standing>;
  stop(): void;
  /** Resolves once nothing is asked of the server any more. */
  ended(): Promise<void>;
}

export interface LeadKeeperParts {
  readonly held: Held;
  readonly tenure: Tenure;
  readonly leave: Comeback['leave'];
}

export const keepLead = ({ held, tenure, leave }: LeadKeeperParts): LeadKeeper => {
  /** Also while what waits is merged, which may take longer than a lease: should the lead be lost then, the next commit meets it. */
  const renew = async (): Promise<void> => {
    const { lease, session } = held;
    if (lease === null) return;
    const given = tenure.asking();
    try {
      if (await withinWait(lease.renew())) given();
      else if (session !== null) leave(session, takenOver());
    } catch (error) {
      if (session !== null) leave(session, error);
    }
  };

  let renewing: Promise<void> | null = null;
  const renewOnce = (): Promise<void> => {
    renewing ??= renew().finally(() => {
      renewing = null;
    });
    return renewing;
  };

  const standing = (): Standing => {
    if (held.isTaken) return 'deposed';
    if (tenure.isCertain()) return 'leads';
    return tenure.hasSlept() ? 'in-doubt' : 'cut-off';
  };

  const timer = setInterval(() => void renewOnce(), RENEWAL).unref();
  return {
    standing,
    confirm: async () => {
      if (!held.isTaken && !tenure.isCertain()) await renewOnce();
      return standing();
    },
    stop: () => clearInterval(timer),
    ended: async () => {
      await renewing;
    },
  };
};
