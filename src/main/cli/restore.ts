import { defaultDataFolder } from '../platform/files.js';
import { BackupError } from '../store/backup/error.js';
import { type Restored, restoreBackup } from '../store/backup/restore.js';
import { HEALTHY, print, printError, readArguments, UNHEALTHY, UsageError } from './terminal.js';

const RESTORE_HELP = `watchroom restore FILE [--data DIR] [--dry-run] [--passphrase-env NAME] [--json]

Gives the data folder what a backup holds. Every file is held against the backup's manifest first, the store is opened and
its audit trail walked. A folder that holds a store already is left alone. What is older than retention allows goes at the
next start.

  --dry-run              does all but the last step
  --passphrase-env NAME  the environment variable that holds the passphrase of an encrypted backup

Exit code 0: restored, or could be; 1: not, with the reason.

Example: watchroom restore watchroom-20261126T030000Z.tar.gz --data /var/lib/watchroom --dry-run`;

const OPTIONS = {
  data: { type: 'string' },
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
  try {
    const restored = await restoreBackup({ file, into, passphrase, isDryRun });
    print(values.json === true ? JSON.stringify(restored) : sayRestored(restored, into, isDryRun));
    return HEALTHY;
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    printError(`Not restored: ${error.message}. ${error.remedy}`);
    return UNHEALTHY;
  }
};

const sayRestored = ({ manifest, files }: Restored, into: string, isDryRun: boolean): string => {
  const { madeAt, version, samples, series, auditEntries } = manifest;
  const what = `${samples} readings of ${series} series and ${auditEntries} audit entries, made ${new Date(madeAt).toISOString()} by version ${version}`;
  return isDryRun ? `Whole, and could be restored: ${what}.` : `Restored into ${into} (${files.join(', ')}): ${what}.`;
};
