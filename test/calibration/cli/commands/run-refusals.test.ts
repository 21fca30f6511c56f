// Evidence: the documented contract of bad input: exit code 2, every issue named, nothing written.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleManifest } from '../../store/sample-manifest.js';
import { type CliOutcome, root, runCli, twoAtATime } from '../run-cli.js';
import { type TinyChanges, tinyConfig, writeTinyConfig } from '../tiny-config.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-refusals-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

const run = (...message: readonly string[]) => runCli(['run', ...message], { cwd });
const refusal = (source: string, ...issues: readonly string[]): CliOutcome => ({
  code: 2,
  stdout: '',
  stderr: `error: ${source}: ${issues.length} issue(s)\n${issues.map((issue) => `  ${issue}\n`).join('')}`,
});

describe('a faulty configuration', () => {
  const cases: Readonly<Record<string, readonly [changes: TinyChanges, issue: RegExp]>> = {
    'an unknown key': [{ sed: 1 }, /^sed: must be a known key; got an unknown one \(did you mean seed\?\)$/],
    'an unknown key further down': [
      { fit: { priorSd: 1 } },
      /^fit\.priorSd: must be a known key; got an unknown one \(did you mean priorLogSd\?\)$/,
    ],
    'an unknown arm': [{ biomarkers: { arms: ['tas103'] } }, /^biomarkers\.arms\[0\]: must be one of .+; got tas103$/],
    'an unknown parameter': [
      { model: { overrides: { d_t8: 1 } } },
      /^model\.overrides\.d_t8: must name a parameter .+\(did you mean d_T8\?\)$/,
    ],
    'a reversed range': [
      { marginals: { K1: { min: 2, max: 1 } } },
      /^marginals\.K1: must have min < max; got min 2, max 1$/,
    ],
    'min = max': [{ marginals: { K1: { min: 1, max: 1 } } }, /^marginals\.K1: must have min < max; got min 1, max 1$/],
    'no patients in the pool': [{ fit: { poolPatients: 0 } }, /^fit\.poolPatients: .+; got 0$/],
    'no patients in the confirmation': [{ confirmation: { patients: 0 } }, /^confirmation\.patients: .+; got 0$/],
    'NaN as text': [{ fit: { priorLogSd: 'NaN' } }, /^fit\.priorLogSd: .+; got "NaN"$/],
  };
  const names = Object.keys(cases);
  let outcomes: readonly CliOutcome[];
  beforeAll(async () => {
    await mkdir(join(cwd, 'configs'));
    outcomes = await twoAtATime(
      names.map((name, index) => async () => {
        await writeTinyConfig(join(cwd, `configs/${index}.json`), cases[name]?.[0]);
        return run(`configs/${index}.json`, '--out', `out-${index}`);
      }),
    );
  });

  test.each(names.map((name, index) => [name, index] as const))('%s is refused', (name, index) => {
    const [first, issue, ...others] = outcomes[index]?.stderr.split('\n') ?? [];
    expect(outcomes[index]).toMatchObject({ code: 2, stdout: '' });
    expect(first).toBe(`error: configs/${index}.json: 1 issue(s)`);
    expect(issue?.trimStart()).toMatch(cases[name]?.[1] ?? /absent/);
    expect(others).toEqual(['']);
  });

  test('leaves no folder behind', async () => {
    expect((await readdir(cwd)).filter((name) => name.startsWith('out'))).toEqual([]);
  });
});

