import type { Episode, EpisodeId, Waiting } from '../../core/model/alert.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { Parcel } from '../../core/notify/admit.js';

/** What of an alert is told, to whom and why. */
type Content = Omit<Waiting, 'because' | 'until'>;

/** A parcel that others may still join. */
interface OpenParcel extends Parcel {
  readonly members: EpisodeId[];
}

/** The parcels of a pass, in the order in which they were decided. */
export interface Ready {
  readonly parcels: Parcel[];
  /** The place of each alert in the order in which they were looked at. */
  readonly places: Map<EpisodeId, number>;
  /** The last parcel of each channel: ten thousand alerts that are told alike stand in one, and not in ten thousand. */
  readonly last: Map<ChannelKind, OpenParcel>;
}

export const nothingReady = (): Ready => ({ parcels: [], places: new Map(), last: new Map() });

/** Makes ready what is told of an episode: in a parcel of its own, or in the last one of its channel where that is alike. */
export const makeReady = (ready: Ready, episode: Episode, content: Content): void => {
  takePlace(ready, episode.id);
  const last = ready.last.get(content.channel);
  if (last !== undefined && isAlike(last, episode, content)) {
    last.members.push(episode.id);
    return;
  }
  const parcel = parcelOf(episode, content);
  ready.parcels.push(parcel);
  ready.last.set(content.channel, parcel);
};

const takePlace = ({ places }: Ready, id: EpisodeId): void => {
  if (!places.has(id)) places.set(id, places.size);
};

/** What waited for a limit is let go by that limit, and stays by itself. */
const isAlike = (parcel: Parcel, { rule }: Episode, { reason, level, recipients, since, limit, insteadOf }: Content): boolean =>
  limit === null &&
  parcel.heldBy === null &&
  parcel.rule === rule &&
  parcel.reason === reason &&
  parcel.level === level &&
  parcel.recipients === recipients &&
  parcel.since === since &&
  parcel.insteadOf === insteadOf;

const parcelOf = (episode: Episode, content: Content): OpenParcel => {
  const { channel, reason, level, recipients, since, limit, insteadOf } = content;
  return {
    channel,
    reason,
    level,
    recipients,
    rule: episode.rule,
    members: [episode.id],
    since,
    heldBy: limit,
    isFollowUp: isFollowUp({ channel, reason, level }),
    ...(insteadOf === undefined ? {} : { insteadOf }),
  };
};

/** An SMS that goes to the level-1 team because nobody answered is no level of its own. */
export const isFollowUp = ({ channel, reason, level }: Pick<Waiting, 'channel' | 'reason' | 'level'>): boolean =>
  channel === 'sms' && reason === 'escalated' && level === 0;
