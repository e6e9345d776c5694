import type { Faults, FaultsPlan } from '../../core/port/faults.js';
import { leavingOf, OWN_TAG, PATIENCE } from '../faults/leaving.js';

/**
 * Tells Sentry of faults of a process in plain Node, of one that ends it too. No traces, no breadcrumbs, no sessions. An unhandled
 * rejection ends a Node process as an exception, and is told as one.
 */
export const openNodeFaults = async (plan: FaultsPlan): Promise<Faults> => {
  const sentry = await import('@sentry/node');
  sentry.init({
    dsn: plan.dsn,
    defaultIntegrations: false,
    integrations: [sentry.onUncaughtExceptionIntegration()],
    skipOpenTelemetrySetup: true,
    sendClientReports: false,
    maxBreadcrumbs: 0,
    beforeSend: (event) => leavingOf(event, plan),
  });
  return {
    tell: (name, text) => {
      sentry.captureEvent({ message: `${name}: ${text}`, level: 'error', fingerprint: [name], tags: { ...OWN_TAG } });
    },
    stop: async () => {
      await sentry.close(PATIENCE);
    },
  };
};
