import type { BacktestEvidence } from '../../core/model/backtest.js';
import type { Rule } from '../../core/model/rule.js';
import type { ChannelSettings } from '../../core/model/telling.js';

export interface Noted {
  readonly evidence: Omit<BacktestEvidence, 'judged'>;
  readonly known: Rule | null;
  readonly wanted: Rule | null;
  readonly channels: ChannelSettings;
}

/** What bears on how far the figures of a backtest can be trusted. */
export const notesOn = ({ evidence, known, wanted, channels }: Noted): readonly string[] => [
  ...(known?.enabled === false ? ['As configured, the rule is turned off and never fires.'] : []),
  ...(wanted?.enabled === false ? ['As proposed, the rule is turned off and never fires.'] : []),
  ...((wanted ?? known)?.enabled === true && isEmpty(evidence) ? [nothingRecorded(evidence)] : []),
  ...(evidence.rolledUp > 0 ? [rolledUp(evidence)] : []),
  ...([known, wanted].some(comparesWithUsual) ? [LEARNT_ANEW] : []),
  ...(isAnyOn(channels) ? [] : ['No channel is turned on, so nobody would be told of anything.']),
];

const isEmpty = ({ samples, rolledUp }: Noted['evidence']): boolean => samples + rolledUp === 0;

const nothingRecorded = ({ series }: Noted['evidence']): string =>
  series === 0
    ? 'Nothing was ever recorded that this rule looks at, so these figures say nothing yet.'
    : 'Nothing that this rule looks at was recorded in this time, so these figures say nothing.';

const rolledUp = ({ coarsestSeconds, rolledUp, samples }: Noted['evidence']): string => {
  const share = Math.round((100 * rolledUp) / (rolledUp + samples));
  const length = coarsestSeconds === 60 ? 'minute' : `${Math.round((coarsestSeconds ?? 60) / 60)} minutes`;
  return `For ${share} % of it single samples are no longer kept: there one value stands for each ${length}, and times are right to that.`;
};

const comparesWithUsual = (rule: Rule | null): boolean => rule?.enabled === true && 'baseline' in rule.when.test;

const LEARNT_ANEW =
  'What is usual was learnt again from up to five weeks before, as the desk learns it; it may differ a little from what the desk knew then.';

const isAnyOn = ({ desktop, ...others }: ChannelSettings): boolean =>
  desktop?.enabled === true || Object.values(others).some((channel) => channel !== null);
