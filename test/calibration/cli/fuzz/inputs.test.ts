// Evidence: the documented contract of exit codes, on inputs near valid ones: never 1, nothing written with 2, no call above 20 s.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, runCli } from '../run-cli.js';
import { type CaseRunner, caseRunner } from './case-runner.js';
import {
  type FuzzCase,
  type FuzzGroup,
  fastConfig,
  fuzzCase,
  patientTable,
  refitOptions,
  smallRoc,
  sweepConfig,
} from './cases.js';
import { knownCases } from './known-cases.js';

let folder: string;
let runner: CaseRunner;
let cohort: string;

/** How a study is made that cases replace. */
const studies: Readonly<Record<string, readonly string[]>> = {
  run: ['run', 'c.json', '--workers', '0'],
  refit: ['refit', 'run', ...refitOptions, '--add', `${root}data/new-trials/sunlight.csv`, '--workers', '0'],
  sweep: ['sweep', 's.json', '--workers', '0'],
  simulate: ['simulate', '--patients', 'p.csv', '--arms', 'placebo', '--days', '56', '--workers', '0'],
  survival: ['survival', '--table', 't.csv', '--time', 'months', '--event', 'died'],
  roc: ['roc', '--table', 't.csv', '--label', 'died', '--markers', 'age', ...smallRoc],
};

/** A folder with a finished study, made when it is first asked for. */
async function finish(cwd: string, name: string): Promise<void> {
  if (existsSync(join(cwd, name))) return;
  if (name === 'refit') await finish(cwd, 'run');
  const { code, stderr } = await runCli([...(studies[name] ?? []), '--out', name], { cwd });
  if (code !== 0 && code !== 3) throw new Error(`${name}: ${stderr}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-inputs-'));
  const cwd = join(folder, 'finished');
  await mkdir(cwd);
  await writeFile(join(cwd, 'c.json'), JSON.stringify(fastConfig));
  await writeFile(join(cwd, 's.json'), JSON.stringify(sweepConfig));
  await writeFile(join(cwd, 't.csv'), patientTable);
  await runCli(['cohort', '--patients', '4', '--seed', '1', '--out', 'p.csv'], { cwd });
  cohort = await readFile(join(cwd, 'p.csv'), 'utf8');
  runner = caseRunner(folder, async (name) => {
    await finish(cwd, name);
    return join(cwd, name);
  });
});
afterAll(async () => {
  runner?.close();
  await rm(folder, { recursive: true });
});

const shown = ({ label, files }: FuzzCase, wrong: readonly string[]) =>
  [
    `${label} npx vitest run test/calibration/cli/fuzz`,
    ...wrong,
    ...Object.entries(files).map(([name, bytes]) => `--- ${name}\n${JSON.stringify(bytes.toString().slice(0, 5000))}`),
  ].join('\n');

/** Checks cases one by one. @returns what is wrong, with what repeats it */
async function wrongIn(cases: Iterable<FuzzCase>): Promise<string> {
  const found: string[] = [];
  for (const each of cases) {
    const wrong = await runner.check(each);
    if (wrong.length > 0) found.push(shown(each, wrong));
  }
  return found.join('\n\n');
}

interface Range {
  readonly seed: string;
  readonly from: number;
  readonly to: number;
}

const casesOf = (group: FuzzGroup, { seed, from, to }: Range): readonly FuzzCase[] =>
  Array.from({ length: to - from }, (_, place) => fuzzCase(group, { seed, index: from + place }, cohort));

/** Cases of `npm run test:full`: 300 configurations, 450 tables of trials, patients and markers, 40 cohorts, 20 stored runs and 60 calls with odd options. */
const counts: Readonly<Record<FuzzGroup, number>> = {
  config: 260,
  sweep: 40,
  trials: 100,
  targets: 30,
  curves: 20,
  survival: 150,
  roc: 150,
  cohort: 40,
  options: 60,
  stored: 20,
};
const SEED = '20251129';

/** `QCIC_FUZZ=group:seed:first-last` asks for other cases than those below. */
const [asked, seed = SEED, places = '0'] = process.env.QCIC_FUZZ?.split(':') ?? [];

describe.runIf(asked !== undefined)('cases asked for by QCIC_FUZZ', () => {
  test(`${asked} of seed ${seed}, ${places}`, { timeout: 36_000_000 }, async () => {
    const [from = 0, last = from] = places.split('-').map(Number);
    expect(await wrongIn(casesOf(asked as FuzzGroup, { seed, from, to: last + 1 }))).toBe('');
  });
});

describe.runIf(asked === undefined)('inputs near valid ones', () => {
  test('end with a message and leave nothing behind, or give a result', async () => {
    const fast = { config: 14, targets: 6, trials: 6, curves: 3, survival: 3 } as const;
    const some = Object.entries(fast).flatMap(([group, count]) =>
      casesOf(group as FuzzGroup, { seed: `${SEED} fast`, from: 0, to: count }),
    );
    expect(await wrongIn(some.map((each) => ({ ...each, calls: each.calls.filter(isFast) })))).toBe('');
    expect([...runner.counts.keys()]).toEqual(
      expect.arrayContaining(['validate 0', 'validate 2', 'trials 2', 'trials 0']),
    );
  });

  test.each(Object.entries(knownCases))('once were an error of the program: %s', async (_title, known) => {
    expect(await wrongIn([known])).toBe('');
  });

  test.each(Object.entries(counts))(
    '%s: %d of them',
    { tags: 'full/inputs', timeout: 600_000 },
    async (group, count) => {
      expect(await wrongIn(casesOf(group as FuzzGroup, { seed: SEED, from: 0, to: count }))).toBe('');
    },
  );

  test('in processes of their own', { tags: 'full/inputs', timeout: 600_000 }, async () => {
    const groups = Object.keys(counts) as FuzzGroup[];
    const own = groups.flatMap((group) => casesOf(group, { seed: `${SEED} spawned`, from: 0, to: 3 }));
    expect(await wrongIn(own.map((each) => ({ ...each, isSpawned: true })))).toBe('');
  });
});

/** Calls without a simulation. */
function isFast([command]: readonly string[]): boolean {
  return ['validate', 'trials', 'survival'].includes(command ?? '');
}
