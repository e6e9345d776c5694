import { defaultDataFolder } from '../platform/files.js';
import { openPlace, storePlaceOf } from './open-store.js';
import { HEALTHY, print, readArguments, UNHEALTHY } from './terminal/terminal.js';

const VERIFY_AUDIT_HELP = `watchroom verify-audit [--data DIR] [--json]

Walks the whole audit trail and names the first entry that was changed, left out, moved or put in.
Exit code 0: intact; 1: changed. Works while the console runs.

Example: watchroom verify-audit --data /var/lib/watchroom`;

const OPTIONS = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const verifyAuditCommand = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, OPTIONS, 0);
  if (values.help === true) {
    print(VERIFY_AUDIT_HELP);
    return HEALTHY;
  }
  const store = await openPlace(await storePlaceOf(values.data ?? defaultDataFolder()));
  try {
    const verdict = await store.journal.verifyAudit();
    if (values.json === true) print(JSON.stringify(verdict));
    else if (verdict.kind === 'intact') print(`Intact: ${verdict.entries} entries, the last with hash ${verdict.head}.`);
    else print(`Changed at entry ${verdict.sequence}: ${verdict.text}`);
    return verdict.kind === 'intact' ? HEALTHY : UNHEALTHY;
  } finally {
    await store.stop();
  }
};
