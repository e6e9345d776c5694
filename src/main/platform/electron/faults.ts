import type { Faults, FaultsPlan } from '../../core/port/faults.js';
import { leavingOf, OWN_TAG, PATIENCE } from '../faults/leaving.js';

/**
 * Tells Sentry of faults of the desktop app's main process, of one that ends it too. No minidumps, screenshots, traces, breadcrumbs or
 * sessions, and nothing is injected into the window.
 */
export const openElectronFaults = async (plan: FaultsPlan): Promise<Faults> => {
  const sentry = await import('@sentry/electron/main');
  sentry.init({
    dsn: plan.dsn,
    // Electron is ready by now: a protocol of Sentry's own could not be claimed any more, and the window needs none.
    ipcMode: sentry.IPCMode.Classic,
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
