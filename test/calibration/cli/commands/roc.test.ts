// Evidence: the contract of the files, and pROC 1.18.0 (test/fixtures/stats/roc.R) through the program as a whole.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RocResult, rocResultSchema } from '../../../../calibration/studies/roc/result.js';
import { rocCases } from '../../../src/stats/roc-cases.js';
import { tagIssues } from '../../studies/run/report/page-checks.js';
import { cellsOf, jsonOf, root, runCli } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';

/** Both sides carry 15 digits; what the issue asks is 1e-8. */
const AGREEMENT = 1e-10;
const aSAH = rocCases[0]!;
const labels = `${root}test/fixtures/tables/labels.csv`;

let cwd: string;
const roc = (...args: readonly string[]) => runCli(['roc', ...args], { cwd });
const quick = ['--folds', '4', '--repeats', '2', '--bootstrap', '50', '--permutations', '3'];

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-roc-'));
  const names = Object.keys(aSAH.markers);
  const rows = aSAH.labels.map((label, row) =>
    [row + 1, label === 1 ? 'Poor' : 'Good', ...names.map((name) => aSAH.markers[name]!.values[row])].join(),
  );
  await writeFile(join(cwd, 'asah.csv'), [['id', 'outcome', ...names].join(), ...rows, ''].join('\n'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic roc', () => {
  test('writes the results of pROC, curves and a report', async () => {
    const outcome = await roc(
      ...['--table', 'asah.csv', '--label', 'outcome', '--positive', 'Poor', '--markers', 's100b,wfns,ndka', '--log'],
      ...[...quick, '--prevalence', '0.3', '--out', 'out'],
    );
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain('s100b: 0.731');
    expect(await schemaIssues(join(cwd, 'out'))).toEqual(valid('manifest.json', 'roc.json'));
    const results = rocResultSchema.parse(await jsonOf(join(cwd, 'out', 'roc.json')));
    for (const [name, { auc, standardError }] of Object.entries(aSAH.markers)) {
      const found = results.markers[name]!;
      expect(Math.abs(found.auc - auc)).toBeLessThan(AGREEMENT);
      expect(Math.abs(found.delong_se - standardError)).toBeLessThan(AGREEMENT);
      expect(found).toMatchObject({ positives: { n: 41 }, negatives: { n: 72 } });
    }
    aSAH.tests.forEach(({ first, second, p }, index) => {
      expect(results.comparisons[index]).toMatchObject({ first, second });
      expect(Math.abs(results.comparisons[index]!.p! - p)).toBeLessThan(AGREEMENT);
      expect(Math.abs(results.comparisons[index]!.p_holm! - aSAH.holm[index]!)).toBeLessThan(AGREEMENT);
    });
    expect(results.classifiers).toHaveLength(7 + 7);
    expect(results.prevalence).toBe(0.3);
    expect(results.permutation).toMatchObject({ permutations: 3, rows: 113 });

    const [header, ...points] = await cellsOf(join(cwd, 'out', 'figures', 'roc.csv'));
    expect(header).toEqual(['score', 'kind', 'scale', 'threshold', 'fpr', 'tpr', 'auc']);
    expect(points.filter(([score, kind]) => score === 'wfns' && kind === 'marker')).toHaveLength(6);
    const [groups] = await cellsOf(join(cwd, 'out', 'figures', 'calibration.csv'));
    expect(groups).toEqual(['score', 'scale', 'rows', 'predicted', 'observed', 'ci_low', 'ci_high']);
    const page = await readFile(join(cwd, 'out', 'report.html'), 'utf8');
    expect(tagIssues(page)).toEqual([]);
    expect(page).not.toMatch(/\bNaN\b|\bundefined\b|Infinity|\[object/);
  });

  // The figures of test/fixtures/tables/labels.R (pROC 1.18.0)
  test.each([
    {
      what: 'labels of 0, 1 and NA',
      label: ['--label', 'response'],
      figures: { n_pos: 27, n_neg: 23, auc: 0.6586151368760064, se: 0.0809222511748544, low: 0.5000104390253878 },
      positive: ['1'],
      lines: [7, 13, 19, 25, 31, 37, 43, 49, 55, 61],
    },
    {
      what: 'several positive labels and NE',
      label: ['--label', 'best_response', '--positive', 'CR,PR,SD'],
      figures: { n_pos: 31, n_neg: 20, auc: 0.7096774193548387, se: 0.0757542957764562, low: 0.5612017279587899 },
      positive: ['SD', 'PR'],
      lines: [5, 12, 19, 26, 33, 40, 47, 54, 61],
    },
  ])('missing labels are refused, or left out and named; a marker may have any name: $what', async (each) => {
    const { label, figures, positive, lines } = each;
    const args = ['--table', labels, ...label, '--markers', '__proto__', '--folds', '2', '--repeats', '1'];
    const out = ['--bootstrap', '0', '--permutations', '0', '--out', 'missing', '--force'];
    const refused = await roc(...args, ...out);
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('(--missing drop leaves such rows out)'),
    });
    expect(refused.stderr).toContain(`${lines.length} missing, lines ${lines[0]}, ${lines[1]}`);
    const dropped = await roc(...args, ...out, '--missing', 'drop');
    expect(dropped).toMatchObject({ code: 0, stderr: '' });
    expect(dropped.stdout).toContain(`${lines.length} rows with a missing value left out`);
    expect(dropped.stdout).toContain(`__proto__: ${figures.auc.toFixed(3)} (${figures.low.toFixed(3)} to `);
    const result = (await jsonOf(join(cwd, 'missing', 'roc.json'))) as RocResult;
    expect(result).toMatchObject({
      positive,
      n_pos: figures.n_pos,
      n_neg: figures.n_neg,
      missing: { policy: 'drop', lines },
    });
    const marker = new Map(Object.entries(result.markers)).get('__proto__')!;
    expect(Math.abs(marker.auc - figures.auc)).toBeLessThan(AGREEMENT);
    expect(Math.abs(marker.delong_se - figures.se)).toBeLessThan(AGREEMENT);
    expect(Math.abs(marker.ci_low - figures.low)).toBeLessThan(AGREEMENT);
  });

  test('keeps an earlier analysis unless asked to replace it, and gives the same bytes for the same seed', async () => {
    const args = ['--table', 'asah.csv', '--label', 'outcome', '--positive', 'Poor', '--markers', 'wfns', ...quick];
    expect((await roc(...args, '--out', 'kept')).code).toBe(0);
    const first = await readFile(join(cwd, 'kept', 'roc.json'), 'utf8');
    const refused = await roc(...args, '--out', 'kept');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--force replaces it') });
    expect((await roc(...args, '--out', 'kept', '--force')).code).toBe(0);
    expect(await readFile(join(cwd, 'kept', 'roc.json'), 'utf8')).toBe(first);
  });

  test('refuses a faulty table by file, line and column, and leaves nothing behind', async () => {
    await writeFile(join(cwd, 'faulty.csv'), 'outcome,a\n1,2\n0,x\n1,\n');
    const { code, stderr } = await roc(
      '--table',
      'faulty.csv',
      '--label',
      'outcome',
      '--markers',
      'a',
      '--out',
      'none',
    );
    expect(code).toBe(2);
    expect(stderr).toContain("faulty.csv:3: column a: must be a number; got 'x'");
    expect(stderr).toContain('faulty.csv: column a: must state a value in every row; got 1 missing, line 4');
    expect(stderr).not.toContain('    at ');
    await expect(readFile(join(cwd, 'none', 'manifest.json'))).rejects.toThrow();
  });

  test.each([
    {
      what: 'a constant marker',
      text: 'y,a\n1,2\n0,2\n1,2\n0,2\n',
      message: 'column a: must vary; got 2 in all 4 rows',
    },
    {
      what: 'too few of an outcome',
      text: 'y,a\n1,2\n0,3\n0,4\n0,5\n',
      message: 'must hold at least 2 positive rows',
    },
  ])('refuses $what', async ({ text, message }) => {
    await writeFile(join(cwd, 'ugly.csv'), text);
    const args = ['--table', 'ugly.csv', '--label', 'y', '--markers', 'a', '--folds', '2', '--out', 'ugly'];
    expect(await roc(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  test('refuses a prevalence that is no proportion', async () => {
    const args = ['--table', 'asah.csv', '--label', 'outcome', '--markers', 'wfns', '--out', 'x', '--prevalence', '30'];
    expect(await roc(...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("must lie in [0.000001, 0.999999]; got '30'"),
    });
  });
});
