import type { AlertRow, RuleRow, Severity } from '../../preload/contract/views.js';
import { count, plain } from './quantity.js';
import { type Saying, saySeverity } from './states.js';

const WORST_FIRST: readonly Severity[] = ['critical', 'warning', 'info'];

/** What the rules over some metrics say: their open alerts, worst first; that nothing fires; or that nobody judges. */
export const sayJudged = (metrics: readonly string[], alerts: readonly AlertRow[], rules: readonly RuleRow[]): Saying => {
  const open = alerts.filter((row) => row.state === 'firing' && !row.isTest && metrics.includes(row.metric));
  const loud = open.filter((row) => row.acknowledged === null && row.suppressed === null);
  const worst = WORST_FIRST.find((severity) => loud.some((row) => row.severity === severity));
  if (worst !== undefined) {
    const n = loud.filter((row) => row.severity === worst).length;
    return { tone: saySeverity(worst).tone, word: `${plain(n)} ${saySeverity(worst).word.toLowerCase()}` };
  }
  if (open.length > 0) return { tone: 'muted', word: `${count(open.length, 'alert')} in hand` };
  if (isInState('ok', metrics, rules)) return { tone: 'good', word: 'No alert' };
  return { tone: 'neutral', word: isInState('never', metrics, rules) ? 'Rules wait for readings' : 'No rule judges it' };
};

/** Whether a rule that is on and in that state looks at one of the metrics. */
const isInState = (state: RuleRow['health']['state'], metrics: readonly string[], rules: readonly RuleRow[]): boolean =>
  rules.some(({ enabled, health, metric }) => enabled && health.state === state && metrics.includes(metric));
