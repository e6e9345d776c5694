import { readFileSync } from 'node:fs';
import { cpus, freemem, loadavg, totalmem } from 'node:os';

/** Share of the machine's memory that programs could not get without swapping, 0–1. */
export const readMemoryUsed = (): number | null => {
  const total = totalmem();
  return total === 0 ? null : 1 - Math.min(total, readAvailable()) / total;
};

/** On Linux the kernel's own estimate, because caches that give way are not "used"; elsewhere what is free. */
const readAvailable = (): number => {
  if (process.platform !== 'linux') return freemem();
  try {
    return parseAvailable(readFileSync('/proc/meminfo', 'utf8')) ?? freemem();
  } catch {
    return freemem(); // A sandbox without /proc: the runtime's figure is the next best.
  }
};

/** Bytes of `MemAvailable` in the text of `/proc/meminfo`; undefined where the kernel does not tell. */
export const parseAvailable = (text: string): number | undefined => {
  const [, kibibytes] = /^MemAvailable:\s+(\d+) kB$/m.exec(text) ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1_024;
};

/** Programs that wanted a core over the last minute, per core; null on Windows, which does not count them. */
export const readLoadPerCore = (): number | null => {
  const cores = cpus().length;
  if (process.platform === 'win32' || cores === 0) return null;
  return (loadavg()[0] ?? 0) / cores;
};
