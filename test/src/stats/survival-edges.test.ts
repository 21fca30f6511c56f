// Evidence: independent tool (test/fixtures/stats/survival-edges.R: R 4.2.2, survival 3.5-3), thirty random small tables of one to
// three groups with ties, times equal up to rounding, strata, counts, sampling weights and groups without events.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { coxRegression } from '../../../src/stats/cox.js';
import { kaplanMeier } from '../../../src/stats/kaplan-meier.js';
import { landmarkSurvival } from '../../../src/stats/landmark-survival.js';
import { logRankTest } from '../../../src/stats/log-rank.js';
import type { WeightMeaning } from '../../../src/stats/risk-table.js';
import { AGREEMENT, distance, farthest } from './survival-fixture.js';

interface TableOfR {
  readonly seed: number;
  readonly weights: 'none' | 'patients' | 'sampling';
  readonly stratified: boolean;
  readonly time: readonly number[];
  readonly status: readonly number[];
  readonly group: readonly number[];
  readonly x: readonly number[];
  readonly stratum: readonly number[];
  readonly weight: readonly number[];
  readonly at: number;
  readonly logrank: number | null;
  /** null where the likelihood has no maximum, or the covariate no information. */
  readonly coefficients: readonly (number | null)[];
  readonly errors: readonly (number | null)[];
  readonly loglik: readonly number[];
  readonly score: number;
  readonly groups: readonly { readonly survival: number; readonly error: number }[];
}

const { tables }: { readonly tables: readonly TableOfR[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/stats/survival-edges.json', import.meta.url), 'utf8'),
);

describe.each(tables.map((each) => [each.seed, each] as const))('table %i', (_, each) => {
  const { time: times, status: observed, group } = each;
  const meaning: WeightMeaning = each.weights === 'sampling' ? 'sampling' : 'patients';
  const weights = each.weights === 'none' ? undefined : each.weight;
  const strata = each.stratified ? each.stratum : undefined;

  test('Cox regression: terms with a finite ratio, errors, likelihoods, score test as R gives them', () => {
    const dummies = each.groups.slice(1).map((__, index) => group.map((name) => (name === index + 2 ? 1 : 0)));
    const input = { times, observed, columns: [...dummies, each.x], strata, weights };
    const fit = coxRegression(input, { weightsAre: meaning });
    if (fit.kind === 'not-converged') return expect.unreachable(fit.kind);
    const finite = fit.terms.map((term) => (term.kind === 'estimated' ? term : null));
    expect(
      farthest(
        finite.map((term) => term?.estimate ?? null),
        each.coefficients,
      ),
    ).toBeLessThan(AGREEMENT);
    expect(
      farthest(
        finite.map((term) => term?.standardError ?? null),
        each.errors,
      ),
    ).toBeLessThan(AGREEMENT);
    expect(farthest(fit.logLikelihood, each.loglik)).toBeLessThan(AGREEMENT);
    expect(distance(fit.scoreTest?.statistic, each.score)).toBeLessThan(AGREEMENT);
  });

  test('log-rank test and curves as R gives them', () => {
    if (each.logrank !== null) {
      const places = group.map((name) => name - 1);
      const weighting = weights === undefined ? undefined : { weights, meaning: 'patients' as const };
      expect(
        distance(logRankTest(times, observed, places, { strata, weighting }).statistic, each.logrank),
      ).toBeLessThan(AGREEMENT);
    }
    each.groups.forEach((expected, index) => {
      const rows = [...group.keys()].filter((row) => group[row] === index + 1);
      const column = (values: readonly number[]) => rows.map((row) => values[row]!);
      const weighting = weights === undefined ? undefined : { weights: column(weights), meaning };
      const found = landmarkSurvival(kaplanMeier(column(times), column(observed), weighting), each.at, 0.95);
      if (found === null) return;
      expect(distance(found.survival, expected.survival)).toBeLessThan(AGREEMENT);
      if (found.standardError === null) expect([0, 1]).toContain(found.survival);
      else expect(distance(found.standardError, expected.error)).toBeLessThan(AGREEMENT);
    });
  });
});
