import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Benchmarks print tables and assert nothing that depends on the machine; one file at a time, so that none disturbs another. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: ['tests/bench/**/*.bench.ts'],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    execArgv: ['--expose-gc'],
    disableConsoleIntercept: true,
  },
});
