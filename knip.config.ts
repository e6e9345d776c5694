import type { KnipConfig } from 'knip';

/** Stylesheets use packages too (fonts, the framework): told to knip as the imports they are. */
const styleImports = (text: string): string =>
  [...text.matchAll(/(?:@import\s+|url\()["']([^"':]+)["']/g)].map(([, path]) => `import '${path}';`).join('\n');

const config: KnipConfig = {
  // `knip --production` looks from the entries with a `!` alone, and so finds what only tests use.
  // What the build, the tests' runners and the command line start from; all else must be reached from here.
  entry: [
    'src/main/index.ts!',
    'src/main/cli.ts!',
    'src/main/store/embedded/worker.ts!',
    'src/main/store/backup/worker.ts!',
    'src/preload/index.ts!',
    'src/snippet/visits.ts!',
    'src/snippet/visits-attribution.ts!',
    // The build's configuration names it as well; a tree without that must find it too.
    'src/renderer/main.tsx!',
    'src/**/*.test.{ts,tsx}',
    'tests/**/*.{test,spec,bench}.{ts,tsx}',
    'tests/**/*.config.ts',
    '.ci/*.mjs',
  ],
  project: ['src/**/*.{ts,tsx,css}!', '!src/**/*.test.{ts,tsx}!', 'tests/**/*.{ts,tsx}', '.ci/*.mjs'],
  compilers: { css: styleImports },
  // Programs that are found and started: nothing imports them.
  ignoreDependencies: ['lighthouse', 'electron-builder'],
  // Tools of the system that single tests use where they are there.
  ignoreBinaries: [
    'unshare',
    'ip',
    'prometheus-blackbox-exporter',
    'systemd-analyze',
    'dpkg-deb',
    'desktop-file-validate',
    'mkfifo',
  ],
  // The contract's vocabulary: the page may name any of these types, whether it does today or not.
  ignoreIssues: { 'src/preload/contract/views.ts': ['types'] },
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
