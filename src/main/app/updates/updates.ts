import type { DeskProblem } from '../../core/model/desk-problem.js';
import type { Refusal, Result } from '../../core/model/result.js';
import { fail, ok } from '../../core/model/result.js';
import type { UpdateOffer, UpdatePlan, UpdateView } from '../../core/model/update.js';
import type { ConsoleView } from '../../core/model/view.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { Settings } from '../../core/port/settings.js';
import type { ByHand, FeedAnswer, UpdateFailure, Updater } from '../../core/port/updater.js';
import type { Updates } from '../../core/port/updates.js';
import { after, type Instant, minutes, seconds } from '../../core/time/instant.js';
import type { Attempt, Attempts } from './attempt.js';
import { asideProblems, problemsOf, type Standing, textOf } from './words.js';

export interface UpdatesParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Pick<Settings, 'current' | 'subscribe'>;
  /** Made with the first use: without a feed the library is never loaded. */
  readonly openUpdater: () => Promise<Updater>;
  /** What a run before failed to put in place, and what this one leaves for the next. */
  readonly attempts: Attempts;
  /** The app lies beside its place, and what a person can do, for the log; null: it does not. */
  readonly aside: string | null;
  /** Ends the app in order. */
  readonly quit: () => void;
}

/** The desk as far as updates have to know it. */
export interface UpdatedDesk {
  view(): { readonly view: Pick<ConsoleView, 'alerts'> };
  /** Something that the view shows has changed. */
  refresh(): void;
}

/** Keeps the installed app up to date, without ever taking the watch away while something is wrong. */
export interface DeskUpdates extends Updates {
  follow(desk: UpdatedDesk): void;
  problems(): readonly DeskProblem[];
  /** Whether the end of the app will put a version in place, which takes its time. */
  willInstall(): boolean;
  /** Whether a person asked for the app to start again, whatever becomes of the update. */
  isRestarting(): boolean;
  /** No more looks; notes whether alerts are open. To be called while the desk still answers. */
  stop(): void;
  /** The last that the app does: puts a version in place that is ready, unless alerts are open and nobody asked for it. */
  finish(): Promise<void>;
}

/** The start is no time to fetch anything; a look that failed is repeated sooner than the next is due. */
const AFTER_START = seconds(20);
const RETRY = minutes(30);

type Newer = Extract<FeedAnswer, { kind: 'newer' }>;

const FIRST: Standing = { state: 'first', text: '' };
const READY = 'Put in place when Watchroom is quit while no alert is open, or at once when somebody restarts into it.';

const STATE_OF = { unreachable: 'failing', refused: 'refused', impossible: 'resting' } as const;

