import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.js';
import { filesOfFullSets, fullSets } from './test/sets.js';
import { slowestFiles } from './test/slowest-files.js';

/** `--mode fast` (npm test) runs what has no tag, `--mode full` (npm run test:full) the rest; without a mode, everything runs. */
const modes: Readonly<Record<string, { readonly include: string[]; readonly tagsFilter: string[] }>> = {
  fast: { include: ['test/**/*.test.ts'], tagsFilter: ['!full/*'] },
  full: { include: filesOfFullSets(), tagsFilter: ['full/*'] },
};

export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    ...modes[mode],
    // No library that this user has built takes part
    env: { NODE_ENV: 'test', QCIC_NATIVE_CACHE: join(tmpdir(), 'qcic-no-native-cache') },
    globalSetup: ['test/tests-not-run.ts', 'test/shared-folders-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What a page shows in the end may take its time on a machine with other work
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: 2,
    // Modules are loaded once per process, not once per file: no test changes what another one sees
    isolate: false,
    // The built program is loaded as Node loads it: its worker threads lie beside it
    server: { deps: { external: [/\/dist\/(calibration|src)\//] } },
    sequence: { sequencer: LongestFirst },
    reporters: ['default', slowestFiles()],
    tags: fullSets.map(({ tag, what }) => ({ name: tag, description: what })),
  },
}));
