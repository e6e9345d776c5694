import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Measure, Reading } from '../../core/model/reading.js';
import type { HostTarget } from '../../core/model/target.js';
import type { Look, Source } from '../../core/port/source.js';
import { after, milliseconds } from '../../core/time/instant.js';
import { readCpuTimes, usedRatio } from './cpu.js';
import { readDisks } from './disk.js';
import { readLoadPerCore, readMemoryUsed } from './machine.js';

export interface HostSourceOptions {
  /** The data folder: the disk it is on is watched too. Default: the working folder. */
  readonly dataFolder?: string;
}

/** What the ratios between two looks are counted from. */
interface Mark {
  readonly at: number;
  readonly cpu: ReturnType<typeof readCpuTimes>;
  readonly own: NodeJS.CpuUsage;
}

/** How long the first look watches, in milliseconds, as there is no earlier one to count from. */
const FIRST_SPAN = milliseconds(250);

/** How often the event loop is asked whether it is late. Twenty wake-ups a second are not felt. */
const LAG_RESOLUTION = 50;

/** Reads the machine that this desk runs on, and this process. */
export const createHostSource = (options: HostSourceOptions = {}): Source<HostTarget> => {
  const lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION });
  lag.enable();
  let last: Mark | null = null;
  const read = async (target: HostTarget, look: Look): Promise<Reading> => {
    const startedAt = look.clock.now();
    const from: Mark = last ?? (await firstMark(look));
    const disks = await readDisks(options.dataFolder ?? process.cwd());
    look.signal.throwIfAborted();
    const to = mark(look);
    last = to;
    const measures = [...machineMeasures(from, to), ...disks, ...processMeasures(from, to), lagMeasure(lag)];
    const outcome = { kind: 'answered', measures: measures.filter(isFinal), problems: [], facts: {} } as const;
    return { source: 'host', target: target.id, startedAt, at: look.clock.now(), outcome };
  };
  return { kind: 'host', read, stop: async () => void lag.disable() };
};

const mark = (look: Look): Mark => ({ at: look.clock.monotonic(), cpu: readCpuTimes(), own: process.cpuUsage() });

const firstMark = async (look: Look): Promise<Mark> => {
  const first = mark(look);
  await new Promise<void>((resolve) => {
    const end = (): void => {
      stop();
      look.signal.removeEventListener('abort', end);
      resolve();
    };
    const stop = look.clock.wakeAt(after(look.clock.now(), FIRST_SPAN), end);
    look.signal.addEventListener('abort', end, { once: true });
  });
  look.signal.throwIfAborted();
  return first;
};

type Draft = Omit<Measure, 'value'> & { readonly value: number | null };

const isFinal = (draft: Draft): draft is Measure => draft.value !== null && Number.isFinite(draft.value);

const machineMeasures = (from: Mark, to: Mark): readonly Draft[] => [
  { name: 'host_cpu_ratio', value: usedRatio(from.cpu, to.cpu) },
  { name: 'host_memory_used_ratio', value: readMemoryUsed() },
  { name: 'host_load_per_core', value: readLoadPerCore() },
];

/** `process_cpu_ratio`: 1 is one core, fully used. */
const processMeasures = (from: Mark, to: Mark): readonly Draft[] => {
  const used = to.own.user + to.own.system - from.own.user - from.own.system;
  const elapsed = (to.at - from.at) * 1_000;
  return [
    { name: 'process_cpu_ratio', value: elapsed > 0 ? used / elapsed : null },
    { name: 'process_resident_memory_bytes', value: process.memoryUsage.rss() },
  ];
};

/** The 99th percentile since the last look: how late the event loop came, at its worst moments. */
const lagMeasure = (lag: ReturnType<typeof monitorEventLoopDelay>): Draft => {
  const late = lag.count === 0 ? null : Math.max(0, lag.percentile(99) / 1e9 - LAG_RESOLUTION / 1_000);
  lag.reset();
  return { name: 'process_event_loop_lag_seconds', value: late };
};
