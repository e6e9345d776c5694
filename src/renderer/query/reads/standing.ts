import type { UseQueryResult } from '@tanstack/react-query';
import type {
  BusinessView,
  InfrastructureView,
  ObjectiveDetail,
  ObjectiveStanding,
  PerformanceView,
} from '../../../preload/contract/views.js';
import { useView } from '../../state/console.js';
import { hoursOf, type TimeRange } from '../../state/preferences.js';
import { useRecordedRead } from '../read.js';

/** How every promise is kept; asked again once a minute, for the figures of weeks do not jump. */
export const useObjectives = (): UseQueryResult<readonly ObjectiveStanding[]> =>
  useRecordedRead(
    'objective.list',
    {},
    { recorded: 'objective.list', every: 60_000, mark: useView((view) => view.desk.configRevision) },
  );

/** What the site earns and for whom it works well, over a time range. */
export const useBusiness = (range: TimeRange): UseQueryResult<BusinessView> =>
  useRecordedRead(
    'business.read',
    { hours: hoursOf(range) },
    { recorded: `business.read ${hoursOf(range)}`, every: 60_000, mark: useView((view) => view.desk.configRevision) },
  );

/** What the site and the watch stand on. */
export const useInfrastructure = (): UseQueryResult<InfrastructureView> =>
  useRecordedRead('infrastructure.read', {}, { recorded: 'infrastructure.read', every: 30_000 });

/** How fast the site is for its visitors and for this desk, over a time range. */
export const usePerformance = (range: TimeRange): UseQueryResult<PerformanceView> =>
  useRecordedRead(
    'performance.read',
    { hours: hoursOf(range) },
    { recorded: `performance.read ${hoursOf(range)}`, every: 60_000, mark: useView((view) => view.desk.configRevision) },
  );

export const useObjective = (objective: string): UseQueryResult<ObjectiveDetail> =>
  useRecordedRead(
    'objective.read',
    { objective },
    { recorded: `objective.read ${objective}`, every: 60_000, mark: useView((view) => view.desk.configRevision) },
  );
