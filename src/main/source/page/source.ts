import type { ReadingOutcome } from '../../core/model/reading.js';
import { assertNever, fail, ok, type Result } from '../../core/model/result.js';
import type { FeedTarget } from '../../core/model/target.js';
import { whyDegraded } from '../../core/observe/strain.js';
import type { Browser } from '../../core/port/browser.js';
import type { Clock } from '../../core/port/clock.js';
import type { PageFeed } from '../../core/port/feeds.js';
import type { Look, Source } from '../../core/port/source.js';
import { scrub } from '../../core/privacy/scrub.js';
import { seconds } from '../../core/time/instant.js';
import { createTurns, type Turns } from '../feed/turns.js';
import { type WatchStrain, watchStrain } from '../host/strain.js';
import { shownAddress } from '../http/web-address.js';
import { type Deadline, startDeadline } from '../net/deadline.js';
import { keepBad, type WhyOver, whyBad } from './bad-load.js';
import type { KeptEvidence } from './evidence.js';
import type { LoadFailure } from './failure.js';
import { createFilm, takePicture } from './film.js';
import { createHarRecorder } from './har.js';
import { laidOpen } from './laid-open.js';
import type { Loaded } from './load.js';
import { loadIn } from './load-in.js';
import { measuresOf } from './measures.js';
import { ownBy } from './party.js';

export interface PageSourceParts {
  readonly feed: () => PageFeed | null;
  readonly browser: Browser;
  readonly version: string;
  readonly watchStrain?: WatchStrain;
  /** Shared with others who load pages on this machine: two at once would slow each other down. */
  readonly turns?: Turns;
  /** Where pictures of bad loads are kept; absent: nowhere. */
  readonly evidence?: Pick<KeptEvidence, 'keep' | 'addFilm'>;
  readonly whyOver?: WhyOver;
}

export interface PageSource extends Source<FeedTarget> {
  /** Loads the page once and gives what it asked the network for; the failure says why there is nothing to give. */
  har(target: FeedTarget, look: Look): Promise<Result<string, string>>;
}

/** Loads pages in a real browser, one at a time, each with nothing in the cache, and weighs what they bring. */
export const createPageSource = (parts: PageSourceParts): PageSource => {
  const turns = parts.turns ?? createTurns();
  const stopping = new AbortController();
  /** The load after a bad one is for the film alone: the reading does not wait for it, and pages that wait already come first. */
  const film = (target: FeedTarget, clock: Clock, id: string): void => {
    const look = { clock, signal: stopping.signal };
    void turns.take(stopping.signal, () => filmed(target, look, id, parts)).catch(() => undefined);
  };
  const throwIfEnded = (look: Look): void => {
    look.signal.throwIfAborted();
    stopping.signal.throwIfAborted();
  };
  return {
    kind: 'page',
    read: async (target, look) => {
      throwIfEnded(look);
      const wanted = AbortSignal.any([look.signal, stopping.signal]);
      // The time for a load begins when its turn has come: how many pages wait before it says nothing about it.
      return turns.take(wanted, async () => {
        const startedAt = look.clock.now();
        const deadline = startDeadline(look.clock, target.timeout, [wanted]);
        try {
          const outcome = await lookAt(target, look, deadline, parts, (id) => film(target, look.clock, id));
          throwIfEnded(look);
          return { source: 'page', target: target.id, startedAt, at: look.clock.now(), outcome };
        } finally {
          deadline.stop();
        }
      });
    },
    har: (target, look) => {
      throwIfEnded(look);
      const wanted = AbortSignal.any([look.signal, stopping.signal]);
      return turns.take(wanted, async () => {
        const deadline = startDeadline(look.clock, target.timeout, [wanted]);
        try {
          return await recorded(target, look, deadline, parts);
        } finally {
          deadline.stop();
        }
      });
    },
    stop: async () => {
      stopping.abort(new Error('the page source was stopped'));
      await turns.end();
      await parts.browser.stop();
    },
  };
};

