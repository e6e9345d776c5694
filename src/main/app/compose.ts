import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createDiscretion } from '../channel/discretion.js';
import { createEmailChannel } from '../channel/email/channel.js';
import { createPoster } from '../channel/poster.js';
import { createPreviews } from '../channel/preview/preview.js';
import { createSlackButtons, type SlackButtons } from '../channel/slack/buttons.js';
import { createSlackChannel } from '../channel/slack/channel.js';
import { createSmsChannel } from '../channel/sms/channel.js';
import { createWebhookChannel } from '../channel/webhook/channel.js';
import { isGivenBy } from '../config/given-by.js';
import { readIndustry } from '../config/industry.js';
import { maskSecrets, unmaskSecrets, unmaskValue } from '../config/mask.js';
import { firstStepsOf, readPlaybooks } from '../config/playbooks.js';
import { readDocument } from '../config/read.js';
import { parseText } from '../config/text.js';
import { whyOver } from '../core/budget/over.js';
import type { DeskProblem } from '../core/model/desk-problem.js';
import { fail, ok } from '../core/model/result.js';
import { isService } from '../core/model/source-kind.js';
import type { DeskView } from '../core/model/view.js';
import type { StorePlan } from '../core/port/store-plan.js';
import { type Duration, duration } from '../core/time/instant.js';
import { LONGEST_GAP, startEngine } from '../engine/engine.js';
import { noTrace } from '../engine/trace.js';
import { createGate } from '../ipc/gate.js';
import { createHandlers } from '../ipc/handlers/table.js';
import type { ParseTarget } from '../ipc/handlers/targets.js';
import { createConnectivity } from '../platform/connectivity.js';
import { createHooks } from '../source/builds/hooks.js';
import { createBuildsSource } from '../source/builds/source.js';
import { createDnsSource } from '../source/dns/source.js';
import { createTurns } from '../source/feed/turns.js';
import { createHostSource } from '../source/host/source.js';
import { createWatchStrain } from '../source/host/strain.js';
import { createCompetitorSource } from '../source/http/competitor.js';
import { createHttpSource } from '../source/http/source.js';
import { createIngest } from '../source/ingest/source.js';
import { createJsonSource } from '../source/json/source.js';
import { createReports } from '../source/lighthouse/reports.js';
import { createLighthouseSource } from '../source/lighthouse/source.js';
import { lastReadIn } from '../source/mongodb/last-read.js';
import { createMongodbSource } from '../source/mongodb/source.js';
import { createPageEvidence } from '../source/page/evidence.js';
import { createPageSource } from '../source/page/source.js';
import { createPrometheusSource } from '../source/prometheus/source.js';
import { createSentrySource } from '../source/sentry/source.js';
import { createTcpSource } from '../source/tcp/source.js';
import { createTlsSource } from '../source/tls/source.js';
import { makeBackupApart } from '../store/backup/thread.js';
import { createBackups } from './backups.js';
import { createHeartbeat } from './heartbeat/heartbeat.js';
import { createLoadHar } from './load-har.js';
import { openDeskRecording } from './open-recording.js';
import { addressOf, openStore, storeFile } from './open-store.js';
import { createOwnFigures } from './own-figures.js';
import type { Shell, Watchroom } from './shell.js';
import { composeTeam } from './team/compose-team.js';
import type { ComposeAt } from './team/post.js';
import { createTrySource } from './try-source.js';

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

