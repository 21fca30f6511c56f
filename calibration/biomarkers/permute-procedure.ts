import {
  aucDeLong,
  fitPackedLogistic,
  packRows,
  permutationTest,
  randomStream,
  standardise,
  stratifiedFolds,
  streamNames,
} from '../../src/index.js';
import { classifierSets } from './classifier-sets.js';
import { outOfFoldLogOdds } from './out-of-fold.js';
import type { PermutationResult } from './result.js';
import type { AnalysisSettings, ScoreTable } from './score-table.js';

/**
 * Permutation test of the whole search: the largest out-of-fold AUC over every set of raw markers, compared with the result of
 * the same search on permuted labels.
 *
 * Fitting, folds and the choice of the best set are all repeated for each permutation; one repeat of the cross-validation.
 *
 * @param table - markers and labels; the first `settings.permutationRows` rows are used
 * @param settings - folds, number of permutations, seed
 * @returns the test; null when no permutation is requested or the rows used have too few of a label for the folds
 * @throws InputError - when a marker is constant on the rows used or markers are collinear
 */
export function permuteProcedure(table: ScoreTable, settings: AnalysisSettings): PermutationResult | null {
  const { folds, permutations, permutationRows, seed } = settings;
  const labels = table.labels.slice(0, permutationRows);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (permutations === 0 || Math.min(positives, labels.length - positives) < folds) return null;
  const columns = table.columns.map(({ name, values }) => standardise(values.slice(0, permutationRows), name));
  const sets = classifierSets(columns, settings.classifierSizes);
  const streamOf = (streamName: string) => (index: number) =>
    randomStream({ seed, streamName: `${streamName}, ${table.name}`, index });
  const search = (shuffled: Uint8Array): number => {
    const foldOf = stratifiedFolds(shuffled, folds, streamOf(`${streamNames.permutations}, folds`)(0));
    return sets.reduce((best, set) => {
      const rows = packRows(set, shuffled);
      const whole = fitPackedLogistic(rows);
      const start = whole.converged ? whole.coefficients : new Float64Array(rows.width);
      return Math.max(best, aucDeLong(outOfFoldLogOdds(rows, foldOf, start).logOdds, shuffled).auc);
    }, 0);
  };
  const { observed, p, permuted } = permutationTest(labels, search, {
    permutations,
    streamOf: streamOf(streamNames.permutations),
  });
  return {
    best_auc: observed,
    p,
    permutations,
    rows: labels.length,
    mean_under_null: permuted.reduce((sum, auc) => sum + auc, 0) / permutations,
  };
}
