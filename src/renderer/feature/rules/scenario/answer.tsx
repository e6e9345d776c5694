import type { RuleScenario, ScenarioPoint } from '../../../../preload/contract/views.js';
import { count, quantity } from '../../../text/quantity.js';
import { sayEvent, sayEventWords } from '../../../text/scenario.js';
import { clockTime, dayAndTime, spell } from '../../../text/time.js';
import { useZone } from '../../../text/zone.js';
import { ClosingLine } from '../../../ui/check-line.js';
import { Disclosure } from '../../../ui/disclosure.js';
import { Mark } from '../../../ui/mark.js';

const DAY = 86_400_000;

/** Times of a scenario that ends within the day need no date. */
export const useScenarioTime = ({ from, to }: RuleScenario): ((at: number) => string) => {
  const zone = useZone();
  return (at) => (to - from < DAY ? clockTime(at, zone) : dayAndTime(at, zone));
};

/** What comes of a scenario: the closing sentence, and what happens one after the other. */
export const ScenarioAnswer = ({ scenario }: { scenario: RuleScenario }) => (
  <div className="flex flex-col gap-2.5">
    <ClosingLine bell={scenario.outcome.kind === 'told' ? 'rings' : 'silent'}>{scenario.outcome.text}</ClosingLine>
    <Events scenario={scenario} />
    <Disclosure title="What this rests on">
      <ul className="flex flex-col gap-1 pt-1 text-small text-faint">
        {scenario.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Disclosure>
  </div>
);

const Events = ({ scenario }: { scenario: RuleScenario }) => {
  const { events, severity, metric, from } = scenario;
  const time = useScenarioTime(scenario);
  if (events.length === 0) return null;
  return (
    <ol aria-label="What happens" className="flex max-h-72 flex-col overflow-y-auto" tabIndex={-1}>
      {events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole.
        <li key={index} className="flex items-baseline gap-3 border-b border-line py-1 last:border-0">
          <span className="w-28 shrink-0 text-faint tabular-nums">
            {time(event.at)} <span className="text-small">+{spell(Math.max(1_000, event.at - from))}</span>
          </span>
          <Mark {...sayEvent(event, severity)} />
          <span className="min-w-0 break-words text-soft">{sayEventWords(event, metric)}</span>
        </li>
      ))}
    </ol>
  );
};

/** What the rule saw in one stretch, and why that woke somebody or did not. */
export const StretchWords = ({ scenario, index }: { scenario: RuleScenario; index: number }) => {
  const time = useScenarioTime(scenario);
  const moment = scenario.moments[index];
  if (moment === undefined) return null;
  const begins = moment.at - scenario.stretch + 1;
  const point = scenario.points.findLast(({ at }) => at <= moment.at);
  return (
    <div className="flex min-h-16 flex-col gap-0.5 text-small">
      <p className="text-faint">
        {time(begins)} to {time(moment.at + 1)}
        {point !== undefined && ` · ${measured(point, scenario)}`}
      </p>
      <p className="text-pretty text-soft">{moment.text}</p>
    </div>
  );
};

const measured = ({ value, n, window, verdict }: ScenarioPoint, { metric }: RuleScenario): string => {
  const over = window === null ? '' : ` over ${spell(window)}`;
  const said = value === null ? 'nothing to compare' : quantity(value, metric);
  return `${said}, ${count(n, 'sample or event', 'samples or events')}${over}, ${VERDICTS[verdict]}`;
};

const VERDICTS = {
  ok: 'good',
  breach: 'past the limit',
  'no-data': 'no data',
  'too-few': 'too few',
  learning: 'learning',
} as const;
