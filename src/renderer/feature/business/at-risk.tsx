import type { RevenueAtRisk } from '../../../preload/contract/views.js';
import { useView } from '../../state/console.js';
import { alertPath } from '../../state/place.js';
import { sayRisk, stepName } from '../../text/business.js';
import { plain } from '../../text/quantity.js';
import { Ago } from '../../text/zone.js';
import { ToneIcon } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

/** What open alerts about the business have cost so far; nothing where there is none. */
export const AtRisk = ({ risks }: { risks: readonly RevenueAtRisk[] }) =>
  risks.length === 0 ? null : (
    <Section title="Revenue at risk">
      <Card>
        <ul>
          {risks.map((risk) => (
            <Risk key={risk.alert} risk={risk} />
          ))}
        </ul>
      </Card>
    </Section>
  );

const Risk = ({ risk }: { risk: RevenueAtRisk }) => {
  const row = useView((view) => view.alerts[risk.alert] ?? null);
  return (
    <li className="border-b border-line last:border-0">
      <a href={`#${alertPath(risk.alert)}`} className="flex items-baseline gap-3 px-3 py-2 hover:bg-hover">
        <span className="self-center">
          <ToneIcon tone={row?.severity ?? 'warning'} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{row?.summary ?? risk.alert}</span>
          <span className="block text-soft">{sayRisk(risk)}</span>
        </span>
        <span className="hidden text-right text-small whitespace-nowrap text-faint sm:block">
          {risk.forms.map(({ form, actual, expected }) => (
            <span key={form} className="block">
              {stepName(form)}: {plain(Math.round(actual))}, usual {plain(expected.mean)}
            </span>
          ))}
          <span className="block">
            began <Ago at={risk.from} />
          </span>
        </span>
      </a>
    </li>
  );
};
