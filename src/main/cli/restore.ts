import { tmpdir } from 'node:os';
import { systemClock } from '../platform/clock.js';
import { defaultDataFolder } from '../platform/files.js';
import { createLog } from '../platform/log.js';
import { BackupError } from '../store/backup/error.js';
import { type Restored, restoreBackup } from '../store/backup/restore.js';
import { inspectSharedRestore, restoreShared } from '../store/backup/restore-shared.js';
import { StoreOpenError } from '../store/error.js';
import type { Address } from '../store/mongodb/connect.js';
import { dropWorkFolders } from '../store/work-folder.js';
import { storePlaceOf } from './open-store.js';
import { onInterrupt } from './signals.js';
import { HEALTHY, print, readArguments, tellTrouble, UsageError } from './terminal/terminal.js';

const RESTORE_HELP = `watchroom restore FILE [--data DIR] [--to mongodb://…] [--dry-run] [--passphrase-env NAME]
                 [--allow-insecure] [--json]

Gives the data folder what a backup holds. Every file is held against the backup's manifest first, the store is opened and
its audit trail walked. A folder that holds a store already is left alone. What is older than retention allows goes at the
next start.

  --to ADDRESS           fills this empty MongoDB instead of a folder (mongodb: the one of store.uri or MONGODB_URI)
  --allow-insecure       another machine may be spoken to without TLS
  --dry-run              does all but the last step
  --passphrase-env NAME  the environment variable that holds the passphrase of an encrypted backup

Exit code 0: restored, or could be; 1: not, with the reason.

Example: watchroom restore watchroom-20261126T030000Z.tar.gz --data /var/lib/watchroom --dry-run`;

const OPTIONS = {
  data: { type: 'string' },
  to: { type: 'string' },
  'allow-insecure': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'passphrase-env': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const restoreCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(RESTORE_HELP);
    return HEALTHY;
  }
  const [file] = positionals;
  if (file === undefined) throw new UsageError('Name the backup to restore.');
  const into = values.data ?? defaultDataFolder();
  const isDryRun = values['dry-run'] === true;
  const variable = values['passphrase-env'];
  const passphrase = variable === undefined ? null : (process.env[variable] ?? '');
  const stopListening = onInterrupt(() => [into, tmpdir()].forEach(dropWorkFolders));
  try {
    const to = await addressFor(values.to, into, values['allow-insecure'] === true);
    const restored =
      to === null
        ? await restoreBackup({ file, into, passphrase, isDryRun })
        : await intoShared({ file, to, passphrase, isDryRun });
    const place = to === null ? into : 'MongoDB';
    print(values.json === true ? JSON.stringify(restored) : sayRestored(restored, place, isDryRun));
    return HEALTHY;
  } catch (error) {
    if (!(error instanceof BackupError) && !(error instanceof StoreOpenError)) throw error;
    return tellTrouble(error, `Not restored: ${error.message}. ${error.remedy}`, values.json === true);
  } finally {
    stopListening();
  }
};

/** Null: a folder of this machine. */
const addressFor = async (to: string | undefined, dataFolder: string, allowInsecure: boolean): Promise<Address | null> => {
  if (to === undefined) return null;
  if (/^mongodb(\+srv)?:\/\//.test(to)) return { uri: to, allowInsecure };
  const place = to === 'mongodb' ? await storePlaceOf(dataFolder) : null;
  if (place?.kind === 'mongodb') return { uri: place.uri, allowInsecure: place.allowInsecure || allowInsecure };
  throw new UsageError('Say where to: --to mongodb://host:27017/database, or --to mongodb with store.uri or MONGODB_URI set.');
};

interface SharedOrder {
  readonly file: string;
  readonly to: Address;
  readonly passphrase: string | null;
  readonly isDryRun: boolean;
}

/** The configuration that lies in the backup is of one desk, and stays there: each has its own. */
const intoShared = async ({ isDryRun, ...order }: SharedOrder): Promise<Restored> => {
  if (!isDryRun) return restoreShared({ ...order, log: createLog({ folder: null, level: 'silent' }), clock: systemClock() });
  return inspectSharedRestore(order);
};

const sayRestored = ({ manifest, files }: Restored, into: string, isDryRun: boolean): string => {
  const { madeAt, version, samples, series, auditEntries } = manifest;
  const what = `${samples} readings of ${series} series and ${auditEntries} audit entries, made ${new Date(madeAt).toISOString()} by version ${version}`;
  return isDryRun ? `Whole, and could be restored: ${what}.` : `Restored into ${into} (${files.join(', ')}): ${what}.`;
};