export const createUpdates = (parts: UpdatesParts): DeskUpdates => {
  const { clock, log, settings, attempts } = parts;
  let failedBefore: Attempt | null = null;
  let plan: UpdatePlan | null = null;
  let standing = FIRST;
  let lastAt: Instant | null = null;
  let offer: UpdateOffer | null = null;
  let failures = 0;
  let looking: { readonly feed: UpdatePlan; readonly done: Promise<void> } | null = null;
  let desk: UpdatedDesk | null = null;
  let isAsked = false;
  let isCalm = false;
  let updater: Promise<Updater> | null = null;
  let cancel: Stop = () => undefined;
  let unsubscribe: Stop = () => undefined;

  const stand = (next: Standing): void => {
    standing = next;
    desk?.refresh();
  };

  const failed = (feed: UpdatePlan, { kind, text, detail }: UpdateFailure): void => {
    if (plan !== feed) return;
    failures += 1;
    // What was verified stays while the feed is away; a feed that lies takes it away.
    if (kind === 'refused') offer = null;
    log[kind === 'refused' ? 'error' : 'warn'](`updates.${STATE_OF[kind]}`, { text, detail });
    stand({ state: STATE_OF[kind], text });
  };

  const fetchNewer = async (feed: UpdatePlan, carrier: Updater, { version, notes }: Newer): Promise<void> => {
    if (offer?.version === version) return stand({ state: 'ready', text: READY });
    offer = null;
    stand({ state: 'fetching', text: `${version} is being fetched.` });
    const fetched = await carrier.fetch();
    // Another feed, or none, has nothing to do with what this one had.
    if (plan !== feed) return;
    if (!fetched.ok) return failed(feed, fetched.error);
    failures = 0;
    offer = { version, notes, address: null };
    log.info('updates.ready', { version });
    stand({ state: 'ready', text: READY });
  };

  const offerByHand = ({ version, notes }: Newer, { address, text }: ByHand): void => {
    failures = 0;
    offer = { version, notes, address };
    stand({ state: 'offered', text });
  };

  const lookAt = async (feed: UpdatePlan, earlier: Promise<void> | undefined): Promise<void> => {
    await earlier;
    if (plan !== feed) return;
    updater ??= parts.openUpdater();
    const carrier = await updater;
    const answer = await carrier.look(feed);
    if (plan !== feed) return;
    lastAt = clock.now();
    if (!answer.ok) return failed(feed, answer.error);
    const { value } = answer;
    if (value.kind === 'newer')
      return value.byHand === null ? fetchNewer(feed, carrier, value) : offerByHand(value, value.byHand);
    // What the feed takes back is not put in place.
    [offer, failures, failedBefore] = [null, 0, null];
    stand({ state: 'current', text: value.why });
  };

  const look = async (): Promise<void> => {
    const feed = plan;
    if (feed === null) return;
    // One at a time, and never the look at another feed for one at this.
    if (looking?.feed !== feed) {
      const going = lookAt(feed, looking?.done)
        .catch((error: unknown) => failed(feed, thrown(error)))
        .finally(() => {
          if (looking?.done === going) looking = null;
        });
      looking = { feed, done: going };
    }
    await looking.done;
    if (plan === feed) lookIn(failures > 0 && RETRY < feed.every ? RETRY : feed.every);
  };

  const lookIn = (length: number): void => {
    cancel();
    cancel = clock.wakeAt(after(clock.now(), length), () => void look());
  };

  /** What was asked of a feed that is not ours any more. */
  const giveUp = (): void => void updater?.then((carrier) => carrier.giveUp()).catch(() => undefined);

  const begin = (): void => {
    const next = settings.current().config.updates;
    if (JSON.stringify(next) === JSON.stringify(plan)) return;
    cancel();
    plan = next;
    [offer, lastAt, failures] = [null, null, 0];
    giveUp();
    stand(FIRST);
    if (plan !== null) lookIn(AFTER_START);
  };

  const install = async ({ version }: UpdateOffer): Promise<void> => {
    const carrier = await updater;
    const installed = await carrier?.install(version).catch((error: unknown) => fail(thrown(error)));
    if (installed === undefined) return;
    attempts.leave(installed.ok ? null : { version, text: installed.error.text });
    if (installed.ok) log.info('updates.installed', { version });
    else log.error('updates.install-failed', { version, ...installed.error });
  };

  const ready = (): UpdateOffer | null => (offer?.address === null ? offer : null);
  const willInstall = (): boolean => ready() !== null && (isAsked || isCalm);
  const openAlerts = (): number =>
    Object.values(desk?.view().view.alerts ?? {}).filter(({ state }) => state === 'firing').length;

  return {
    follow: (followed) => {
      desk = followed;
      failedBefore = attempts.take();
      if (parts.aside !== null) log.error('updates.left-aside', { detail: parts.aside });
      begin();
      unsubscribe = settings.subscribe(begin);
    },
    state: (): UpdateView | null =>
      plan === null ? null : { state: standing.state, lastAt, offer, text: textOf(standing, failedBefore) },
    problems: () => [...asideProblems(parts.aside !== null), ...problemsOf(standing, failures, failedBefore)],
    lookNow: async () => {
      if (plan === null) return fail(NO_FEED);
      await look();
      return ok(null);
    },
    restartInto: (version): Result<null, Refusal> => {
      if (ready()?.version !== version) return fail(notReady(version));
      isAsked = true;
      // Stands unless the last step is reached: whoever comes back to the old version learns why.
      attempts.leave({ version, text: CUT_OFF });
      log.info('updates.restarting', { version });
      parts.quit();
      return ok(null);
    },
    willInstall,
    isRestarting: () => isAsked,
    stop: () => {
      isCalm = desk !== null && openAlerts() === 0;
      unsubscribe();
      cancel();
      plan = null;
      giveUp();
    },
    finish: async () => {
      const last = ready();
      if (last !== null && willInstall()) await install(last);
    },
  };
};

const NO_FEED: Refusal = { code: 'conflict', message: 'No feed is configured: write its address in updates.url.' };
const notReady = (version: string): Refusal => ({
  code: 'conflict',
  message: `Version ${version} is not ready to be put in place.`,
});

const CUT_OFF = 'the app ended before it was its turn';
/** What nobody foresaw may name anything: its words go to the log alone. */
const thrown = (error: unknown): UpdateFailure => ({
  kind: 'unreachable',
  text: 'something went wrong that the log tells more about',
  detail: String(error),
});
