import type { DeployEffect, VitalChange } from '../../../preload/contract/views.js';
import { saySpread, spreadDetail } from '../../text/business.js';
import { sayChange, sayCompared, sayDeploy, vitalWord } from '../../text/performance.js';
import { clockTime, dayOf } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { ToneIcon } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';

/** What visitors had before and after each of the last deploys. */
export const Deploys = ({ effects }: { effects: readonly DeployEffect[] }) => {
  const [newest] = effects;
  if (newest === undefined) return null;
  return (
    <Section title="Before and after a deploy" note="p75 of visits since, against the same hours of the day before">
      <Card>
        <Table label="Before and after a deploy" columns={columnsOf(newest)}>
          {effects.map((effect) => (
            <Effect key={effect.at} effect={effect} />
          ))}
        </Table>
      </Card>
    </Section>
  );
};

const columnsOf = ({ vitals }: DeployEffect) => [
  { name: 'Deploy', side: 'left' as const },
  { name: 'Compared', side: 'left' as const },
  ...vitals.map(({ metric }) => ({ name: vitalWord(metric), side: 'right' as const })),
];

const Effect = ({ effect }: { effect: DeployEffect }) => {
  const zone = useZone();
  return (
    <Row isFew={effect.hours === 0}>
      <Cell className="font-medium">
        {dayOf(effect.at, zone)}, {clockTime(effect.at, zone)}{' '}
        <span className="text-small font-normal text-soft">{sayDeploy(effect)}</span>
      </Cell>
      <Cell>{sayCompared(effect)}</Cell>
      {effect.vitals.map((change) => (
        <Change key={change.metric} change={change} />
      ))}
    </Row>
  );
};

const Change = ({ change }: { change: VitalChange }) => {
  const { before, after } = change;
  const { tone, word } = sayChange(change);
  if (before === null || after === null)
    return (
      <Cell side="right" title={word}>
        <span className="text-faint">–</span>
        <span className="sr-only">{word}</span>
      </Cell>
    );
  return (
    <Cell side="right" title={`${word}. Before: ${spreadDetail(before)}. After: ${spreadDetail(after)}.`}>
      <span className="inline-flex items-center gap-x-1.5 whitespace-nowrap max-xl:flex-col max-xl:items-end">
        <span className="text-soft">{saySpread(before)}</span>{' '}
        <span className="inline-flex items-center gap-1.5">
          <span className="text-soft">→</span>
          {saySpread(after)}
          <ToneIcon tone={tone} size={12} />
        </span>
        <span className="sr-only">{word}</span>
      </span>
    </Cell>
  );
};
