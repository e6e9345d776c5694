import { defineConfig } from 'vitest/config';

/** Unit tests stand beside their source; what spans modules is in tests/. Browser and Electron journeys are Playwright's. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/{contract,scenarios,fences,crash,api,network,bench,mongodb,page}/**/*.test.ts'],
    testTimeout: process.env.PROPERTY_RUNS === undefined ? 60_000 : 3_600_000,
    restoreMocks: true,
    setupFiles: ['tests/support/property-setup.ts'],
  },
});
