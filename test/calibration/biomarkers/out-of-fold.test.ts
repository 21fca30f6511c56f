// Evidence: slow oracle (logisticIrls on the training rows of each fold).
import { describe, expect, it } from 'vitest';
import { outOfFoldLogOdds } from '../../../calibration/biomarkers/out-of-fold.js';
import { randomStream } from '../../../src/random/streams.js';
import { packRows } from '../../../src/stats/pack-rows.js';
import { fitPackedLogistic } from '../../../src/stats/packed-logistic.js';
import { standardise } from '../../../src/stats/standardise.js';
import { stratifiedFolds } from '../../../src/stats/stratified-folds.js';
import { logisticIrls } from '../../src/stats/logistic-irls.js';
import { sampleTable } from './score-table-settings.js';

/** Both fits are Newton's to rounding; log odds are sums of a few terms of size 10. */
const AGREEMENT = 1e-8;

describe('outOfFoldLogOdds', () => {
  const { columns, labels } = sampleTable({ patients: 200, seed: '0', effect: 0.8 });
  const pair = [columns[0]!, columns[2]!];
  const rows = packRows(
    pair.map(({ name, values }) => standardise(values, name)),
    labels,
  );
  const foldOf = stratifiedFolds(labels, 5, randomStream({ seed: '0', streamName: 'folds', index: 0 }));

  it('scores each row by the maximum-likelihood fit of the rows of the other folds', () => {
    const { logOdds, penalisedFolds } = outOfFoldLogOdds(rows, foldOf, fitPackedLogistic(rows).coefficients);
    expect(penalisedFolds).toBe(0);
    for (let fold = 0; fold < 5; fold++) {
      const rest = [...labels.keys()].filter((row) => foldOf[row] !== fold);
      const oracle = logisticIrls(
        pair.map(({ values }) => rest.map((row) => values[row]!)),
        rest.map((row) => labels[row]!),
      );
      for (const row of labels.keys()) {
        if (foldOf[row] !== fold) continue;
        const expected = pair.reduce((sum, { values }, j) => sum + oracle.weights[j]! * values[row]!, oracle.intercept);
        expect(Math.abs(logOdds[row]! - expected)).toBeLessThan(AGREEMENT);
      }
    }
  });

  it('does not depend on where the folds start', () => {
    const cold = outOfFoldLogOdds(rows, foldOf, [0, 0, 0]).logOdds;
    const warm = outOfFoldLogOdds(rows, foldOf, fitPackedLogistic(rows).coefficients).logOdds;
    cold.forEach((value, row) => {
      expect(Math.abs(value - warm[row]!)).toBeLessThan(AGREEMENT);
    });
  });

  it('does not use a row for its own score', () => {
    const flipped = labels.map((label, row) => (foldOf[row] === 2 && row % 3 === 0 ? 1 - label : label));
    const before = outOfFoldLogOdds(rows, foldOf, [0, 0, 0]).logOdds;
    const after = outOfFoldLogOdds({ ...rows, labels: flipped }, foldOf, [0, 0, 0]).logOdds;
    foldOf.forEach((fold, row) => {
      expect(after[row] === before[row]).toBe(fold === 2);
    });
  });

  it('counts the folds whose training rows are separated, and still scores their rows', () => {
    const separated = packRows([standardise([1, 2, 3, 4, 5, 6, 7, 8], 'x')], Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1));
    const { logOdds, penalisedFolds } = outOfFoldLogOdds(separated, Uint32Array.of(0, 1, 0, 1, 0, 1, 0, 1), [0, 0]);
    expect(penalisedFolds).toBe(2);
    expect(logOdds.every(Number.isFinite)).toBe(true);
    expect(logOdds[7]!).toBeGreaterThan(logOdds[0]!);
  });
});
