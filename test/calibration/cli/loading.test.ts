// Evidence: what the bundler states of each file (dist/bundle/contents.json), and a count in a real process. Times depend on the machine, what is
// loaded does not.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { root, runCli } from './run-cli.js';

interface BundledFile {
  readonly file: string;
  /** Compiled file that it stands for; null for a shared part. */
  readonly of: string | null;
  readonly imports: readonly string[];
  /** Packages and compiled files in it. */
  readonly holds: readonly string[];
}

const path = `${root}dist/bundle/contents.json`;
if (!existsSync(path)) throw new Error('dist/bundle/contents.json: must exist; npm run build writes it');
const files = new Map(
  (JSON.parse(readFileSync(path, 'utf8')) as readonly BundledFile[]).map((file) => [file.file, file]),
);

/** Everything that is loaded with compiled files, before their first statement. */
function loadedWith(...names: readonly string[]) {
  const loaded = new Set<string>();
  const visit = (name: string) => {
    if (loaded.has(name)) return;
    loaded.add(name);
    for (const imported of files.get(name)?.imports ?? []) visit(imported);
  };
  for (const { file, of } of files.values()) if (names.includes(of ?? '')) visit(file);
  expect(loaded.size, `${names.join(', ')} must be files of the bundle`).toBeGreaterThanOrEqual(names.length);
  const holds = [...loaded].flatMap((name) => files.get(name)?.holds ?? []).filter((held) => !held.includes('\0'));
  const isOwn = (held: string) => /^(src|calibration)\//.test(held);
  const external = [...loaded].filter((name) => !files.has(name) && !name.startsWith('node:'));
  const packages = [...holds.filter((held) => !isOwn(held)), ...external].map((name) =>
    name.replace(/^@stdlib\/.*/, '@stdlib'),
  );
  return {
    files: [...loaded].filter((name) => files.has(name)).length,
    packages: [...new Set(packages)].sort(),
    science: holds.filter((held) => held.startsWith('src/')).sort(),
  };
}

const start = ['calibration/cli/main.js', 'calibration/cli/program.js'];

test('help and version load the parser of the command line and the names of arms, nothing else', () => {
  const { packages, science } = loadedWith(...start);
  expect(packages).toEqual(['commander']);
  expect(science).toEqual(['src/model/drugs/trial-arms.js', 'src/model/drugs/trial-regimens.js']);
});

test('qcic drugs list loads no further package', () => {
  expect(loadedWith('calibration/cli/actions/drugs.js').packages).toEqual([]);
});

test('qcic validate loads what reads its files, in few files', () => {
  const { packages, files: count } = loadedWith('calibration/cli/actions/validate.js');
  const reading = ['csv-parse', 'jsonc-parser', 'zod'];
  // The inverse of stdlib's incomplete gamma function brings debug and ms
  const mathematics = /^(@stdlib|debug|ml-matrix|ms|seedrandom)$/;
  expect(packages.filter((name) => !mathematics.test(name))).toEqual(reading);
  expect(count).toBeLessThanOrEqual(10);
});

test.each([
  'run',
  'refit',
  'simulate',
  'sweep',
  'biomarkers',
  'sensitivity',
  'optimise',
  'roc',
  'survival',
  'cohort',
  'worker',
])('qcic %s loads plots, queue, classifiers, compilers and Parquet when they are used, not at its start', (command) => {
  const { packages } = loadedWith(...start, `calibration/cli/actions/${command}.js`);
  expect(
    packages.filter((name) => /^(@tensorflow|vega|bullmq|ioredis|wabt|koffi|hyparquet|fzstd|hysnappy)/.test(name)),
  ).toEqual(command === 'worker' ? ['bullmq', 'ioredis'] : []);
});

test('a thread loads no package and nothing of the model before its first task', () => {
  const { packages, science } = loadedWith('calibration/tasks/worker.js');
  expect(packages).toEqual([]);
  expect(
    science.filter((name) => /^src\/(compiled|model\/(compile|network)|ode|patients|simulation|stats)/.test(name)),
  ).toEqual([]);
});

test.each([
  ['simulates', 'calibration/pool/simulate-task.js', /./],
  ['fits', 'calibration/fit/fit-job.js', /^(commander|csv-parse|jsonc-parser|zod|vega)/],
  [
    'analyses markers',
    'calibration/tasks/analyse-markers-task.js',
    /^(commander|csv-parse|jsonc-parser|zod|vega|@tensorflow)/,
  ],
])('a thread that %s loads only what its task needs', (_, task, without) => {
  expect(loadedWith(task).packages.filter((name) => without.test(name))).toEqual([]);
});

/** Preloaded by a process and by each of its threads: writes down their start and every module that is compiled from bytes. */
const counter = `
import { appendFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
const note = (what) => appendFileSync(process.env.QCIC_TEST_NOTES, threadId + ' ' + what + '\\n');
const compiled = (how, source) => source instanceof WebAssembly.Module || note(how);
for (const how of ['compile', 'instantiate', 'compileStreaming']) {
  const own = WebAssembly[how];
  WebAssembly[how] = (source, ...rest) => (compiled(how, source), own.call(WebAssembly, source, ...rest));
}
WebAssembly.Module = new Proxy(WebAssembly.Module, {
  construct: (target, [source]) => (note('module'), new target(source)),
});
note('start');
`;

test('a model is compiled once; its threads share the compiled module', { tags: 'full/workers' }, async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'qcic-loading-'));
  try {
    const cohort = await runCli(['cohort', '--patients', '600', '--seed', '1', '--out', 'patients.csv'], { cwd });
    expect(cohort.code).toBe(0);
    await writeFile(join(cwd, 'counter.mjs'), counter);
    const args = ['simulate', '--patients', 'patients.csv', '--arms', 'placebo', '--days', '56', '--workers', '2'];
    const child = spawn(process.execPath, [`${root}dist/calibration/cli/main.js`, ...args, '--out', 'simulated'], {
      cwd,
      stdio: 'ignore',
      env: {
        ...process.env,
        NODE_OPTIONS: `--import=${pathToFileURL(join(cwd, 'counter.mjs')).href}`,
        QCIC_TEST_NOTES: join(cwd, 'notes'),
        // No native solver lies in an empty folder
        QCIC_NATIVE_CACHE: join(cwd, 'native'),
      },
    });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    const notes = (await readFile(join(cwd, 'notes'), 'utf8')).trimEnd().split('\n');
    expect(notes.filter((note) => note.endsWith(' start')).length).toBe(3);
    expect(notes.filter((note) => note.endsWith(' module'))).toEqual(['0 module']);
    expect(notes.filter((note) => !note.startsWith('0 ') && !note.endsWith(' start'))).toEqual([]);
  } finally {
    await rm(cwd, { recursive: true });
  }
});
