import { deLongTest, holmAdjusted } from '../../src/index.js';
import type { ComparisonFigures } from './roc-results.js';

/** A named score, larger for what is thought positive. */
export interface NamedScore {
  readonly name: string;
  readonly score: Float64Array;
}

/**
 * Paired DeLong tests of every two scores, with Holm's adjustment over all of them.
 *
 * @param scores - k scores of the same rows
 * @param labels - 1 or 0 per row; each at least twice
 * @returns k (k - 1) / 2 comparisons
 */
export function compareMarkers(scores: readonly NamedScore[], labels: Uint8Array): readonly ComparisonFigures[] {
  const tests = scores.flatMap((first, index) =>
    scores.slice(index + 1).map((second) => ({
      first: first.name,
      second: second.name,
      test: deLongTest([first.score, second.score], labels),
    })),
  );
  const known = tests.flatMap(({ test }) => (test.p === null ? [] : [test.p]));
  const adjusted = [...holmAdjusted(known)];
  return tests.map(({ first, second, test }) => ({
    first,
    second,
    difference: test.difference,
    se: test.standardError,
    ci_low: test.ciLow,
    ci_high: test.ciHigh,
    z: test.z,
    p: test.p,
    p_holm: test.p === null ? null : adjusted.shift()!,
  }));
}
