// Evidence: slow oracle (areas by counting all pairs; classifiers by logisticIrls) · laws. The pieces have tests of their own.
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseBiomarkers, type BiomarkerAnalysis } from '../../../calibration/biomarkers/analyse-biomarkers.js';
import { type ArmMarkerData, checkMarkerData } from '../../../calibration/biomarkers/check-marker-data.js';
import { MARKER_NAMES, MARKER_PAIRS } from '../../../calibration/biomarkers/marker-names.js';
import { DataError, InterruptedError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { logisticIrls } from '../../../src/stats/logistic-irls.js';
import { sampleCohort } from './sample-cohort.js';

/** Absolute, on weights per standard deviation; what the classifier promises against Newton's method. */
const WEIGHT_TOLERANCE = 1e-3;
/** Decimal places; sums of a few hundred terms. */
const ROUNDING = 12;

const SETTINGS = { folds: 5, curvePoints: 100 };
const randomOf = (seed: string) => (streamName: string) => randomStream({ seed, streamName, index: 0 });
const services = { random: randomOf('0') };

/** Share of pairs (responder, non-responder) that the score puts in the right order, ties 1/2. */
function areaByPairs(score: ArrayLike<number>, responder: Uint8Array): number {
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

const permuted = (data: ArmMarkerData): ArmMarkerData => ({
  ...data,
  markers: {
    th1: data.markers.th1.toReversed(),
    ctl: data.markers.ctl.toReversed(),
    th1_treg: data.markers.th1_treg.toReversed(),
    ctl_treg: data.markers.ctl_treg.toReversed(),
  },
  responder: data.responder.toReversed(),
});

describe('analyseBiomarkers', () => {
  const data = sampleCohort({ patients: 400, seed: '0', effect: 0.8 });
  let analysis: BiomarkerAnalysis;
  beforeAll(async () => {
    analysis = await analyseBiomarkers(data, SETTINGS, services);
  });

  it('counts responders and reports each of the four markers, with the area that counting pairs gives', () => {
    const { responders, non_responders: nonResponders, markers } = analysis.biomarkers;
    expect(responders).toBe(data.responder.filter((label) => label === 1).length);
    expect(responders + nonResponders).toBe(400);
    expect(Object.keys(markers)).toEqual([...MARKER_NAMES]);
    for (const marker of MARKER_NAMES) {
      expect(markers[marker]!.auc).toBeCloseTo(areaByPairs(data.markers[marker], data.responder), ROUNDING);
    }
  });

  it("reports a classifier for each pair and for all four, with the weights of Newton's method", () => {
    const { classifiers } = analysis.biomarkers;
    expect(classifiers.map((classifier) => classifier.markers)).toEqual([...MARKER_PAIRS, MARKER_NAMES]);
    for (const classifier of classifiers) {
      const columns = MARKER_NAMES.filter((marker) => classifier.markers.includes(marker)).map(
        (name) => data.markers[name],
      );
      const reference = logisticIrls(columns, data.responder);
      expect(classifier).toMatchObject({ converged: true, separated: false });
      reference.standardisedWeights.forEach((weight, j) => {
        expect(Math.abs(classifier.standardised_weights[j]! - weight)).toBeLessThan(WEIGHT_TOLERANCE);
      });
      expect(classifier.out_of_fold.folds).toBe(5);
    }
  });

  it('reports a min-max sum for each pair, with the area that counting pairs gives', () => {
    expect(analysis.biomarkers.min_max_sums.map((sum) => sum.markers)).toEqual([...MARKER_PAIRS]);
    const { th1, th1_treg } = data.markers;
    const scaled = [th1, th1_treg].map((values) => {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return values.map((value) => (value - low) / (high - low));
    });
    const expected = areaByPairs(
      scaled[0]!.map((value, i) => value + scaled[1]![i]!),
      data.responder,
    );
    const sum = analysis.biomarkers.min_max_sums.find(({ markers }) => markers.join() === 'th1,th1_treg');
    expect(sum?.auc).toBeCloseTo(expected, ROUNDING);
  });

  it('draws 4 + 7 + 7 + 6 curves, each from (0, 0) to (1, 1), rising, on few points, with its reported area', () => {
    const count = (kind: string) => analysis.curves.filter((curve) => curve.kind === kind).length;
    expect(['single', 'logistic in sample', 'logistic held out', 'min-max sum'].map(count)).toEqual([4, 7, 7, 6]);
    for (const { fpr, tpr, auc } of analysis.curves) {
      expect([fpr[0], tpr[0], fpr.at(-1), tpr.at(-1)]).toEqual([0, 0, 1, 1]);
      expect(fpr.length).toBeLessThanOrEqual(SETTINGS.curvePoints);
      expect(tpr.length).toBe(fpr.length);
      for (let i = 1; i < fpr.length; i++)
        expect(Math.min(fpr[i]! - fpr[i - 1]!, tpr[i]! - tpr[i - 1]!)).toBeGreaterThanOrEqual(0);
      const area = fpr.reduce(
        (sum, x, i) => (i === 0 ? 0 : sum + ((x - fpr[i - 1]!) * (tpr[i]! + tpr[i - 1]!)) / 2),
        0,
      );
      // The thinned curve lies within sqrt(2) / 99 of the whole one, along a path of length at most 2.
      expect(Math.abs(area - auc)).toBeLessThan((2 * Math.SQRT2) / 99);
    }
    const held = analysis.curves.find(
      (curve) => curve.kind === 'logistic held out' && curve.score === MARKER_NAMES.join(' + '),
    );
    expect(held?.auc).toBe(analysis.biomarkers.classifiers[6]!.out_of_fold.auc);
  });

  it('holds no number that is not finite, and survives JSON', () => {
    for (const value of numbersIn(analysis)) expect(Number.isFinite(value)).toBe(true);
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
  });

  it('is the same for the same seed; another seed moves only what is held out', async () => {
    expect(await analyseBiomarkers(data, SETTINGS, services)).toEqual(analysis);
    const other = await analyseBiomarkers(data, SETTINGS, { random: randomOf('another') });
    expect(other.biomarkers.markers).toEqual(analysis.biomarkers.markers);
    expect(other.biomarkers.min_max_sums).toEqual(analysis.biomarkers.min_max_sums);
    other.biomarkers.classifiers.forEach((classifier, i) => {
      const before = analysis.biomarkers.classifiers[i]!;
      expect(classifier.in_sample).toEqual(before.in_sample);
      expect(classifier.out_of_fold.auc).not.toBe(before.out_of_fold.auc);
    });
  });

  it('does not depend on the order of the patients in anything but the held-out areas', async () => {
    const other = await analyseBiomarkers(permuted(data), SETTINGS, services);
    for (const marker of MARKER_NAMES) {
      const [before, after] = [analysis.biomarkers.markers[marker]!, other.biomarkers.markers[marker]!];
      expect(after.responders).toEqual(before.responders);
      expect(after.auc).toBeCloseTo(before.auc, ROUNDING);
    }
    other.biomarkers.classifiers.forEach((classifier, i) => {
      classifier.standardised_weights.forEach((weight, j) => {
        expect(Math.abs(weight - analysis.biomarkers.classifiers[i]!.standardised_weights[j]!)).toBeLessThan(
          WEIGHT_TOLERANCE,
        );
      });
    });
  });

  it('finds no held-out skill where there is none', async () => {
    const noise = await analyseBiomarkers(sampleCohort({ patients: 1500, seed: '1', effect: 0 }), SETTINGS, services);
    for (const { out_of_fold: outOfFold } of noise.biomarkers.classifiers) {
      // Four standard errors above chance; below it, pooled folds are known to drift further down.
      expect(outOfFold.auc).toBeLessThan(0.5 + 4 * outOfFold.standard_error);
    }
  });

  it('reads reversed markers as lower, and says so in a remark', async () => {
    const reversed = { ...data, responder: data.responder.map((label) => 1 - label) };
    const { biomarkers, remarks } = await analyseBiomarkers(reversed, SETTINGS, services);
    expect(biomarkers.markers.th1).toMatchObject({
      direction: 'lower',
      auc: analysis.biomarkers.markers.th1!.auc,
    });
    expect(remarks.some((remark) => remark.startsWith('th1 is lower in responders'))).toBe(true);
    expect(analysis.remarks.some((remark) => remark.includes('lower'))).toBe(false);
  });

  it('tags complete separation, in finite figures and a remark', async () => {
    const threshold = 2.2e9;
    const responder = Uint8Array.from(data.markers.th1, (value) => +(value > threshold));
    const { biomarkers, remarks } = await analyseBiomarkers({ ...data, responder }, SETTINGS, services);
    const pair = biomarkers.classifiers[0]!;
    expect(pair).toMatchObject({ separated: true, converged: false });
    expect(pair.in_sample).toEqual({ auc: 1, standard_error: 0, ci_low: 1, ci_high: 1 });
    expect(remarks.some((remark) => remark.startsWith('th1 + ctl separates the responders completely'))).toBe(true);
    for (const value of numbersIn(biomarkers)) expect(Number.isFinite(value)).toBe(true);
  });

  it('analyses the smallest cohort that has both outcomes in each fold', async () => {
    const small = sampleCohort({ patients: 12, seed: '4', effect: 0.3 });
    const responder = Uint8Array.from({ length: 12 }, (_, patient) => patient % 2);
    const { biomarkers } = await analyseBiomarkers({ ...small, responder }, { folds: 6, curvePoints: 50 }, services);
    expect(biomarkers).toMatchObject({ responders: 6, non_responders: 6 });
    for (const value of numbersIn(biomarkers)) expect(Number.isFinite(value)).toBe(true);
  });

  it('refuses an arm without responders', async () => {
    const responder = new Uint8Array(400);
    const attempt = analyseBiomarkers({ ...data, responder }, SETTINGS, services);
    await expect(attempt).rejects.toThrow(DataError);
    await expect(attempt).rejects.toThrow('biomarkers.tas102: must have at least 5 responders');
  });

  it('blames the data, not an argument, for collinear markers', async () => {
    const markers = { ...data.markers, ctl: data.markers.th1.map((value) => 3 * value + 1) };
    expect(() => checkMarkerData({ ...data, markers }, 5)).not.toThrow();
    const attempt = analyseBiomarkers({ ...data, markers }, SETTINGS, services);
    await expect(attempt).rejects.toThrow(DataError);
    await expect(attempt).rejects.toThrow(/^biomarkers\.tas102: whiten\.columns\[1\]: /);
  });

  it('stops when asked to', async () => {
    const controller = new AbortController();
    const running = analyseBiomarkers(data, SETTINGS, { ...services, signal: controller.signal });
    controller.abort();
    await expect(running).rejects.toThrow(InterruptedError);
  });
});
