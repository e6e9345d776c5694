import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../platform/clock.js';
import { defaultDataFolder } from '../platform/files.js';
import { createLog } from '../platform/log.js';
import { openOutbox } from '../store/embedded/outbox.js';
import { embeddedTarget, portableEmbedded } from '../store/embedded/portable.js';
import { StoreOpenError } from '../store/error.js';
import type { Address } from '../store/mongodb/connect.js';
import { mongodbTarget, type PortableOptions, portableMongodb } from '../store/mongodb/portable.js';
import { carryOver } from '../store/transfer/carry-over.js';
import { TransferError } from '../store/transfer/error.js';
import type { Portable, PortableTarget } from '../store/transfer/portable.js';
import type { Tally } from '../store/transfer/tally.js';
import { dropWorkFolders, inWorkFolder } from '../store/work-folder.js';
import { storePlaceOf } from './open-store.js';
import { onInterrupt } from './signals.js';
import { table } from './terminal/table.js';
import { HEALTHY, print, readArguments, tellTrouble, UsageError, wordOf } from './terminal/terminal.js';

const STORE_HELP = `watchroom store migrate --to mongodb|mongodb://…|embedded [--allow-insecure] [--data DIR] [--json]

Moves all that a desk keeps into another store: readings and what was rolled up of them, alerts with their stories, deliveries,
baselines, the audit trail. Both are read afterwards, and counts and checksums must agree before the new one is put into use.
Cut off anywhere, the same command goes on where it was. What it was moved from stays as it is. No console may run meanwhile.

  --to mongodb         into the MongoDB that store.uri or MONGODB_URI names, or into the one at the address given
  --to embedded        from that MongoDB into watchroom.db in the data folder
  --allow-insecure     another machine may be spoken to without TLS

Exit code 0: moved; 1: not, with the reason.

Example: watchroom store migrate --to mongodb://localhost:27017/watchroom`;

const OPTIONS = {
  to: { type: 'string' },
  'allow-insecure': { type: 'boolean' },
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const storeCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(STORE_HELP);
    return HEALTHY;
  }
  wordOf(positionals[0], ['migrate']);
  const to = values.to ?? '';
  if (to !== 'embedded' && to !== 'mongodb' && !/^mongodb(\+srv)?:\/\//.test(to))
    throw new UsageError('Say where to: --to mongodb, --to mongodb://host:27017/database, or --to embedded.');
  const order = { to, dataFolder: values.data ?? defaultDataFolder(), allowInsecure: values['allow-insecure'] === true };
  try {
    const { from, place, tallies } = await migrate(order, values.json === true ? () => undefined : tellProgress);
    print(values.json === true ? JSON.stringify({ from, to: place, tallies }) : sayMoved(from, place, tallies, to));
    return HEALTHY;
  } catch (error) {
    if (!(error instanceof TransferError) && !(error instanceof StoreOpenError)) throw error;
    return tellTrouble(error, `Not moved: ${error.message}. ${error.remedy}`, values.json === true);
  }
};

interface Order {
  readonly to: string;
  readonly dataFolder: string;
  readonly allowInsecure: boolean;
}

const migrate = async (order: Order, told: (done: number, all: number) => void) => {
  const stopListening = onInterrupt(() => dropWorkFolders(tmpdir()));
  try {
    return await inWorkFolder(tmpdir(), (work) => migrateBy(work, order, told));
  } finally {
    stopListening();
  }
};

const migrateBy = async (work: string, order: Order, told: (done: number, all: number) => void) => {
  const open: Portable[] = [];
  try {
    const address = await addressFor(order);
    refuseWaiting(order.dataFolder);
    const file = join(order.dataFolder, 'watchroom.db');
    const options: PortableOptions = {
      ...address,
      ...{ outbox: openOutbox(join(work, 'outbox.db')), log: createLog({ folder: null, level: 'silent' }) },
      clock: systemClock(),
    };
    const from = order.to === 'embedded' ? await portableMongodb(options) : sourceFile(file);
    open.push(from);
    const target: PortableTarget = order.to === 'embedded' ? embeddedTarget(file) : await mongodbTarget(options);
    open.push(target);
    const tallies = await carryOver({ from, to: target, told });
    return { from: from.place, place: target.place, tallies };
  } finally {
    // Each of them, and nothing in place of what went wrong before.
    for (const each of open.reverse()) await each.stop().catch(() => undefined);
  }
};

const sourceFile = (file: string): Portable => {
  if (existsSync(file)) return portableEmbedded(file);
  throw new StoreOpenError('missing', `there is no store at ${file}`, 'Name the data folder with --data.');
};

const addressFor = async ({ to, dataFolder, allowInsecure }: Order): Promise<Address> => {
  if (to !== 'embedded' && to !== 'mongodb') return { uri: to, allowInsecure };
  const place = await storePlaceOf(dataFolder);
  if (place.kind === 'mongodb') return { uri: place.uri, allowInsecure: place.allowInsecure || allowInsecure };
  throw new UsageError(
    `Neither store.uri nor MONGODB_URI names a MongoDB: set one of them${to === 'mongodb' ? ', or give its address' : ''}.`,
  );
};

/** What waits on this machine for the shared store would be left behind. */
const refuseWaiting = (dataFolder: string): void => {
  const file = join(dataFolder, 'outbox.db');
  if (!existsSync(file)) return;
  const outbox = openOutbox(file);
  const waiting = outbox.count() + outbox.acts.all().length;
  outbox.close();
  if (waiting > 0)
    throw new TransferError(
      'waiting',
      `${waiting} commits and acts wait in ${file} for the shared store`,
      'Start Watchroom once, so that they are merged, then stop it and run this again.',
    );
};

const tellProgress = (done: number, all: number): void => {
  if (done % 500 === 0 || done === all) print(`${done} of ${all} series`);
};

const sayMoved = (from: string, to: string, tallies: readonly Tally[], kind: string): string => `Moved from ${from} to ${to}.

${table(
  ['WHAT', 'COUNT', 'CHECKSUM, THE SAME IN BOTH'],
  tallies.map(({ kind: what, n, sum }) => [what, String(n), sum.slice(0, 16)]),
)}

${
  kind === 'embedded'
    ? 'Now take store: { kind: mongodb } (MONGODB_URI) out of the configuration, and start Watchroom.'
    : 'Now set store: { kind: mongodb, uri: … } in the configuration, or MONGODB_URI, and start Watchroom.'
}`;
