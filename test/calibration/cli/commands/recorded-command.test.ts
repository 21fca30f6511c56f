// Evidence: law · the command that a manifest records, read by a shell and typed in the folder that the manifest names, leaves
// the same files again, byte for byte. Every command that leaves a folder; names with spaces and quotes; every option that
// changes a result away from its default.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileSha256 } from '../../../../calibration/store/file-sha256.js';
import { type Manifest, studyKinds } from '../../../../calibration/store/manifest.js';
import { storedKinds } from '../../../../calibration/studies/registry.js';
import { documentOf } from '../json-document.js';
import { type CliOutcome, jsonOf, runCli } from '../run-cli.js';
import { writeTinyConfig } from '../tiny-config.js';

/** Names that a shell would split or read. */
const base = "the first 'run'";
const patients = 'two words/patients & more.csv';
const trials = 'new "trials".csv';

const trialTable = `trial,arm,n,reference,cr_percent,pr_percent,sd_percent,pd_percent,median_os_months
It's new,tas102,120,"Someone 2026",0,2.5,43.3,54.2,7.9
`;

/** A table of twelve patients for `roc` and `survival`. */
const table = [
  'months,died,the group,"marker ""a""",answer',
  ...[5, 3, 8, 2, 9, 4, 7, 1, 6, 12, 11, 10].map((months, index) =>
    [
      months,
      index % 3 === 0 ? 0 : 1,
      index % 2 === 0 ? 'old' : 'it is new',
      months + 0.5 * (index % 4),
      index % 2,
    ].join(),
  ),
].join('\n');

const fast: Readonly<Record<string, readonly string[]>> = {
  roc: [
    ...['roc', '--table', patients.replace('patients', 'table'), '--label', 'answer', '--markers', 'marker "a",months'],
    ...['--log', '--folds', '3', '--repeats', '2', '--bootstrap', '20', '--permutations', '3', '--prevalence', '0.3'],
    ...['--sensitivity', '0.8', '--specificity', '0.7', '--seed', "it's 7"],
  ],
  survival: [
    ...['survival', '--table', patients.replace('patients', 'table'), '--time', 'months', '--event', 'died'],
    ...['--group', 'the group', '--reference', 'it is new', '--marker', 'marker "a"', '--cut', 'optimal'],
    ...['--landmarks', '3,6', '--tau', '8', '--level', '0.8', '--ties', 'breslow', '--permutations', '20'],
    ...['--seed', '$HOME'],
  ],
};

const full: Readonly<Record<string, readonly string[]>> = {
  run: ['run', 'tiny.json', '--seed', 'a b'],
  recover: ['recover', base, '--datasets', '3', '--patients', '100', '--level', '0.8'],
  predict: [
    ...['predict', base, '--arm', 'tas102', '--n', '40', '--versus', 'placebo', '--n-versus', '20'],
    ...[
      '--visits',
      '42,84,168',
      '--follow-up',
      '6',
      '--level',
      '0.8',
      '--draws',
      '100',
      '--seed',
      'a b',
      '--patients',
      '100',
    ],
  ],
  refit: [
    ...['refit', base, '--add', trials, '--drop', 'Kotani 2019', '--not-evaluable', 'progressed'],
    ...[
      '--objective',
      'likelihood',
      '--overdispersion',
      'estimated',
      '--rounds',
      '1',
      '--bootstrap',
      '2',
      '--starts',
      '1',
    ],
    ...[
      '--profiles',
      'none',
      '--no-leave-one-trial-out',
      '--no-leave-one-arm-out',
      '--level',
      '0.8',
      '--patients',
      '100',
    ],
  ],
  simulate: [
    ...['simulate', '--patients', patients, '--arms', 'placebo,tas102', '--days', '60', '--trajectories'],
    ...['--marker-day', '30', '--switch', 'dosing=corrected'],
  ],
  biomarkers: [
    ...['biomarkers', base, '--patients', '120', '--arms', 'tas102', '--days', '14', '--folds', '3', '--repeats', '1'],
    ...['--bootstrap', '10', '--permutations', '2', '--seed', 'x "y"'],
  ],
  sensitivity: [
    ...['sensitivity', 'pcc', '--from', base, '--space', 'patients', '--samples', '60', '--arm', 'tas102'],
    ...['--output', 'th1@14', '--design', 'sobol', '--seed', "q'z", '--switch', 'dosing=corrected'],
  ],
  sweep: ['sweep', 'the sweep.json', '--from', base, '--seed', '9 9'],
  optimise: ['optimise', 'the search.json', '--from', base, '--seed', '9 9', '--evaluations', '4'],
  replicate: ['replicate', '--patients', '60', '--samples', '60', '--seed', 'one two'],
};

let cwd: string;

beforeAll(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'qcic recorded ')));
  await mkdir(join(cwd, 'two words'));
  await writeFile(join(cwd, patients.replace('patients', 'table')), table);
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

const manifestOf = async (folder: string) => (await jsonOf(join(folder, 'manifest.json'))) as Manifest;

