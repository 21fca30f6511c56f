import { describe, expect, test } from 'vitest';
import { DormandPrince } from '../../../src/ode/dormand-prince.js';
import type { DerivativesInto } from '../../../src/ode/initial-value-problem.js';
import { arenstorf, decay, forced, oscillator, problems } from './problems.js';
import { largestDifference, nothing, solve, tight } from './solve-problem.js';

describe('classic problems (closed form)', () => {
  /** Errors of single steps add up over the interval; 100 times the tolerance per step is ample for these problems. */
  const ACCUMULATION = 100;

  test.each(Object.entries(problems))('%s is met to the tolerance', (_name, problem) => {
    for (const relativeTolerance of [1e-4, 1e-6, 1e-8, 1e-10]) {
      const { outcome, worst } = solve(problem, { ...tight, relativeTolerance });
      expect(outcome).toEqual({ kind: 'reached' });
      expect(worst).toBeLessThan(ACCUMULATION * relativeTolerance);
    }
  });

  test('the Arenstorf orbit closes after its period', () => {
    const solver = new DormandPrince(4, arenstorf.derivatives, { ...tight, relativeTolerance: 1e-12 });
    solver.start(0, arenstorf.start);
    expect(solver.integrateTo(arenstorf.period, nothing)).toEqual({ kind: 'reached' });
    // The close approach to the moon amplifies an early error some 1e4 to 1e5 times.
    expect(largestDifference(solver.state, arenstorf.start)).toBeLessThan(1e-6);
  });

  test('the Arenstorf orbit needs steps of very different sizes, and gets them', () => {
    const sizes: number[] = [];
    const solver = new DormandPrince(4, arenstorf.derivatives, { ...tight, relativeTolerance: 1e-8 });
    solver.start(0, arenstorf.start);
    solver.integrateTo(arenstorf.period, () => sizes.push(solver.time - solver.stepStart));
    expect(Math.max(...sizes) / Math.min(...sizes)).toBeGreaterThan(100);
  });
});

describe('dense output', () => {
  test('is exact inside a step for polynomials of degree 4, and at its end for degree 5 (closed form)', () => {
    for (const degree of [1, 2, 3, 4, 5]) {
      const derivatives: DerivativesInto = (t, _y, d) => {
        d[0] = degree * t ** (degree - 1);
      };
      const solver = new DormandPrince(1, derivatives, { ...tight, relativeTolerance: 1e9, absoluteTolerance: 1e9 });
      solver.start(0, [1]);
      solver.limitNextStep(2);
      solver.integrateTo(2, () => {
        expect(solver.component(0, solver.time)).toBeCloseTo(1 + solver.time ** degree, 12);
        const middle = (solver.stepStart + solver.time) / 2;
        if (degree <= 4) expect(solver.component(0, middle)).toBeCloseTo(1 + middle ** degree, 12);
      });
      expect(solver.time).toBe(2);
    }
  });

  test('joins from step to step in value and slope', () => {
    const solver = new DormandPrince(2, oscillator.derivatives, { ...tight, relativeTolerance: 1e-6 });
    solver.start(0, oscillator.start);
    let before = { value: oscillator.start[0]!, slope: oscillator.start[1]! };
    const width = 1e-6;
    const slopeAt = (time: number, side: -1 | 1) =>
      (side * (solver.component(0, time + side * width) - solver.component(0, time))) / width;
    solver.integrateTo(5, () => {
      expect(solver.component(0, solver.stepStart)).toBeCloseTo(before.value, 14);
      // One-sided difference quotients carry an error of half the width.
      expect(slopeAt(solver.stepStart, 1)).toBeCloseTo(before.slope, 5);
      before = { value: solver.component(0, solver.time), slope: slopeAt(solver.time, -1) };
    });
  });

  test.each(Object.entries(problems))(
    '%s: between steps the error is of the size of that at the steps',
    (_name, problem) => {
      const { derivatives, start, end, solution } = problem;
      const settings = { ...tight, relativeTolerance: 1e-7 };
      const solver = new DormandPrince(start.length, derivatives, settings);
      solver.start(0, start);
      let worst = 0;
      solver.integrateTo(end, () => {
        for (let part = 0; part <= 10; part++) {
          const time = solver.stepStart + (part / 10) * (solver.time - solver.stepStart);
          worst = Math.max(worst, Math.abs(solver.component(0, time) - solution(time)[0]!));
        }
      });
      // The extension is one order lower; measured 1 to 14 times the error at the steps.
      expect(worst).toBeLessThan(20 * solve(problem, settings).worst);
    },
  );

  test('at the start it reads the start state, whatever ran before on the same object', () => {
    let broken = true;
    const solver = new DormandPrince(
      1,
      (time, y, d) => {
        d[0] = broken && time > 0.5 ? Number.NaN : -y[0]!;
      },
      tight,
    );
    solver.start(0, [0.1]);
    expect(solver.integrateTo(1, nothing).kind).toBe('failed');
    broken = false;
    solver.start(0, [0.3]);
    expect(solver.component(0, 0)).toBe(0.3);
  });
});

