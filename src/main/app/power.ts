import { app, powerMonitor } from 'electron';
import type { Desk } from '../core/port/desk.js';
import type { Log } from '../core/port/log.js';

/**
 * Tells the desk of sleep and waking. A locked screen is no sleep: the desk goes on watching behind it, and only says so in the log.
 * Returns its stop.
 */
export const followPower = (desk: Desk, log: Log): (() => void) => {
  const suspend = (): void => {
    log.info('power.suspend');
    desk.suspend();
  };
  const resume = (): void => {
    log.info('power.resume');
    desk.resume();
  };
  const lock = (): void => log.info('power.lock');
  const shutDown = (): void => app.quit();
  powerMonitor.on('suspend', suspend);
  powerMonitor.on('resume', resume);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('shutdown', shutDown);
  return () => {
    powerMonitor.off('suspend', suspend);
    powerMonitor.off('resume', resume);
    powerMonitor.off('lock-screen', lock);
    powerMonitor.off('shutdown', shutDown);
  };
};

export const isOnBattery = (): boolean => powerMonitor.isOnBatteryPower();
