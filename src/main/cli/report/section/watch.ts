import type { SummaryBody } from '../../../api/body/summary.js';
import type { SystemBody } from '../../../api/body/system.js';
import { heading, percent, table, text } from '../block.js';
import type { ReportBlock } from '../document.js';
import type { Told } from '../told.js';

const STATE: Readonly<Record<SummaryBody['status'], string>> = {
  starting: 'The watch is starting: not every target has been read yet.',
  ok: 'All is well.',
  problem: 'Not all is well: an alert is open, or a target is down.',
  blind: 'The watch is blind: this desk cannot look.',
  muted: 'The watch is muted: nothing is told.',
};

export const watchOf = ({ summary: { status, score, active, coverage }, hours }: Told): readonly ReportBlock[] => [
  text(STATE[status]),
  table(
    ['', ''],
    [
      ['Open alerts', `${active.critical} critical, ${active.warning} warning, ${active.info} info`],
      ['Score of the targets', score === null ? 'no reading yet' : `${score} of 100`],
      ['Observed', `${percent(coverage)} of the time; what was not observed counts neither way`],
      ['Over', `${hours} h`],
    ],
  ),
];

export const machineryOf = ({
  sources,
  store,
  channels,
  outbox,
  version,
  runtime,
  banners,
}: SystemBody): readonly ReportBlock[] => [
  heading('The watch itself'),
  text(
    `Version ${version} on ${runtime}. Store: ${store.kind}, ${store.state}. Messages: ${outbox.delivered} delivered, ${outbox.waiting} waiting, ${outbox.abandoned} given up.`,
  ),
  ...banners.map(({ text: what, remedy }) => text(`${what} ${remedy}`)),
  table(
    ['Source', 'State', 'Targets', 'Last reading', ''],
    sources.map(({ kind, state, targets, lastAt, text: said }) => [kind, state, String(targets), lastAt ?? '–', said]),
  ),
  channels.length === 0
    ? text('No channel: nobody is told of alerts.')
    : table(
        ['Channel', 'State', 'Last', ''],
        channels.map(({ kind, state, lastAt, text: said }) => [kind, state, lastAt ?? '–', said]),
      ),
];
