import type { Faults, FaultsPlan } from '../../core/port/faults.js';
import { faultsBy, settingsFor } from '../faults/leaving.js';

/**
 * Tells Sentry of faults of a process in plain Node, of one that ends it too. No traces, no breadcrumbs, no sessions. An unhandled
 * rejection ends a Node process as an exception, and is told as one.
 */
export const openNodeFaults = async (plan: FaultsPlan): Promise<Faults> => {
  const sentry = await import('@sentry/node');
  sentry.init({
    ...settingsFor(plan),
    integrations: [sentry.onUncaughtExceptionIntegration()],
  });
  return faultsBy(sentry);
};