describe('a faulty trial table', () => {
  const header = 'trial,arm,n,cr_percent,pr_percent,sd_percent,pd_percent,source';
  const cases: Readonly<Record<string, readonly [lines: readonly string[], issues: readonly string[]]>> = {
    'sum.csv': [
      [header, 'A,placebo,10,1,2,3,90,x'],
      [':2: CR, PR, SD and PD must add up to 100 % within 0.15; got 96'],
    ],
    'cells.csv': [
      [header, 'A,placebo,0,NaN,2,many,,x'],
      [
        ":2: column n: must be an integer ≥ 1; got '0'",
        ":2: column cr_percent: must be a number in [0, 100]; got 'NaN'",
        ":2: column sd_percent: must be a number in [0, 100]; got 'many'",
        ":2: column pd_percent: must be a number in [0, 100]; got ''",
      ],
    ],
    'arm.csv': [
      [header, 'A,placbo,10,0,0,50,50,x'],
      [":2: column arm: must be one of placebo, tas102, tas102_bev; got 'placbo' (did you mean placebo?)"],
    ],
    'column.csv': [
      [header.replace('pd_percent', 'pd'), 'A,placebo,10,0,0,50,50,x'],
      [
        ":1: column 7: must be a known column; got 'pd'",
        ':1: column pd_percent: must be present; got a header without it',
      ],
    ],
  };
  test('is refused by run and by validate, with file, line and column of every issue', async () => {
    const names = Object.keys(cases);
    const outcomes = await twoAtATime(
      names.map((name) => async () => {
        await writeFile(join(cwd, name), `${cases[name]?.[0].join('\n')}\n`);
        await writeTinyConfig(join(cwd, `${name}.json`), { targets: { recist: name } });
        const validated = await runCli(['validate', `${name}.json`], { cwd });
        return [validated, await run(`${name}.json`, '--out', 'out')] as const;
      }),
    );
    names.forEach((name, index) => {
      const [, issues = []] = cases[name] ?? [];
      const expected = refusal('trial tables', ...issues.map((issue) => `${join(cwd, name)}${issue}`));
      expect(outcomes[index]).toEqual([expected, expected]);
    });
  });

  test('a table that is not there is refused with its path', async () => {
    await writeTinyConfig(join(cwd, 'absent.json'), { targets: { medianOs: 'absent.csv' } });
    expect(await run('absent.json', '--out', 'out')).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${join(cwd, 'absent.csv')}: must be a readable file; got ENOENT\n`,
    });
  });
});

describe('a folder that cannot take the run', () => {
  const manifestText = (changes: object) => JSON.stringify({ ...sampleManifest, ...changes });
  beforeAll(async () => {
    await writeTinyConfig(join(cwd, 'tiny.json'));
    await writeFile(join(cwd, 'a-file'), 'text');
    for (const folder of ['earlier', 'other', 'foreign']) await mkdir(join(cwd, folder));
    await writeFile(join(cwd, 'earlier/manifest.json'), manifestText({ config: tinyConfig }));
    await writeFile(join(cwd, 'other/manifest.json'), manifestText({ config: { ...tinyConfig, name: 'another' } }));
    await writeFile(join(cwd, 'foreign/notes.txt'), 'mine');
  });

  test.each([
    ['a file', ['a-file'], 'a-file: must be a folder for the run; got a file'],
    ['a path below a file', ['a-file/run'], 'a-file/run: must be a folder that can be written; got ENOTDIR'],
    [
      'an earlier run',
      ['earlier'],
      'earlier: must not hold a run already; got one (--resume continues it, --force replaces it)',
    ],
    [
      'other files',
      ['foreign'],
      'foreign: must be empty or hold an earlier run; got other files, which are not touched',
    ],
    [
      'a run of another configuration, with --resume',
      ['other', '--resume'],
      'other/manifest.json: must hold the same configuration for --resume; got a different one (use --force or another --out)',
    ],
  ])('%s', async (_, [folder = '', ...flags], message) => {
    const refused = await run('tiny.json', '--out', folder, ...flags);
    expect(refused).toEqual({ code: 2, stdout: '', stderr: `error: ${message}\n` });
    expect(await readFile(join(cwd, 'foreign/notes.txt'), 'utf8')).toBe('mine');
    expect(await readdir(join(cwd, 'earlier'))).toEqual(['manifest.json']);
    expect(await readdir(join(cwd, 'other'))).toEqual(['manifest.json']);
  });
});

describe('values under which no fit can start', () => {
  const small: TinyChanges = {
    arms: { placebo: {} },
    biomarkers: { arms: [] },
    simulation: { maxSteps: 500 },
    fit: { poolPatients: 50 },
  };

  test('are named among harmless ones, and nothing is removed or written with --force', async () => {
    await mkdir(join(cwd, 'finished'));
    const manifest = JSON.stringify({ ...sampleManifest, config: tinyConfig });
    await writeFile(join(cwd, 'finished/manifest.json'), manifest);
    await writeTinyConfig(join(cwd, 'huge.json'), {
      ...small,
      marginals: { beta_X2: { max: 1e18 }, K2: { max: 4e9 } },
      model: { overrides: { d_T8: 0.2 } },
    });
    const { code, stdout, stderr } = await run('huge.json', '--out', 'finished', '--force', '--workers', '0');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: tiny: 1 issue(s)
  marginals.beta_X2: must leave patients that complete and a finite objective; got {"max":1000000000000000000}
`);
    expect(await readdir(join(cwd, 'finished'))).toEqual(['manifest.json']);
    expect(await readFile(join(cwd, 'finished/manifest.json'), 'utf8')).toBe(manifest);
  });

  test('are named where every patient fails, and no folder stays', async () => {
    await writeTinyConfig(join(cwd, 'failing.json'), { ...small, model: { overrides: { d_T8: 1e29, d_T1: 0.2 } } });
    const { code, stderr } = await run('failing.json', '--out', 'none', '--workers', '0');
    expect({ code, issues: stderr.split('\n').slice(-3) }).toEqual({
      code: 2,
      issues: [
        'error: tiny: 1 issue(s)',
        '  model.overrides.d_T8: must leave patients that complete and a finite objective; got 1e+29',
        '',
      ],
    });
    expect(await readdir(cwd)).not.toContain('none');
  });
});

