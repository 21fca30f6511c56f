import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Tests of one kind that `npm test` leaves to `npm run test:full`, and the one of their kind that it keeps. */
export interface FullSet {
  /** How these tests are marked: `{ tags: 'full/…' }`. */
  readonly tag: `full/${string}`;
  readonly what: string;
  /** A test of the same kind that `npm test` runs: its file, and text that only its title or its table has there. */
  readonly witness: { readonly file: string; readonly title: string };
}

/** Every kind of test that is too slow for `npm test`; described in docs/testing.md. */
export const fullSets: readonly FullSet[] = [
  {
    tag: 'full/interruptions',
    what: 'signals, kills and full disks at every moment of a command, and resuming after each',
    witness: {
      file: 'test/calibration/cli/commands/run-interrupted.test.ts',
      title: "signal === 'SIGKILL' && moment === 'between two chunks of the pool'",
    },
  },
  {
    tag: 'full/workers',
    what: 'the same bits for every number of worker threads, and threads that die',
    witness: { file: 'test/calibration/cli/commands/run.test.ts', title: 'with two worker threads' },
  },
  {
    tag: 'full/redis',
    what: 'worker processes on a Redis server, under every failure',
    witness: {
      file: 'test/calibration/engine/queue/queue-engine-redis.test.ts',
      title: 'finds the results again that a killed run has left behind',
    },
  },
  {
    tag: 'full/compiler',
    what: 'exported C and native code, compiled and run for every form of the model',
    witness: { file: 'test/src/model/export/c-export.test.ts', title: 'posted form' },
  },
  {
    tag: 'full/models',
    what: 'the exported SBML, checked by libSBML and integrated by a program that knows nothing else; archives, repeated byte for byte',
    witness: {
      file: 'test/src/model/export/sbml/sbml-export.test.ts',
      title: 'the text alone gives the derivatives of the kernel in the posted and in the corrected form',
    },
  },
  {
    tag: 'full/engines',
    what: 'the same bits on other versions of Node, in a browser, and under a content security policy',
    witness: {
      file: 'test/src/simulation/compiled-arm.test.ts',
      title: 'posted, %s: 6 patients over 60 days, every cell and day',
    },
  },
  {
    tag: 'full/browser',
    what: 'pages of the workbench in a real browser: what is clicked, typed, stored and read aloud',
    witness: {
      file: 'test/browser/smoke.test.ts',
      title: 'the workbench opens on an empty folder and offers to start a run',
    },
  },
  {
    tag: 'full/oracles',
    what: 'slow ways of computing the same, and Monte Carlo studies of intervals',
    witness: {
      file: 'test/calibration/inference/recover.test.ts',
      title: 'coverage is nearly nominal, %s',
    },
  },
  {
    tag: 'full/searches',
    what: 'fits and searches from many starts',
    witness: {
      file: 'test/calibration/fit/search/minimise.test.ts',
      title: 'finds the shapes and death functions behind the targets, start %d away',
    },
  },
  {
    tag: 'full/inputs',
    what: 'hundreds of configurations and tables near valid ones',
    witness: {
      file: 'test/calibration/cli/fuzz/inputs.test.ts',
      title: 'end with a message and leave nothing behind, or give a result',
    },
  },
  {
    tag: 'full/studies',
    what: 'whole studies through the command line',
    witness: {
      file: 'test/calibration/cli/commands/biomarkers.test.ts',
      title: 'analyses arms and days of a stored run, with the same bytes for any number of workers',
    },
  },
  {
    tag: 'full/docs',
    what: 'the documentation site, and the commands of its pages',
    witness: { file: 'test/docs/links.test.ts', title: 'every relative link and anchor leads somewhere' },
  },
  {
    tag: 'full/package',
    what: 'the file of npm pack, installed in an empty folder and used on every version of Node',
    witness: {
      file: 'test/package/public-interface.test.ts',
      title: 'the door %s exports what its report lists, and nothing else',
    },
  },
];

const root = fileURLToPath(new URL('../', import.meta.url));

/** Every test file, by its path in the checkout. */
export function testFiles(): string[] {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .sort();
}

/** Tags of a file's tests, each once. */
export function tagsIn(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...new Set([...text.matchAll(/tags: '([^']+)'/g)].map(([, tag]) => tag ?? ''))];
}

/** Test files that `npm run test:full` loads: those that have a tagged test, or whose tests are laid out in a tagged file. */
export function filesOfFullSets(): string[] {
  return testFiles().filter((file) => tagsIn(file).length > 0 || usesFailures(file));
}

/** Whether a file runs the tests of cluster/failures.ts, which are tagged there. */
function usesFailures(file: string): boolean {
  return readFileSync(join(root, file), 'utf8').includes("from './failures.js'");
}
