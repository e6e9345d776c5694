import type { Background } from '../../core/port/channel.js';

/** Where a message stands in Slack. */
export interface Place {
  /** The channel as it was named when the message was posted, and as Slack knows it. */
  readonly to: string;
  readonly channel: string;
  readonly ts: string;
  /** `group`: it tells several alerts, and is not edited for one of them. */
  readonly tells: 'alert' | 'group';
}

/** A place as it is kept: `C024BE91L 1503435956.000247 alert #critical-alerts`. */
export const referenceTo = ({ to, channel, ts, tells }: Place): string => `${channel} ${ts} ${tells} ${to}`;

const REFERENCE = /^(\S+) (\d+\.\d+) (alert|group) (.+)$/;

const placeOf = (reference: string): Place | null => {
  const [, channel, ts, tells, to] = REFERENCE.exec(reference) ?? [];
  if (channel === undefined || ts === undefined || to === undefined) return null;
  return { channel, ts, tells: tells === 'group' ? 'group' : 'alert', to };
};

/** Where the alerts of a delivery were told before. What was kept by another version and cannot be read is left out. */
export const placesOf = ({ shown }: Background): readonly (Place & { readonly alert: string })[] =>
  shown.flatMap(({ alert, references }) =>
    references.flatMap((reference) => {
      const place = placeOf(reference);
      return place === null ? [] : [{ ...place, alert }];
    }),
  );
