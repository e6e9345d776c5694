import type { Message } from '../model/notification.js';
import type { Severity } from '../model/rule.js';
import { sayLength } from './quantity.js';

/** One alert of a digest, as it is when the digest leaves. */
export interface DigestLine {
  readonly text: string;
  readonly severity: Severity;
  readonly state: 'firing' | 'resolved';
  readonly isAcknowledged: boolean;
  /** Milliseconds; null while it fires. */
  readonly lasted: number | null;
}

/** What happened since the last daily summary. */
export interface Day {
  readonly fired: Readonly<Record<Severity, number>>;
  readonly resolved: number;
  readonly open: readonly DigestLine[];
  /** The time that it tells of, in words: where that is longer than a day. */
  readonly span?: string;
  /** How late it is, and why; not where it is in time. */
  readonly late?: string;
}

const MOST_LINES = 20;

/** What waited for a digest or the end of quiet hours, in one message: how many still fire, and each by name. */
export const digestMessage = (lines: readonly DigestLine[]): Message => {
  const firing = lines.filter(({ state }) => state === 'firing');
  return {
    title: digestTitle(lines.length, firing.length),
    body: listed(lines).join('\n'),
    severity: firing.length === 0 ? 'ok' : worstOf(firing),
    alert: null,
    sticky: false,
    sound: false,
  };
};

const digestTitle = (all: number, firing: number): string => {
  if (firing === 0) return all === 1 ? 'One alert came and is over' : `${all} alerts came and are over`;
  if (firing === all) return all === 1 ? 'One alert fires' : `${all} alerts fire`;
  return `${firing} of ${all} alerts still ${firing === 1 ? 'fires' : 'fire'}, the others are over`;
};

const worstOf = (lines: readonly DigestLine[]): Severity =>
  (['critical', 'warning'] as const).find((severity) => lines.some((line) => line.severity === severity)) ?? 'info';

/** The first lines, and how many there are besides. */
const listed = (lines: readonly DigestLine[]): readonly string[] => {
  const rest = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES).map(lineText), ...(rest > 0 ? [`and ${rest} more`] : [])];
};

const lineText = ({ text, state, isAcknowledged, lasted }: DigestLine): string => {
  if (state === 'resolved') return `· ${text}: over${lasted === null ? '' : ` after ${sayLength(lasted)}`}`;
  return `· ${text}${isAcknowledged ? ' (acknowledged)' : ''}`;
};

/** The day's report: what was told nowhere else, what fired, and what is still open. */
export const summaryMessage = (lines: readonly DigestLine[], { fired, resolved, open, span, late }: Day): Message => ({
  title: `Daily summary: ${openWords(open.length)}`,
  body: [
    ...(late === undefined ? [] : [late]),
    `${span ?? 'Since the last summary'} ${firedWords(fired)}; ${resolved} ${resolved === 1 ? 'alert' : 'alerts'} ended.`,
    ...(lines.length === 0 ? [] : ['For information:', ...listed(lines)]),
    ...(open.length === 0 ? [] : ['Open now:', ...listed(open)]),
  ].join('\n'),
  severity: open.length === 0 ? 'ok' : worstOf(open),
  alert: null,
  sticky: false,
  sound: false,
});

const openWords = (open: number): string => {
  if (open === 0) return 'nothing is open';
  return open === 1 ? 'one alert is open' : `${open} alerts are open`;
};

const firedWords = ({ critical, warning, info }: Day['fired']): string => {
  if (critical + warning + info === 0) return 'nothing fired';
  const counted = [`${critical} critical`, `${warning} ${warning === 1 ? 'warning' : 'warnings'}`, `${info} for information`];
  return `${counted.join(', ')} fired`;
};
