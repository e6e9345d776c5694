import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditRecord, AuditReports } from '../../core/port/audits.js';
import { isDraft, writeWhole } from '../../driver/file/whole.js';
import type { Audit } from './audit.js';

/** Audits of a page that are kept. */
const MOST_KEPT = 5;

/** Bigger reports are not kept, only what they say in numbers. In bytes. */
const MOST_BYTES = 8 * 1_048_576;

/** Of a page that is not audited any more, the reports go after that. In milliseconds. */
const FORGOTTEN_AFTER = 90 * 86_400_000;

export interface KeptReports extends AuditReports {
  keep(audit: Audit): Promise<void>;
}

/** No name leads out of the folder. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/i;

const ENDINGS = { record: '.audit.json', html: '.report.html', json: '.report.json' } as const;

/** Keeps the last reports of each page in a folder of its own under `folder`, readable by the folder's owner only. */
export const createReports = (folder: string): KeptReports => {
  const placeOf = (page: string): string | null => (NAME.test(page) ? join(folder, page) : null);
  const of = async (page: string): Promise<readonly AuditRecord[]> => {
    const place = placeOf(page);
    const names = place === null ? [] : await namesIn(place, ENDINGS.record);
    const records = await Promise.all(names.map((name) => readRecord(join(place ?? '', name))));
    return records.flatMap((record) => record ?? []).sort((one, other) => other.at - one.at);
  };
  return {
    of,
    list: async () => {
      const pages = await readdir(folder).catch(() => []);
      return (await Promise.all(pages.map(of))).flat().sort((one, other) => other.at - one.at);
    },
    read: async (page, id, format) => {
      const place = placeOf(page);
      if (place === null || !NAME.test(id)) return null;
      return readFile(join(place, `${id}${ENDINGS[format]}`), 'utf8').catch(() => null);
    },
    keep: async ({ record, report }) => {
      const place = placeOf(record.page);
      if (place === null) return;
      if (Buffer.byteLength(report.html) <= MOST_BYTES)
        await writeWhole(join(place, `${record.id}${ENDINGS.html}`), report.html);
      if (Buffer.byteLength(report.json) <= MOST_BYTES)
        await writeWhole(join(place, `${record.id}${ENDINGS.json}`), report.json);
      // Last, as it is what makes the audit known.
      await writeWhole(join(place, `${record.id}${ENDINGS.record}`), JSON.stringify(record));
      await forget(place, await of(record.page));
      await forgetPages(folder, record.at);
    },
  };
};

const namesIn = async (place: string, ending: string): Promise<readonly string[]> =>
  (await readdir(place).catch(() => [])).filter((name) => name.endsWith(ending));

/** Null where it was cut off or changed by somebody: then the audit is as if it had not been. */
const readRecord = async (path: string): Promise<AuditRecord | null> => {
  try {
    const record = JSON.parse(await readFile(path, 'utf8')) as AuditRecord;
    return Array.isArray(record.runs) && typeof record.at === 'number' && typeof record.id === 'string' ? record : null;
  } catch {
    return null;
  }
};

const forget = async (place: string, known: readonly AuditRecord[]): Promise<void> => {
  const kept = new Set(known.slice(0, MOST_KEPT).map(({ id }) => id));
  const gone = (await readdir(place)).filter((name) => !isDraft(name) && !kept.has(name.split('.')[0] ?? ''));
  await Promise.all(gone.map((name) => rm(join(place, name), { force: true })));
};

const forgetPages = async (folder: string, now: number): Promise<void> => {
  for (const page of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, page));
    if (mtimeMs < now - FORGOTTEN_AFTER) await rm(join(folder, page), { recursive: true, force: true });
  }
};
