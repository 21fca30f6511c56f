// Evidence: laws (the same state, stated in two ways, is the same patient) · worked by hand · the commands against each other.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heterogeneityParameterNames } from '../../../../src/index.js';
import { cellsOf, jsonOf, runCli } from '../run-cli.js';
import { writeTinyConfig } from '../tiny-config.js';

const marginals = {
  'state:T8_C': { min: 1e6, max: 2e7, alpha: 2, beta: 5 },
  baseline_tumor: { min: 1e8, max: 2e9, alpha: 2, beta: 4, free: true },
};

let cwd: string;
const qcic = (...message: readonly string[]) => runCli(message, { cwd });
const writeTable = (name: string, rows: readonly (readonly unknown[])[]) =>
  writeFile(join(cwd, name), `${rows.map((cells) => cells.join()).join('\n')}\n`);

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-own-baseline-'));
  await writeTinyConfig(join(cwd, 'own.json'), {
    marginals,
    arms: { placebo: {}, tas102: { untilProgression: true } },
    simulation: { responseRule: 'diameter' },
    fit: { poolPatients: 60, maxIterations: 8 },
    biomarkers: { arms: [] },
  });
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic simulate', () => {
  test('takes the state of each patient at day 0 from columns of the table', async () => {
    await qcic('cohort', '--patients', '1', '--seed', '2', '--out', 'one.csv');
    const [header = [], patient = []] = await cellsOf(join(cwd, 'one.csv'));
    const rowsOf = async (columns: readonly string[], values: readonly (readonly number[])[]) => {
      const rows = values.map((own, place) => [place + 1, ...patient.slice(1), ...own]);
      await writeTable('own.csv', [[...header, ...columns], ...rows]);
      const days = ['--workers', '0', '--days', '60', '--visits', '--force', '--out', 'own'];
      const { code, stderr } = await qcic('simulate', '--patients', 'own.csv', '--arms', 'placebo', ...days);
      if (code !== 0) return stderr;
      const tables = await Promise.all(['endpoints', 'visits'].map((name) => cellsOf(join(cwd, 'own', `${name}.csv`))));
      return tables.map(([, ...cells]) => cells.map(([, ...own]) => own.join()));
    };
    const [sizes] = (await rowsOf(['baseline_tumor'], [[4e8], [8e8]])) as string[][];
    expect(new Set(sizes).size).toBe(2);
    // 4e8 and 8e8 cell/L are 1e8 and 3e8, and 2e8 and 6e8, of the two clones
    const ofClones = [
      [3e8, 1e8],
      [6e8, 2e8],
    ];
    const [clones] = (await rowsOf(['state:X2_C', 'state:X1_C'], ofClones)) as string[][];
    expect(clones).toEqual(sizes);
    const unknown = /must be a known column; got 'state:T8_D' \(did you mean state:T8_A\?\)/;
    expect(await rowsOf(['state:T8_D'], [[1]])).toMatch(unknown);
    expect(await rowsOf(['baseline_tumor', 'state:X1_C'], [[1, 1]])).toMatch(/must not stand beside state:X1_C/);
    expect(await rowsOf(['state:X1_C', 'state:X2_C'], [[0, 0]])).toMatch(
      /patient 1: .* must be > 0, sizes are relative/,
    );
  });
});

describe('a run whose patients differ in their tumor and their CTLs at day 0', { tags: 'full/studies' }, () => {
  beforeAll(async () => {
    expect((await qcic('run', 'own.json', '--out', 'run', '--workers', '1')).code).toBeLessThan(4);
  });
  const further = ['baseline_tumor', 'state:T8_C'];

  test('fits the shapes that are free, and states those that are not', async () => {
    const { fit } = (await jsonOf(join(cwd, 'run/results.json'))) as {
      fit: { shapes: Record<string, { alpha: number; published_alpha: number; free: boolean; unit: string }> };
    };
    expect(new Set(Object.keys(fit.shapes))).toEqual(new Set([...heterogeneityParameterNames, ...further]));
    expect(fit.shapes.baseline_tumor).toMatchObject({ published_alpha: 2, free: true, unit: 'cell/L' });
    expect(fit.shapes.baseline_tumor!.alpha).not.toBe(2);
    expect(fit.shapes['state:T8_C']).toMatchObject({ alpha: 2, published_alpha: 2, free: false, unit: 'cell/L' });
    const [, ...rows] = await cellsOf(join(cwd, 'run/figures/shapes.csv'));
    expect(rows.filter(([name]) => further.includes(name!))).toHaveLength(202);
    // A swimmer's and a spider's lines start at each patient's own size
    const [, ...spider] = await cellsOf(join(cwd, 'run/figures/spider.csv'));
    expect(new Set(spider.filter((row) => row[2] === '0').map((row) => row[3]))).toEqual(new Set(['0']));
  });

  test('is drawn, simulated and varied with what its patients differ in', async () => {
    expect((await qcic('cohort', '--patients', '3', '--seed', '1', '--from', 'run', '--out', 'drawn.csv')).code).toBe(
      0,
    );
    const [header] = await cellsOf(join(cwd, 'drawn.csv'));
    expect(header).toEqual(['patient', ...heterogeneityParameterNames, ...further]);
    const study = ['--arm', 'tas102', '--force', '--workers', '1'];
    const outcomes = [
      await qcic('simulate', '--patients', 'drawn.csv', '--config', 'own.json', '--out', 'drawn', '--workers', '1'),
      await qcic(
        ...['sensitivity', 'pcc', '--space', 'patients', '--from', 'run', '--parameters', 'baseline_tumor,K1'],
        ...['--samples', '40', '--output', 'tri', '--out', 'pcc', ...study],
      ),
      await qcic(
        ...['sensitivity', 'local', '--parameters', 'state:T8_C,baseline_tumor', '--output', 'density'],
        ...['--out', 'local', ...study],
      ),
    ];
    expect(outcomes.map(({ code, stderr }) => (code === 0 || code === 3 ? 'done' : stderr))).toEqual(
      outcomes.map(() => 'done'),
    );
  });
});
