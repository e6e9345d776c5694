import type { DeskProblem } from '../../core/model/desk-problem.js';
import type { HeartbeatView } from '../../core/model/heartbeat.js';
import type { SourceKind } from '../../core/model/source-kind.js';
import type { Banner, SourceRow, SystemView } from '../../core/model/system-view.js';
import { isFeed } from '../../core/model/target.js';
import type { TargetRow } from '../../core/model/target-view.js';
import type { TeamView } from '../../core/model/team.js';
import type { Channel } from '../../core/port/channel.js';
import type { PushedSource } from '../../core/port/pushed.js';
import type { Instant } from '../../core/time/instant.js';
import { freshUntil } from '../../core/view/watch.js';
import { calendarCount } from '../calendar/calendar.js';
import type { Committer } from '../commit/commit.js';
import type { Meter } from '../commit/meter.js';
import type { Deliver } from '../outbox/deliver.js';
import type { Unrecorded } from '../past/recorder.js';
import type { Poll } from '../poll.js';
import type { Retain } from '../retain.js';
import type { World } from '../world.js';
import {
  channelId,
  failingBanner,
  lackingBanner,
  NO_CHANNEL,
  noChannelBanner,
  unavailable,
  unavailableBanner,
  unavailableId,
} from './channel-banner.js';
import type { Lacking } from './lacking.js';

export interface StatusParts {
  readonly world: World;
  readonly committer: Committer;
  readonly deliver: Deliver;
  readonly channels: readonly Channel[];
  readonly poll: Poll;
  readonly retain: Retain;
  readonly turnMeter: Meter;
  readonly pushed: readonly PushedSource[];
  readonly startedAt: Instant;
  readonly lacking: Lacking;
  readonly version: string;
  readonly runtime: string;
  readonly heartbeat: () => HeartbeatView | null;
  /** Since when the console cannot be recorded, and why; null: it can. */
  readonly unrecorded: () => Unrecorded | null;
  readonly team?: () => TeamView | null;
  readonly problems: () => readonly DeskProblem[];
}

export interface Status {
  system(now: Instant): SystemView;
  source(kind: SourceKind, targets: readonly TargetRow[]): SourceRow;
  /** Of what is told, not looked at. */
  pushed(): readonly SourceRow[];
}

/** How the engine itself is doing. Figures are rounded, so that the view does not change with every turn. */
export const createStatus = (parts: StatusParts): Status => {
  const { world, committer, deliver, poll, lacking } = parts;

  const store = (): SystemView['store'] => {
    const health = committer.health();
    const figures = parts.retain.figures();
    return {
      kind: figures?.kind ?? 'embedded',
      place: figures?.place ?? '',
      state: health.state,
      text: health.state === 'ok' ? 'Everything up to now is written.' : `Cannot write since it failed: ${health.text}`,
      bytes: figures?.bytes ?? null,
      lastCommitAt: health.state === 'ok' ? coarse(health.lastAt) : null,
      commitMilliseconds: rounded(committer.meter),
    };
  };

  const channelOf = (kind: string) => parts.channels.find((channel) => channel.kind === kind);

  const channels = (): SystemView['channels'] =>
    world.channels.map((kind) => {
      const health = deliver.health().get(kind);
      const doNotDisturb = channelOf(kind)?.doNotDisturb?.() ?? null;
      const lacks = channelOf(kind)?.lacks?.() ?? null;
      if (lacks !== null) return { kind, state: 'failing', lastAt: health?.lastAt ?? null, text: lacks, doNotDisturb };
      return health === undefined
        ? { kind, state: 'unused', lastAt: null, text: 'Nothing was sent since the start.', doNotDisturb }
        : { kind, state: health.state, lastAt: health.lastAt, text: health.text, doNotDisturb };
    });

  const outbox = (): SystemView['outbox'] => {
    const counts = { waiting: 0, delivered: 0, abandoned: 0 };
    for (const delivery of world.deliveries.values()) counts[delivery.state.kind] += 1;
    return counts;
  };

  const banners = (now: Instant): readonly Banner[] => {
    lacking.note(now);
    const shown: Banner[] = parts
      .problems()
      .map((problem) => ({ ...problem, severity: 'warning' as const, since: parts.startedAt }));
    const health = committer.health();
    if (health.state === 'failing') shown.unshift(storeBanner(health));
    const unrecorded = parts.unrecorded();
    if (unrecorded !== null) shown.push(recordingBanner(unrecorded));
    if (world.channels.length === 0) shown.push(noChannelBanner(lacking.since(NO_CHANNEL)));
    for (const kind of unavailable(world)) shown.push(unavailableBanner(kind, lacking.since(unavailableId(kind))));
    for (const kind of world.channels) {
      const lacks = channelOf(kind)?.lacks?.() ?? null;
      const health = deliver.health().get(kind);
      if (lacks !== null) shown.push(lackingBanner(kind, lacks, lacking.since(channelId(kind))));
      else if (health?.state === 'failing') shown.push(failingBanner(kind, health));
    }
    return shown;
  };

  return {
    system: (now) => ({
      version: parts.version,
      runtime: parts.runtime,
      startedAt: parts.startedAt,
      banners: banners(now),
      store: store(),
      engine: {
        turns: world.turns,
        turnMilliseconds: rounded(parts.turnMeter),
        lateMilliseconds: rounded(poll.lateness),
        series: world.series.size,
      },
      outbox: outbox(),
      channels: channels(),
      heartbeat: parts.heartbeat(),
      calendar: calendarCount(world, now),
      team: parts.team?.() ?? null,
    }),
    source: (kind, targets) => sourceRow(world, kind, targets, poll),
    pushed: () => parts.pushed.flatMap((source) => source.row() ?? []),
  };
};

