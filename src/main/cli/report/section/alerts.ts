import type { AlertsBody } from '../../../api/body/alert.js';
import { heading, minutes, table, text } from '../block.js';
import type { ReportBlock } from '../document.js';

const MOST_ALERTS = 50;

export const alertsOf = ({ alerts, statistics }: AlertsBody): readonly ReportBlock[] => [
  heading('Alerts'),
  text(
    `${statistics.fired} fired, ${statistics.resolved} resolved (${statistics.autoResolved} by themselves). Mean time to acknowledge ${minutes(statistics.mttaSeconds)}, to resolve ${minutes(statistics.mttrSeconds)}.`,
  ),
  ...(alerts.length === 0
    ? []
    : [
        table(
          ['Alert', 'Severity', 'State', 'Fired', 'What'],
          alerts
            .slice(0, MOST_ALERTS)
            .map(({ id, severity, state, firedAt, summary }) => [id, severity, state, firedAt, summary]),
        ),
      ]),
  ...(alerts.length > MOST_ALERTS ? [text(`${alerts.length - MOST_ALERTS} older ones are left out.`)] : []),
];
