import { ObjectiveHead, ObjectiveLine } from '../../chart/standing/objective-line.js';
import { Unread } from '../../query/answered.js';
import { useObjectives } from '../../query/reads/standing.js';
import { useAnew } from '../../query/recorded.js';
import { useGo } from '../../state/place.js';
import { worstKept } from '../../text/objective.js';
import { count } from '../../text/quantity.js';
import { useKeys } from '../../ui/keys.js';
import { KnownToday } from '../../ui/known-today.js';
import { WithPanel } from '../../ui/panel.js';
import { Empty, Skeleton } from '../../ui/section.js';
import { ObjectivePanel } from './objective-panel.js';

/** Every promise, and beside the list the one that is chosen. */
export const ObjectivesPage = ({ chosen }: { chosen: string | null }) => {
  const go = useGo();
  const close = (): void => go('/objectives');
  const isAnew = useAnew('objective.list') !== false;
  useKeys({ Escape: close });
  return (
    <WithPanel
      list={
        <>
          <header className="flex items-center gap-3 px-5 pt-4 pb-3">
            <h1 className="text-title font-semibold">Service levels</h1>
            <Note />
            {isAnew && <KnownToday />}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto border-t border-line [--inset:20px]">
            <List chosen={chosen} />
          </div>
        </>
      }
      panel={chosen !== null && <ObjectivePanel key={chosen} id={chosen} onClose={close} />}
    />
  );
};

const Note = () => {
  const { data } = useObjectives();
  return data === undefined || data.length === 0 ? null : <span className="text-faint">{count(data.length, 'promise')}</span>;
};

const List = ({ chosen }: { chosen: string | null }) => {
  const { data, error, refetch } = useObjectives();
  if (error !== null && data === undefined)
    return (
      <div className="px-5 py-3">
        <Unread title="The service levels could not be read" error={error} onAgain={refetch} />
      </div>
    );
  if (data === undefined) return <Skeleton className="m-5 h-60" />;
  if (data.length === 0)
    return (
      <Empty
        title="Nothing is promised yet"
        action={
          <a href="#/settings/objectives" className="text-accent hover:underline">
            Add the first
          </a>
        }
      >
        An objective says which share of readings must be good: 99.9 % up, 99 % answered within two seconds.
      </Empty>
    );
  return (
    <>
      <ObjectiveHead />
      <ul aria-label="Service levels">
        {worstKept(data).map((standing) => (
          <ObjectiveLine key={standing.objective.id} standing={standing} isOpen={standing.objective.id === chosen} />
        ))}
      </ul>
    </>
  );
};
