import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createDiscretion, type Discretion } from '../channel/discretion.js';
import { createEmailChannel } from '../channel/email/channel.js';
import { createPoster, type Poster } from '../channel/poster.js';
import { createSlackButtons, type SlackButtons } from '../channel/slack/buttons.js';
import { createSlackChannel } from '../channel/slack/channel.js';
import { createSmsChannel } from '../channel/sms/channel.js';
import { createWebhookChannel } from '../channel/webhook/channel.js';
import { readIndustry } from '../config/industry.js';
import { maskSecrets } from '../config/mask.js';
import { firstStepsOf, readPlaybooks } from '../config/playbooks.js';
import { whyOver } from '../core/budget/over.js';
import type { Channel } from '../core/port/channel.js';
import type { Secrets } from '../core/port/secrets.js';
import type { Source } from '../core/port/source.js';
import { type Duration, duration } from '../core/time/instant.js';
import { LONGEST_GAP, startEngine } from '../engine/engine.js';
import { noTrace } from '../engine/trace.js';
import { createConnectivity } from '../platform/connectivity.js';
import { createHooks, type Hooks } from '../source/builds/hooks.js';
import { createBuildsSource } from '../source/builds/source.js';
import { createDnsSource } from '../source/dns/source.js';
import { createTurns, type Turns } from '../source/feed/turns.js';
import { createHostSource } from '../source/host/source.js';
import { createWatchStrain } from '../source/host/strain.js';
import { createCompetitorSource } from '../source/http/competitor.js';
import { createHttpSource } from '../source/http/source.js';
import { createIngest } from '../source/ingest/source.js';
import { createJsonSource } from '../source/json/source.js';
import { createReports, type KeptReports } from '../source/lighthouse/reports.js';
import { createLighthouseSource } from '../source/lighthouse/source.js';
import { lastReadIn } from '../source/mongodb/last-read.js';
import { createMongodbSource } from '../source/mongodb/source.js';
import { createPageEvidence, type KeptEvidence } from '../source/page/evidence.js';
import { createPageSource, type PageSource } from '../source/page/source.js';
import { createPrometheusSource } from '../source/prometheus/source.js';
import { createSentrySource } from '../source/sentry/source.js';
import { createTcpSource } from '../source/tcp/source.js';
import { createTlsSource } from '../source/tls/source.js';
import { makeBackupApart } from '../store/backup/thread.js';
import { createBackups } from './backups.js';
import { composeGate } from './compose-gate.js';
import { deskView } from './desk-view.js';
import { createHeartbeat } from './heartbeat/heartbeat.js';
import { createLoadHar } from './load-har.js';
import { openDeskRecording } from './open-recording.js';
import { addressOf, openStore, storeFile } from './open-store.js';
import { createOwnFigures } from './own-figures.js';
import { configProblems, numberProblems, storeMoved } from './settings-problems.js';
import type { Shell, Watchroom } from './shell.js';
import { composeTeam } from './team/compose-team.js';
import type { ComposeAt, Post } from './team/post.js';

/** The product: by itself with a store of its own, or as one of the desks that share a store. */
export const compose = async (shell: Shell): Promise<Watchroom> => {
  const plan = shell.settings.store();
  if (plan.kind === 'mongodb') return composeTeam(shell, plan, composeAt);
  return composeAt(shell, {
    ...(await openStore(shell)),
    leads: true,
    start: startEngine,
    kept: (own) => own,
    guard: (channel) => channel,
  });
};

