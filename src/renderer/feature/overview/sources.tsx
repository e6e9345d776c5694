import type { SourceRow } from '../../../preload/contract/views.js';
import { useSources } from '../../state/console.js';
import { useIsStale } from '../../text/now.js';
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
          <li
            key={source.kind}
            className="grid grid-cols-[minmax(0,1fr)_auto_5rem] items-center gap-x-3 border-b border-line px-3 py-1.5 last:border-0"
          >
            <span className="min-w-0 truncate">
              <span className="font-medium">{SOURCE_NAMES[source.kind]}</span>{' '}
              <span className="text-small text-faint">{source.kind !== 'ingest' && count(source.targets, 'target')}</span>
            </span>
            <State source={source} />
            <span className="text-right text-small whitespace-nowrap text-faint">
              {source.lastAt === null ? 'never read' : <Ago at={source.lastAt} />}
            </span>
            {source.text !== '' && (
              <span className="col-span-3 line-clamp-2 text-small text-soft" title={source.text}>
                {source.text}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  </Section>
);

const State = ({ source: { state, freshUntil } }: { source: SourceRow }) => {
  const isStale = useIsStale(freshUntil);
  return <Mark {...(isStale && state === 'ok' ? { tone: 'unseen', word: 'Out of date' } : STATES[state])} />;
};
