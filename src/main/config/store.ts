import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Settings } from '../core/port/settings.js';
import { writeWhole } from '../driver/file/whole.js';
import { DEFAULT_DOCUMENT } from './default-document.js';
import { readIfThere } from './disk.js';
import { type FileSettings, fileKeeper } from './file.js';
import type { Keeper } from './keeper.js';
import { createPast } from './past.js';
import { readShipped } from './profiles.js';
import { readConfig } from './read.js';
import { documentJsonSchema, type JsonSchema } from './schema/json-schema.js';
import { documentV1 } from './schema/v1.js';
import { openSettings } from './settings.js';
import { parseText } from './text.js';
import { validate } from './validate.js';

type StoredDocument = Record<string, unknown>;

/** What this module needs of conf, and so of electron-store, which the shell builds. */
export interface DocumentStore {
  readonly path: string;
  /** Reads, or replaces, the whole document. */
  store: StoredDocument;
}

/** The options to build the store with; all of conf's own. */
export interface DocumentStoreOptions {
  readonly cwd: string;
  readonly fileExtension: string;
  readonly schema: JsonSchema['properties'];
  readonly rootSchema: Readonly<Record<string, unknown>>;
  readonly ajvOptions: { readonly strict: false; readonly useDefaults: false };
  readonly serialize: (document: StoredDocument) => string;
  readonly deserialize: (text: string) => StoredDocument;
  readonly clearInvalidConfig: false;
  readonly accessPropertiesByDotNotation: false;
  readonly configFileMode: number;
}

export interface StoreSettings extends Omit<FileSettings, 'file'> {
  /** `(options) => new ElectronStore(options)`. */
  readonly createStore: (options: DocumentStoreOptions) => DocumentStore;
}

/**
 * Settings kept by electron-store in `<data>/config.yml`: the file that a headless desk of the same data folder reads, too.
 * Rejects with `UnusableConfigError` where it has errors and there never was a good one.
 */
export const openStoreSettings = async (options: StoreSettings): Promise<Settings> => {
  const { environment, clock, log, dataFolder } = options;
  const shipped = await readShipped(options.resourcesFolder);
  const context = { ...shipped, user: options.user, timeZone: options.timeZone, runtime: 'desk' as const };
  const keeper = storeKeeper(options);
  if (options.initial !== undefined && (await keeper.read()) === null) await keeper.write(options.initial);
  return openSettings({
    keeper,
    past: createPast(`${keeper.place}.last-good`, join(dataFolder, 'config-history'), clock),
    read: (text) => readConfig(text, environment, { ...context, now: clock.now() }),
    log,
    initial: DEFAULT_DOCUMENT,
  });
};

/**
 * The store keeps values, people keep comments: so the text passes through its (de)serializer. A text with errors reads as
 * an empty document, because the store would else refuse to open; the text itself is left alone on disk. The store's own watch is
 * not used: it would create the file of a first run.
 */
const storeKeeper = ({ createStore, dataFolder, clock, log }: StoreSettings): Keeper => {
  let toWrite: string | null = null;
  const store = createStore({
    ...STORE_OPTIONS,
    cwd: dataFolder,
    ...schemaOptions(),
    serialize: (document) => toWrite ?? stringify(document, { lineWidth: 0 }),
    deserialize: documentIn,
  });
  return {
    ...fileKeeper(store.path, clock, log),
    write: async (text) => {
      const before = await readIfThere(store.path);
      toWrite = text;
      try {
        store.store = documentIn(text);
      } finally {
        toWrite = null;
      }
      if ((await readIfThere(store.path)) !== text) await putBack(store.path, before);
    },
  };
};

/**
 * The store does not look at how much of a text the disk has taken: on one that gets full, a part is in place, and could even be
 * read as a document. What it replaced has made room for the text of before.
 */
const putBack = async (file: string, before: string | null): Promise<never> => {
  if (before === null) await rm(file, { force: true });
  else await writeWhole(file, before);
  throw Object.assign(new Error(`ENOSPC: no space left on device, write '${file}'`), { code: 'ENOSPC', path: file });
};

const STORE_OPTIONS = {
  fileExtension: 'yml',
  ajvOptions: { strict: false, useDefaults: false },
  clearInvalidConfig: false,
  accessPropertiesByDotNotation: false,
  configFileMode: 0o600,
} as const;

const schemaOptions = (): Pick<DocumentStoreOptions, 'schema' | 'rootSchema'> => {
  const { properties } = documentJsonSchema();
  return { schema: properties, rootSchema: { additionalProperties: false } };
};

const documentIn = (text: string): StoredDocument => {
  const { value } = parseText(text);
  return validate(documentV1, value).ok ? (value as StoredDocument) : {};
};
