import { resolve } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** One build for all three runtimes: Electron's main (and plain Node), the sandboxed preload script, and the console's page. */
export default defineConfig({
  root: at('src/renderer'),
  base: './',
  plugins: [react(), tailwind()],
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  builder: {},
  environments: {
    client: {
      build: { outDir: at('dist/renderer'), emptyOutDir: true, target: 'chrome130', sourcemap: 'hidden' },
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
  },
});
