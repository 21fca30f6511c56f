import { defineConfig } from 'vitest/config';
import { fullSets } from './test/sets.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/left-out.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    // Modules are loaded once per process, not once per file: no test changes what another one sees
    isolate: false,
    // The built program is loaded as Node loads it: its worker threads lie beside it
    server: { deps: { external: [/\/dist\/(calibration|src)\//] } },
    reporters: ['default', './test/slowest-files.ts'],
    tags: fullSets.map(({ tag, what }) => ({ name: tag, description: what })),
  },
});
