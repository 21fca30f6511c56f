// Evidence: slow oracle (AUCs by counting all pairs; classifiers by logisticIrls) · laws. The parts have tests of their own.
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseMarkers } from '../../../../calibration/biomarkers/analyse-markers.js';
import { classifierSets } from '../../../../calibration/biomarkers/classifier-sets.js';
import { type AnalysedMarkers, markerAnalysisSchema } from '../../../../calibration/biomarkers/result.js';
import type { AnalysisSettings, ScoreTable } from '../../../../calibration/biomarkers/score-table.js';
import { runAnalysis } from '../../../../calibration/studies/run/run-biomarkers.js';
import { DataError, InterruptedError, markerNames } from '../../../../src/index.js';
import { logisticIrls } from '../../../src/stats/logistic-irls.js';
import { sampleTable } from '../../biomarkers/score-table-settings.js';

/** Absolute, on weights per standard deviation; what the classifier promises against Newton's method. */
const WEIGHT_TOLERANCE = 1e-3;
/** Decimal places; sums of a few hundred terms. */
const ROUNDING = 12;

const SETTINGS: AnalysisSettings = { ...runAnalysis, seed: '0', folds: 5, curvePoints: 100 };
const PAIRS = classifierSets(markerNames, [2]);

/** Share of pairs (responder, non-responder) that the score puts in the right order, ties 1/2. */
function aucByPairs(score: ArrayLike<number>, responder: Uint8Array): number {
  let [right, pairs] = [0, 0];
  responder.forEach((positive, i) => {
    responder.forEach((other, j) => {
      if (positive !== 1 || other !== 0) return;
      pairs++;
      right += score[i]! > score[j]! ? 1 : score[i]! === score[j]! ? 0.5 : 0;
    });
  });
  return right / pairs;
}

/** All numbers of a result, at any depth. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

const reversedRows = (table: ScoreTable): ScoreTable => ({
  ...table,
  columns: table.columns.map(({ name, values }) => ({ name, values: values.toReversed() })),
  labels: table.labels.toReversed(),
});

/** The columns of some markers, in their order. */
const columnsOf = ({ columns }: ScoreTable, markers: readonly string[]) =>
  columns.filter(({ name }) => markers.includes(name)).map(({ values }) => values);

