// Evidence: the endpoints of the results, read back from the lines.
import { describe, expect, test } from 'vitest';
import { summaryLines } from '../../../calibration/cli/summary-lines.js';
import type { RunResults } from '../../../calibration/studies/run/result.js';
import { sampleResults } from '../studies/run/report/sample-results.js';

const results: RunResults = sampleResults();
const lines = summaryLines(results);

const columns = ['pr', 'sd', 'pd', 'dcr', 'median_os', 'survival_3', 'survival_6', 'survival_9', 'survival_12'];
const cellsOf = (label: string, among = lines) => {
  const line = among.find((each) => each.trimStart().startsWith(`${label} `));
  return line?.trim().slice(label.length).trim().split(/\s+/);
};

describe('summaryLines', () => {
  test.each(results.arms)('shows simulated and clinical endpoints of %s one above the other', (arm) => {
    const rows = columns.map((endpoint) => {
      const row = results.targets.find((target) => target.arm === arm && target.endpoint === endpoint);
      if (row === undefined) throw new Error(`the sample has no ${endpoint} of ${arm}`);
      return row;
    });
    const digits = (value: number | null, unit: string) => value?.toFixed(unit === 'months' ? 2 : 1) ?? '-';
    expect(cellsOf(`${arm}, simulated`)).toEqual(rows.map(({ simulated, unit }) => digits(simulated, unit)));
    expect(cellsOf(`${arm}, trials`)).toEqual(rows.map(({ target, unit }) => digits(target, unit)));
  });

  test('states the size of the validation cohort and the length of a month', () => {
    expect(lines.join('\n')).toContain(
      `Independent validation cohort, ${results.confirmation?.n} patients per arm (months of ${results.month_days} days)`,
    );
  });

  test('columns are under their headings', () => {
    const table = lines.filter((line) => /, (simulated|trials) /.test(line) || line.includes('DCR %'));
    const first = table.slice(0, 1 + 2 * results.arms.length);
    expect(new Set(first.map((line) => line.length)).size).toBe(1);
    // The second table has as many lines, and a heading without units
    expect(table).toHaveLength(1 + 4 * results.arms.length);
    const second = [lines.find((line) => line.includes('BOR DCR'))!, ...table.slice(first.length)];
    expect(new Set(second.map((line) => line.length)).size).toBe(1);
  });

  test('names an arm in which patients failed, with their number', () => {
    const failed = Object.entries(results.confirmation?.arms ?? {}).filter(([, outcome]) => outcome.failed > 0);
    const named = lines.filter((line) => line.includes('patients failed'));
    expect(failed.length).toBeGreaterThan(0);
    expect(named).toHaveLength(failed.length);
    for (const [arm, outcome] of failed) {
      expect(named.join('\n')).toContain(`${arm}: ${outcome.failed} of ${outcome.failed + outcome.completed} patients`);
    }
  });

  test('a median that is not reached is a dash', () => {
    const first = results.arms[0] ?? '';
    const { arms, ...others } = results.confirmation!;
    const confirmation = { ...others, arms: { ...arms, [first]: { ...arms[first]!, median_os_months: null } } };
    expect(cellsOf(`${first}, simulated`, summaryLines({ ...results, confirmation }))?.[4]).toBe('-');
  });

  test('progression-free survival and best response are shown beside what trials report, and as not fitted', () => {
    const place = lines.indexOf('Progression-free survival and best response over the visits, percent (not fitted):');
    const [heading, ...rows] = lines.slice(place + 1);
    expect(heading?.trim().replace(/ +/g, ' ').slice(0, 23)).toBe('PFS mo 3 mo % 3.68 mo %');
    const { arms } = results.confirmation!;
    const first = results.arms[0] ?? '';
    expect(cellsOf(`${first}, simulated`, rows)?.[0]).toBe(arms[first]!.median_pfs_months!.toFixed(2));
    expect(cellsOf(`${first}, trials`, rows)?.[0]).toBe('-');
    const row = { ...results.targets[0]!, arm: first, endpoint: 'median_pfs', target: 1.75, fitted: true };
    const fitted = summaryLines({ ...results, targets: [...results.targets, row] });
    const after = fitted.indexOf('Progression-free survival and best response over the visits, percent:');
    expect(after).toBe(place);
    expect(cellsOf(`${first}, trials`, fitted.slice(after))?.[0]).toBe('1.75');
  });

  test('shows each single AUC and the best out-of-fold classifier of each analysed arm', () => {
    const analysed = Object.entries(results.biomarkers?.arms ?? {});
    expect(analysed.length).toBeGreaterThan(0);
    for (const [arm, { markers, classifiers }] of analysed) {
      const line = lines.find((each) => each.startsWith(`  ${arm}: th1 `)) ?? '';
      for (const [marker, { auc }] of Object.entries(markers)) expect(line).toContain(`${marker} ${auc.toFixed(2)}`);
      const best = Math.max(...classifiers.map(({ out_of_fold: outOfFold }) => outOfFold.auc));
      expect(line).toContain(`${best.toFixed(2)} out of fold`);
    }
  });

  test('ends with the status', () => {
    expect(lines.slice(-results.status_summary.length)).toEqual([...results.status_summary]);
  });

  test('without a confirmation and biomarkers the status is all there is', () => {
    const bare = summaryLines({ ...results, confirmation: null, biomarkers: null });
    expect(bare.filter((line) => line !== '')).toEqual([...results.status_summary]);
  });
});