/** The arguments of a command, as a shell reads them. */
function shellArguments(command: string): readonly string[] {
  const { stdout, status } = spawnSync('sh', ['-c', `qcic() { printf '%s\\0' "$@"; }; ${command}`], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

/** Runs a command, and the one that it records, into other folders; compares what they leave. */
async function expectRepeated(args: readonly string[]): Promise<void> {
  const out = `out of ${args[0]}`;
  const called = [...args, '--out', out, '--json', ...(needsEngine(args) ? ['--workers', '1'] : [])];
  const first = await runCli(called, { cwd });
  expect(first.stderr, first.stderr).not.toMatch(/error/i);
  expect(first.code).toBe(0);
  const folder = join(cwd, out);
  const manifest = await manifestOf(folder);
  const { command, working_folder: working, files, inputs, kind, config, settings } = manifest;
  await expectAnswer(first, out, manifest);
  for (const { path, sha256 } of inputs) expect(await fileSha256(join(folder, working, path)), path).toBe(sha256);
  if (args.includes(base)) {
    const ofBase = inputs.map(({ path }) => path).filter((path) => path.startsWith(base));
    expect(ofBase).toEqual(
      expect.arrayContaining([
        `${base}/${kind === 'recover' || kind === 'predict' ? 'calibration' : 'results'}.json`,
        `${base}/manifest.json`,
      ]),
    );
  }
  const typed = shellArguments(command);
  expect(typed).toEqual([...args, '--out', out]);
  const page = await readFile(join(folder, storedKinds[kind].page), 'utf8');
  expect(page).toContain(command.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'));
  // From the folder that the manifest names, into another folder
  const again = `again, ${args[0]}`;
  const repeated = await runCli(
    typed.map((word) => (word === out ? again : word)),
    { cwd: join(folder, working) },
  );
  expect(repeated.code, repeated.stderr).toBe(0);
  const second = await manifestOf(join(cwd, again));
  expect(second.files).toEqual(files);
  expect({ config: second.config, settings: second.settings }).toEqual({ config, settings });
  expect(files.filter(({ sha256 }) => sha256 !== null).length).toBeGreaterThan(0);
}

/** What the command answers to a program is what lies in its folder. */
async function expectAnswer(outcome: CliOutcome, out: string, { kind, status, files }: Manifest): Promise<void> {
  const { result: file } = storedKinds[kind];
  const answer = documentOf(outcome, kind === 'sensitivity' ? 'sensitivity pcc' : kind);
  const result = file === null ? null : await jsonOf(join(cwd, out, file.file));
  expect(answer).toMatchObject({ status, folder: out, result });
  const listed = files.map(({ path }) => join(out, path)).filter((path) => !path.endsWith('events.jsonl'));
  expect([...answer.files].sort()).toEqual(listed.sort());
  expect(answer.summary.length).toBeGreaterThan(0);
}

const needsEngine = ([name]: readonly string[]) => name !== 'roc' && name !== 'survival';

describe('the recorded command', () => {
  test('is tested for every command that leaves a folder', () => {
    expect([...Object.keys(fast), ...Object.keys(full)].sort()).toEqual([...studyKinds].sort());
  });

  test.each(Object.keys(fast))('repeats qcic %s', async (name) => {
    await expectRepeated(fast[name]!);
  });

  describe('of longer studies', { tags: 'full/studies' }, () => {
    beforeAll(async () => {
      await writeTinyConfig(join(cwd, 'tiny.json'), {
        fit: { shapes: 'none' },
        marginals: { K1: { free: true } },
        biomarkers: { arms: [] },
      });
      expect(await runCli(['run', 'tiny.json', '--out', base], { cwd })).toMatchObject({ code: 0 });
      await writeFile(join(cwd, trials), trialTable);
      const axes = [{ name: 'bevacizumab', drug: 'bevacizumab', dose: [0, 280] }];
      const sweep = { name: 'tiny', seed: 2, patients: 60, regimen: 'published-tas102-bev', death: 'tas102_bev', axes };
      await writeFile(join(cwd, 'the sweep.json'), JSON.stringify(sweep));
      const search = {
        ...{ name: 'tiny', seed: 2, arm: 'tas102', population: 4, patients: { search: 40, confirmation: 80 } },
        variables: [{ name: 'dose', drug: 'tas102', vary: 'dose', values: [50, 60, 70, 80, 90] }],
        objectives: [{ quantity: 'dcr', goal: 'max' }],
      };
      await writeFile(join(cwd, 'the search.json'), JSON.stringify(search));
      const drawn = await runCli(['cohort', '--patients', '20', '--seed', '1', '--out', patients], { cwd });
      expect(drawn).toMatchObject({ code: 0 });
    });

    test.each([
      ['explore', [base, '--set', 'placebo.mu=1.3']],
      ['compare', [base, base]],
      ['report', [base]],
    ])('of a finished run answers --json: qcic %s', async (name, args) => {
      const outcome = await runCli([name, ...args, '--json'], { cwd });
      expect(documentOf(outcome, name)).toMatchObject({ status: 'done', exit_code: 0 });
      expect(documentOf(outcome, name).result).not.toBeNull();
    });

    test.each(Object.keys(full))('repeats qcic %s', async (name) => {
      await expectRepeated(full[name]!);
    });
  });
});
