import type { ChannelExplanation, Explanation, Gate } from '../model/explanation.js';
import { CHANNEL_NAMES } from './channel.js';
import type { Facts } from './facts.js';
import { closedGate } from './gate.js';
import { clause, listed, sayTime } from './words.js';

/** The closing sentence: what woke somebody, or the gate that kept everybody asleep. */
export const outcomeOf = (
  facts: Facts,
  gates: readonly Gate[],
  channels: readonly ChannelExplanation[],
): Explanation['outcome'] => {
  const woke = facts.alert?.phase.state === 'firing' ? [...toldBy(facts, channels), ...toldTeam(facts)] : [];
  if (woke.length > 0) {
    return { kind: 'woke', text: `Woke: ${listed(woke)}, because ${clause(reasonOf(facts))}.${nowWords(gates)}` };
  }
  const why = closedGate(gates)?.text ?? facts.dissent ?? closedChannel(channels)?.text;
  const because = clause(why ?? 'Nothing has left yet');
  return { kind: 'silent', text: `Did not wake anyone: because ${because}.${pastWords(facts)}` };
};

const toldBy = ({ at, zone }: Facts, channels: readonly ChannelExplanation[]): readonly string[] =>
  channels.flatMap(({ channel, told }) => {
    if (told?.state !== 'sent') return [];
    const name = CHANNEL_NAMES[channel];
    return [told.at === null ? name : `${name} at ${sayTime(told.at, at.now, zone)}`];
  });

/** The highest level that was told, where a channel reaches its team. */
const toldTeam = ({ episode, levels, at, zone }: Facts): readonly string[] =>
  levels
    .filter(({ level, isDone, channels }) => isDone && level === episode?.level && channels.length > 0)
    .map((step) => `team ${step.team} at ${sayTime(step.at, at.now, zone)} (level ${step.level})`);

/** What happened before, where it is over. */
const pastWords = ({ alert, episode, at, zone }: Facts): string => {
  const end = alert?.phase.state === 'firing' ? undefined : episode?.resolution?.at;
  return episode === null || end === undefined ? '' : ` Its last episode ${episode.id} ended at ${sayTime(end, at.now, zone)}.`;
};

const reasonOf = ({ episode, rule }: Facts): string =>
  episode?.test === true ? 'Somebody sent a test' : `The rule ${rule.name} fired`;

/** What was told is not told again while a gate is closed. */
const nowWords = (gates: readonly Gate[]): string => {
  const closed = closedGate(gates);
  return closed === null ? '' : ` Nothing more is told now: ${clause(closed.text)}.`;
};

/** Of the channels' closed gates the one furthest along says most. */
const closedChannel = (channels: readonly ChannelExplanation[]): Gate | null => {
  let furthest: { readonly gate: Gate; readonly place: number } | null = null;
  for (const { gates } of channels) {
    const gate = closedGate(gates);
    const place = gate === null ? -1 : gates.indexOf(gate);
    if (gate !== null && (furthest === null || place > furthest.place)) furthest = { gate, place };
  }
  return furthest?.gate ?? null;
};
