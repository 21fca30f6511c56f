// Evidence: slow oracle (leave-a-little-out derivative of log S, patient by patient).
import { describe, expect, test } from 'vitest';
import { curveVariance } from '../../../src/stats/curve-variance.js';
import { survivalOf } from '../../../src/stats/kaplan-meier.js';
import { riskTable } from '../../../src/stats/risk-table.js';

const times = [1, 1, 2, 3, 3, 3, 4, 6, 6, 7];
const observed = [1, 0, 1, 1, 1, 0, 0, 1, 0, 0];
const weights = [0.4, 2, 1.3, 0.7, 1, 2.2, 0.9, 1.6, 0.3, 1];

/** Central differences of log S lose half the digits of a double. */
const DERIVATIVE = 1e-7;

function logSurvival(changed: readonly number[], index: number): number {
  return Math.log(survivalOf(riskTable(times, observed, changed, 'oracle'))[index]!);
}

describe('curveVariance', () => {
  test('of sampling weights is the sum of squared weighted derivatives of log survival', () => {
    const table = riskTable(times, observed, weights, 'test');
    const variance = curveVariance(table, new Float64Array(table.times.length).fill(1), 'sampling');
    const step = 1e-5;
    table.times.forEach((_, index) => {
      const expected = weights.reduce((sum, weight, row) => {
        const moved = (by: number) => weights.map((each, other) => (other === row ? each + by : each));
        const slope = (logSurvival(moved(step), index) - logSurvival(moved(-step), index)) / (2 * step);
        return sum + (weight * slope) ** 2;
      }, 0);
      expect(Math.abs(variance[index]! - expected)).toBeLessThan(DERIVATIVE);
    });
  });

  test('with weights of 1 both meanings agree, and factors scale it', () => {
    const table = riskTable(times, observed, undefined, 'test');
    const factors = table.times.map((time) => 10 - time);
    const greenwood = curveVariance(table, factors, 'patients');
    curveVariance(table, factors, 'sampling').forEach((variance, index) => {
      expect(variance).toBeCloseTo(greenwood[index]!, 13);
    });
    const doubled = curveVariance(
      table,
      factors.map((factor) => 2 * factor),
      'patients',
    );
    expect(doubled.at(-1)).toBeCloseTo(4 * greenwood.at(-1)!, 13);
  });

  test.each(['patients', 'sampling'] as const)(
    '%s: infinite where all die, unless the factor there is 0',
    (meaning) => {
      const table = riskTable([1, 2], [1, 1], undefined, 'test');
      expect([...curveVariance(table, [1, 1], meaning)]).toEqual([0.5, Number.POSITIVE_INFINITY]);
      expect([...curveVariance(table, [1, 0], meaning)][1]).toBeCloseTo(0.5, 14);
    },
  );
});
