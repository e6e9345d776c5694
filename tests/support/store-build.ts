import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import type * as Open from '../../src/main/store/embedded/open.js';
import type * as OpenRecording from '../../src/main/store/embedded/recording/open.js';

export interface BuiltStore {
  readonly openEmbeddedStore: typeof Open.openEmbeddedStore;
  readonly openRecording: typeof OpenRecording.openRecording;
  /** The built module and a script that can be started with it. */
  readonly module: string;
  remove(): void;
}

const root = resolve(import.meta.dirname, '../..');
const at = (path: string): string => resolve(root, path);

/**
 * Builds the embedded store and its thread as the product does: the thread's script beside the entries, the store in a chunk
 * below. Inside the repository's tree, so that the database's own package is found.
 */
export const buildStore = async (): Promise<BuiltStore> => {
  const cache = at('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'store-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        input: {
          open: at('src/main/store/embedded/open.ts'),
          recording: at('src/main/store/embedded/recording/open.ts'),
          'store-worker': at('src/main/store/embedded/worker.ts'),
        },
        output: {
          format: 'esm',
          entryFileNames: ({ name }) => (name === 'store-worker' ? '[name].js' : 'chunks/[name].js'),
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  });
  // Below node_modules the repository's own package.json does not say that scripts are modules.
  writeFileSync(join(outDir, 'package.json'), '{"type":"module"}');
  const module = join(outDir, 'chunks/open.js');
  const load = (file: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(file).href);
  const { openEmbeddedStore } = (await load(module)) as typeof Open;
  const { openRecording } = (await load(join(outDir, 'chunks/recording.js'))) as typeof OpenRecording;
  return { openEmbeddedStore, openRecording, module, remove: () => rmSync(outDir, { recursive: true, force: true }) };
};
