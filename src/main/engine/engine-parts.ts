import type { IndustryFigures } from '../core/model/benchmark.js';
import type { Config } from '../core/model/config.js';
import type { DeskProblem } from '../core/model/desk-problem.js';
import type { HeartbeatView } from '../core/model/heartbeat.js';
import type { TeamView } from '../core/model/team.js';
import type { DeskView } from '../core/model/view.js';
import type { Channel } from '../core/port/channel.js';
import type { Clock } from '../core/port/clock.js';
import type { Connectivity } from '../core/port/connectivity.js';
import type { History } from '../core/port/history.js';
import type { Journal } from '../core/port/journal.js';
import type { Log } from '../core/port/log.js';
import type { PushedSource } from '../core/port/pushed.js';
import type { Recording } from '../core/port/recording.js';
import type { Source } from '../core/port/source.js';
import type { Duration } from '../core/time/instant.js';
import type { Trace } from './trace.js';

export interface EngineParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Config;
  readonly journal: Journal;
  readonly history: History;
  /** Where the pushed view is recorded, minute by minute; null: it is not. */
  readonly recording: Recording | null;
  readonly sources: readonly Source[];
  readonly pushed: readonly PushedSource[];
  readonly channels: readonly Channel[];
  readonly connectivity: Connectivity;
  readonly trace: Trace;
  /** Spreads the wait before another attempt a little: chance is not the engine's. */
  readonly spread: (wait: Duration) => Duration;
  readonly version: string;
  readonly runtime: string;
  /** What is usual on the web; null where it could not be read. */
  readonly industry: IndustryFigures | null;
  /** What the desk's own part of the view says; asked each time it is built. */
  readonly desk: () => DeskView;
  /** Problems outside the engine that the console should show. */
  readonly problems: () => readonly DeskProblem[];
  /** How the signal that this desk sends out is doing; null: it sends none. */
  readonly heartbeat: () => HeartbeatView | null;
  /** The desks that share this one's store; null or absent: it has its own. */
  readonly team?: () => TeamView | null;
  /** A gap between two ticks longer than this was a sleep or a jump of the clock; null: never judged by gaps. */
  readonly longestGap: Duration | null;
}
