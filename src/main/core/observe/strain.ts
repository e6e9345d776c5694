/** How hard pressed a machine is while it times something. Null: it does not tell. */
export interface Strain {
  /** Share of all cores that was busy just before, 0–1. */
  readonly cpuRatio: number | null;
  /** Programs that want a core over the last minute, for each core there is. */
  readonly loadPerCore: number | null;
  /** Share of the memory that programs could not get without swapping, 0–1. */
  readonly memoryUsedRatio: number | null;
  /** How late the event loop came at its worst moments while the look lasted, in seconds. */
  readonly lagSeconds: number | null;
  readonly power: Power | null;
  readonly network: Network | null;
}

/** `saving`: the system holds the processor back to make the battery last. */
export type Power = 'mains' | 'battery' | 'saving';

/** `metered`: somebody pays for what is loaded, so that the system and sites may hold back. */
export type Network = 'metered' | 'unmetered';

export const NO_STRAIN: Strain = {
  cpuRatio: null,
  loadPerCore: null,
  memoryUsedRatio: null,
  lagSeconds: null,
  power: null,
  network: null,
};

/** Over that a browser shares its cores with others, and what it times is their doing as well. */
const MOST_CPU = 0.9;
/** Twice as many programs as cores: each waits as long as it runs. */
const MOST_LOAD = 2;
/** What is left then is soon had from the disk. */
const MOST_MEMORY = 0.95;
/** More than a whole good interaction takes (INP, 200 ms): who is that late notes the time late as well. */
const MOST_LAG = 0.25;

/** Why timings taken on this machine now say more about it than about the site, in words for people; null: they can be trusted. */
export const whyDegraded = (strain: Strain): string | null => {
  const reasons = REASONS.flatMap((reason) => reason(strain) ?? []);
  return reasons.length === 0 ? null : reasons.join(', ');
};

type Reason = (strain: Strain) => string | null;

const over = (value: number | null, most: number, say: (value: number) => string): string | null =>
  value !== null && value > most ? say(value) : null;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const REASONS: readonly Reason[] = [
  ({ cpuRatio }) => over(cpuRatio, MOST_CPU, (share) => `its processor is ${percent(share)} busy`),
  ({ loadPerCore }) => over(loadPerCore, MOST_LOAD, (load) => `${load.toFixed(1)} programs want each of its cores`),
  ({ memoryUsedRatio }) => over(memoryUsedRatio, MOST_MEMORY, (share) => `${percent(share)} of its memory is in use`),
  ({ lagSeconds }) => over(lagSeconds, MOST_LAG, (lag) => `it comes ${lag.toFixed(1)} s late to its own work`),
  ({ power }) => (power === 'saving' ? 'it saves its battery' : power === 'battery' ? 'it runs from its battery' : null),
  ({ network }) => (network === 'metered' ? 'its network is metered' : null),
];
