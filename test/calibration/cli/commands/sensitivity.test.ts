// Evidence: the published coefficients; the contract of the files; the same bytes for any number of workers and after an interruption.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedCoefficients } from '../../../../calibration/studies/sensitivity/report/correlation.js';
import type { SensitivityResult } from '../../../../calibration/studies/sensitivity/result.js';
import { parquetCells, readParquet } from '../../../src/io/parquet-cells.js';
import { cellsOf, jsonOf, runCli, twoAtATime } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';
import { writeTinyConfig } from '../tiny-config.js';

let cwd: string;
const sensitivity = (...args: readonly string[]) => runCli(['sensitivity', ...args], { cwd });
const files = valid('manifest.json', 'sensitivity.json');
const bytesOf = (...path: readonly string[]) => readFile(join(cwd, ...path), 'utf8');

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-sensitivity-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic sensitivity pcc', () => {
  test('finds the published leading coefficients within 0.1, from 1,000 samples of all parameters', {
    tags: 'full/studies',
  }, async () => {
    const { code, stdout } = await sensitivity('pcc', '--out', 'pcc');
    expect(code).toBe(0);
    expect(stdout).toContain('beta_X2');
    const [header, ...rows] = await cellsOf(join(cwd, 'pcc', 'pcc.csv'));
    expect(header!.join()).toBe('parameter,group,r,ci_low,ci_high,p,p_holm,p_bh,reason');
    expect(rows).toHaveLength(431);
    for (const [name, published] of Object.entries(publishedCoefficients)) {
      const r = Number(rows.find(([parameter]) => parameter === name)![2]);
      expect(Math.abs(r - published), name).toBeLessThan(0.1);
    }
    expect((await readdir(join(cwd, 'pcc'))).sort()).toEqual([
      'chunks',
      'events.jsonl',
      'figures',
      'manifest.json',
      'pcc.csv',
      'report.html',
      'samples.csv',
      'sensitivity.json',
    ]);
    expect(await jsonOf(join(cwd, 'pcc', 'manifest.json'))).toMatchObject({
      status: 'done',
      seed: '1',
      patients: [{ cohort: 'placebo, change@56', patients: 1000, failed: 0 }],
    });
    expect(await schemaIssues(join(cwd, 'pcc'))).toEqual(files);
    expect(await jsonOf(join(cwd, 'pcc', 'sensitivity.json'))).toMatchObject({
      counts: [{ arm: 'placebo', output: 'change@56', samples: 1000, failed: 0, dropped_blocks: 0 }],
    });
    const report = await bytesOf('pcc', 'report.html');
    expect(report).toContain('The published sweep');
    expect(report).not.toMatch(/NaN|undefined|\[object/);
  });

  test('gives the same files for 0, 1 and 2 workers', { tags: 'full/workers' }, async () => {
    const few = [
      'pcc',
      '--samples',
      '300',
      '--parameters',
      'tumor apoptosis,tumor proliferation',
      '--arm',
      'tas102_bev',
      '--output',
      'th1@28',
    ];
    const outcomes = await twoAtATime(
      ['0', '1', '2'].map((workers) => () => sensitivity(...few, '--workers', workers, '--out', `w${workers}`)),
    );
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    const [first, ...others] = await Promise.all(['w0', 'w1', 'w2'].map((folder) => bytesOf(folder, 'pcc.csv')));
    for (const other of others) expect(other).toBe(first);
  });

  test('interrupted and gone on with gives the file of a run without interruption', {
    tags: 'full/interruptions',
  }, async () => {
    const long = ['pcc', '--samples', '2500', '--seed', '9', '--workers', '1'];
    const whole = await sensitivity(...long, '--out', 'whole');
    expect(whole.code).toBe(0);
    const stopped = await runCli(['sensitivity', ...long, '--out', 'stopped'], {
      cwd,
      signalWhen: (stderr) => (/[1-9]\d*\/2500 patients/.test(stderr) ? 'SIGINT' : undefined),
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain(
      'Interrupted. Continue with: qcic sensitivity pcc --samples 2500 --seed 9 --out stopped --resume',
    );
    expect(await jsonOf(join(cwd, 'stopped', 'manifest.json'))).toMatchObject({ status: 'interrupted' });
    const chunks = (await readdir(join(cwd, 'stopped', 'chunks'))).length;
    expect(chunks).toBeGreaterThan(0);
    expect(chunks).toBeLessThan((await readdir(join(cwd, 'whole', 'chunks'))).length);
    const refused = await sensitivity(...long, '--range', '0.2', '--out', 'stopped', '--resume');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('must hold the same settings for --resume; got different ones');
    const resumed = await sensitivity(...long, '--out', 'stopped', '--resume');
    expect(resumed.code).toBe(0);
    for (const file of ['pcc.csv', 'figures/scatter.csv'])
      expect(await bytesOf('stopped', file)).toBe(await bytesOf('whole', file));
  });

  test.each([
    [['--output', 'tri@x'], '--output: must have a whole day from 1 to 3650'],
    [['--arm', 'placbo'], '--arm: must be one of placebo, tas102, tas102_bev; got placbo (did you mean placebo?)'],
    [['--space', 'patients'], '--output: must be another output than change under --space patients'],
    [['--parameters', 'beta_Y1'], '--parameters: must name parameters or groups of this analysis; got beta_Y1'],
    [['--seed', ''], '--seed: must not be empty'],
    [['--range', 'sigma_X33=0..0.05'], 'must name a parameter that is varied; got sigma_X33 (did you mean sigma_X3?)'],
    [['--range', 'sigma_X3=0..-1'], 'must be NAME=LOW..HIGH with LOW below HIGH'],
    [['--from', 'nowhere'], 'must be a file of a finished run'],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { code, stderr } = await sensitivity('pcc', ...args, '--out', 'refused');
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('qcic sensitivity morris, prcc, sobol and local', () => {
  const few = ['--parameters', 'tumor proliferation,tumor apoptosis', '--arm', 'placebo,tas102', '--output', 'tri,dcr'];

  test('agree on the leading parameters of untreated growth, and write their tables and reports', {
    tags: 'full/studies',
  }, async () => {
    const methods = [
      ['prcc', '--samples', '200'],
      ['morris', '--trajectories', '30'],
      ['sobol', '--space', 'baseline', '--samples', '128', '--replicates', '50', '--second'],
      ['local'],
    ] as const;
    const outcomes = await twoAtATime(
      methods.map(
        ([method = '', ...args]) =>
          () =>
            sensitivity(method, ...few, ...args, '--out', method),
      ),
    );
    expect(outcomes.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0, 0, 0]);
    for (const [method] of methods) {
      const [header, ...rows] = await cellsOf(join(cwd, method, `${method}.csv`));
      const parameter = header!.indexOf('parameter');
      const leaders = rows
        .filter(([arm, output]) => arm === 'placebo' && output === 'tri@56')
        .map((cells) => cells[parameter]);
      expect(await schemaIssues(join(cwd, method)), method).toEqual(files);
      expect(leaders.slice(0, 2), method).toEqual(['beta_X2', 'd_X2']);
      expect(await bytesOf(method, 'report.html')).not.toMatch(/NaN|undefined|\[object/);
    }
    const pairs = await cellsOf(join(cwd, 'sobol', 'figures', 'sobol_pairs.csv'));
    expect(pairs[0]!.join()).toBe('arm,output,first_factor,second_factor,second_order,low,high');
  });

  test('morris takes groups of processes as factors', async () => {
    const { code } = await sensitivity(
      'morris',
      '--by',
      'group',
      '--trajectories',
      '4',
      '--parquet',
      '--out',
      'groups',
    );
    expect(code).toBe(0);
    const rows = await cellsOf(join(cwd, 'groups', 'morris.csv'));
    expect(rows[0]![2]).toBe('group');
    expect(await schemaIssues(join(cwd, 'groups'))).toEqual(files);
    expect(rows[1]![2]).toBe('tumor proliferation');
    const samples = join(cwd, 'groups', 'samples');
    expect(await parquetCells(`${samples}.parquet`)).toEqual(await cellsOf(`${samples}.csv`));
    const { metadata } = await readParquet(`${samples}.parquet`);
    const columns = JSON.parse(metadata['qcic:columns']!);
    expect(columns.beta_X1).toEqual({ unit: '1/day', description: 'parameter that is varied: tumor proliferation' });
  });
});

describe('qcic sensitivity on a stored run, and qcic sweep', () => {
  beforeAll(async () => {
    await writeTinyConfig(join(cwd, 'tiny.json'));
    const { code, stderr } = await runCli(['run', 'tiny.json', '--out', 'tiny'], { cwd });
    expect(code === 0 ? '' : stderr).toBe('');
  });

  test('intervals count the patients of each quintile, and rates of control and progression add up to 1', async () => {
    const { code } = await sensitivity(
      'intervals',
      '--from',
      'tiny',
      '--samples',
      '200',
      '--arm',
      'placebo,tas102',
      '--out',
      'intervals',
    );
    expect(code).toBe(0);
    expect(await schemaIssues(join(cwd, 'intervals'))).toEqual(files);
    const [header, ...rows] = await cellsOf(join(cwd, 'intervals', 'intervals.csv'));
    const at = (cells: readonly string[], name: string) => cells[header!.indexOf(name)]!;
    expect(rows).toHaveLength(2 * 21 * 5);
    for (const parameter of ['beta_X3', 'K1']) {
      const own = rows.filter((cells) => at(cells, 'arm') === 'tas102' && at(cells, 'parameter') === parameter);
      expect(own.reduce((sum, cells) => sum + Number(at(cells, 'patients')), 0)).toBe(200);
      for (const cells of own.filter((each) => at(each, 'dcr') !== '')) {
        expect(Number(at(cells, 'dcr')) + Number(at(cells, 'pd'))).toBeCloseTo(1, 12);
        expect(Number(at(cells, 'dcr_low'))).toBeLessThanOrEqual(Number(at(cells, 'dcr')));
        expect(Number(at(cells, 'pd_high'))).toBeCloseTo(1 - Number(at(cells, 'dcr_low')), 12);
      }
    }
    expect(await bytesOf('intervals', 'report.html')).not.toMatch(/NaN|undefined|\[object/);
  });

  test('shapes and population studies weigh one pool, the same for any number of workers', {
    tags: 'full/workers',
  }, async () => {
    const population = [
      '--from',
      'tiny',
      '--pool-patients',
      '200',
      '--arm',
      'tas102',
      '--output',
      'pd_rate,median_os,auc_th1',
    ];
    const outcomes = await twoAtATime([
      () => sensitivity('shapes', ...population, '--workers', '0', '--out', 'shapes0'),
      () => sensitivity('shapes', ...population, '--workers', '2', '--out', 'shapes2'),
      () =>
        sensitivity(
          'morris',
          '--space',
          'shapes',
          ...population,
          '--trajectories',
          '3',
          '--range',
          '0.02',
          '--out',
          'pop-morris',
        ),
      () =>
        sensitivity(
          'prcc',
          '--space',
          'shapes',
          ...population,
          '--parameters',
          'tas102,beta_X3',
          '--samples',
          '40',
          '--out',
          'pop-prcc',
        ),
    ]);
    expect(outcomes.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0, 0, 0]);
    const text = await bytesOf('shapes0', 'shapes.csv');
    expect(await bytesOf('shapes2', 'shapes.csv')).toBe(text);
    // A population whose median is not reached is a sample without the output; its patients did not fail
    const { counts } = (await jsonOf(join(cwd, 'pop-prcc', 'sensitivity.json'))) as SensitivityResult;
    expect(counts.find(({ output }) => output === 'median_os')).toMatchObject({
      samples: 40,
      failed: 5,
      patients: 200,
      failed_patients: 0,
    });
    const rows = text
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    // 42 shapes, mu and sigma, three outputs
    expect(rows).toHaveLength(1 + 44 * 3);
    const slope = (output: string, factor: string) =>
      Number(rows.find(([, own, name]) => own === output && name === factor)![5]);
    // Patients live longer where the same burden kills less
    expect(slope('median_os', 'mu(tas102)')).toBeGreaterThan(0);
    expect(slope('pd_rate', 'mu(tas102)')).toBe(0);
    expect(slope('pd_rate', 'alpha(beta_X3)')).toBeGreaterThan(0);
    const prcc = await cellsOf(join(cwd, 'pop-prcc', 'prcc.csv'));
    expect(prcc.slice(1).map((cells) => cells[2])).toContain('alpha(beta_X3)');
    for (const folder of ['shapes0', 'pop-morris', 'pop-prcc']) {
      expect(await bytesOf(folder, 'report.html')).not.toMatch(/NaN|undefined|\[object/);
      expect(await schemaIssues(join(cwd, folder)), folder).toEqual(files);
    }
  });

  test.each([
    [['shapes'], '--from: must name a finished run for --space shapes or trial; got none'],
    [['shapes', '--from', 'tiny', '--output', 'tri@56'], "for a population; got 'tri@56'"],
    [['intervals', '--output', 'tri'], '--output: must be dcr, with its @day, for intervals; got tri'],
    [['intervals', '--space', 'baseline'], '--space: must be patients or range for intervals; got baseline'],
    [['morris', '--space', 'shapes', '--from', 'tiny', '--arm', 'nobody', '--output', 'pd_rate'], 'got nobody'],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { code, stderr } = await sensitivity(...args, '--out', 'refused-too');
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test('sweep writes one row per point as CSV and the same as Parquet, for any number of workers and after an interruption', {
    tags: 'full/interruptions',
  }, async () => {
    const config = {
      name: 'doses',
      seed: 3,
      from: 'tiny',
      patients: 300,
      regimen: 'published-tas102-bev',
      furtherDays: [84],
      axes: [
        { name: 'bevacizumab', drug: 'bevacizumab', dose: [0, 280] },
        { name: 'cycles', cycles: [3, null] },
        { name: 'd_T8', parameter: 'd_T8', factors: [1, 0.5] },
      ],
    };
    await writeFile(join(cwd, 'sweep.json'), JSON.stringify(config));
    const [one, two] = await twoAtATime([
      () => runCli(['sweep', 'sweep.json', '--workers', '1', '--out', 'sweep1'], { cwd }),
      () =>
        runCli(['sweep', 'sweep.json', '--workers', '2', '--out', 'sweep2'], {
          cwd,
          signalWhen: (stderr) => (/[1-9]\d*\/2400 patients/.test(stderr) ? 'SIGINT' : undefined),
        }),
    ]);
    expect(one!.code).toBe(0);
    expect(two!.code).toBe(130);
    const resumed = await runCli(['sweep', 'sweep.json', '--workers', '2', '--out', 'sweep2', '--resume'], { cwd });
    expect(resumed.code).toBe(0);
    expect(await bytesOf('sweep2', 'sweep.csv')).toBe(await bytesOf('sweep1', 'sweep.csv'));
    expect(await schemaIssues(join(cwd, 'sweep1'))).toEqual(valid('manifest.json', 'sweep.json'));
    const parquet = await readFile(join(cwd, 'sweep1', 'sweep.parquet'));
    expect(parquet.length).toBeGreaterThan(0);
    const sweeps = ['sweep1', 'sweep2'].map((folder) => join(cwd, folder, 'sweep'));
    for (const path of sweeps) expect(await parquetCells(`${path}.parquet`)).toEqual(await cellsOf(`${path}.csv`));
    const { metadata, types } = await readParquet(`${sweeps[0]}.parquet`);
    expect(types.slice(0, 5)).toEqual(['DOUBLE', 'BYTE_ARRAY', 'DOUBLE', 'INT32', 'INT32']);
    const described = JSON.parse(metadata['qcic:columns']!);
    expect(described.dcr_se).toEqual({
      unit: '%',
      description: expect.stringMatching(/^Monte-Carlo standard error: /),
    });
    const [header, ...rows] = await cellsOf(join(cwd, 'sweep1', 'sweep.csv'));
    expect(header!.slice(0, 5)).toEqual(['bevacizumab', 'cycles', 'd_T8', 'patients', 'failed']);
    expect(rows.map((cells) => cells.slice(0, 3).join())).toEqual([
      '0,3,1',
      '0,3,0.5',
      '0,to the end,1',
      '0,to the end,0.5',
      '280,3,1',
      '280,3,0.5',
      '280,to the end,1',
      '280,to the end,0.5',
    ]);
    const column = (name: string) => rows.map((cells) => Number(cells[header!.indexOf(name)]));
    // Assessed at day 56: what is given later cannot matter, bevacizumab and longer-lived CTL can
    expect(column('dcr')[2]).toBe(column('dcr')[0]);
    expect(column('dcr')[4]).toBeGreaterThan(column('dcr')[0]!);
    expect(column('survival_12')[2]).toBeGreaterThan(column('survival_12')[0]!);
    expect(column('dcr')[1]).toBeGreaterThanOrEqual(column('dcr')[0]!);
    expect(await bytesOf('sweep1', 'report.html')).not.toMatch(/NaN|undefined|\[object/);
  });
});
