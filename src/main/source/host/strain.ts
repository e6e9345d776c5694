import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Power, Strain } from '../../core/observe/strain.js';
import type { Look } from '../../core/port/source.js';
import { milliseconds } from '../../core/time/instant.js';
import { pause } from '../net/deadline.js';
import { readCpuTimes, usedRatio } from './cpu.js';
import { readLoadPerCore, readMemoryUsed } from './machine.js';
import { readNetwork } from './metered.js';

/** Looks at the machine before something is timed on it, and until `end`. */
export type WatchStrain = (look: Look) => Promise<{ end(): Strain }>;

const CPU_SPAN = milliseconds(500);
const LAG_RESOLUTION = 20;

export interface StrainParts {
  /** Whether the system says that the machine runs from its battery; absent where nobody can be asked but Linux's own files. */
  readonly isOnBattery?: () => boolean;
}

/** The processor is looked at beforehand, because afterwards it was busy with what was timed. */
export const createWatchStrain =
  ({ isOnBattery }: StrainParts): WatchStrain =>
  async ({ clock, signal }) => {
    const before = readCpuTimes();
    const loadPerCore = readLoadPerCore();
    await pause(clock, CPU_SPAN, [signal]);
    signal.throwIfAborted();
    const cpuRatio = usedRatio(before, readCpuTimes());
    const network = await readNetwork();
    const lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION });
    lag.enable();
    return {
      end: () => {
        lag.disable();
        const lagSeconds = lag.count === 0 ? null : Math.max(0, lag.percentile(99) / 1e9 - LAG_RESOLUTION / 1_000);
        return { cpuRatio, loadPerCore, memoryUsedRatio: readMemoryUsed(), lagSeconds, power: powerOf(isOnBattery), network };
      },
    };
  };

export const watchStrain = createWatchStrain({});

/** Linux's files tell more than Electron, which knows of the battery on every system. */
const powerOf = (isOnBattery: StrainParts['isOnBattery']): Power | null =>
  readPower() ?? (isOnBattery === undefined ? null : isOnBattery() ? 'battery' : 'mains');

const SUPPLIES = '/sys/class/power_supply';
const LOW_CHARGE = 20;

/** Where the machine's power comes from, as Linux tells; null elsewhere, and where it has no battery. */
export const readPower = (supplies = SUPPLIES, profile = '/sys/firmware/acpi/platform_profile'): Power | null => {
  const batteries = namesIn(supplies).filter((name) => textIn(`${supplies}/${name}/type`) === 'Battery');
  const discharging = batteries.filter((name) => textIn(`${supplies}/${name}/status`) === 'Discharging');
  if (textIn(profile) === 'low-power') return 'saving';
  if (discharging.length === 0) return batteries.length === 0 ? null : 'mains';
  // Systems begin to save at a fifth, whether they tell or not.
  const isLow = discharging.every((name) => Number(textIn(`${supplies}/${name}/capacity`)) <= LOW_CHARGE);
  return isLow ? 'saving' : 'battery';
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const textIn = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
};