const lookAt = async (
  target: FeedTarget,
  look: Look,
  deadline: Deadline,
  parts: PageSourceParts,
  onBad: (id: string) => void,
): Promise<ReadingOutcome> => {
  const configured = parts.feed();
  const { url } = target;
  if (configured === null || url === null) return failed('sources.page is not configured any more.');
  const strain = await (parts.watchStrain ?? watchStrain)({ clock: look.clock, signal: deadline.signal });
  const judge = once(() => whyDegraded(strain.end()));
  const bad: { why: string | null; picture: Buffer | null } = { why: null, picture: null };
  let loaded: Result<Loaded, LoadFailure>;
  try {
    loaded = await loadIn(configured, { ...target, url }, look, deadline, parts, {
      before: () => undefined,
      afterwards: async (page, result) => {
        // What the pictures cost is no strain of the load.
        judge();
        bad.why = parts.evidence === undefined ? null : whyBad(result, target, url, configured, parts.whyOver);
        if (bad.why !== null) bad.picture = await takePicture(page, look.clock, look.signal);
      },
    });
  } finally {
    judge();
  }
  if (bad.why !== null && parts.evidence !== undefined) {
    const id = await keepBad({ why: bad.why, picture: bad.picture }, target, url, look, parts.evidence);
    if (id !== null) onBad(id);
  }
  if (!loaded.ok) return unanswered(loaded.error, judge());
  const outcome = answered(loaded.value, url, configured, judge());
  return look.wantsAnswer === true ? { ...outcome, facts: { ...outcome.facts, ...laidOpen(loaded.value) } } : outcome;
};

/** As much as anybody waits for a page. */
const LONGEST_FILM = seconds(20);

/** One load for its film alone: nothing of it is measured. */
const filmed = async (target: FeedTarget, look: Look, id: string, parts: PageSourceParts): Promise<void> => {
  const configured = parts.feed();
  const { url } = target;
  if (configured === null || url === null) return;
  const film = createFilm(look.clock);
  const deadline = startDeadline(look.clock, LONGEST_FILM, [look.signal]);
  try {
    await loadIn(configured, { ...target, url }, look, deadline, parts, {
      before: (page) => film.start(page),
      afterwards: async () => parts.evidence?.addFilm(target.id, id, film.frames()),
    });
  } finally {
    deadline.stop();
  }
};

/** One load for the archive alone: nothing of it is measured. */
const recorded = async (
  target: FeedTarget,
  look: Look,
  deadline: Deadline,
  parts: PageSourceParts,
): Promise<Result<string, string>> => {
  const configured = parts.feed();
  const { url } = target;
  if (configured === null || url === null) return fail('sources.page is not configured any more.');
  const recorder = createHarRecorder();
  const loaded = await loadIn(configured, { ...target, url }, look, deadline, parts, {
    before: (page) => void page.listen(recorder.take),
    afterwards: async () => undefined,
  });
  if (!loaded.ok && loaded.error.kind === 'browser') return fail(loaded.error.text);
  return ok(recorder.har({ title: scrub(shownAddress(new URL(url))), version: parts.version }));
};

/** The answer of the first call, for all others too. */
const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const failed = (text: string): ReadingOutcome => ({ kind: 'source-failed', text });

const answered = (
  loaded: Loaded,
  url: string,
  { hosts }: PageFeed,
  degraded: string | null,
): Extract<ReadingOutcome, { kind: 'answered' }> => {
  const isOwn = ownBy([url, loaded.finalUrl], hosts);
  const notes = [
    ...(degraded === null ? [] : [`Timings were left out as degraded, because they say more about this desk: ${degraded}.`]),
    ...(loaded.isRestless ? ['It still asked for things 10 s after its load event, and was measured as it was then.'] : []),
  ];
  return {
    kind: 'answered',
    measures: measuresOf(loaded, isOwn, degraded === null ? 'trusted' : 'degraded'),
    problems: [],
    facts: {
      status: loaded.status,
      finalUrl: shownAddress(new URL(loaded.finalUrl)),
      redirects: loaded.redirects,
      ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
    },
  };
};

/** Nothing is measured of a page that did not come: an error page is light, and would look like a page that keeps its budget. */
const unanswered = (failure: LoadFailure, degraded: string | null): ReadingOutcome => {
  switch (failure.kind) {
    case 'browser':
      return failed(failure.text);
    case 'refused': {
      const { status, text } = failure;
      const code = (status ?? 0) >= 500 ? 'server-error' : 'status';
      return { kind: 'answered', measures: [], problems: [{ code, text }], facts: status === null ? {} : { status } };
    }
    case 'unreachable':
      // A desk that is out of breath does not know whose fault it was that the time was up.
      if (failure.code === 'timeout' && degraded !== null)
        return failed(`${failure.text} This desk may be the reason: ${degraded}.`);
      return { kind: 'unreachable', code: failure.code, text: failure.text, tries: 1, measures: [], facts: {} };
    default:
      return assertNever(failure);
  }
};
