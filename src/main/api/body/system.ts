import { z } from 'zod';
import type { UpdateView } from '../../core/model/update.js';
import type { ConsoleView } from '../../core/model/view.js';
import type { Instant } from '../../core/time/instant.js';
import { countBody, instantBody, iso, isoOrNull, ratioBody, severityBody } from './primitive.js';
import { sourceBody, toSourceBodies } from './source.js';
import { statusBody } from './target.js';

const spreadBody = z.object({ median: z.number(), p95: z.number() }).nullable();

const doNotDisturbBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.enum(['on', 'unknown']), text: z.string() }),
]);

export const systemBody = z
  .object({
    generatedAt: instantBody,
    status: statusBody,
    version: z.string(),
    runtime: z.string(),
    startedAt: instantBody,
    uptimeSeconds: z.number().min(0),
    engine: z.object({
      turns: countBody,
      turnMilliseconds: spreadBody,
      lateMilliseconds: spreadBody.describe('How late readings began.'),
      series: countBody,
      rulesFailed: z.array(z.string()).describe('Ids of rules that could not be evaluated the last time.'),
    }),
    sources: z.array(sourceBody),
    store: z.object({
      kind: z.string(),
      place: z.string(),
      state: z.enum(['ok', 'failing']),
      text: z.string(),
      bytes: z.number().nullable(),
      lastCommitAt: instantBody.nullable(),
      commitMilliseconds: spreadBody,
    }),
    channels: z.array(
      z.object({
        kind: z.string(),
        state: z.enum(['ok', 'failing', 'off', 'unused']),
        lastAt: instantBody.nullable(),
        text: z.string(),
        doNotDisturb: doNotDisturbBody.nullable().describe('Whether the system keeps pop-ups from people’s eyes.'),
      }),
    ),
    heartbeat: z
      .object({ state: z.enum(['first', 'ok', 'late', 'failing', 'held']), lastAt: instantBody.nullable(), text: z.string() })
      .nullable()
      .describe('The signal that this desk sends out, so that someone notices if it stops; null: none is configured.'),
    update: z
      .object({
        state: z.enum(['first', 'current', 'fetching', 'ready', 'offered', 'failing', 'refused', 'resting']),
        lastAt: instantBody.nullable(),
        version: z
          .string()
          .nullable()
          .describe('The newer version that waits to be put in place, or for a person to install it.'),
        text: z.string(),
      })
      .nullable()
      .describe('Newer versions of the desktop app; null: no feed is configured, or this is no desktop app.'),
    desks: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          host: z.string(),
          version: z.string(),
          state: z.enum(['leads', 'follows', 'away']),
          isThis: z.boolean(),
          since: instantBody,
          seenAt: instantBody,
          waiting: countBody.describe('Acts that are kept there and not carried out yet.'),
        }),
      )
      .describe('The desks that share this one’s store; none: it has its own.'),
    outbox: z.object({ waiting: countBody, delivered: countBody, abandoned: countBody }),
    observation: z.object({
      coverage: ratioBody,
      unobserved: z.array(
        z.object({
          from: instantBody,
          to: instantBody.nullable(),
          cause: z.enum(['asleep', 'offline', 'stopped', 'source-failing']),
        }),
      ),
    }),
    banners: z.array(
      z.object({ id: z.string(), severity: severityBody, text: z.string(), remedy: z.string(), since: instantBody }),
    ),
  })
  .describe('How Watchroom itself is.');

export type SystemBody = z.infer<typeof systemBody>;

export const toSystemBody = (view: ConsoleView, now: Instant): SystemBody => {
  const { system, watch } = view;
  return {
    generatedAt: iso(now),
    status: watch.state,
    version: system.version,
    runtime: system.runtime,
    startedAt: iso(system.startedAt),
    uptimeSeconds: Math.max(0, (now - system.startedAt) / 1_000),
    engine: { ...system.engine, rulesFailed: rulesFailedIn(view) },
    // What these two read of visitors may well be all that is wanted: then nothing is missing.
    sources: toSourceBodies(view, 'mongodb' in view.sources || 'sentry' in view.sources ? ['webVitals', 'business'] : []),
    store: { ...system.store, lastCommitAt: isoOrNull(system.store.lastCommitAt) },
    channels: system.channels.map((channel) => ({ ...channel, lastAt: isoOrNull(channel.lastAt) })),
    heartbeat: system.heartbeat === null ? null : { ...system.heartbeat, lastAt: isoOrNull(system.heartbeat.lastAt) },
    update: updateBodyOf(view.desk.update),
    desks: (system.team?.desks ?? []).map((desk) => ({
      ...desk,
      isThis: desk.id === system.team?.desk,
      since: iso(desk.since),
      seenAt: iso(desk.seenAt),
    })),
    outbox: { ...system.outbox },
    observation: {
      coverage: watch.coverage,
      unobserved: watch.unobserved.map(({ from, to, cause }) => ({ from: iso(from), to: isoOrNull(to), cause })),
    },
    banners: system.banners.map((banner) => ({ ...banner, since: iso(banner.since) })),
  };
};

const updateBodyOf = (update: UpdateView | null): SystemBody['update'] =>
  update === null
    ? null
    : { state: update.state, lastAt: isoOrNull(update.lastAt), version: update.offer?.version ?? null, text: update.text };

const rulesFailedIn = ({ rules }: ConsoleView): string[] =>
  Object.values(rules).flatMap(({ id, health }) => (health.state === 'failed' ? [id] : []));
