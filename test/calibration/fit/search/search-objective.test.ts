// Evidence: closed form · laws.
import { describe, expect, it } from 'vitest';
import { scaledObjective } from '../../../../calibration/fit/search/search-objective.js';
import { formulaObjective } from '../formula-objective.js';

const { problem, objective } = formulaObjective({
  residuals: (values) => [values[0]! * values[1]!],
  jacobian: (values) => [[values[1]!, values[0]!]],
  priors: [
    { mean: 0, sd: 2 },
    { mean: 1, sd: 0.5 },
  ],
});

describe('scaledObjective', () => {
  it('measures parameters in their prior standard deviations, there and back', () => {
    const scaled = scaledObjective(problem, objective);
    expect(scaled.toScaled([6, 2])).toEqual([3, 4]);
    expect(scaled.toNatural([3, 4])).toEqual([6, 2]);
  });

  it('lines up residuals: data, prior, penalty; rows are their derivatives by the scaled parameters', () => {
    const scaled = scaledObjective(problem, objective);
    expect(scaled.residuals([3, 4])).toEqual([12, 3, 2, 0]);
    expect(scaled.rows([3, 4]).map((row) => [...row])).toEqual([
      [4, 3],
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
  });

  it('does not evaluate the last two points again', () => {
    const asked: string[] = [];
    const scaled = scaledObjective(problem, {
      evaluate: (values) => {
        asked.push(Array.from(values).join());
        return objective.evaluate(values);
      },
      jacobian: objective.jacobian,
    });
    const [iterate, trial, next] = [
      [1, 1],
      [2, 2],
      [3, 3],
    ] as const;
    for (const point of [iterate, trial, iterate, trial, iterate, next, iterate, trial]) scaled.residuals(point);
    expect(scaled.evaluate(iterate).prior[0]).toBe(1);
    expect(asked).toEqual(['2,0.5', '4,1', '6,1.5', '4,1']);
  });
});
