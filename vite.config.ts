import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

const TYPEFACES = ['inter', 'jetbrains-mono'];

/** The typefaces' licence asks that it goes wherever they go: beside the page that carries them. */
const typefaceLicences = (): Plugin => ({
  name: 'typeface-licences',
  applyToEnvironment: ({ name }) => name === 'client',
  async generateBundle() {
    for (const typeface of TYPEFACES) {
      const source = await readFile(at(`node_modules/@fontsource-variable/${typeface}/LICENSE`), 'utf8');
      this.emitFile({ type: 'asset', fileName: `licences/${typeface}.txt`, source });
    }
  },
});

/** A script for the site's own pages: one file that needs nothing else, in browsers that may be some years old. */
const snippet = (name: string): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    outDir: at('dist/renderer/collect'),
    emptyOutDir: false,
    target: 'es2022',
    rolldownOptions: {
      input: { [name]: at(`src/snippet/${name}.ts`) },
      output: { format: 'iife', entryFileNames: '[name].js' },
    },
  },
});

/** One build for all runtimes: Electron's main (and plain Node), the sandboxed preload script, the console's page, the site's pages. */
export default defineConfig({
  root: at('src/renderer'),
  base: './',
  plugins: [react(), tailwind(), typefaceLicences()],
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  builder: {},
  environments: {
    client: {
      build: {
        outDir: at('dist/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        sourcemap: 'hidden',
        // It comes from this machine, not over a network.
        chunkSizeWarningLimit: 700,
      },
    },
    main: {
      consumer: 'server',
      resolve: { external: ['electron'] },
      build: {
        outDir: at('dist/main'),
        emptyOutDir: true,
        target: 'node20.18',
        minify: false,
        sourcemap: true,
        rolldownOptions: {
          input: {
            index: at('src/main/index.ts'),
            cli: at('src/main/cli.ts'),
            'backup-worker': at('src/main/store/backup/worker.ts'),
            'store-worker': at('src/main/store/embedded/worker.ts'),
          },
          output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      // A sandboxed preload script may require nothing but electron: everything else is bundled.
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: at('dist/preload'),
        emptyOutDir: true,
        target: 'chrome130',
        minify: false,
        rolldownOptions: {
          input: { index: at('src/preload/index.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
    visits: snippet('visits'),
    visitsAttribution: snippet('visits-attribution'),
  },
});
