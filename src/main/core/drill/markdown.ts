import type { Site } from '../model/config.js';
import type { DrillReport, DrillRow } from '../model/drill.js';
import { sayLength } from '../notify/quantity.js';
import type { Instant } from '../time/instant.js';

/** The report as a document that can be kept beside the minutes. */
export const drillMarkdown = (report: Omit<DrillReport, 'markdown'>, site: Site): string => {
  const clock = clockOf(site.timeZone);
  const { rows, levels, acknowledgements, held } = report;
  return [
    `# Fire drill ${report.id}, ${dayOf(report.startedAt, site.timeZone)}`,
    '',
    `Started by ${words(report.by)} for ${words(site.name)} at ${clock(report.startedAt)}. ${endText(report, clock)} The escalation ran within ${sayLength(report.over)}. Times are those of ${site.timeZone}. Nothing was wrong.`,
    '',
    verdict(rows),
    '',
    '## Levels',
    '',
    ...table(
      ['Level', 'Team', 'In the drill', 'Of a real alert', ''],
      levels.map(({ level, team, plannedAt, realAfter, state }) => [
        String(level),
        team ?? 'the rule’s own channels',
        clock(plannedAt),
        realAfter === 0 ? 'at once' : `after ${sayLength(realAfter)}`,
        STATES[state],
      ]),
    ),
    '',
    '## Who was told',
    '',
    ...table(
      ['Level', 'Channel', 'To', 'Outcome', 'Sent', 'Took', 'The receiver said', 'Acknowledged'],
      rows.map((row) => [
        String(row.level),
        row.channel,
        row.recipient === '' ? 'this desk' : row.recipient,
        row.outcome,
        clock(row.sentAt),
        row.settledAt === null ? '' : lengthText(row.settledAt - row.sentAt),
        row.said,
        row.acknowledged === null ? '' : `by ${row.acknowledged.by} at ${clock(row.acknowledged.at)}`,
      ]),
    ),
    ...(acknowledgements.length === 0
      ? ['', 'Nobody acknowledged it.']
      : ['', '## Acknowledged', '', ...acknowledgements.map(({ by, via, at }) => `- ${words(by)} at ${clock(at)}, by ${via}`)]),
    ...(held.length === 0 ? [] : ['', '## Held', '', ...held.map((text) => `- ${words(text)}`)]),
    '',
  ].join('\n');
};

const STATES = {
  told: 'told',
  'to come': 'to come',
  nobody: 'NOBODY: no address on an enabled channel',
  stopped: 'not reached',
} as const;

/** What somebody wants to know first: did it get everywhere? */
const verdict = (rows: readonly DrillRow[]): string => {
  const failed = rows.filter(({ outcome }) => outcome === 'failed').length;
  const waiting = rows.filter(({ outcome }) => outcome === 'waiting').length;
  const acknowledged = rows.filter(({ outcome }) => outcome === 'acknowledged').length;
  const parts = [
    `${rows.length - failed - waiting} of ${rows.length} got there`,
    `${acknowledged} acknowledged`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(waiting > 0 ? [`${waiting} on the way`] : []),
  ];
  return `**${parts.join(', ')}.**`;
};

const endText = ({ endedAt, endsAt }: Omit<DrillReport, 'markdown'>, clock: (at: Instant) => string): string =>
  endedAt === null ? `It runs until ${clock(endsAt)} at the latest.` : `It ended at ${clock(endedAt)}.`;

const lengthText = (milliseconds: number): string =>
  milliseconds < 1_000 ? `${Math.max(0, Math.round(milliseconds))} ms` : sayLength(milliseconds);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.map(words).join(' | ')} |`),
];

/** Somebody's words within a table: no line break, and nothing that ends a cell or is markup. */
const words = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\|*_`<>[\]]/g, (letter) => `\\${letter}`);

const clockOf =
  (timeZone: string) =>
  (at: Instant): string =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }).format(at);

const dayOf = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(at);
