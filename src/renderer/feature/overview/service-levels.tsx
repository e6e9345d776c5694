import type { ObjectiveStanding } from '../../../preload/contract/views.js';
import { ObjectiveHead, ObjectiveLine } from '../../chart/standing/objective-line.js';
import { useObjectives } from '../../query/reads/standing.js';
import { useAnew } from '../../query/recorded.js';
import { countStandings, worstKept } from '../../text/objective.js';
import { plain } from '../../text/quantity.js';
import { Card, Section, Skeleton } from '../../ui/section.js';

const MOST = 6;

const note = (standings: readonly ObjectiveStanding[]): string => {
  const { missed, atRisk, kept, unjudged } = countStandings(standings);
  return [
    ...(missed > 0 ? [`${plain(missed)} missed`] : []),
    ...(kept + atRisk > 0 ? [`${plain(kept + atRisk)} kept`] : []),
    ...(unjudged > 0 ? [`${plain(unjudged)} not judged`] : []),
  ].join(' · ');
};

/** How every promise is kept, and what is left of its error budget. */
export const ServiceLevels = () => {
  const { data, error } = useObjectives();
  return (
    <Section
      title="Service levels"
      anew={useAnew('objective.list')}
      note={data === undefined || data.length === 0 ? undefined : note(data)}
      actions={
        <a href="#/objectives" className="text-accent hover:underline">
          {data !== undefined && data.length > MOST ? `Show all ${plain(data.length)}` : 'Open the list'}
        </a>
      }
    >
      <Card>
        <Body data={data} error={error} />
      </Card>
    </Section>
  );
};

const Body = ({ data, error }: { data: readonly ObjectiveStanding[] | undefined; error: Error | null }) => {
  if (error !== null && data === undefined)
    return <p className="px-3 py-3 text-soft">How the promises are kept could not be read: {error.message}</p>;
  if (data === undefined) return <Skeleton className="m-3 h-44" />;
  if (data.length === 0)
    return (
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-3 py-3 text-soft">
        Nothing is promised yet. A promise says which share of readings must be good, and shows how much of its error budget is
        left.
        <a href="#/settings/objectives" className="text-accent hover:underline">
          Add one
        </a>
      </p>
    );
  return (
    <>
      <ObjectiveHead />
      <ul aria-label="Service levels">
        {worstKept(data)
          .slice(0, MOST)
          .map((standing) => (
            <ObjectiveLine key={standing.objective.id} standing={standing} />
          ))}
      </ul>
    </>
  );
};
