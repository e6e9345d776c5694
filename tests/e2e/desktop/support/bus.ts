import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const address = (): string => process.env.DBUS_SESSION_BUS_ADDRESS ?? '';

/** Asks something of the session bus; what `busctl` answers as JSON. */
export const bus = async (...words: readonly string[]): Promise<unknown> => {
  const { stdout } = await run('busctl', [`--address=${address()}`, '--json=short', ...words], { timeout: 5_000 });
  return stdout.trim() === '' ? null : (JSON.parse(stdout) as unknown);
};

/** Whether somebody answers to this name, so that a test can say what is missing. */
export const hasName = async (name: string): Promise<boolean> => {
  if (address() === '') return false;
  const answer = await bus(
    'call',
    'org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus',
    'NameHasOwner',
    's',
    name,
  ).catch(() => null);
  return (answer as { data?: [boolean] } | null)?.data?.[0] === true;
};

export interface Notified {
  /** When it was on the bus, in milliseconds since the epoch, with fractions. */
  readonly at: number;
  readonly app: string;
  readonly title: string;
  readonly body: string;
  /** 0 low, 1 normal, 2 critical. */
  readonly urgency: number;
  /** Milliseconds; 0 never expires, −1 as the service likes. */
  readonly expires: number;
}

export interface NotificationsLog {
  read(): readonly Notified[];
  stop(): void;
}

/** Every notification that anybody shows in this session from now on. */
export const followNotifications = async (): Promise<NotificationsLog> => {
  const kept = process.env.NOTIFICATIONS_LOG;
  if (kept !== undefined && existsSync(kept)) return { read: since(kept, linesOf(kept).length), stop: () => undefined };
  const file = join(mkdtempSync(join(tmpdir(), 'watchroom-bus-')), 'notifications.jsonl');
  const monitor = startMonitor(file);
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { read: since(file, 0), stop: () => monitor.kill() };
};

const MATCH = "type='method_call',interface='org.freedesktop.Notifications',member='Notify'";

const startMonitor = (file: string): ChildProcess =>
  spawn('sh', ['-c', `exec busctl --address="$DBUS_SESSION_BUS_ADDRESS" --json=short --match="${MATCH}" monitor >"${file}"`], {
    stdio: 'ignore',
  });

const linesOf = (file: string): readonly string[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        // What follows the last line's end is a line that is still being written.
        .slice(0, -1)
        .filter((line) => line.trim() !== '')
    : [];

const since = (file: string, skip: number) => (): readonly Notified[] => linesOf(file).slice(skip).flatMap(notified);

type Variant<Value> = { readonly data: Value };
type Notify = readonly [string, number, string, string, string, readonly string[], Record<string, Variant<number>>, number];

const notified = (line: string): readonly Notified[] => {
  const message = JSON.parse(line) as { member?: string; payload?: Variant<Notify>; 'timestamp-realtime'?: number };
  if (message.member !== 'Notify' || message.payload === undefined) return [];
  const [app, , , title, body, , hints, expires] = message.payload.data;
  const at = (message['timestamp-realtime'] ?? Number.NaN) / 1_000;
  return [{ at, app, title, body, urgency: hints.urgency?.data ?? 1, expires }];
};
