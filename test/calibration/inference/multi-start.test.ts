// Evidence: laws of the waterfall on the toy, whose fit has one minimum.
import { describe, expect, it } from 'vitest';
import { multiStart } from '../../../calibration/inference/multi-start.js';
import { toyContext } from './toy-context.js';

describe('multiStart', () => {
  const context = { ...toyContext({ patients: 120 }), tolerance: 1e-8, maxIterations: 200 };

  it('orders results by their objective, the best at distance 0, and finds the fit from distant starts', async () => {
    const ends = await multiStart(context, 5);
    expect([...ends].map(({ start }) => start).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    const objectives = ends.map(({ objective_at_end: objectiveAtEnd }) => objectiveAtEnd);
    expect(objectives).toEqual([...objectives].sort((a, b) => a - b));
    expect(ends[0]!.distance).toBe(0);
    for (const { objective_at_end: objectiveAtEnd, converged } of ends) {
      expect(converged).toBe(true);
      expect(objectiveAtEnd - objectives[0]!).toBeLessThan(1e-3);
    }
  });

  it('starts within the bounds, and at the same points every time', async () => {
    const starts: (readonly number[])[][] = [];
    for (let time = 0; time < 2; time++) {
      const seen: (readonly number[])[] = [];
      starts.push(seen);
      await multiStart(
        {
          ...context,
          maxIterations: 1,
          run: (what, jobs) => {
            seen.push(...jobs.map(({ start }) => start));
            return context.run(what, jobs);
          },
        },
        3,
      );
    }
    expect(starts[0]).toEqual(starts[1]);
    for (const start of starts[0]!.slice(1)) {
      context.problem.parameters.forEach(({ lower, upper }, index) => {
        expect(start[index]).toBeGreaterThanOrEqual(lower);
        expect(start[index]).toBeLessThanOrEqual(upper);
      });
    }
  });
});
