// Evidence: law (p values are uniform where markers carry no information, although the best of all sets is selected).
import { expect, it } from 'vitest';
import { permuteProcedure } from '../../../calibration/biomarkers/permute-procedure.js';
import { randomStream } from '../../../src/random/streams.js';
import { quickSettings, sampleTable } from './score-table-settings.js';

it('permuteProcedure gives uniform p values under the null although it takes the best of 15 sets', () => {
  const permutations = 9;
  const tests = 80;
  const steps = new Array<number>(permutations + 1).fill(0);
  let best = 0;
  for (let test = 0; test < tests; test++) {
    const { columns } = sampleTable({ patients: 40, seed: `null ${test}`, effect: 0 });
    const uniform = randomStream({ seed: 'null', streamName: 'labels', index: test });
    const labels = Uint8Array.from({ length: 40 }, () => Number(uniform() < 0.5));
    const result = permuteProcedure(
      { name: `table ${test}`, columns, labels },
      { ...quickSettings, folds: 4, permutations },
    );
    if (result === null) throw new Error(`table ${test} holds too few of a label`);
    steps[Math.round(result.p * (permutations + 1)) - 1]!++;
    best += result.best_auc / tests;
  }
  const expected = tests / (permutations + 1);
  const chiSquare = steps.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 0.999 quantile of chi-square on 9 degrees of freedom
  expect(chiSquare).toBeLessThan(27.9);
  // Selecting the best set is optimistic: its AUC exceeds 1/2 under the null
  expect(best).toBeGreaterThan(0.52);
});

it('permuteProcedure finds a strong relation, on the first rows only', () => {
  const table = sampleTable({ patients: 200, seed: '5', effect: 2 });
  const result = permuteProcedure(table, { ...quickSettings, permutations: 19, permutationRows: 100 });
  expect(result).toMatchObject({ p: 1 / 20, permutations: 19, rows: 100 });
  expect(result!.best_auc).toBeGreaterThan(result!.mean_under_null + 0.1);
});

it('permuteProcedure is null where none is requested or the rows have too few of a label', () => {
  const table = sampleTable({ patients: 60, seed: '6', effect: 1 });
  expect(permuteProcedure(table, { ...quickSettings, permutations: 0 })).toBeNull();
  expect(permuteProcedure(table, { ...quickSettings, permutations: 9, permutationRows: 5 })).toBeNull();
});
