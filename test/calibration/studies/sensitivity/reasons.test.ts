// Evidence: laws of the tables: every chosen parameter has a row, with an estimate or a reason.
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../../../calibration/page/page.js';
import { computeSensitivity } from '../../../../calibration/studies/sensitivity/compute.js';
import { reasons } from '../../../../calibration/studies/sensitivity/reasons.js';
import { render } from '../../../../calibration/studies/sensitivity/report.js';
import { type SensitivityMethod, sensitivityResultSchema } from '../../../../calibration/studies/sensitivity/result.js';
import { rowsWithoutEstimate } from '../../../../calibration/studies/sensitivity/rows-without-estimate.js';
import { publishedMarginals, type StudySettings } from '../../../../calibration/studies/sensitivity/settings.js';
import { warningOf } from '../../../../calibration/studies/sensitivity/sobol.js';
import { studySource } from '../../../../calibration/studies/sensitivity/study-source.js';
import { openEngine } from '../../../../calibration/tasks/open-engine.js';
import { postedSwitches } from '../../../../src/index.js';
import { noWarnings, storedSource } from '../stored-source.js';

const base: StudySettings = {
  method: 'pcc',
  space: 'baseline',
  range: 0.1,
  ranges: {},
  parameters: ['beta_X2', 'd_X2', 'sigma_X3', 'varepsilon_CX3'],
  by: 'parameter',
  arms: ['placebo'],
  outputs: ['tri@14'],
  samples: 12,
  design: 'random',
  seed: '0',
  switches: postedSwitches,
  failures: 'bounds',
  order: 'first',
  replicates: 5,
  levels: 4,
  step: 0.01,
  marginals: publishedMarginals(),
  from: null,
  population: null,
};
const study = async (method: SensitivityMethod, changes: Partial<StudySettings> = {}) => {
  const output = await computeSensitivity({ ...base, ...changes, method }, { engine: openEngine(0) });
  const table = (file: string) => output.tables.find((each) => each.file === file)!;
  return { ...output, table };
};

describe.each(['pcc', 'prcc', 'morris', 'sobol', 'local'] as const)('%s', (method) => {
  test('a parameter with a baseline of 0 keeps its row, with the reason in table, console and page; samples are a table', async () => {
    const output = await study(method);
    const { header, rows } = output.table(`${method}.csv`);
    const [name, reason] = [header.indexOf('parameter'), header.indexOf('reason')];
    const expected = method === 'local' ? reasons.noLogarithm : reasons.noRange;
    expect(rows.map((cells) => [cells[name], cells[reason]]).sort()).toEqual([
      ['beta_X2', null],
      ['d_X2', null],
      ['sigma_X3', expected],
      ['varepsilon_CX3', expected],
    ]);
    expect(rowsWithoutEstimate(output.result)).toMatchObject([{ names: ['sigma_X3', 'varepsilon_CX3'], of: 4 }]);
    const line = `2 of 4 rows without an estimate: ${expected} (sigma_X3, varepsilon_CX3)`;
    expect(output.summary.join('\n')).toContain(line);
    const page = pageOf(
      await render(
        storedSource(output, (value) => sensitivityResultSchema.parse(value)),
        noWarnings,
      ),
    );
    expect(page).toContain('Rows without an estimate');
    expect(page).toContain(expected);
    const samples = output.table('samples.csv');
    const varied = ['pcc', 'prcc'].includes(method) ? base.parameters! : ['beta_X2', 'd_X2'];
    expect(samples.header).toEqual(['sample', ...varied, 'tri@14 placebo']);
    expect(samples.rows).toHaveLength(output.result.samples);
    for (const cells of samples.rows) expect(cells.every((cell) => Number.isFinite(cell))).toBe(true);
  });
});

test.each(['pcc', 'prcc', 'sobol'] as const)(
  '%s: rows of an output that does not vary stay, with the reason',
  async (method) => {
    // No tumor grows by a fifth in a day
    const output = await study(method, { outputs: ['dcr@1'], parameters: ['beta_X2', 'd_X2'] });
    const { header, rows } = output.table(`${method}.csv`);
    expect(rows.map((cells) => cells[header.indexOf('reason')])).toEqual([reasons.constant, reasons.constant]);
    const page = pageOf(
      await render(
        storedSource(output, (value) => sensitivityResultSchema.parse(value)),
        noWarnings,
      ),
    );
    expect(page).toContain(reasons.constant);
  },
);