describe('where it stops', () => {
  test('the end is met exactly, also where steps do not add up to it', () => {
    for (const end of [1 / 3, Math.PI, 7.1, 1e-9]) {
      const solver = new DormandPrince(1, decay.derivatives, tight);
      solver.start(0, decay.start);
      solver.integrateTo(end, nothing);
      expect(solver.time).toBe(end);
    }
  });

  test('an end at the present time takes no step', () => {
    const solver = new DormandPrince(1, decay.derivatives, tight);
    solver.start(2, decay.start);
    expect(solver.integrateTo(2, nothing)).toEqual({ kind: 'reached' });
    expect([solver.steps, solver.time, solver.state[0]]).toEqual([0, 2, 1]);
  });

  test('steps are called back in order, without gap or overlap, from start to end', () => {
    const solver = new DormandPrince(2, oscillator.derivatives, tight);
    solver.start(1, oscillator.start);
    let previous = 1;
    for (const end of [1.5, 4, 10]) {
      solver.integrateTo(end, () => {
        expect(solver.stepStart).toBe(previous);
        expect(solver.time).toBeGreaterThan(previous);
        previous = solver.time;
      });
      expect(previous).toBe(end);
    }
  });

  test('two stretches give the solution of one, to the tolerance', () => {
    for (const middle of [0.123, 1, 3.999]) {
      const [whole, cut] = [solve(forced, tight), new DormandPrince(1, forced.derivatives, tight)];
      cut.start(0, forced.start);
      cut.integrateTo(middle, nothing);
      cut.integrateTo(forced.end, nothing);
      expect(Math.abs(cut.state[0]! - whole.solver.state[0]!)).toBeLessThan(100 * tight.relativeTolerance);
    }
  });

  describe('behind a jump', () => {
    /** y' = input - y from y(0) = 1, with y raised by 2 and the input set to 5 at time 1.5. */
    const solved = (relativeTolerance: number) => {
      let input = 0;
      const derivatives: DerivativesInto = (_t, y, d) => {
        d[0] = input - y[0]!;
      };
      const solver = new DormandPrince(1, derivatives, { ...tight, relativeTolerance });
      solver.start(0, [1]);
      solver.integrateTo(1.5, nothing);
      input = 5;
      solver.jump((state) => {
        state[0]! += 2;
      });
      solver.limitNextStep(0.1);
      const before = solver.component(0, 1.5);
      solver.integrateTo(4, nothing);
      return { before, after: solver.state[0]! };
    };

    test.each([1e-6, 1e-9])('the solution is that of the two pieces at tolerance %d (closed form)', (tolerance) => {
      const { before, after } = solved(tolerance);
      const height = Math.exp(-1.5) + 2;
      expect(Math.abs(before - height)).toBeLessThan(10 * tolerance);
      expect(Math.abs(after - (5 + (height - 5) * Math.exp(-2.5)))).toBeLessThan(10 * tolerance);
    });

    test('one evaluation is added, and the derivative alone may jump', () => {
      const solver = new DormandPrince(1, decay.derivatives, tight);
      solver.start(0, decay.start);
      const before = solver.evaluations;
      solver.jump();
      expect(solver.evaluations).toBe(before + 1);
      expect(solver.state[0]).toBe(decay.start[0]);
    });
  });

  test('a stop that clips a step does not slow the stretch that follows', () => {
    const alone = solve(oscillator, tight).solver.steps;
    const solver = new DormandPrince(2, oscillator.derivatives, tight);
    solver.start(0, oscillator.start);
    const stops = 40;
    for (let stop = 1; stop <= stops; stop++) solver.integrateTo((oscillator.end * stop) / stops, nothing);
    expect(solver.steps).toBeLessThanOrEqual(alone + stops);
  });

  test('the same problem solved twice by one object has the same bits', () => {
    const solver = new DormandPrince(4, arenstorf.derivatives, { ...tight, relativeTolerance: 1e-7 });
    const run = () => {
      solver.start(0, arenstorf.start);
      solver.integrateTo(5, nothing);
      return [...solver.state, solver.steps, solver.evaluations];
    };
    const first = run();
    solver.start(0, [1, 0, 0, 1]);
    solver.integrateTo(0.7, nothing);
    expect(run()).toEqual(first);
  });

  test('the start state is copied, not kept', () => {
    const start = Float64Array.of(1);
    const solver = new DormandPrince(1, decay.derivatives, tight);
    solver.start(0, start);
    solver.integrateTo(1, nothing);
    expect(start).toEqual(Float64Array.of(1));
  });
});

