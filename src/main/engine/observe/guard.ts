import type { Config, ConnectivityProbe } from '../../core/model/config.js';
import { placeOf, type Target } from '../../core/model/target.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { Connectivity } from '../../core/port/connectivity.js';
import { after, type Duration, type Instant, seconds } from '../../core/time/instant.js';

export interface GuardParts {
  readonly clock: Clock;
  readonly connectivity: Connectivity;
  readonly settings: () => { readonly probes: readonly ConnectivityProbe[]; readonly every: Duration };
  /** Told when the desk's own network is found gone, and when it is back. */
  readonly changed: (works: boolean) => void;
}

/** The own-network guard: before a target's failure counts, a connectivity probe must answer. */
export interface Guard {
  /** Whether the network worked at some moment not earlier than `since`. Asks the probes where that is not known. */
  works(since: Instant): Promise<boolean>;
  isOffline(): boolean;
  /** Starts to ask regularly, so that a lost network is noticed even while every target seems well. */
  start(): void;
  stop(): void;
}

/** While the network is gone it is asked for this often. */
const OFFLINE_EVERY = seconds(5);

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|::1)$/i;

/** A target on this machine needs no network, so its failures count without the guard. */
export const needsNetwork = (target: Target): boolean => {
  const place = placeOf(target);
  return place !== null && !LOOPBACK.test(hostOf(place));
};

const hostOf = (url: string): string => /^[a-z]+:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)/i.exec(url)?.[1] ?? '';

/** The guard over what is watched; it asks nobody while every target is on this machine. */
export const guardTargets = (
  { clock, connectivity }: Pick<GuardParts, 'clock' | 'connectivity'>,
  config: () => Pick<Config, 'connectivity' | 'targets'>,
  changed: GuardParts['changed'],
): Guard => {
  const settings: GuardParts['settings'] = () => {
    const { connectivity: asked, targets } = config();
    return { probes: targets.some(needsNetwork) ? asked.probes : [], every: asked.every };
  };
  return createGuard({ clock, connectivity, settings, changed });
};

export const createGuard = (parts: GuardParts): Guard => {
  const { clock } = parts;
  const abort = new AbortController();
  let answeredAt: number = Number.NEGATIVE_INFINITY;
  let offline = false;
  let asking: { readonly begunAt: Instant; readonly answer: Promise<boolean> } | null = null;
  let cancelTimer: Stop | null = null;

  const found = (works: boolean): void => {
    if (abort.signal.aborted || works !== offline) return;
    offline = !works;
    parts.changed(works);
  };

  const ask = (): Promise<boolean> => {
    const begunAt = clock.now();
    const { probes } = parts.settings();
    const answer = parts.connectivity.answers(probes, abort.signal).then((works) => {
      asking = null;
      if (works) answeredAt = begunAt;
      found(works);
      return works;
    });
    asking = { begunAt, answer };
    return answer;
  };

  /** An answer from a time that is yet to come was given before the clock was set back, and says nothing of now. */
  const hasAnswered = (since: Instant): boolean => !offline && answeredAt >= since && answeredAt <= clock.now();

  const works = async (since: Instant): Promise<boolean> => {
    if (parts.settings().probes.length === 0) {
      found(true);
      return true;
    }
    if (hasAnswered(since)) return true;
    if (asking !== null && asking.begunAt >= since) return asking.answer;
    if (asking !== null) await asking.answer;
    if (hasAnswered(since)) return true;
    return (asking ?? { answer: ask() }).answer;
  };

  const again = (): void => {
    const { every } = parts.settings();
    const wait = offline ? Math.min(OFFLINE_EVERY, every) : every;
    cancelTimer = clock.wakeAt(after(clock.now(), wait), () => {
      void works(clock.now())
        .catch(() => undefined)
        .then(() => (abort.signal.aborted ? undefined : again()));
    });
  };

  return {
    works,
    isOffline: () => offline,
    start: again,
    stop: () => {
      cancelTimer?.();
      abort.abort();
    },
  };
};
