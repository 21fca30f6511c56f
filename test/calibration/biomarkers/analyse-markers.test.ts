// Evidence: independent tool (pROC 1.18.0, test/fixtures/stats/roc.R) · laws. The parts have their own tests.
import { describe, expect, it } from 'vitest';
import { analyseMarkers } from '../../../calibration/biomarkers/analyse-markers.js';
import type { ScoreTable } from '../../../calibration/biomarkers/score-table.js';
import { DataError } from '../../../src/errors.js';
import { aucDeLong } from '../../../src/stats/auc-delong.js';
import { rocCases } from '../../src/stats/roc-cases.js';
import { quickSettings, sampleTable } from './score-table-settings.js';

/** Both sides carry 15 digits. */
const AGREEMENT = 1e-10;

const tableOf = ({ name, markers, labels }: (typeof rocCases)[number]): ScoreTable => ({
  name,
  columns: Object.entries(markers).map(([marker, { values }]) => ({ name: marker, values: Float64Array.from(values) })),
  labels: Uint8Array.from(labels),
});

describe.each(rocCases)('analyseMarkers on $name', (rocCase) => {
  it('gives the AUCs of pROC, reversed where positives have the lower value', async () => {
    const { result } = await analyseMarkers(tableOf(rocCase), quickSettings);
    for (const [name, { auc, standardError }] of Object.entries(rocCase.markers)) {
      const found = result.markers[name]!;
      expect(found.direction).toBe(auc < 0.5 ? 'lower' : 'higher');
      expect(Math.abs(found.auc_higher - auc)).toBeLessThan(AGREEMENT);
      expect(Math.abs(found.auc - Math.max(auc, 1 - auc))).toBeLessThan(AGREEMENT);
      expect(Math.abs(found.delong_se - standardError)).toBeLessThan(AGREEMENT);
      expect(found.bootstrap_low).toBeLessThanOrEqual(found.auc);
      expect(found.bootstrap_high).toBeGreaterThanOrEqual(found.auc);
      const { youden } = found.thresholds;
      expect(youden.rule).toBe(auc < 0.5 ? '<=' : '>=');
      const called = rocCase.markers[name]!.values.filter(
        (value, row) =>
          rocCase.labels[row] === 1 && (youden.rule === '<=' ? value <= youden.threshold! : value >= youden.threshold!),
      );
      expect(youden.sensitivity).toBeCloseTo(called.length / found.positives.n, 12);
    }
  });
});

describe('analyseMarkers', () => {
  const table = sampleTable({ patients: 240, seed: '2', effect: 0.8 });

  it('analyses every set of raw and log markers, names collinear markers, and gives finite results', async () => {
    const { result, curves, calibration } = await analyseMarkers(table, {
      ...quickSettings,
      scales: ['raw', 'log'],
    });
    expect(result.classifiers.filter(({ scale }) => scale === 'raw')).toHaveLength(15);
    // log(th1) - log(ctl) = log(th1/treg) - log(ctl/treg)
    expect(result.classifiers.filter(({ scale }) => scale === 'log')).toHaveLength(14);
    expect(result.remarks).toEqual([
      expect.stringMatching(/^th1 \+ ctl \+ th1_treg \+ ctl_treg \(log\) was not fitted: ctl_treg is a linear/),
    ]);
    expect(result.comparisons).toHaveLength(6);
    expect(curves).toHaveLength(4 + 2 * 29);
    expect(calibration).toHaveLength(29);
    expect(calibration.every(({ groups }) => groups.reduce((sum, { rows }) => sum + rows, 0) === 240)).toBe(true);
    // JSON turns what is not finite into null; the only null here is the permutation test that was not requested
    expect(JSON.stringify({ result, calibration }).match(/"\w+":null/g)).toEqual(['"permutation":null']);
  });

  it('is the same for the same seed and table, and another seed gives other folds', async () => {
    const again = await analyseMarkers(table, quickSettings);
    expect(await analyseMarkers(table, quickSettings)).toEqual(again);
    const other = await analyseMarkers(table, { ...quickSettings, seed: '1' });
    expect(other.result.markers.th1!.auc).toBe(again.result.markers.th1!.auc);
    expect(other.result.classifiers[0]!.out_of_fold.auc).not.toBe(again.result.classifiers[0]!.out_of_fold.auc);
  });

  it('gives predictive values at the requested prevalence', async () => {
    const { result } = await analyseMarkers(table, { ...quickSettings, prevalence: 0.1, bootstrap: 0 });
    const { sensitivity, specificity, ppv } = result.markers.th1!.thresholds.youden;
    expect(ppv).toBeCloseTo((0.1 * sensitivity) / (0.1 * sensitivity + 0.9 * (1 - specificity)), 12);
    expect(result.markers.th1!.bootstrap_low).toBeNull();
  });

  it("fits separated markers with Firth's penalty and reports it", async () => {
    const values = Float64Array.from({ length: 40 }, (_, row) => row);
    const labels = Uint8Array.from(values, (_, row) => Number(row >= 20));
    const { result } = await analyseMarkers(
      { name: 'separated', columns: [{ name: 'x', values }], labels },
      quickSettings,
    );
    expect(result.markers.x).toMatchObject({ auc: 1, delong_se: 0 });
    expect(result.classifiers[0]).toMatchObject({ separated: true, penalty: 'firth' });
    expect(result.classifiers[0]!.out_of_fold.penalised_folds).toBe(10);
    expect(result.classifiers[0]!.out_of_fold.auc).toBeGreaterThan(0.99);
    expect(result.remarks.join()).toMatch(/separates the labels.*10 of 10 folds/s);
  });

  it('omits a marker with zeros on the log scale', async () => {
    const values = Float64Array.from({ length: 60 }, (_, row) => (row * 7) % 10);
    const labels = Uint8Array.from(values, (value, row) => Number((value + row) % 3 === 0));
    const { result } = await analyseMarkers(
      { name: 'zeros', columns: [{ name: 'x', values }], labels },
      { ...quickSettings, scales: ['raw', 'log'] },
    );
    expect(result.classifiers).toHaveLength(1);
    expect(result.remarks.join()).toMatch(/Omitted on the log scale, because not all values are positive: x\./);
  });

  it('gives curves whose AUC is the reported one', async () => {
    const { curves, result } = await analyseMarkers(table, { ...quickSettings, curvePoints: 1000 });
    const { fpr, tpr } = curves.find(({ score, kind }) => score === 'th1' && kind === 'marker')!;
    const area = fpr.reduce(
      (sum, rate, i) => (i === 0 ? 0 : sum + ((rate - fpr[i - 1]!) * (tpr[i]! + tpr[i - 1]!)) / 2),
      0,
    );
    expect(area).toBeCloseTo(result.markers.th1!.auc, 12);
    expect(aucDeLong(table.columns[0]!.values, table.labels).auc).toBeCloseTo(area, 12);
  });

  it('refuses a table that cannot be analysed', async () => {
    const labels = new Uint8Array(240);
    await expect(analyseMarkers({ ...table, labels }, quickSettings)).rejects.toThrow(DataError);
  });
});