describe('cost', () => {
  test('a step costs six evaluations, a start two (first same as last)', () => {
    let calls = 0;
    const solver = new DormandPrince(
      2,
      (time, y, d) => {
        calls++;
        oscillator.derivatives(time, y, d);
      },
      tight,
    );
    solver.start(0, oscillator.start);
    expect(calls).toBe(2);
    solver.integrateTo(3, nothing);
    solver.integrateTo(7, nothing);
    expect(calls).toBe(2 + 6 * solver.steps);
    expect(solver.evaluations).toBe(calls);
  });

  test('limitNextStep bounds the next step and none after it', () => {
    const sizes: number[] = [];
    const solver = new DormandPrince(1, decay.derivatives, { ...tight, relativeTolerance: 1e-4 });
    solver.start(0, decay.start);
    solver.integrateTo(1, nothing);
    solver.limitNextStep(1e-3);
    solver.integrateTo(5, () => sizes.push(solver.time - solver.stepStart));
    expect(sizes[0]).toBeCloseTo(1e-3, 12);
    expect(Math.max(...sizes)).toBeGreaterThan(0.05);
    solver.limitNextStep(Number.POSITIVE_INFINITY);
    expect(solver.integrateTo(6, nothing)).toEqual({ kind: 'reached' });
  });

  test('an error weight is a tolerance: the same steps as at tolerances divided by it', () => {
    const stepsOf = (weight: number | undefined, tolerance: number) => {
      const settings = { relativeTolerance: 1e-6 / tolerance, absoluteTolerance: 1e-9 / tolerance, maxSteps: 10_000 };
      const weights = weight === undefined ? undefined : new Float64Array(2).fill(weight);
      const solver = new DormandPrince(2, oscillator.derivatives, settings, weights);
      solver.start(0, oscillator.start);
      solver.limitNextStep(1e-4);
      const times: number[] = [];
      solver.integrateTo(10, () => times.push(solver.time));
      return times;
    };
    expect(stepsOf(32, 1)).toEqual(stepsOf(undefined, 32));
    expect(stepsOf(1, 1)).toEqual(stepsOf(undefined, 1));
    expect(stepsOf(32, 1).length).toBeGreaterThan(1.5 * stepsOf(1, 1).length);
  });

  test('the weight of the next step counts until it is accepted, and not after it', () => {
    const sizesOf = (weight: number) => {
      const solver = new DormandPrince(2, oscillator.derivatives, { ...tight, relativeTolerance: 1e-6 });
      solver.start(0, oscillator.start);
      solver.integrateTo(1, nothing);
      solver.limitNextStep(Number.POSITIVE_INFINITY, weight);
      const sizes: number[] = [];
      solver.integrateTo(10, () => sizes.push(solver.time - solver.stepStart));
      return sizes;
    };
    const [plain, weighted] = [sizesOf(1), sizesOf(1e5)];
    expect(weighted[0]!).toBeLessThan(plain[0]! / 5);
    expect(weighted.at(-2)!).toBeGreaterThan(plain.at(-2)! / 2);
  });

  test('nothing to do is done in few steps: y = 0 and y constant', () => {
    for (const start of [0, 5]) {
      const solver = new DormandPrince(1, (_t, _y, d) => d.fill(0), tight);
      solver.start(0, [start]);
      expect(solver.integrateTo(1000, nothing)).toEqual({ kind: 'reached' });
      expect(solver.state[0]).toBe(start);
      // Steps double from 1e-6 at the least: 30 doublings reach 1000.
      expect(solver.steps).toBeLessThan(40);
    }
  });
});
