import type { Faults, FaultsPlan } from '../../core/port/faults.js';
import { faultsBy, settingsFor } from '../faults/leaving.js';

/**
 * Tells Sentry of faults of the desktop app's main process, of one that ends it too. No minidumps, screenshots, traces, breadcrumbs or
 * sessions, and nothing is injected into the window.
 */
export const openElectronFaults = async (plan: FaultsPlan): Promise<Faults> => {
  const sentry = await import('@sentry/electron/main');
  sentry.init({
    ...settingsFor(plan),
    // Electron is ready by now: a protocol of Sentry's own could not be claimed any more, and the window needs none.
    ipcMode: sentry.IPCMode.Classic,
    integrations: [sentry.onUncaughtExceptionIntegration()],
  });
  return faultsBy(sentry);
};
