import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceRecord } from '../../core/model/page-evidence.js';
import type { TargetId } from '../../core/model/target.js';
import type { PageEvidence } from '../../core/port/page-evidence.js';
import { days, type Instant } from '../../core/time/instant.js';
import { isDraft, writeWhole } from '../../driver/file/whole.js';
import type { Frame } from './film.js';

/** Bad loads of one target that are kept, and for how long; the archives beside them count by themselves. */
const MOST_KEPT = 10;
const MOST_ARCHIVES = 5;
const KEPT_FOR = days(30);

/** What a bad load is known by. */
export type BadLoad = Pick<EvidenceRecord, 'target' | 'at' | 'why' | 'url'>;

export interface KeptEvidence extends PageEvidence {
  /** Gives the record's id. */
  keep(load: BadLoad, picture: Buffer | null): Promise<string>;
  /** The film of the load after it; nothing is kept where the record is gone by then. */
  addFilm(target: TargetId, id: string, frames: readonly Frame[]): Promise<void>;
}

/** No name leads out of the folder. */
const NAME = /^[a-z0-9][a-z0-9.-]{0,60}$/i;
const RECORD = '.evidence.json';

/** Keeps pictures of bad loads in a folder for each target, readable by the folder's owner only. */
export const createPageEvidence = (folder: string): KeptEvidence => {
  const placeOf = (target: TargetId): string => join(folder, encodeURIComponent(target).replaceAll('.', '%2E'));
  const of = async (target: TargetId): Promise<readonly EvidenceRecord[]> => {
    const names = (await readdir(placeOf(target)).catch(() => [])).filter((name) => name.endsWith(RECORD));
    const records = await Promise.all(names.map((name) => readRecord(join(placeOf(target), name))));
    return records.flatMap((record) => record ?? []).sort((one, other) => other.at - one.at);
  };
  return {
    of,
    read: async (target, id, name) => {
      if (!NAME.test(id) || !NAME.test(name) || !name.endsWith('.jpg')) return null;
      return readFile(join(placeOf(target), `${id}.${name}`)).catch(() => null);
    },
    keepHar: async (target, name, text) => {
      const place = placeOf(target);
      await writeWhole(join(place, name), text);
      const archives = (await readdir(place))
        .filter((each) => each.endsWith('.har'))
        .sort()
        .reverse();
      await removeAll(place, archives.slice(MOST_ARCHIVES));
      return join(place, name);
    },
    keep: async (load, picture) => {
      const place = placeOf(load.target);
      const id = String(load.at);
      if (picture !== null) await writeWhole(join(place, `${id}.picture.jpg`), picture);
      const record: EvidenceRecord = { ...load, id, picture: picture === null ? null : 'picture.jpg', frames: [] };
      // Last, as it is what makes the rest known.
      await writeWhole(join(place, `${id}${RECORD}`), JSON.stringify(record));
      await forget(place, await of(load.target), load.at);
      await forgetOthers(folder, place, load.at);
      return id;
    },
    addFilm: async (target, id, frames) => {
      const place = placeOf(target);
      const record = (await of(target)).find((one) => one.id === id);
      if (record === undefined || frames.length === 0) return;
      for (const [index, { jpeg }] of frames.entries()) await writeWhole(join(place, `${id}.${frameName(index)}`), jpeg);
      const named = frames.map(({ after }, index) => ({ name: frameName(index), after }));
      await writeWhole(join(place, `${id}${RECORD}`), JSON.stringify({ ...record, frames: named }));
    },
  };
};

const frameName = (index: number): string => `frame-${index}.jpg`;

/** Null where it was cut off or changed by somebody: then it is as if nothing had been kept. */
const readRecord = async (path: string): Promise<EvidenceRecord | null> => {
  try {
    const record = JSON.parse(await readFile(path, 'utf8')) as EvidenceRecord;
    return typeof record.at === 'number' && Array.isArray(record.frames) && NAME.test(record.id) ? record : null;
  } catch {
    return null;
  }
};

const removeAll = async (place: string, names: readonly string[]): Promise<void> => {
  await Promise.all(names.map((name) => rm(join(place, name), { force: true })));
};

const forget = async (place: string, known: readonly EvidenceRecord[], now: Instant): Promise<void> => {
  const kept = new Set(
    known
      .filter(({ at }) => at >= now - KEPT_FOR)
      .slice(0, MOST_KEPT)
      .map(({ id }) => id),
  );
  const pictures = (await readdir(place)).filter((name) => !name.endsWith('.har') && !isDraft(name));
  await removeAll(
    place,
    pictures.filter((name) => !kept.has(name.split('.')[0] ?? '')),
  );
};

/** Of a page that is not loaded any more everything goes in the end. */
const forgetOthers = async (folder: string, own: string, now: Instant): Promise<void> => {
  for (const target of await readdir(folder)) {
    const place = join(folder, target);
    const { mtimeMs } = await stat(place);
    if (place !== own && mtimeMs < now - KEPT_FOR) await rm(place, { recursive: true, force: true });
  }
};
