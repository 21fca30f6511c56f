// Evidence: independent algorithm (logisticIrls: Newton's method in float64) · closed form (2 x 2 table) · laws.
import { sampleCorrelation } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LabelledMarkers, trainLogisticClassifier } from '../../../calibration/biomarkers/logistic-classifier.js';
import { type TensorFlow, tensorflow } from '../../../calibration/biomarkers/tensorflow.js';
import { InputError } from '../../../src/errors.js';
import { markerNames } from '../../../src/index.js';
import { logisticIrls } from '../../src/stats/logistic-irls.js';
import { classifierScores, sampleCohort } from './sample-cohort.js';

/** Absolute, on weights per standard deviation: a gradient of 1e-6 over a least curvature of a few percent, and to spare. */
const WEIGHT_TOLERANCE = 1e-3;
/** Iterations; the condition number is that of p (1 - p) alone, and momentum takes about its root times a dozen. */
const FEW_ITERATIONS = 200;

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await tensorflow());
});

function trainingSet(patients: number, effect: number, seed = '0'): LabelledMarkers {
  const { markers, responder } = sampleCohort({ patients, seed, effect });
  return { columns: markerNames.map((marker) => markers[marker]), labels: responder };
}

/** The rows sorted by label, which gives float32 sums their largest intermediate values. */
function sortedByLabel({ columns, labels }: LabelledMarkers): LabelledMarkers {
  const order = Array.from(labels.keys()).sort((a, b) => labels[a]! - labels[b]!);
  return {
    columns: columns.map((column) => Float64Array.from(order, (row) => column[row]!)),
    labels: Uint8Array.from(order, (row) => labels[row]!),
  };
}

function expectSameWeights(training: LabelledMarkers) {
  const trained = trainLogisticClassifier(tf, training);
  const reference = logisticIrls(training.columns, training.labels);
  expect(reference.converged).toBe(true);
  expect(trained).toMatchObject({ converged: true, separated: false });
  expect(trained.iterations).toBeLessThan(FEW_ITERATIONS);
  reference.standardisedWeights.forEach((weight, j) => {
    expect(Math.abs(trained.standardisedWeights[j]! - weight)).toBeLessThan(WEIGHT_TOLERANCE);
  });
  // Intercept and weights per unit belong together: the log odds of every row agree.
  const scores = classifierScores(trained, training.columns);
  const expected = classifierScores(reference, training.columns);
  scores.forEach((score, row) => {
    expect(Math.abs(score - expected[row]!)).toBeLessThan(10 * WEIGHT_TOLERANCE);
  });
}

describe('trainLogisticClassifier', () => {
  it.each([
    { patients: 10_000, effect: 0 },
    { patients: 10_000, effect: 0.8 },
    { patients: 10_000, effect: 4 },
    { patients: 500, effect: 0.8 },
    { patients: 60, effect: 0.5 },
  ])("agrees with Newton's method on $patients patients and four correlated markers, effect $effect", (cohort) => {
    expectSameWeights(trainingSet(cohort.patients, cohort.effect));
  });

  it('agrees with it on rows sorted by label', () => {
    expectSameWeights(sortedByLabel(trainingSet(10_000, 0.8)));
  });

  it('agrees with it on two markers of correlation above 0.99', () => {
    const { columns, labels } = trainingSet(5000, 0.8);
    const twin = columns[0]!.map((value, row) => value * (1 + 0.1 * (columns[1]![row]! / 5e8)));
    expect(sampleCorrelation(Array.from(columns[0]!), Array.from(twin))).toBeGreaterThan(0.99);
    expectSameWeights({ columns: [columns[0]!, twin], labels });
  });

  it('finds the log odds ratio of a 2 x 2 table', () => {
    const exposed = Float64Array.from({ length: 105 }, (_, row) => +(row < 40));
    const labels = Uint8Array.from({ length: 105 }, (_, row) => +(row < 30 || (row >= 40 && row < 60)));
    const trained = trainLogisticClassifier(tf, { columns: [exposed], labels });
    expect(Math.abs(trained.weights[0]! - Math.log((30 * 45) / (10 * 20)))).toBeLessThan(WEIGHT_TOLERANCE);
    expect(Math.abs(trained.intercept - Math.log(20 / 45))).toBeLessThan(WEIGHT_TOLERANCE);
  });

  it("does not depend on the order of the rows or of the markers, nor on a marker's unit", () => {
    const training = trainingSet(1000, 0.8);
    const trained = trainLogisticClassifier(tf, training);
    const close = (actual: readonly number[], expected: readonly number[]) => {
      actual.forEach((weight, j) => {
        expect(Math.abs(weight - expected[j]!)).toBeLessThan(WEIGHT_TOLERANCE);
      });
    };
    close(trainLogisticClassifier(tf, sortedByLabel(training)).standardisedWeights, trained.standardisedWeights);
    const reversed = { columns: [...training.columns].reverse(), labels: training.labels };
    close(trainLogisticClassifier(tf, reversed).standardisedWeights, [...trained.standardisedWeights].reverse());
    const scaled = {
      columns: training.columns.map((column) => column.map((x) => 1e-9 * x + 3)),
      labels: training.labels,
    };
    close(trainLogisticClassifier(tf, scaled).standardisedWeights, trained.standardisedWeights);
  });

  it('gives the same bits twice and leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const training = trainingSet(300, 1);
    expect(trainLogisticClassifier(tf, training)).toEqual(trainLogisticClassifier(tf, training));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('reports complete separation with finite weights that divide the labels', () => {
    const { columns } = trainingSet(400, 1);
    const sum = columns[0]!.map((value, row) => value / 2e9 + columns[1]![row]! / 5e8);
    const median = [...sum].sort((a, b) => a - b)[200]!;
    const labels = Uint8Array.from(sum, (value) => +(value >= median));
    const trained = trainLogisticClassifier(tf, { columns, labels });
    expect(logisticIrls(columns, labels).separation).toBe('complete');
    expect(trained).toMatchObject({ separated: true, converged: false });
    for (const weight of [trained.intercept, ...trained.weights]) expect(Number.isFinite(weight)).toBe(true);
    classifierScores(trained, columns).forEach((score, row) => {
      expect(score > 0).toBe(labels[row] === 1);
    });
  });

  it('separates two rows', () => {
    const trained = trainLogisticClassifier(tf, { columns: [Float64Array.of(1, 2)], labels: Uint8Array.of(0, 1) });
    expect(trained.separated).toBe(true);
    expect(trained.weights[0]!).toBeGreaterThan(0);
  });

  it('refuses constant, collinear and non-finite markers, and frees its tensors', () => {
    const before = tf.memory().numTensors;
    const { columns, labels } = trainingSet(50, 1);
    const constant = new Float64Array(50).fill(3);
    const double = columns[0]!.map((value) => 2 * value);
    const broken = columns[0]!.map((value, row) => (row === 7 ? Number.NaN : value));
    for (const bad of [[constant], [columns[0]!, double], [broken], []]) {
      expect(() => trainLogisticClassifier(tf, { columns: bad, labels })).toThrow(InputError);
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('classifierScores', () => {
  it('is intercept plus weighted sum', () => {
    const scores = classifierScores({ intercept: 1, weights: [2, -3] }, [Float64Array.of(1, 0), Float64Array.of(1, 2)]);
    expect(Array.from(scores)).toEqual([0, -5]);
  });
});
