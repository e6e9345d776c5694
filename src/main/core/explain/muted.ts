import type { Gate } from '../model/explanation.js';
import type { Mute } from '../model/mute.js';
import type { Facts } from './facts.js';
import { blocked, notReached, passed } from './gate.js';
import { sayTime } from './words.js';

const OPEN: Readonly<Record<Mute['because'], string>> = {
  settling: 'Every target was read afresh.',
  suppressed: 'Nobody suppressed it.',
  maintenance: 'No maintenance runs.',
  inhibited: 'No other alert explains it.',
  flapping: 'It does not change too often.',
};

/** From firing to being told: who has it, and what mutes it. */
export const mutedGates = (facts: Facts): readonly Gate[] => {
  const ids = ['acknowledged', 'settling', 'suppressed', 'maintenance', 'inhibited', 'flapping'] as const;
  if (facts.alert?.phase.state !== 'firing') return [...ids, 'channels' as const].map(notReached);
  const mutes = facts.mutes.map(({ because, mute }) => muteGate(facts, because, mute));
  return [acknowledgedGate(facts), ...mutes, channelsGate(facts)];
};

const acknowledgedGate = ({ episode, at, zone }: Facts): Gate => {
  const acknowledgement = episode?.acknowledgement ?? null;
  if (acknowledgement === null) return passed('acknowledged', 'Nobody acknowledged it.');
  const { by, end, note } = acknowledgement;
  const said = note === '' ? '' : ` “${note}”`;
  const since = sayTime(acknowledgement.at, at.now, zone);
  switch (end.kind) {
    case 'resolved':
      return blocked(
        'acknowledged',
        'acknowledged',
        `It is in the hands of ${by.name} since ${since}, until it is resolved.${said}`,
      );
    case 'until': {
      const text = `It is in the hands of ${by.name} since ${since}, until ${sayTime(end.at, at.now, zone)}.${said}`;
      return blocked('acknowledged', 'acknowledged', text, end.at);
    }
    case 'worse': {
      const text = `It is in the hands of ${by.name} since ${since}, until it is worse than ${Number(end.beyond.toPrecision(4))}.${said}`;
      return blocked('acknowledged', 'acknowledged', text);
    }
  }
};

const muteGate = (facts: Facts, because: Mute['because'], mute: Mute | null): Gate =>
  mute === null ? passed(because, OPEN[because]) : blocked(because, because, `${muteWords(facts, mute)}.`, mute.until);

const muteWords = ({ at, zone, suppressedWhy }: Facts, { because, by, until }: Mute): string => {
  const end = until === null ? '' : ` until ${sayTime(until, at.now, zone)}`;
  switch (because) {
    case 'settling':
      return 'Every target is read afresh before anybody is told';
    case 'suppressed':
      return `It is suppressed by ${by}${end}${suppressedWhy === '' ? '' : `: ${suppressedWhy}`}`;
    case 'maintenance':
      return `Maintenance “${by}” runs${end}`;
    case 'inhibited':
      return `The alert “${by}” explains it`;
    case 'flapping':
      return `It changes too often: further changes are folded${end}`;
  }
};

const channelsGate = ({ channels }: Facts): Gate => {
  const open = channels.filter(({ use, access }) => use === 'on' && access.kind === 'open');
  if (open.length > 0) return passed('channels', `${open.length} of its channels can tell somebody.`);
  return blocked('channels', 'no-channel', 'No channel of this desk can tell anybody of it.');
};
