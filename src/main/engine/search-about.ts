import type { Episode, EpisodeId } from '../core/model/alert.js';
import type { AuditEntry } from '../core/model/audit.js';
import type { Config } from '../core/model/config.js';
import type { Journal } from '../core/port/journal.js';

/** What the bare ids of audit entries stand for. */
export interface AboutEntries {
  /** What was wrong, of each alert that the entries name and the store still knows: by the alert's id. */
  alerts(entries: readonly AuditEntry[]): Promise<Readonly<Record<string, string>>>;
  /** How the rules and targets are called that a change of the configuration names. */
  parts(entry: AuditEntry): string;
}

/** Alerts that are asked for at once: a shared store takes the leader's commits in between. */
const AT_ONCE = 4;

/** For one question: each alert is read once. */
export const createAbout = (
  journal: Pick<Journal, 'episode'>,
  { rules, targets }: Pick<Config, 'rules' | 'targets'>,
): AboutEntries => {
  const ruleNames = new Map<string, string>(rules.map(({ id, name }) => [id, name]));
  const partNames = new Map<string, string>([...targets.map(({ id, name }) => [id, name] as const), ...ruleNames]);
  const known = new Map<string, Promise<Episode | null>>();
  const episodeOf = (id: string): Promise<Episode | null> => {
    const found = known.get(id) ?? journal.episode(id as EpisodeId);
    known.set(id, found);
    return found;
  };
  const said = ({ rule, labels }: Episode): string =>
    [ruleNames.get(rule) ?? rule, Object.values(labels).join(', ')].filter((part) => part !== '').join(': ');
  return {
    alerts: async (entries) => {
      const ids = [...new Set(entries.filter(({ action }) => action.startsWith('alert.')).map(({ subject }) => subject))];
      const episodes: (Episode | null)[] = [];
      for (let from = 0; from < ids.length; from += AT_ONCE)
        episodes.push(...(await Promise.all(ids.slice(from, from + AT_ONCE).map(episodeOf))));
      return Object.fromEntries(episodes.flatMap((episode) => (episode === null ? [] : [[episode.id, said(episode)]])));
    },
    parts: ({ details: { changed } }) =>
      typeof changed === 'string'
        ? [...new Set(changed.split(/[\s,;]+/).map((path) => partNames.get(path.split('.')[0] ?? '') ?? ''))].join(' ')
        : '',
  };
};
