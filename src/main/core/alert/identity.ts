import type { EpisodeId, Fingerprint } from '../model/alert.js';
import type { Labels } from '../model/labels.js';
import type { RuleId } from '../model/rule.js';

/** The identity of an alert: canonical JSON of its rule and its labels sorted by key. Equal texts mean the same alert, and only those. */
export const fingerprintOf = (rule: RuleId, labels: Labels): Fingerprint =>
  JSON.stringify([
    rule,
    Object.keys(labels)
      .sort()
      .map((key) => [key, labels[key]]),
  ]) as Fingerprint;

/** `a17-3`: the third episode of alert 17. */
export const episodeIdOf = (alertNumber: number, episode: number): EpisodeId => `a${alertNumber}-${episode}` as EpisodeId;
