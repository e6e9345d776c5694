import type { IndustryFigures } from '../core/model/benchmark.js';
import type { ConsoleView } from '../core/model/view.js';
import type { Clock } from '../core/port/clock.js';
import type { Desk } from '../core/port/desk.js';
import type { History } from '../core/port/history.js';
import type { Journal } from '../core/port/journal.js';
import type { Recording } from '../core/port/recording.js';
import type { Instant } from '../core/time/instant.js';
import { createBaselines } from './baseline/baselines.js';
import { createBusiness } from './business/business.js';
import { calendarAt } from './calendar/calendar.js';
import { createDrills } from './drill/drills.js';
import { createExplain } from './explain/service.js';
import { createInfrastructure } from './lookup/infrastructure.js';
import { createInspect } from './lookup/inspect.js';
import { createQuality } from './lookup/quality.js';
import type { CountedHours } from './objective/counted-hours.js';
import { createObjectives } from './objective/objectives.js';
import { createPast } from './past/past.js';
import { readDeploys } from './performance/deploys.js';
import { createPerformance } from './performance/performance.js';
import { createPreview } from './replay/preview.js';
import { createReport } from './report/daily.js';
import { createHandover } from './report/handover.js';
import { createServiceLevels } from './report/service-level.js';
import { createScenarios } from './scenario/scenario.js';
import type { World } from './world.js';

export interface LookupsParts {
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly history: History;
  readonly counted: CountedHours;
  /** Null: this desk records nothing. */
  readonly recording: Recording | null;
  /** What is usual on the web; null where it could not be read. */
  readonly industry: IndustryFigures | null;
  /** The console as it is shown now. */
  readonly view: () => ConsoleView;
}

/** What a desk answers out of what it knows and remembers. */
export type Answers = Omit<
  Desk,
  ('view' | 'subscribe' | 'suspend' | 'resume') | ('act' | 'readNow' | 'tryTarget' | 'tryChannel' | 'checkChannel' | 'remember')
>;

export interface Lookups {
  readonly answers: Answers;
  /** Fills the heartbeat bars from the store. */
  recallBeats(now: Instant): Promise<void>;
}

/** What people look up in a running engine: it is read when somebody asks, never in a turn, and changes nothing. */
export const createLookups = ({ recording, industry, view, ...known }: LookupsParts): Lookups => {
  const { world, clock, journal, history } = known;
  const store = { journal, history };
  const { objectives, objective } = createObjectives(known);
  const { business, atRisk } = createBusiness({ ...known, industry, objectives: async () => objectives() });
  const { recallBeats, ...inspected } = createInspect({ ...known, atRisk });
  return {
    answers: {
      ...inspected,
      ...createPast({ clock, recording, zone: () => world.config.site.timeZone }),
      ...createBaselines(known),
      objectives,
      objective,
      business,
      performance: createPerformance(known),
      infrastructure: createInfrastructure(known),
      deploys: (from, to) => readDeploys(history, from, to),
      quality: createQuality(known),
      report: createReport({ ...known, objectives }),
      serviceLevels: createServiceLevels(known),
      handover: createHandover({ ...known, suppressions: () => Object.values(view().suppressions) }),
      drills: createDrills(known),
      calendar: async () => calendarAt(world, clock.now()),
      explain: createExplain(known),
      preview: createPreview({ world, clock, store }),
      scenario: createScenarios({ world, clock, store }),
    },
    recallBeats,
  };
};
