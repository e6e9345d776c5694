import { cpus } from 'node:os';

/** Milliseconds that all cores together have spent since the machine started. */
export interface CpuTimes {
  readonly busy: number;
  readonly idle: number;
}

export const readCpuTimes = (): CpuTimes => {
  let [busy, idle] = [0, 0];
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    idle += times.idle;
  }
  return { busy, idle };
};

/** Share of all cores that was busy between two readings, 0–1; null where no time passed between them. */
export const usedRatio = (from: CpuTimes, to: CpuTimes): number | null => {
  const busy = Math.max(0, to.busy - from.busy);
  const all = busy + Math.max(0, to.idle - from.idle);
  return all === 0 ? null : busy / all;
};
