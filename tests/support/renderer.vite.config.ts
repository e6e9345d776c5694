import { resolve } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** Builds the console's page alone, for tests against a scripted main. */
export default defineConfig({
  root: resolve(root, 'src/renderer'),
  base: './',
  plugins: [react(), tailwind()],
  build: {
    outDir: resolve(root, 'node_modules/.cache/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: 'hidden',
  },
});
