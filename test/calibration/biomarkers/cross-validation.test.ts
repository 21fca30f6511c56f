// Evidence: slow oracle (each fold's classifier fitted by logisticIrls on the other rows) · counting.
import { describe, expect, it } from 'vitest';
import { outOfFoldScores } from '../../../calibration/biomarkers/cross-validation.js';
import { type LabelledMarkers, trainLogisticClassifier } from '../../../calibration/biomarkers/logistic-classifier.js';
import { tensorflow } from '../../../calibration/biomarkers/tensorflow.js';
import { InterruptedError } from '../../../src/errors.js';
import { logisticIrls } from '../../../src/stats/logistic-irls.js';
import { sampleCohort } from './sample-cohort.js';

/** Absolute, on log odds: gradient tolerance 1e-6 over a curvature of a few percent, over a few markers. */
const SCORE_TOLERANCE = 1e-3;

const cohort = sampleCohort({ patients: 300, seed: '0', effect: 0.8 });
const data: LabelledMarkers = { columns: [cohort.markers.th1, cohort.markers.ctl_treg], labels: cohort.responder };
const foldOf = Uint32Array.from(data.labels, (_, row) => row % 4);
const beforeFold = () => Promise.resolve();

/** A stand-in whose score is the fold's mean of its first training column. */
const meanOfTraining = (training: LabelledMarkers) => ({
  intercept: training.columns[0]!.reduce((sum, value) => sum + value, 0) / training.labels.length,
  weights: [0, 0],
  standardisedWeights: [0, 0],
  iterations: 1,
  converged: true,
  separated: false,
});

describe('outOfFoldScores', () => {
  it('scores each row by a classifier fitted on the rows of the other folds', async () => {
    const { tf } = await tensorflow();
    const train = (training: LabelledMarkers) => trainLogisticClassifier(tf, training);
    const { scores, separatedFolds, unconvergedFolds } = await outOfFoldScores(data, foldOf, { train, beforeFold });
    expect({ separatedFolds, unconvergedFolds }).toEqual({ separatedFolds: 0, unconvergedFolds: 0 });
    for (let fold = 0; fold < 4; fold++) {
      const others = Array.from(foldOf.keys()).filter((row) => foldOf[row] !== fold);
      const columns = data.columns.map((column) => others.map((row) => column[row]!));
      const fit = logisticIrls(
        columns,
        others.map((row) => data.labels[row]!),
      );
      for (let row = fold; row < foldOf.length; row += 4) {
        const expected =
          fit.intercept + fit.weights[0]! * data.columns[0]![row]! + fit.weights[1]! * data.columns[1]![row]!;
        expect(Math.abs(scores[row]! - expected)).toBeLessThan(SCORE_TOLERANCE);
      }
    }
  });

  it('lets nothing of a row into its own score', async () => {
    const before = await outOfFoldScores(data, foldOf, { train: meanOfTraining, beforeFold });
    const first = data.columns[0]!.map((value, row) => (foldOf[row] === 2 ? 1e3 * value : value));
    const changed = { ...data, columns: [first, data.columns[1]!] };
    const after = await outOfFoldScores(changed, foldOf, { train: meanOfTraining, beforeFold });
    foldOf.forEach((fold, row) => {
      expect(after.scores[row] === before.scores[row]).toBe(fold === 2);
    });
  });

  it('counts the folds that were separated or did not converge', async () => {
    let fold = 0;
    const outcomes = [
      { converged: false, separated: true },
      { converged: false, separated: false },
      { converged: true, separated: false },
      { converged: false, separated: false },
    ];
    const train = (training: LabelledMarkers) => ({ ...meanOfTraining(training), ...outcomes[fold++] });
    const counted = await outOfFoldScores(data, foldOf, { train, beforeFold });
    expect(counted).toMatchObject({ separatedFolds: 1, unconvergedFolds: 2 });
  });

  it('stops before the fold at which it is asked to', async () => {
    let trained = 0;
    const train = (training: LabelledMarkers) => {
      trained++;
      return meanOfTraining(training);
    };
    const stop = () => (trained === 2 ? Promise.reject(new InterruptedError('stop')) : Promise.resolve());
    await expect(outOfFoldScores(data, foldOf, { train, beforeFold: stop })).rejects.toThrow(InterruptedError);
    expect(trained).toBe(2);
  });
});
