import type { SourceRow } from '../../../preload/contract/views.js';
import { useSources } from '../../state/console.js';
import { count } from '../../text/quantity.js';
import { SOURCE_NAMES } from '../../text/source.js';
import type { Saying } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

const STATES: Readonly<Record<SourceRow['state'], Saying>> = {
  ok: { tone: 'good', word: 'Fresh' },
  failing: { tone: 'warning', word: 'Failing' },
  idle: { tone: 'neutral', word: 'Idle' },
};

/** Where readings come from, and how fresh they are. */
export const Sources = () => (
  <Section title="Sources">
    <Card>
      <ul>
        {useSources().map((source) => (
          <li key={source.kind} className="flex flex-col gap-0.5 border-b border-line px-3 py-2 last:border-0">
            <span className="flex items-center justify-between gap-2">
              <span className="font-medium">{SOURCE_NAMES[source.kind]}</span>
              <Mark {...STATES[source.state]} />
            </span>
            <span className="text-small text-faint">
              {source.kind !== 'ingest' && `${count(source.targets, 'target')} · `}
              {source.lastAt === null ? 'never read' : <Ago at={source.lastAt} />}
            </span>
            {source.text !== '' && <span className="text-small text-soft">{source.text}</span>}
          </li>
        ))}
      </ul>
    </Card>
  </Section>
);