describe('qcic validate', () => {
  test('remarks courses that give nothing, regimens of no arm, and factors on doses of nobody', async () => {
    const course = { dose: 95, days: [1], cycleDays: 28, cycles: 3 };
    await writeTinyConfig(join(cwd, 'idle.json'), {
      regimens: {
        late: { tas102: { ...course, days: [800], cycleDays: 900, cycles: 1 }, bevacizumab: { ...course, cycles: 0 } },
        empty: { tas102: { ...course, dose: 0 } },
        spare: { tas102: course },
      },
      arms: { placebo: {}, tas102: { regimen: 'late' }, tas102_bev: { regimen: 'empty' } },
      fit: { scalars: { 'dose.bevacizumab': { min: 0.5, max: 2 } } },
    });
    const { code, stdout } = await runCli(['validate', 'idle.json'], { cwd });
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes('remark'))).toEqual([
      '  remark: Arm tas102: the course of tas102 gives nothing in the 366 days simulated (its first administration is on day 800).',
      '  remark: Arm tas102: the course of bevacizumab gives nothing in the 366 days simulated (it has 0 cycles).',
      '  remark: Arm tas102_bev: the course of tas102 gives nothing in the 366 days simulated (its dose is 0).',
      '  remark: Regimen spare: no arm is given it.',
      '  remark: Scalar dose.bevacizumab: no arm is given bevacizumab, so that it has no effect.',
    ]);
  });

  test.each(['mcrc.json', 'mcrc-published.json', 'quick.json'])('accepts configs/%s and its tables', async (name) => {
    const { code, stdout, stderr } = await runCli(['validate', `${root}configs/${name}`], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/: valid\n +\d+ free parameters, \d+ clinical endpoints to fit\n/);
    for (const table of ['recist', 'median_os', 'survival_landmarks']) expect(stdout).toContain(`${table}.csv (sha256`);
  });

  test('accepts seed 0, and counts what is free: two shapes of a marginal, three values of each death function', async () => {
    await writeTinyConfig(join(cwd, 'zero.json'), {
      seed: 0,
      fit: { shapes: 'none' },
      marginals: { K1: { free: true } },
    });
    const { code, stdout } = await runCli(['validate', 'zero.json'], { cwd });
    expect(code).toBe(0);
    // 2 + 3 arms x (chi = 0, chi = 1, half-width of mu); 3 arms x (4 classes, 4 landmarks, 1 median)
    expect(stdout).toContain('  11 free parameters, 27 clinical endpoints to fit\n');
  });
});

describe('qcic run keeps its hands off', () => {
  test('--resume refuses a folder of another command with exit code 2', async () => {
    // The manifest of `simulate` has no configuration
    await mkdir(join(cwd, 'simulated'));
    await writeFile(join(cwd, 'simulated/manifest.json'), JSON.stringify({ version: '0.1.0', patients: 'p.csv' }));
    expect((await run('tiny.json', '--out', 'simulated', '--resume')).code).toBe(2);
  });

  test('a folder that holds no run is not taken for one, so that --force removes nothing of the user', async () => {
    await mkdir(join(cwd, 'mine/figures'), { recursive: true });
    await writeFile(join(cwd, 'mine/figures/photo.png'), 'precious');
    for (const flag of ['--resume', '--force']) {
      expect((await run('tiny.json', '--out', 'mine', flag)).stderr).toContain('got other files');
    }
    expect(await readFile(join(cwd, 'mine/figures/photo.png'), 'utf8')).toBe('precious');
  });

  test('an empty seed is refused on the command line as in a configuration', async () => {
    // The folder stops the run before it begins, in case the seed does not
    const { stderr } = await run('tiny.json', '--out', 'a-file', '--seed', '');
    expect(stderr).toContain('seed');
  });
});
