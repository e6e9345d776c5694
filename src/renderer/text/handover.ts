import type {
  AlertRow,
  Handover,
  HandoverAlert,
  HandoverHeld,
  HandoverTelling,
  SuppressionRow,
} from '../../preload/contract/views.js';
import { sayResolution } from './alert.js';
import { sayChannel } from './delivery.js';
import { percent } from './quantity.js';
import { shortly, spell } from './time.js';

const STATES: Readonly<Record<HandoverTelling['state'], string>> = {
  sent: '',
  waiting: ', on its way',
  failed: ', not delivered',
};

/** `Email to o…@example.org, Slack to #ops`; that nobody was told is said as well. */
export const sayTold = (told: readonly HandoverTelling[]): string =>
  told.length === 0
    ? 'nobody was told yet'
    : told
        .map(
          ({ channel, recipients, state }) =>
            `${sayChannel(channel)}${recipients.length === 0 ? '' : ` to ${recipients.join(', ')}`}${STATES[state]}`,
        )
        .join('; ');

/** Whom it reaches next and when, or why nobody is to come. */
export const sayNextLevel = ({ next, row }: HandoverAlert, now: number, zone: string): string => {
  switch (next.kind) {
    case 'due':
      return `level ${next.level}, ${next.team}, at ${shortly(next.at, now, zone)}${
        next.channels.length === 0 ? ', but no channel reaches them' : ''
      }`;
    case 'rests':
      return next.because === 'acknowledged' ? 'rests while it is acknowledged' : 'rests while it is muted';
    case 'none':
      return row.escalation.length === 0 ? 'does not escalate' : 'the last level was told';
  }
};

const OUTCOMES: Readonly<Record<HandoverHeld['outcome']['kind'], string>> = {
  waits: 'will be told at',
  told: 'told at',
  over: 'ended before it was told, at',
};

export const sayHeld = ({ channel, outcome }: HandoverHeld, now: number, zone: string): string =>
  `${sayChannel(channel)}: ${OUTCOMES[outcome.kind]} ${shortly(outcome.at, now, zone)}`;

export const sayMatchers = (row: SuppressionRow): string =>
  row.matchers.length === 0
    ? 'Everything'
    : row.matchers.map((matcher) => `${matcher.label}${matcher.operator}${matcher.value}`).join(', ');

/** `after 14 min, by itself` */
export const sayEnd = ({ firedAt, resolvedAt, resolution }: AlertRow): string => {
  const lasted = resolvedAt === null ? [] : [`after ${spell(resolvedAt - firedAt)}`];
  return [...lasted, ...(resolution === null ? [] : [sayResolution(resolution)])].join(', ');
};

/** How much of the shift was seen at all. */
export const sayCoverage = ({ coverage, unobserved }: Pick<Handover, 'coverage' | 'unobserved'>): string =>
  unobserved.length === 0 ? 'observed throughout' : `${percent(coverage, 1)} observed`;
