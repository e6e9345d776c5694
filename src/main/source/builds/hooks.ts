import { after, hours, type Instant } from '../../core/time/instant.js';

export type HookService = 'github' | 'vercel';

/** Of which projects builds are sent here by webhook, so that nobody need ask for them. */
export interface Hooks {
  heard(service: HookService, project: string, at: Instant): void;
  /** Whether builds of the project have been sent within the last hour: then nothing is asked. */
  speaks(service: HookService, project: string, now: Instant): boolean;
}

/** A webhook that has been silent for longer may have been taken away, so the service is asked again. */
const SILENCE = hours(1);
/** Projects that are remembered; whoever can sign could name any number of them. */
const MOST = 1_000;

export const createHooks = (): Hooks => {
  const last = new Map<string, Instant>();
  const keyOf = (service: HookService, project: string): string => `${service} ${project.toLowerCase()}`;
  return {
    heard: (service, project, at) => {
      const key = keyOf(service, project);
      last.delete(key);
      last.set(key, at);
      const [oldest] = last.keys();
      if (last.size > MOST && oldest !== undefined) last.delete(oldest);
    },
    speaks: (service, project, now) => {
      const at = last.get(keyOf(service, project));
      return at !== undefined && now < after(at, SILENCE);
    },
  };
};
