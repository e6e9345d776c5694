import type { QualityView, RuleQuality } from '../../../preload/contract/views.js';
import { Answered } from '../../query/answered.js';
import { useQuality } from '../../query/reads/rules.js';
import { rulePath } from '../../state/place.js';
import { useSorting } from '../../state/sorting.js';
import { capital } from '../../text/business.js';
import { sayProposal } from '../../text/quality.js';
import { count, plain } from '../../text/quantity.js';
import { spell } from '../../text/time.js';
import { Mark, ToneIcon } from '../../ui/mark.js';
import { Card, Empty, Page, Section } from '../../ui/section.js';
import { sortedBy } from '../../ui/sorting.js';
import { Cell, type Column, Row, Table } from '../../ui/table.js';

const DAYS = 30;

/** How the alerts of each rule fared: which were worth it, which were noise, and what might be changed. */
export const QualityPage = () => {
  const answer = useQuality(DAYS);
  return (
    <Page
      anew
      title="How good the rules are"
      note={`last ${DAYS} days, tests and drills apart`}
      actions={
        <a href="#/rules" className="text-accent hover:underline">
          All rules
        </a>
      }
    >
      <Answered answer={answer}>
        {(view) => (view.rules.length === 0 ? <AllSilent rules={view.quiet} /> : <Known view={view} />)}
      </Answered>
    </Page>
  );
};

const AllSilent = ({ rules }: { rules: number }) => (
  <Empty title={`No rule fired within ${DAYS} days`}>
    {count(rules, 'rule')} kept silent. Why one is silent stands in its own panel.
  </Empty>
);

const Known = ({ view }: { view: QualityView }) => {
  const [sorting, sort] = useSorting();
  const better = view.rules.filter(({ proposals }) => proposals.length > 0);
  return (
    <>
      <Section
        title="What might be changed"
        note={better.length === 0 ? 'nothing speaks for a change' : 'with what speaks for it'}
      >
        {better.length === 0 ? (
          <p className="text-faint">No rule calls for little, comes back again and again, or was mostly called noise.</p>
        ) : (
          <Card>
            <ul>
              {better.map((one) => (
                <Better key={one.rule} one={one} />
              ))}
            </ul>
          </Card>
        )}
      </Section>
      <Section title="Rules that fired" note={`${count(view.quiet, 'other')} kept silent`}>
        <Card>
          <Table label="Rules that fired" columns={COLUMNS} sorting={sorting} onSort={sort}>
            {sortedBy(view.rules, sorting, VALUES).map((one) => (
              <Fared key={one.rule} one={one} />
            ))}
          </Table>
        </Card>
      </Section>
    </>
  );
};

const Better = ({ one }: { one: RuleQuality }) => (
  <li className="flex flex-col gap-1 border-b border-line px-3 py-2.5 last:border-0">
    <a href={`#${rulePath(one.rule)}`} className="w-fit font-medium hover:underline">
      {one.name}
    </a>
    {one.proposals.map((proposal) => (
      <p key={proposal.kind} className="flex items-start gap-1.5 text-soft">
        <span className="pt-0.5">
          <ToneIcon tone="info" size={14} />
        </span>
        {sayProposal(proposal)}
      </p>
    ))}
  </li>
);

const COUNTS = [
  ['fired', 'Fired'],
  ['told', 'Told'],
  ['atNight', 'At night'],
  ['acknowledged', 'Acknowledged'],
  ['real', 'Real'],
  ['noise', 'Noise'],
  ['cameBack', 'Came back'],
] as const;

const COLUMNS: readonly Column[] = [
  { name: 'Rule', side: 'left', sort: { id: 'name', starts: 'up' } },
  ...COUNTS.map(([id, name]): Column => ({ name, side: 'right', sort: { id, starts: 'down' } })),
  { name: 'In alert', side: 'right', sort: { id: 'minutes', starts: 'down' } },
];

const VALUES: Readonly<Record<string, (one: RuleQuality) => string | number>> = {
  name: ({ name }) => name,
  minutes: ({ minutes }) => minutes,
  ...Object.fromEntries(COUNTS.map(([id]) => [id, (one: RuleQuality) => one[id]])),
};

const Fared = ({ one }: { one: RuleQuality }) => (
  <Row>
    <Cell>
      <span className="flex min-w-32 flex-wrap items-center gap-x-2">
        <a href={`#${rulePath(one.rule)}`} className="font-medium hover:underline">
          {one.name}
        </a>
        <span className="text-small">
          <Mark tone={one.severity} word={capital(one.severity)} />
        </span>
      </span>
    </Cell>
    {COUNTS.map(([id]) => (
      <Cell key={id} side="right">
        {one[id] === 0 ? <span className="text-faint">0</span> : plain(one[id])}
      </Cell>
    ))}
    <Cell side="right">{spell(one.minutes * 60_000)}</Cell>
  </Row>
);