describe('--range NAME=LOW..HIGH', () => {
  test('gives a parameter with a baseline of 0 a range; the samples lie in it', async () => {
    const output = await study('pcc', { ranges: { sigma_X3: [0, 0.05] }, arms: ['tas102'], outputs: ['density@56'] });
    const { header, rows } = output.table('samples.csv');
    const values = rows.map((cells) => Number(cells[header.indexOf('sigma_X3')]));
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(0.05);
    expect(Math.max(...values)).toBeGreaterThan(0.025);
    expect(rowsWithoutEstimate(output.result)).toMatchObject([{ names: ['varepsilon_CX3'] }]);
    expect(output.result.settings.ranges).toEqual({ sigma_X3: [0, 0.05] });
  });

  test.each([
    [{ ranges: { sigma_X33: [0, 1] } }, 'got sigma_X33 (did you mean sigma_X3?)'],
    [{ ranges: { beta_X1: [0, 1] } }, '--range beta_X1=0..1: must name a parameter that is varied'],
    [{ ranges: { sigma_X3: [0.2, 0.1] } }, 'must have a lower end below the upper one; got 0.2 and 0.1'],
    [{ ranges: { sigma_X3: [-1, 1] } }, 'must be a finite number >= 0; got -1'],
    [{ ranges: { K1: [0, 1] }, parameters: ['K1'] }, 'must be > 0'],
    [{ ranges: { beta_X2: [0, 1] }, space: 'patients', parameters: null }, 'must be a share under --space patients'],
    [{ ranges: { sigma_X3: [0, 1] }, method: 'local' }, '--range: must not name parameters for local'],
    [{ parameters: ['sigma_X3'], method: 'morris' }, 'must name a parameter that varies; got sigma_X3'],
  ] as const)('is refused: %j', (changes, message) => {
    expect(() => studySource({ ...base, ...changes } as StudySettings)).toThrow(message);
  });
});

describe('sobol, too few blocks', () => {
  const share = (value: number, low: number, high: number) => ({ value, low, high });
  const enough = { changed: 64, blocks: 64 };

  test('a first order above the total order beyond both intervals is a warning', () => {
    const [first, total] = [share(0.101, 0.05, 0.15), share(0.012, 0.001, 0.02)];
    expect(warningOf({ first, total, ...enough })).toBe('first order above total order: too few blocks');
    expect(warningOf({ first: share(0.101, 0.019, 0.18), total, ...enough })).toBeNull();
  });

  test('so are a factor that changes few blocks, and a wide interval', () => {
    const narrow = { first: share(0, -0.01, 0.01), total: share(0.01, 0, 0.02) };
    expect(warningOf({ ...narrow, changed: 3, blocks: 64 })).toBe('output changes in 3 of 64 blocks: too few blocks');
    expect(warningOf({ ...narrow, changed: 0, blocks: 64 })).toBeNull();
    expect(warningOf({ first: share(0.5, 0.4, 0.6), total: share(0.5, 0.35, 0.7), ...enough })).toContain('wider');
  });

  test('a number of blocks that is no power of two is remarked for a Sobol sequence', async () => {
    const remarksFor = async (changes: Partial<StudySettings>) => (await study('sobol', changes)).result.remarks.join();
    expect(await remarksFor({ design: 'sobol', samples: 12 })).toContain('12 is no power of two');
    expect(await remarksFor({ design: 'sobol', samples: 16 })).not.toContain('power of two');
    const few = await remarksFor({ design: 'random', samples: 12 });
    expect(few).not.toContain('power of two');
    expect(few).toContain('12 blocks are few; intervals hold from 64 on');
  });

  test('warnings are in table, figure, page and console', async () => {
    const output = await study('sobol', { samples: 4 });
    const { header, rows } = output.table('sobol.csv');
    expect(String(rows[0]![header.indexOf('warning')])).toContain('too few blocks');
    expect(output.summary.join('\n')).toMatch(/! .*too few blocks/);
    expect(output.summary.join('\n')).toContain(
      'remark: 2 of 2 pairs of first and total order have too few blocks (4)',
    );
    const page = pageOf(
      await render(
        storedSource(output, (value) => sensitivityResultSchema.parse(value)),
        noWarnings,
      ),
    );
    expect(page).toContain('beta_X2 *');
    expect(page).toContain('have too few blocks (4)');
  });
});
