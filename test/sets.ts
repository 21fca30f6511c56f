/** Tests of one kind that `npm test` leaves to `npm run test:full`, and the one of their kind that it keeps. */
export interface FullSet {
  /** How these tests are marked: `{ tags: 'full/…' }`. */
  readonly tag: `full/${string}`;
  readonly what: string;
  /** A test of the same kind that `npm test` runs: file below `test`, and title. */
  readonly witness: { readonly file: string; readonly title: string };
}

/** Every kind of test that is too slow for `npm test`; described in docs/testing.md. */
export const fullSets: readonly FullSet[] = [
  {
    tag: 'full/interruptions',
    what: 'signals, kills and full disks at every moment of a run, and resuming after each',
    witness: {
      file: 'calibration/cli/commands/run-interrupted.test.ts',
      title: 'SIGKILL between two chunks of the pool: resumed = uninterrupted',
    },
  },
  {
    tag: 'full/workers',
    what: 'the same bits for every number of worker threads, in each command',
    witness: { file: 'calibration/cli/commands/run.test.ts', title: 'with two worker threads' },
  },
  {
    tag: 'full/redis',
    what: 'worker processes on a Redis server, under every fault',
    witness: { file: 'calibration/engine/queue/queue-engine-redis.test.ts', title: '' },
  },
  {
    tag: 'full/compiler',
    what: 'exported C, compiled and run for every form of the model',
    witness: { file: 'src/model/export/c-export.test.ts', title: '' },
  },
  {
    tag: 'full/oracles',
    what: 'slow ways of computing the same, and Monte Carlo studies of intervals',
    witness: { file: '', title: '' },
  },
  {
    tag: 'full/searches',
    what: 'fits and searches from many starts and seeds',
    witness: { file: '', title: '' },
  },
  {
    tag: 'full/studies',
    what: 'whole studies through the command line',
    witness: { file: '', title: '' },
  },
];
