// Evidence: laws.
import { expect, it } from 'vitest';
import type { PoolObjective } from '../../../../calibration/fit/objective/pool-objective.js';
import { withPenaltyWeight } from '../../../../calibration/fit/search/search-objective.js';
import { formulaObjective } from '../formula-objective.js';

const { objective: bare } = formulaObjective({
  residuals: (values) => [2 * values[0]!],
  jacobian: () => [[2]],
  priors: [{ mean: 0, sd: 1 }],
});
const objective: PoolObjective = {
  evaluate: (values) => ({ ...bare.evaluate(values), essPenalty: values[0]! ** 2 }),
  jacobian: (values) => [...bare.jacobian(values).slice(0, -1), Float64Array.of(2 * values[0]!)],
};

it('withPenaltyWeight multiplies the penalty and its derivatives, and nothing else', () => {
  const stiff = withPenaltyWeight(objective, 4);
  const [before, after] = [objective.evaluate([3]), stiff.evaluate([3])];
  expect(after).toEqual({ ...before, essPenalty: 36 });
  expect(stiff.jacobian([3])).toEqual([Float64Array.of(2), Float64Array.of(1), Float64Array.of(24)]);
  expect(objective.jacobian([3]).at(-1)).toEqual(Float64Array.of(6));
});
