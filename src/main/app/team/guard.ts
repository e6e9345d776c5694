import { fail } from '../../core/model/result.js';
import type { Channel } from '../../core/port/channel.js';
import type { LeadStore } from '../../core/port/team.js';

export interface GuardParts {
  readonly store: Pick<LeadStore, 'confirm'>;
  /** Whether another desk was there when the store was last seen. */
  readonly hasOthers: () => boolean;
}

/**
 * Tells people only while the lead is this desk's. One that was awake all the time and loses the store goes on telling, because nobody else may be
 * able to; one that slept meanwhile must ask first: another has surely begun, if there is one.
 */
export const guardChannel = ({ store, hasOthers }: GuardParts): ((channel: Channel) => Channel) => {
  const mayTell = async (): Promise<boolean> => {
    const standing = await store.confirm();
    return standing === 'leads' || standing === 'cut-off' || (standing === 'in-doubt' && !hasOthers());
  };
  return (channel) => {
    const { refresh } = channel;
    return {
      ...channel,
      send: async (...asked) => ((await mayTell()) ? channel.send(...asked) : fail(NOT_OURS)),
      ...(refresh === undefined
        ? {}
        : { refresh: async (...asked) => ((await mayTell()) ? refresh(...asked) : NOT_OURS.text) }),
    };
  };
};

const NOT_OURS = {
  retry: 'later',
  code: 'not-leading',
  text: 'Another desk may lead by now: this one tells nobody before it knows.',
  untried: true,
} as const;