/** The parts, tied to the engine: `sourcesOf` and `channelsOf` are the lists of them. */
const composeAt: ComposeAt = async (shell, post) => {
  const { clock, log, settings, dataFolder, version } = shell;
  const discretion = createDiscretion(shell.secrets);
  const { secrets } = discretion;
  const late: { buttons: SlackButtons | null } = { buttons: null };
  const plan = settings.store();
  const { store } = post;
  const recorded = post.leads ? await openDeskRecording(dataFolder, log) : UNRECORDED;
  const own = {
    evidence: createPageEvidence(join(dataFolder, 'page-evidence')),
    audits: createReports(join(dataFolder, 'lighthouse')),
  };
  const kept = post.kept(own);
  const hooks = createHooks();
  const turns = { pages: createTurns(), audits: createTurns() };
  const { sources, page } = sourcesOf(shell, { ...own, secrets, store, hooks, turns });
  const ingest = createIngest({ clock, log, feed: () => settings.feeds().ingest, secrets, hooks });
  const backups = createBackups({
    ...{ clock, log, settings, secrets, version },
    database: async () => (plan.kind === 'embedded' ? storeFile(dataFolder) : addressOf(plan, secrets)),
    mask: maskSecrets,
    make: makeBackupApart,
  });
  const playbooks = await readPlaybooks(shell.resourcesFolder);
  const poster = createPoster({ version });
  const heartbeat = createHeartbeat({ clock, log, settings, secrets, poster });
  const figures = createOwnFigures(clock);
  const pushed = [ingest, backups, heartbeat, figures];
  const slack = { transport: () => settings.transports().slack, secrets, firstSteps: firstStepsOf(playbooks) };
  const channels = channelsOf(shell, { post, discretion, poster, slack });
  const engine = await post
    .start({
      ...{ clock, log, sources, pushed, channels, version },
      config: settings.current().config,
      journal: store.journal,
      history: store.history,
      recording: recorded.recording,
      connectivity: createConnectivity(),
      trace: noTrace,
      spread,
      runtime: shell.runtime,
      industry: await readIndustry(shell.resourcesFolder),
      desk: () => deskView(shell),
      problems: () => [
        ...configProblems(shell),
        ...numberProblems(shell),
        ...post.problems(),
        ...recorded.problems(),
        ...storeMoved(plan, settings.store()),
        ...backups.problems(),
        ...heartbeat.problems(),
        ...(shell.updates?.problems() ?? []),
        ...(late.buttons?.problems() ?? []).map((problem) => ({ ...problem, text: discretion.clean(problem.text) })),
      ],
      heartbeat: () => heartbeat.state(),
      ...(post.team === undefined ? {} : { team: post.team }),
      longestGap: LONGEST_GAP,
    })
    .catch(async (error: unknown) => {
      await recorded.recording?.stop();
      throw error;
    });
  const wording = () => settings.current().config;
  const buttons = createSlackButtons({ ...slack, desk: engine, wording, clock, log, changed: () => engine.refresh() });
  if (post.leads) backups.follow(engine);
  for (const part of [heartbeat, figures]) part.follow(engine);
  shell.updates?.follow(engine);
  late.buttons = buttons;
  const follow = (): void => {
    if (post.leads) buttons.follow();
  };
  follow();
  const unsubscribe = settings.subscribe((state) => {
    engine.reconfigure(state.config);
    follow();
  });
  const loadHar = createLoadHar({ settings, page, evidence: own.evidence, clock });
  return {
    desk: engine,
    settings,
    history: store.history,
    journal: store.journal,
    gate: composeGate({ shell, secrets, desk: engine, store, playbooks, turns, kept, loadHar }),
    ingest,
    ...kept,
    refresh: engine.refresh,
    stop: async () => {
      unsubscribe();
      await buttons.stop();
      try {
        await engine.stop();
      } catch (error) {
        // What a store does not take any more is told; the rest is to end all the same.
        log.error('engine.stop-failed', { error: String(error) });
      }
      await Promise.all([...sources, ...pushed, ...channels].map((part) => part.stop()));
      poster.stop();
      await recorded.recording?.stop();
      await store.stop();
    },
  };
};

interface SourceParts {
  readonly secrets: Secrets;
  readonly store: Post['store'];
  /** What build systems post to this desk. */
  readonly hooks: Hooks;
  readonly evidence: KeptEvidence;
  readonly audits: KeptReports;
  /** Whose turn it is to load a page, and to audit one. */
  readonly turns: Readonly<Record<'pages' | 'audits', Turns>>;
}

/** Every source that looks. A new one is one more line here. */
const sourcesOf = (
  shell: Shell,
  { secrets, store, hooks, evidence, audits, turns }: SourceParts,
): { readonly sources: readonly Source[]; readonly page: PageSource } => {
  const { clock, settings, dataFolder, version } = shell;
  const feed = { feeds: settings.feeds, secrets, version };
  const http = createHttpSource({ version, secrets });
  const watchStrain = createWatchStrain(shell.isOnBattery === undefined ? {} : { isOnBattery: shell.isOnBattery });
  const page = createPageSource({
    ...{ version, turns: turns.pages, watchStrain, evidence },
    feed: () => settings.feeds().page,
    browser: shell.browser,
    whyOver: (name, measures) => whyOver(settings.current().config.budgets, name, measures),
  });
  const sources = [
    http,
    createCompetitorSource(http),
    createTcpSource(),
    createTlsSource(),
    createDnsSource(),
    createHostSource({ dataFolder }),
    createPrometheusSource(feed),
    createJsonSource(feed),
    createBuildsSource(feed, hooks),
    createSentrySource(feed),
    createLighthouseSource({ asking: feed, dataFolder, reports: audits, turns: turns.audits, watchStrain }),
    page,
    createMongodbSource({ feed: () => settings.feeds().mongodb, secrets, lastRead: lastReadIn(store.history, clock) }),
  ];
  return { sources, page };
};

interface ChannelParts {
  readonly post: Pick<Post, 'guard'>;
  readonly discretion: Discretion;
  readonly poster: Poster;
  readonly slack: Omit<Parameters<typeof createSlackChannel>[0], 'poster'>;
}

/** Every way out to people. A new one that needs nothing of a shell is one more line here. */
const channelsOf = ({ settings, channels }: Shell, { post, discretion, poster, slack }: ChannelParts): readonly Channel[] => {
  const { secrets, firstSteps } = slack;
  return [
    ...channels,
    createEmailChannel({ transport: () => settings.transports().email, secrets, firstSteps }),
    createSlackChannel({ ...slack, poster }),
    createSmsChannel({ transport: () => settings.transports().sms, secrets, poster, firstSteps }),
    createWebhookChannel({ transport: () => settings.transports().webhook, secrets, poster }),
  ].map((channel) => post.guard(discretion.guard(channel)));
};

/** The one that leads records what it shows. */
const UNRECORDED = { recording: null, problems: () => [] };

/** A tenth either way is enough to keep many desks from coming back at the same moment. */
const spread = (wait: Duration): Duration => duration(wait * (0.9 + randomInt(0, 201) / 1_000));