/** The parts list: every source, store and channel there is, tied to the engine. A new one is one more line here. */
const composeAt: ComposeAt = async (shell, post) => {
  const { clock, log, settings, dataFolder, version } = shell;
  const discretion = createDiscretion(shell.secrets);
  const { secrets } = discretion;
  const late: { buttons: SlackButtons | null } = { buttons: null };
  const plan = settings.store();
  const { store } = post;
  const recorded = post.leads ? await openDeskRecording(dataFolder, log) : UNRECORDED;
  const feed = { feeds: settings.feeds, secrets, version };
  const audits = createReports(join(dataFolder, 'lighthouse'));
  const http = createHttpSource({ version, secrets });
  const hooks = createHooks();
  const strain = createWatchStrain(shell.isOnBattery === undefined ? {} : { isOnBattery: shell.isOnBattery });
  const [pages, auditing] = [createTurns(), createTurns()];
  const evidence = createPageEvidence(join(dataFolder, 'page-evidence'));
  const page = createPageSource({
    feed: () => settings.feeds().page,
    browser: shell.browser,
    version,
    turns: pages,
    watchStrain: strain,
    evidence,
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
    createLighthouseSource({ asking: feed, dataFolder, reports: audits, turns: auditing, watchStrain: strain }),
    page,
    createMongodbSource({ feed: () => settings.feeds().mongodb, secrets, lastRead: lastReadIn(store.history, clock) }),
  ];
  const ingest = createIngest({ clock, log, feed: () => settings.feeds().ingest, secrets, hooks });
  const backups = createBackups({
    clock,
    log,
    settings,
    secrets,
    database: async () => (plan.kind === 'embedded' ? storeFile(dataFolder) : addressOf(plan, secrets)),
    version,
    mask: maskSecrets,
    make: makeBackupApart,
  });
  const kept = post.kept({ evidence, audits });
  const playbooks = await readPlaybooks(shell.resourcesFolder);
  const poster = createPoster({ version });
  const heartbeat = createHeartbeat({ clock, log, settings, secrets, poster });
  const figures = createOwnFigures(clock);
  const pushed = [ingest, backups, heartbeat, figures];
  const firstSteps = firstStepsOf(playbooks);
  const slack = { transport: () => settings.transports().slack, secrets, firstSteps };
  const channels = [
    ...shell.channels,
    createEmailChannel({ transport: () => settings.transports().email, secrets, firstSteps }),
    createSlackChannel({ ...slack, poster }),
    createSmsChannel({ transport: () => settings.transports().sms, secrets, poster, firstSteps }),
    createWebhookChannel({ transport: () => settings.transports().webhook, secrets, poster }),
  ].map((channel) => post.guard(discretion.guard(channel)));
  const engine = await post
    .start({
      clock,
      log,
      config: settings.current().config,
      journal: store.journal,
      history: store.history,
      recording: recorded.recording,
      sources,
      pushed,
      channels,
      connectivity: createConnectivity(),
      trace: noTrace,
      spread,
      version,
      runtime: shell.runtime,
      industry: await readIndustry(shell.resourcesFolder),
      desk: () => deskView(shell),
      problems: () => [
        ...configProblems(shell),
        ...post.problems(),
        ...recorded.problems(),
        ...moved(plan, settings.store()),
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
  const handlers = createHandlers({
    desk: engine,
    history: store.history,
    journal: store.journal,
    settings,
    secrets,
    playbooks,
    previews: createPreviews(firstSteps),
    clock,
    build: { version, platform: process.platform },
    mask: { maskSecrets, unmaskSecrets, unmaskValue },
    readDocument: (text) => parseText(text).value ?? null,
    parseTarget,
    trySource: createTrySource({ ...shell, secrets, pages, audits: auditing }),
    isGivenBy,
    ...kept,
    loadHar: createLoadHar({ settings, page, evidence, clock }),
    openReport: shell.openReport ?? null,
    ownWindow: shell.ownWindow ?? null,
    updates: shell.updates ?? null,
  });
  return {
    desk: engine,
    settings,
    history: store.history,
    journal: store.journal,
    gate: createGate({ handlers, log }),
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

/** The one that leads records what it shows. */
const UNRECORDED = { recording: null, problems: () => [] };

/** A tenth either way is enough to keep many desks from coming back at the same moment. */
const spread = (wait: Duration): Duration => duration(wait * (0.9 + randomInt(0, 201) / 1_000));

const deskView = ({ settings, demoPanel, updates }: Shell): DeskView => {
  const { config, revision, isFirstRun } = settings.current();
  return {
    operator: config.operator,
    site: config.site,
    configRevision: revision,
    isFirstRun,
    demoPanel,
    update: updates?.state() ?? null,
  };
};

/** What is wrong with the document as it stands on the disk: the last good one stays in force, and everybody sees why. */
const configProblems = ({ settings }: Shell): readonly DeskProblem[] =>
  settings
    .current()
    .problems.filter((problem) => problem.severity === 'error')
    .slice(0, 3)
    .map((problem, index) => ({
      id: `config-${index}`,
      text: `The configuration on the disk is not valid, so the last good one stays in force: ${problem.message}${placeOf(problem)}`,
      remedy: problem.remedy,
    }));

const placeIn = (plan: StorePlan): unknown => (plan.kind === 'mongodb' ? plan.uri : plan.kind);

/** A store is opened once: what is kept here must not go on half here and half there. */
const moved = (open: StorePlan, wanted: StorePlan): readonly DeskProblem[] =>
  JSON.stringify(placeIn(open)) === JSON.stringify(placeIn(wanted))
    ? []
    : [
        {
          id: 'store-moved',
          text: 'The configuration names another store than the one that is open.',
          remedy: 'It is used from the next start on; what is kept so far stays where it is.',
        },
      ];

const placeOf = ({ path, line }: { readonly path: string; readonly line: number | null }): string => {
  const at = [path, line === null ? '' : `line ${line}`].filter((part) => part !== '').join(', ');
  return at === '' ? '' : ` (${at})`;
};

/** Reads one entry of `targets` as a document of its own, so that a try follows the very rules of a save. */
const parseTarget: ParseTarget = (entry) => {
  const document = { version: 1, profile: 'none', sources: { host: { enabled: false } }, targets: [entry] };
  const { config, problems } = readDocument(
    document,
    {},
    { user: '', timeZone: 'UTC', profiles: {}, playbooks: [], runtime: 'desk' },
  );
  const [target] = config?.targets.filter(({ source }) => isService(source)) ?? [];
  if (target !== undefined) return ok(target);
  const problem = problems.find(({ severity }) => severity === 'error');
  const message = problem === undefined ? 'This is no target.' : `${problem.message} ${problem.remedy}`;
  return fail({ code: 'bad-input', message, field: problem?.path.replace('targets[0].', '') ?? 'target' });
};
