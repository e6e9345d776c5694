import type { Actor } from '../core/model/actor.js';
import type { BackupPlan } from '../core/model/backup.js';
import type { DeskProblem } from '../core/model/desk-problem.js';
import type { SourceRow } from '../core/model/system-view.js';
import type { Clock, Stop } from '../core/port/clock.js';
import type { Desk } from '../core/port/desk.js';
import type { Log } from '../core/port/log.js';
import type { PushedSource, TakeSamples } from '../core/port/pushed.js';
import type { Secrets } from '../core/port/secrets.js';
import type { Settings } from '../core/port/settings.js';
import { seriesId } from '../core/sample/series.js';
import { nextTimeOfDay } from '../core/time/calendar.js';
import { after, hours, type Instant, minutes, seconds } from '../core/time/instant.js';
import { BackupError } from '../store/backup/error.js';
import type { BackupOrder, MadeBackup } from '../store/backup/make.js';
import { backupsIn } from '../store/backup/names.js';

export interface BackupsParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
  readonly secrets: Pick<Secrets, 'read'>;
  /** Where the store is. Rejects where its address cannot be had. */
  readonly database: () => Promise<BackupOrder['database']>;
  readonly version: string;
  /** The configuration as it goes into a backup: its plain secrets masked. */
  readonly mask: (text: string) => string;
  readonly make: (order: BackupOrder) => Promise<MadeBackup>;
}

/** Makes backups by themselves, and tells the engine how old the newest is. */
export interface Backups extends PushedSource {
  /** From now on one is made when it is due; each is noted in the audit trail. */
  follow(desk: Pick<Desk, 'remember'>): void;
  problems(): readonly DeskProblem[];
}

const TELLING = minutes(1);
const AFTER_START = seconds(90);
const RETRY = hours(1);
const SELF: Actor = { name: 'Watchroom', role: 'admin', via: 'desk' };
const AGE = { name: 'backup_age_seconds', labels: {} };

export const createBackups = (parts: BackupsParts): Backups => {
  const { clock, log, settings } = parts;
  const startedAt = clock.now();
  let failure: { readonly text: string; readonly remedy: string } | null = null;
  let cancelLook: Stop = () => undefined;
  let cancelTelling: Stop = () => undefined;
  let unsubscribe: Stop = () => undefined;
  let isMaking = false;

  const newest = async ({ path }: BackupPlan): Promise<Instant | null> => {
    const made = await backupsIn(path, 'daily');
    return made.reduce<Instant | null>((last, { at }) => (last === null || at > last ? at : last), null);
  };

  const failed = (error: unknown): void => {
    const text = error instanceof Error ? error.message : String(error);
    const remedy = error instanceof BackupError ? error.remedy : 'See the log; it is tried again within the hour.';
    failure = { text: `The last backup failed: ${text}.`, remedy };
    log.error('backup.failed', { error: text });
  };

  const makeOne = async (plan: BackupPlan, desk: Pick<Desk, 'remember'>): Promise<void> => {
    const made = await parts.make(await orderOf(parts, plan));
    failure = null;
    log.info('backup.made', { file: made.file, bytes: made.bytes });
    await desk.remember('backup.make', made.file, SELF, { bytes: made.bytes, samples: made.manifest.samples });
  };

  /** Makes one where it is due, and answers when to look again. */
  const look = async (plan: BackupPlan, desk: Pick<Desk, 'remember'>): Promise<Instant> => {
    const { timeZone } = settings.current().config.site;
    const last = await newest(plan);
    const dueAt = last === null ? startedAt : nextTimeOfDay(plan.at, timeZone, last);
    if (clock.now() < dueAt) return dueAt;
    await makeOne(plan, desk);
    return nextTimeOfDay(plan.at, timeZone, clock.now());
  };

  const lookIn = (desk: Pick<Desk, 'remember'>, at: Instant): void => {
    cancelLook();
    // A clock that was set, or a machine that slept, must not put it off for long.
    cancelLook = clock.wakeAt(at < after(clock.now(), RETRY) ? at : after(clock.now(), RETRY), () => void turn(desk));
  };

  const turn = async (desk: Pick<Desk, 'remember'>): Promise<void> => {
    const plan = settings.current().config.backup;
    if (plan === null || isMaking) return;
    isMaking = true;
    try {
      lookIn(desk, await look(plan, desk));
    } catch (error) {
      failed(error);
      lookIn(desk, after(clock.now(), RETRY));
    } finally {
      isMaking = false;
    }
  };

  const tell = async (take: TakeSamples): Promise<void> => {
    const plan = settings.current().config.backup;
    const now = clock.now();
    if (plan !== null) {
      const last = await newest(plan).catch(() => null);
      const age = Math.max(0, now - (last ?? startedAt)) / 1_000;
      await take([{ id: seriesId(AGE), series: AGE, at: now, value: age }]).catch(() => undefined);
    }
    cancelTelling = clock.wakeAt(after(clock.now(), TELLING), () => void tell(take));
  };

  return {
    start: (take) => {
      cancelTelling = clock.wakeAt(after(clock.now(), seconds(1)), () => void tell(take));
    },
    follow: (desk) => {
      lookIn(desk, after(clock.now(), AFTER_START));
      unsubscribe = settings.subscribe(() => lookIn(desk, after(clock.now(), seconds(5))));
    },
    problems: () => (failure === null || settings.current().config.backup === null ? [] : [{ id: 'backup', ...failure }]),
    row: (): SourceRow | null => null,
    stop: async () => {
      unsubscribe();
      cancelLook();
      cancelTelling();
    },
  };
};

const orderOf = async (
  { settings, secrets, database, version, clock, mask }: BackupsParts,
  plan: BackupPlan,
): Promise<BackupOrder> => {
  const { config, text, revision } = settings.current();
  const passphrase = plan.passphrase === null ? null : await secrets.read(plan.passphrase);
  if (passphrase !== null && !passphrase.ok)
    throw new BackupError('passphrase', `its passphrase cannot be had: ${passphrase.error.message}`, 'See backup.passphrase.');
  return {
    kind: 'daily',
    database: await database(),
    config: { text: mask(text), revision },
    folder: plan.path,
    passphrase: passphrase?.value ?? null,
    keep: plan.keep,
    zone: config.site.timeZone,
    ...{ version, now: clock.now() },
  };
};