const COARSE = 10_000;

const coarse = (at: Instant | null): Instant | null => (at === null ? null : ((Math.floor(at / COARSE) * COARSE) as Instant));

/** Two significant digits: enough to judge by, and steady. */
const rounded = (meter: Meter): { readonly median: number; readonly p95: number } | null => {
  const figures = meter.figures();
  return figures === null ? null : { median: Number(figures.median.toPrecision(2)), p95: Number(figures.p95.toPrecision(2)) };
};

const storeBanner = (health: { readonly since: Instant; readonly text: string }): Banner => ({
  id: 'store-failing',
  severity: 'critical',
  text: `Watchroom cannot write to its store: ${health.text}`,
  remedy:
    'Free disk space or mend the permissions of the data folder. It keeps trying, and keeps up to a million samples until it can.',
  since: health.since,
});

const recordingBanner = ({ since, text, what }: Unrecorded): Banner => ({
  id: 'recording-failing',
  severity: 'warning',
  ...(what === 'all'
    ? {
        text: `The console is not being recorded: ${text}`,
        remedy:
          'Free disk space or mend the permissions of the data folder. All is watched and told as ever; only these minutes cannot be looked back at.',
      }
    : {
        text: `The console is recorded without some of its pages: ${text}`,
        remedy:
          'See whether the store is slow or fails. All is watched and told as ever; only these pages cannot be looked back at.',
      }),
  since,
});

const sourceRow = (world: World, kind: SourceKind, targets: readonly TargetRow[], poll: Poll): SourceRow => {
  const newest = targets.reduce<Instant | null>(
    (latest, { lastAt }) => (lastAt !== null && (latest === null || lastAt > latest) ? lastAt : latest),
    null,
  );
  const failing = targets.filter(({ id }) => world.targets.get(id)?.reading?.outcome.kind === 'source-failed');
  const [first] = failing;
  const figures = poll.lateness.figures();
  return {
    kind,
    state: failing.length > 0 ? 'failing' : newest === null ? 'idle' : 'ok',
    targets: targets.length,
    lastAt: newest,
    freshUntil: freshUntil(targets),
    lateMilliseconds: figures === null ? null : Math.round(figures.p95),
    text:
      first === undefined
        ? notesOf(world, targets)
        : `${failing.length} of ${targets.length} cannot be read: ${first.problem ?? ''}`,
  };
};

/** What the feeds have to say of what they read, though they read it well: a missing index, figures that are not offered. */
const notesOf = (world: World, targets: readonly TargetRow[]): string =>
  oncePerKind(
    targets.flatMap(({ id }) => {
      const { target, reading } = world.targets.get(id) ?? {};
      const outcome = reading?.outcome;
      return target !== undefined && isFeed(target) && outcome?.kind === 'answered' ? [outcome.facts.note ?? ''] : [];
    }),
  ).join(' ');

/** Numbers that stand alone: those within a name, or at its end before a colon, tell one page or collection from another. */
const FIGURES = /(?<![\p{L}\d_/-])\d[\d.,]*(?![\p{L}\d_:-])/gu;

/** Of notes that differ in their figures alone the last stands for all, with how many there are. */
const oncePerKind = (notes: readonly string[]): readonly string[] => {
  const kinds = new Map<string, string[]>();
  for (const note of notes) {
    const kind = note.replaceAll(FIGURES, '#');
    if (note !== '') kinds.set(kind, [...(kinds.get(kind) ?? []), note]);
  }
  return [...kinds.values()].map((alike) => (alike.length === 1 ? '' : `${alike.length} targets: `) + alike.at(-1));
};
