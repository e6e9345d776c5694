import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Clock ticks a second, as /proc counts them; fixed by Linux on every machine that Node runs on. */
const TICKS = 100;

/** Processor time that a process has used so far, all of its threads, in seconds. Linux only. */
export const processorSeconds = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field, the command's name, may hold spaces: what counts comes after its closing bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
};

/** Memory of a process, in megabytes (10^6 bytes): now, and at its peak. Linux only. */
export const residentMegabytes = (pid: number): { readonly now: number; readonly peak: number } => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number => (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1_024) / 1e6;
  return { now: field('VmRSS'), peak: field('VmHWM') };
};

/** What else the machine does: mean number of processes that want a processor, over the last minute. */
export const machineLoad = (): number => Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);

/** A stretch is cut into pieces of this length, in milliseconds, each a measurement. */
export const PIECE = 10_000;

/** Share of a core in percent over each piece, and the memory in megabytes at its end; of several processes together. */
export const spend = async (
  pids: readonly number[],
  pieces: number,
): Promise<{ readonly shares: number[]; readonly memory: number[] }> => {
  const [shares, memory]: [number[], number[]] = [[], []];
  const used = (): number => pids.reduce((sum, pid) => sum + processorSeconds(pid), 0);
  for (let piece = 0; piece < pieces; piece += 1) {
    const [before, from] = [used(), performance.now()];
    await wait(PIECE);
    shares.push(((used() - before) / (performance.now() - from)) * 100_000);
    memory.push(pids.reduce((sum, pid) => sum + residentMegabytes(pid).now, 0));
  }
  return { shares, memory };
};
