import type { Handover, HandoverAlert } from '../../../preload/contract/views.js';
import { sayCoverage, sayEnd, sayHeld, sayMatchers, sayNextLevel, sayTold } from '../../text/handover.js';
import { count } from '../../text/quantity.js';
import { saySeverity } from '../../text/states.js';
import { exactly, shortly, span } from '../../text/time.js';
import { holderOf } from './open-alerts.js';

/** A handover as it is shown, and where. */
export interface Told {
  readonly handover: Handover;
  readonly note: string;
  readonly site: string;
  readonly zone: string;
}

/** The handover as Markdown, for a chat, a ticket or a wiki. */
export const handoverMarkdown = ({ handover, note, site, zone }: Told): string => {
  const { from, to } = handover;
  const when = (at: number): string => shortly(at, to, zone);
  const alert = (one: HandoverAlert): string =>
    [
      `- **${saySeverity(one.row.severity).word}**: ${inline(one.row.summary)} (${one.row.id}, since ${when(one.row.startedAt)})`,
      `  ${inline(holderOf(one, to, zone))}`,
      `  Told: ${inline(sayTold(one.told))}. Next: ${inline(sayNextLevel(one, to, zone))}.`,
    ].join('\n');
  const more = handover.more.open > 0 ? [`and ${count(handover.more.open, 'more open alert')}`] : [];
  return [
    `# Handover: ${inline(site)}`,
    `${span(from, to, zone)}, made ${exactly(to, zone)}, ${sayCoverage(handover)}.`,
    ...(handover.isClear ? ['Nothing to hand over: nothing is open, held back or about to be heard again.'] : []),
    ...part('Still firing: nobody has it', handover.unacknowledged.map(alert)),
    ...part('Still firing: acknowledged', handover.acknowledged.map(alert)),
    ...part('Still firing: suppressed', [...handover.suppressed.map(alert), ...more]),
    ...part(
      'Suppressions that end within 12 h',
      handover.ending.map(
        (row) => `- ${inline(sayMatchers(row))}: ends ${when(row.endsAt)} (${inline(row.by)}, ${inline(row.why)})`,
      ),
    ),
    ...part(
      'Held back by quiet hours',
      handover.held.map((one) => `- ${inline(one.summary)} (${one.alert}): ${sayHeld(one, to, zone)}`),
    ),
    ...part(
      'Ended in this shift',
      handover.ended.map((row) => `- ${inline(row.summary)} (${row.id}): ${inline(sayEnd(row))}`),
    ),
    ...part(
      'Notes on alerts',
      handover.notes.map((one) => `- ${when(one.at)}, ${inline(one.by)} on ${one.alert}: ${inline(one.text)}`),
    ),
    ...part('For the next shift', note.trim() === '' ? [] : [note.trim()]),
  ].join('\n\n');
};

const part = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')];

/** Words from elsewhere stay on their line, and mark nothing up. */
const inline = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|]/g, '\\$&');
