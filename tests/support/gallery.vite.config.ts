import { resolve } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** Builds and serves the gallery of components: no part of the product. */
export default defineConfig({
  root: resolve(root, 'tests/gallery'),
  base: './',
  plugins: [react(), tailwind()],
  server: { open: true },
  build: {
    outDir: resolve(root, 'node_modules/.cache/gallery'),
    emptyOutDir: true,
    target: 'chrome130',
  },
});
