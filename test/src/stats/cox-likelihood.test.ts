// Evidence: slow oracle (central differences), closed form (sums).
import { describe, expect, test } from 'vitest';
import { coxData } from '../../../src/stats/cox-data.js';
import { coxLikelihood, coxScoreResiduals } from '../../../src/stats/cox-likelihood.js';
import { datasets, designOf, numbered } from './survival-fixture.js';

/** Central differences of a sum of some hundred terms. */
const DERIVATIVE = 1e-5;
const STEP = 1e-5;

describe.each(datasets.map((each) => [each.name, each] as const))('%s', (_, each) => {
  const data = coxData(
    {
      times: each.times,
      observed: each.observed,
      columns: designOf(each, { adjusted: true }),
      strata: numbered(each.stratum),
      weights: each.weights,
    },
    'test',
  );
  const point = data.columns.map((__, j) => 0.3 - 0.2 * j);

  test.each(['efron', 'breslow'] as const)('%s: score and information are derivatives', (ties) => {
    const { score, information } = coxLikelihood(data, point, ties);
    point.forEach((__, j) => {
      const at = (by: number) =>
        coxLikelihood(
          data,
          point.map((b, l) => (l === j ? b + by : b)),
          ties,
        );
      const [up, down] = [at(STEP), at(-STEP)];
      expect(Math.abs((up.logLikelihood - down.logLikelihood) / (2 * STEP) - score[j]!)).toBeLessThan(DERIVATIVE);
      point.forEach((___, l) => {
        const slope = (down.score[l]! - up.score[l]!) / (2 * STEP);
        expect(Math.abs(slope - information[j]![l]!)).toBeLessThan(DERIVATIVE);
      });
    });
  });

  test.each(['efron', 'breslow'] as const)('%s: weighted residuals sum to the score', (ties) => {
    const { score } = coxLikelihood(data, point, ties);
    coxScoreResiduals(data, point, ties).forEach((residuals, j) => {
      expect(residuals.reduce((sum, value, place) => sum + data.weights[place]! * value, 0)).toBeCloseTo(score[j]!, 9);
    });
  });
});