describe('analyseMarkers with the settings of a run', () => {
  const data: ScoreTable = { ...sampleTable({ patients: 400, seed: '0', effect: 0.8 }), name: 'tas102' };
  let analysis: AnalysedMarkers;
  beforeAll(async () => {
    analysis = await analyseMarkers(data, SETTINGS);
  });

  it('counts responders and reports each of the four markers, with the AUC that counting pairs gives', () => {
    const { n_pos, n_neg, markers } = analysis.result;
    expect(n_pos).toBe(data.labels.filter((label) => label === 1).length);
    expect(n_pos + n_neg).toBe(400);
    expect(Object.keys(markers)).toEqual([...markerNames]);
    for (const { name, values } of data.columns) {
      expect(markers[name]!.auc).toBeCloseTo(aucByPairs(values, data.labels), ROUNDING);
    }
  });

  it("reports a classifier for each pair and for all four, with the weights of Newton's method", () => {
    const { classifiers, folds } = analysis.result;
    expect(classifiers.map((classifier) => classifier.markers)).toEqual([...PAIRS, markerNames]);
    for (const classifier of classifiers) {
      const reference = logisticIrls(columnsOf(data, classifier.markers), data.labels);
      expect(classifier).toMatchObject({ penalty: 'none', separated: false });
      expect(classifier.trainer).toMatch(/^TensorFlow\.js/);
      reference.standardisedWeights.forEach((weight, j) => {
        expect(Math.abs(classifier.standardised_weights[j]! - weight)).toBeLessThan(WEIGHT_TOLERANCE);
      });
    }
    expect(folds).toBe(5);
  });

  it('reports a min-max sum for each pair, with the AUC that counting pairs gives', () => {
    expect(analysis.result.min_max_sums.map((sum) => sum.markers)).toEqual([...PAIRS]);
    const scaled = columnsOf(data, ['th1', 'th1_treg']).map((values) => {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return values.map((value) => (value - low) / (high - low));
    });
    const expected = aucByPairs(
      scaled[0]!.map((value, i) => value + scaled[1]![i]!),
      data.labels,
    );
    const sum = analysis.result.min_max_sums.find(({ markers }) => markers.join() === 'th1,th1_treg');
    expect(sum?.auc).toBeCloseTo(expected, ROUNDING);
  });

  it('draws 4 + 7 + 7 + 6 curves, each from (0, 0) to (1, 1), rising, on few points, with its reported AUC', () => {
    const count = (kind: string) => analysis.curves.filter((curve) => curve.kind === kind).length;
    expect(['marker', 'in sample', 'out of fold', 'min-max sum'].map(count)).toEqual([4, 7, 7, 6]);
    for (const { fpr, tpr, auc } of analysis.curves) {
      expect([fpr[0], tpr[0], fpr.at(-1), tpr.at(-1)]).toEqual([0, 0, 1, 1]);
      expect(fpr.length).toBeLessThanOrEqual(SETTINGS.curvePoints);
      expect(tpr.length).toBe(fpr.length);
      for (let i = 1; i < fpr.length; i++)
        expect(Math.min(fpr[i]! - fpr[i - 1]!, tpr[i]! - tpr[i - 1]!)).toBeGreaterThanOrEqual(0);
      const trapezoids = fpr.reduce(
        (sum, x, i) => (i === 0 ? 0 : sum + ((x - fpr[i - 1]!) * (tpr[i]! + tpr[i - 1]!)) / 2),
        0,
      );
      // The thinned curve lies within sqrt(2) / 99 of the whole one, along a path of length at most 2.
      expect(Math.abs(trapezoids - auc)).toBeLessThan((2 * Math.SQRT2) / 99);
    }
    const held = analysis.curves.find(
      (curve) => curve.kind === 'out of fold' && curve.score === markerNames.join(' + '),
    );
    expect(held?.auc).toBe(analysis.result.classifiers[6]!.out_of_fold.auc);
  });

  it('holds no number that is not finite, survives JSON, and is as its schema says', () => {
    expect(markerAnalysisSchema.parse(analysis.result)).toEqual(analysis.result);
    for (const value of numbersIn(analysis)) expect(Number.isFinite(value)).toBe(true);
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
  });

  it('is the same for the same seed; another seed moves only what is out of fold', async () => {
    expect(await analyseMarkers(data, SETTINGS)).toEqual(analysis);
    const other = await analyseMarkers(data, { ...SETTINGS, seed: 'another' });
    expect(other.result.markers).toEqual(analysis.result.markers);
    expect(other.result.min_max_sums).toEqual(analysis.result.min_max_sums);
    other.result.classifiers.forEach((classifier, i) => {
      const before = analysis.result.classifiers[i]!;
      expect(classifier.in_sample).toEqual(before.in_sample);
      expect(classifier.out_of_fold.auc).not.toBe(before.out_of_fold.auc);
    });
  });

  it('does not depend on the order of the patients in anything but the out-of-fold AUCs', async () => {
    const other = await analyseMarkers(reversedRows(data), SETTINGS);
    for (const marker of markerNames) {
      const [before, after] = [analysis.result.markers[marker]!, other.result.markers[marker]!];
      expect(after.positives).toEqual(before.positives);
      expect(after.auc).toBeCloseTo(before.auc, ROUNDING);
    }
    other.result.classifiers.forEach((classifier, i) => {
      classifier.standardised_weights.forEach((weight, j) => {
        expect(Math.abs(weight - analysis.result.classifiers[i]!.standardised_weights[j]!)).toBeLessThan(
          WEIGHT_TOLERANCE,
        );
      });
    });
  });

  it('finds no out-of-fold skill where there is none', async () => {
    const noise = await analyseMarkers(sampleTable({ patients: 1500, seed: '1', effect: 0 }), SETTINGS);
    for (const { out_of_fold: outOfFold } of noise.result.classifiers) {
      // Four standard errors above chance; below it, pooled folds are known to drift further down.
      expect(outOfFold.auc).toBeLessThan(0.5 + 4 * outOfFold.delong_se);
    }
  });

  it('reads reversed markers as lower, and reports it in a remark', async () => {
    const reversed = { ...data, labels: data.labels.map((label) => 1 - label) };
    const { result } = await analyseMarkers(reversed, SETTINGS);
    expect(result.markers.th1).toMatchObject({
      direction: 'lower',
      auc: analysis.result.markers.th1!.auc,
    });
    expect(result.remarks.some((remark) => remark.startsWith('th1 is lower in positives'))).toBe(true);
    expect(analysis.result.remarks.some((remark) => remark.includes('lower'))).toBe(false);
  });

  it('tags complete separation, in finite values and a remark', async () => {
    const threshold = 2.2e9;
    const labels = Uint8Array.from(data.columns[0]!.values, (value) => +(value > threshold));
    const { result } = await analyseMarkers({ ...data, labels }, SETTINGS);
    const pair = result.classifiers[0]!;
    expect(pair).toMatchObject({ separated: true, penalty: 'firth' });
    expect(pair.in_sample).toEqual({ auc: 1, delong_se: 0, ci_low: 1, ci_high: 1 });
    expect(result.remarks.some((remark) => remark.startsWith('th1 + ctl (raw) separates the labels'))).toBe(true);
    for (const value of numbersIn(result)) expect(Number.isFinite(value)).toBe(true);
  });

  it('analyses the smallest cohort that has both outcomes in each fold', async () => {
    const small = sampleTable({ patients: 12, seed: '4', effect: 0.3 });
    const labels = Uint8Array.from({ length: 12 }, (_, patient) => patient % 2);
    const { result } = await analyseMarkers({ ...small, labels }, { ...SETTINGS, folds: 6, curvePoints: 50 });
    expect(result).toMatchObject({ n_pos: 6, n_neg: 6 });
    for (const value of numbersIn(result)) expect(Number.isFinite(value)).toBe(true);
  });

  it('refuses an arm without responders', async () => {
    const labels = new Uint8Array(400);
    const attempt = analyseMarkers({ ...data, labels }, SETTINGS);
    await expect(attempt).rejects.toThrow(DataError);
    await expect(attempt).rejects.toThrow('tas102: must hold at least 5 positive rows');
  });

  it('omits the classifiers of collinear markers, by name, and keeps the others', async () => {
    const [th1, , ...ratios] = data.columns;
    const ctl = { name: 'ctl', values: th1!.values.map((value) => 3 * value + 1) };
    const { result } = await analyseMarkers({ ...data, columns: [th1!, ctl, ...ratios] }, SETTINGS);
    const dropped = result.remarks.filter((remark) => /was not fitted: ctl is a linear function/.test(remark));
    expect(dropped).toHaveLength(2);
    expect(result.classifiers).toHaveLength(5);
    expect(result.min_max_sums).toHaveLength(6);
  });

  it('stops when asked to', async () => {
    const controller = new AbortController();
    const running = analyseMarkers(data, SETTINGS, { signal: controller.signal });
    controller.abort();
    await expect(running).rejects.toThrow(InterruptedError);
  });
});
