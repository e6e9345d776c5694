import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocument } from '../config/read.js';
import { parseText } from '../config/text.js';
import type { BackupPlan } from '../core/model/backup.js';
import { sayQuantity } from '../core/notify/quantity.js';
import { systemClock } from '../platform/clock.js';
import { defaultDataFolder, productVersion } from '../platform/files.js';
import { BackupError } from '../store/backup/error.js';
import type { MadeBackup } from '../store/backup/make.js';
import { makeBackupApart } from '../store/backup/thread.js';
import { StoreOpenError } from '../store/error.js';
import { dropWorkFolders } from '../store/work-folder.js';
import { currentText } from './configuration.js';
import { storePlaceOf } from './open-store.js';
import { onInterrupt } from './signals.js';
import { HEALTHY, print, readArguments, tellTrouble, UsageError } from './terminal/terminal.js';

const BACKUP_HELP = `watchroom backup [--emergency] [--to DIR] [--passphrase-env NAME] [--data DIR] [--json]

Copies everything that is kept (history, alerts, audit trail, baselines, configuration) into one compressed file. Works
while the console runs, and while it hangs, from this machine’s store or the one that desks share in MongoDB. The file goes
to --to, else to BACKUP_PATH or backup.path of the configuration, else into the folder "backups" of the data folder.

  --emergency            at once and beside the rotation: nothing older is deleted, and it is never deleted by itself
  --passphrase-env NAME  encrypts it with the passphrase in that environment variable

Exit code 0: made; 1: not, with the reason.

Example: watchroom backup --emergency --to /mnt/usb`;

const OPTIONS = {
  emergency: { type: 'boolean' },
  to: { type: 'string' },
  'passphrase-env': { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const backupCommand = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, OPTIONS, 0);
  if (values.help === true) {
    print(BACKUP_HELP);
    return HEALTHY;
  }
  const dataFolder = values.data ?? defaultDataFolder();
  const text = await textOf(dataFolder);
  const { plan, zone } = planOf(text);
  const folder = values.to ?? plan?.path ?? join(dataFolder, 'backups');
  const stopListening = onInterrupt(() => dropWorkFolders(folder));
  try {
    const place = await storePlaceOf(dataFolder);
    const made = await makeBackupApart({
      kind: values.emergency === true ? 'emergency' : 'daily',
      database: place.kind === 'embedded' ? place.file : place,
      config: text === null ? null : { text, revision: null },
      folder,
      passphrase: passphraseFor(values['passphrase-env'], plan),
      keep: plan?.keep ?? null,
      zone,
      version: productVersion(),
      now: systemClock().now(),
    });
    print(values.json === true ? JSON.stringify(made) : sayMade(made));
    return HEALTHY;
  } catch (error) {
    if (!(error instanceof BackupError) && !(error instanceof StoreOpenError)) throw error;
    return tellTrouble(error, `No backup was made: ${error.message}. ${error.remedy}`, values.json === true);
  } finally {
    stopListening();
  }
};

const sayMade = ({ file, bytes, manifest: { series, samples, auditEntries }, deleted }: MadeBackup): string =>
  [
    `${file} (${sayQuantity('_bytes', bytes)}): ${samples} readings of ${series} series, ${auditEntries} audit entries.`,
    ...(deleted.length === 0 ? [] : [`Outlived and deleted: ${deleted.join(', ')}.`]),
  ].join('\n');

/** As the running console has it; else, or where it hangs, from the headless console's own file; null where neither is to be had. */
const textOf = async (dataFolder: string): Promise<string | null> =>
  currentText(dataFolder).catch(() => readFile(join(dataFolder, 'config.yml'), 'utf8').catch(() => null));

/** What the configuration says of backups, and where they lie. */
export const backupPlanOf = async (
  dataFolder: string,
): Promise<{ readonly plan: BackupPlan | null; readonly folder: string }> => {
  const { plan } = planOf(await textOf(dataFolder));
  return { plan, folder: plan?.path ?? join(dataFolder, 'backups') };
};

const planOf = (text: string | null): { readonly plan: BackupPlan | null; readonly zone: string } => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const document = text === null ? { version: 1 } : (parseText(text).value ?? { version: 1 });
  const context = { user: '', timeZone, profiles: {}, playbooks: [], runtime: 'desk' } as const;
  const { config } = readDocument(document, process.env, context);
  return { plan: config?.backup ?? null, zone: config?.site.timeZone ?? timeZone };
};

/** What a desk keeps under a name only that desk can read. */
const passphraseFor = (variable: string | undefined, plan: BackupPlan | null): string | null => {
  const reference = plan?.passphrase ?? null;
  const name = variable ?? (reference?.kind === 'environment' ? reference.variable : undefined);
  if (name !== undefined) {
    const passphrase = process.env[name] ?? '';
    if (passphrase === '') throw new UsageError(`The environment variable ${name}, which is to hold the passphrase, is empty.`);
    return passphrase;
  }
  if (reference !== null)
    throw new UsageError('backup.passphrase is kept by the desk alone: name a variable that holds it with --passphrase-env.');
  return null;
};
