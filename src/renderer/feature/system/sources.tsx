import { Settings2 } from 'lucide-react';
import type { SourceRow, SourceStanding } from '../../../preload/contract/views.js';
import { Unread } from '../../query/answered.js';
import { useSourceStandings } from '../../query/reads/desk.js';
import { useSources } from '../../state/console.js';
import { sourcePath, useGo } from '../../state/place.js';
import { count, plain } from '../../text/quantity.js';
import { SOURCE_NAMES } from '../../text/source.js';
import type { Saying } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Mark, Sentence } from '../../ui/mark.js';
import { Card, Section, Skeleton } from '../../ui/section.js';
import { systemPlace } from './narrowed.js';
import { SOURCE_FORMS, SOURCES } from './source/forms.js';

const STATES: Readonly<Record<SourceStanding['state'], Saying>> = {
  ok: { tone: 'good', word: 'Fresh' },
  failing: { tone: 'warning', word: 'Failing' },
  idle: { tone: 'neutral', word: 'Not read yet' },
  unused: { tone: 'neutral', word: 'Not set up' },
};

/** Where readings come from: how each source is, what it brings, what is missing; and where it is set up. */
export const Sources = () => {
  const { data, error, refetch } = useSourceStandings();
  return (
    <Section anew title="Sources">
      {error !== null && <Unread title="The sources could not be read" error={error} onAgain={refetch} />}
      <Card>
        <ul>
          <Watched />
          {data === undefined && error === null && <Skeleton className="m-4 h-60" />}
          {[...(data ?? [])].sort(byUse).map((standing) => (
            <Line key={standing.setting} standing={standing} />
          ))}
        </ul>
      </Card>
    </Section>
  );
};

const ORDER: readonly SourceStanding['state'][] = ['failing', 'idle', 'ok', 'unused'];

/** What fails first; what is not used last. */
const byUse = (one: SourceStanding, other: SourceStanding): number =>
  ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || SOURCES.indexOf(one.setting) - SOURCES.indexOf(other.setting);

const ROW =
  'grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-0 @3xl:grid-cols-[minmax(0,2fr)_minmax(0,1.4fr)_7.5rem_6rem]';

const Line = ({ standing }: { standing: SourceStanding }) => {
  const go = useGo();
  const { setting, state, missing, waiting } = standing;
  const { name, brings } = SOURCE_FORMS[setting];
  return (
    <li className={ROW}>
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        <p className="text-small text-faint">{brings}</p>
      </div>
      <div className="row-start-2 min-w-0 text-small @3xl:row-start-auto">
        <Figures standing={standing} />
      </div>
      <span className="row-start-3 @3xl:row-start-auto">
        <Mark {...STATES[state]} />
      </span>
      <Button
        look="quiet"
        shape="tight"
        className="col-start-2 row-start-1 -my-1 justify-self-end @3xl:col-start-auto @3xl:row-start-auto"
        aria-label={`Set up ${name}`}
        onClick={() => go(systemPlace(sourcePath(setting)))}
      >
        <Settings2 size={14} aria-hidden="true" />
        Set up
      </Button>
      {missing.length + waiting.length > 0 && (
        <div className="col-span-full flex min-w-0 flex-col gap-1 text-small">
          {missing.map((text) => (
            <Sentence key={text} tone={state === 'failing' ? 'warning' : 'info'}>
              {text}
            </Sentence>
          ))}
          {waiting.length > 0 && <Waiting rules={waiting} />}
        </div>
      )}
    </li>
  );
};

/** Rules beyond these are counted. */
const MOST_NAMED = 4;

const Waiting = ({ rules }: { rules: readonly string[] }) => {
  const more = rules.length - MOST_NAMED;
  const named = rules.slice(0, MOST_NAMED).join(', ');
  return (
    <p className="text-faint">
      {count(rules.length, 'rule waits', 'rules wait')} for it: {named}
      {more > 0 && ` and ${plain(more)} more`}.
    </p>
  );
};

const Figures = ({ standing: { state, series, newestAt, lastAt, targets, setting } }: { standing: SourceStanding }) => {
  if (state !== 'ok' && series === 0 && lastAt === null) return null;
  return (
    <>
      <p>
        {count(series, 'series', 'series')}
        {newestAt !== null && (
          <>
            , newest sample <Ago at={newestAt} />
          </>
        )}
      </p>
      <p className="text-faint">
        {setting !== 'ingest' && `${count(targets, 'target')}, `}
        {setting === 'ingest' ? 'sent ' : 'read '}
        {lastAt === null ? 'never' : <Ago at={lastAt} />}
      </p>
    </>
  );
};

/** What is set up as targets and competitors, and not here. */
const Watched = () => {
  const go = useGo();
  const rows = useSources().filter(({ kind }) => kind === 'http' || kind === 'competitor');
  return rows.map((row) => (
    <li key={row.kind} className={ROW}>
      <div className="min-w-0">
        <p className="font-medium">{SOURCE_NAMES[row.kind]}</p>
        <p className="text-small text-faint">
          {row.kind === 'http'
            ? 'Whether pages and endpoints answer, how fast, and with what.'
            : 'The same of competitors’ pages.'}
        </p>
      </div>
      <div className="row-start-2 min-w-0 text-small @3xl:row-start-auto">
        <Looked row={row} />
      </div>
      <span className="row-start-3 @3xl:row-start-auto">
        <Mark {...STATES[row.state]} />
      </span>
      {row.kind === 'http' && (
        <Button
          look="quiet"
          shape="tight"
          className="col-start-2 row-start-1 -my-1 justify-self-end @3xl:col-start-auto @3xl:row-start-auto"
          aria-label="Set up targets"
          onClick={() => go('/targets')}
        >
          <Settings2 size={14} aria-hidden="true" />
          Targets
        </Button>
      )}
      {row.text !== '' && (
        <div className="col-span-full text-small">
          <Sentence tone={row.state === 'failing' ? 'warning' : 'info'}>{row.text}</Sentence>
        </div>
      )}
    </li>
  ));
};

const Looked = ({ row }: { row: SourceRow }) => (
  <>
    <p>{count(row.targets, 'target')}</p>
    <p className="text-faint">
      read {row.lastAt === null ? 'never' : <Ago at={row.lastAt} />}
      {row.lateMilliseconds !== null && `, ${plain(row.lateMilliseconds)} ms late`}
    </p>
  </>
);
