import type { SummaryBody } from '../../../api/body/summary.js';
import { heading, percent, table, text } from '../block.js';
import type { ReportBlock } from '../document.js';

const VERDICTS = {
  met: 'met',
  missed: 'missed',
  'too-few': 'too few to judge',
  'no-reading': 'no reading',
  'no-source': 'no source',
} as const;

export const promisesOf = ({ sla }: SummaryBody): readonly ReportBlock[] =>
  sla === null
    ? [heading('Service levels'), text('No objective is configured.')]
    : [
        heading('Service levels'),
        table(
          ['Objective', 'Target', 'Verdict', 'Rests on', 'Budget left'],
          sla.objectives.map(({ name, target, verdict, text: rests, budget }) => [
            name,
            percent(target),
            VERDICTS[verdict],
            rests,
            budget === null ? '–' : sayLeft(budget.leftRatio),
          ]),
        ),
      ];

const sayLeft = (left: number): string => (left < 0 ? `none, overspent by ${Math.round(-left * 100)} %` : percent(left));
