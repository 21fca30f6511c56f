import { describe, expect, test } from 'vitest';
import { type DerivativesInto, DormandPrince, type SolverSettings } from '../../../src/ode/dormand-prince.js';
import { arenstorf, decay, forced, logistic, oscillator, type Problem } from './problems.js';

const tight: SolverSettings = { relativeTolerance: 1e-9, absoluteTolerance: 1e-12, maxSteps: 100_000 };

function nothing(): void {}

function largestDifference(values: ArrayLike<number>, expected: readonly number[]): number {
  return Math.max(...expected.map((value, index) => Math.abs(values[index]! - value)));
}

/** Worst error at any step. */
function solve({ derivatives, start, end, solution }: Problem, settings: SolverSettings) {
  const solver = new DormandPrince(start.length, derivatives, settings);
  solver.start(0, start);
  let worst = 0;
  const outcome = solver.integrateTo(end, () => {
    worst = Math.max(worst, largestDifference(solver.state, solution(solver.time)));
  });
  return { outcome, solver, worst };
}

/** Slope of the least-squares line. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (index: 0 | 1) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, [u, v]) => sum + (u - x) * (v - y), 0);
  return above / points.reduce((sum, [u]) => sum + (u - x) ** 2, 0);
}

const problems = { decay, oscillator, 'forced (nonautonomous)': forced, logistic };

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

describe('observed order of convergence', () => {
  /** Steps of one size: the tolerance is so wide that every stretch is one accepted step. */
  const fixedStep: SolverSettings = { relativeTolerance: 1e3, absoluteTolerance: 1e-9, maxSteps: 1_000_000 };

  function errorWithSteps({ derivatives, start, end, solution }: Problem, count: number): number {
    const solver = new DormandPrince(start.length, derivatives, fixedStep);
    solver.start(0, start);
    for (let step = 1; step <= count; step++) solver.integrateTo((end * step) / count, nothing);
    expect(solver.steps).toBe(count);
    return largestDifference(solver.state, solution(end));
  }

  test.each(Object.entries(problems))('%s: with fixed steps the error falls with the fifth power', (_name, problem) => {
    const points = [60, 90, 135, 200].map(
      (count) => [Math.log(count), Math.log(errorWithSteps(problem, count))] as const,
    );
    // Measured within 0.15 of 5 on all four; a method of order 4 or 6 is 1 away.
    expect(Math.abs(slope(points) + 5)).toBeLessThan(0.3);
  });

  test.each(Object.entries(problems))(
    '%s: driven by tolerance, the error falls about with the fifth power of the steps',
    (_name, problem) => {
      const points = [7, 7.5, 8, 8.5, 9, 9.5, 10].map((digits) => {
        const { solver, worst } = solve(problem, { ...tight, relativeTolerance: 10 ** -digits });
        return [Math.log(solver.steps), Math.log(worst)] as const;
      });
      // Start-up steps and cancelling errors bend the line by up to a half; a method of order 4 or 6 is 1 away.
      expect(Math.abs(slope(points) + 5)).toBeLessThan(0.7);
    },
  );

  function singleStep({ derivatives, start, solution }: Problem, step: number) {
    const solver = new DormandPrince(start.length, derivatives, fixedStep);
    solver.start(0, start);
    solver.integrateTo(step, nothing);
    expect(solver.steps).toBe(1);
    const inside = [0.2, 0.4, 0.6, 0.8].map((theta) =>
      Math.abs(solver.component(0, theta * step) - solution(theta * step)[0]!),
    );
    return { end: largestDifference(solver.state, solution(step)), inside: Math.max(...inside) };
  }

  test.each(Object.entries(problems))(
    '%s: one step errs with the sixth power of its size, the extension inside it with the fifth',
    (_name, problem) => {
      const runs = [0.4, 0.3, 0.2, 0.15].map((step) => ({ step, ...singleStep(problem, step) }));
      const order = (kind: 'end' | 'inside') =>
        slope(runs.map((run) => [Math.log(run.step), Math.log(run[kind])] as const));
      expect(Math.abs(order('end') - 6)).toBeLessThan(0.5);
      expect(Math.abs(order('inside') - 5)).toBeLessThan(0.5);
    },
  );
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
    '%s: is nowhere worse than ten times the tolerance allows at the steps',
    (_name, { derivatives, start, end, solution }) => {
      const solver = new DormandPrince(start.length, derivatives, { ...tight, relativeTolerance: 1e-7 });
      solver.start(0, start);
      let worst = 0;
      solver.integrateTo(end, () => {
        for (let part = 0; part <= 10; part++) {
          const time = solver.stepStart + (part / 10) * (solver.time - solver.stepStart);
          worst = Math.max(worst, Math.abs(solver.component(0, time) - solution(time)[0]!));
        }
      });
      expect(worst).toBeLessThan(1e-4);
      expect(worst).toBeLessThan(1000 * 1e-7);
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

describe('failures are values with a reason and a time', () => {
  function failing(
    derivatives: DerivativesInto,
    settings: Partial<SolverSettings> = {},
    start: readonly number[] = [1],
  ) {
    const solver = new DormandPrince(start.length, derivatives, { ...tight, ...settings });
    solver.start(0, start);
    return { outcome: solver.integrateTo(10, nothing), solver };
  }

  test('a budget of steps that does not reach the end', () => {
    const { outcome, solver } = failing(oscillator.derivatives, { maxSteps: 10 }, oscillator.start);
    expect(outcome).toEqual({ kind: 'failed', reason: 'too many steps', time: solver.time });
    expect(solver.time).toBeGreaterThan(0);
    expect(solver.time).toBeLessThan(10);
  });

  test('the budget counts over all stretches since the start', () => {
    const needed = solve(oscillator, tight).solver.steps;
    const solver = new DormandPrince(2, oscillator.derivatives, { ...tight, maxSteps: Math.ceil(needed / 2) });
    solver.start(0, oscillator.start);
    const outcomes = [5, 10, 15, 20].map((end) => solver.integrateTo(end, nothing).kind);
    expect(outcomes[0]).toBe('reached');
    expect(outcomes.at(-1)).toBe('failed');
    solver.start(0, oscillator.start);
    expect(solver.integrateTo(5, nothing)).toEqual({ kind: 'reached' });
  });

  test('a solution that blows up: y = 1/(1 - t) stops before t = 1', () => {
    const { outcome, solver } = failing((_t, y, d) => {
      d[0] = y[0]! ** 2;
    });
    expect(outcome.kind === 'failed' && outcome.reason).toMatch(/step size underflow|non-finite state/);
    expect(solver.time).toBeCloseTo(1, 6);
  });

  test('a derivative that no step is small enough for: step size underflow', () => {
    // It changes sign at every call, so the error estimate falls with the step only, from 1e9 down to 1e-15.
    let sign = 1;
    const solver = new DormandPrince(
      1,
      (_t, _y, d) => {
        sign = -sign;
        d[0] = sign * 1e9;
      },
      { ...tight, relativeTolerance: 1e-15, absoluteTolerance: 1e-15 },
    );
    solver.start(1, [1]);
    expect(solver.integrateTo(2, nothing)).toEqual({ kind: 'failed', reason: 'step size underflow', time: 1 });
  });

  test('a derivative that turns into NaN: non-finite state, at the last time that was good', () => {
    const { outcome, solver } = failing((t, y, d) => {
      d[0] = t > 0.5 ? Number.NaN : -y[0]!;
    });
    expect(outcome).toEqual({ kind: 'failed', reason: 'non-finite state', time: solver.time });
    expect(solver.time).toBeGreaterThan(0.49);
    expect(solver.time).toBeLessThanOrEqual(0.5);
    expect(solver.state[0]).toBeCloseTo(Math.exp(-solver.time), 6);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'a derivative of %d at the start: non-finite state, without spending the budget',
    (value) => {
      const { outcome, solver } = failing((_t, _y, d) => {
        d[0] = value;
      });
      expect(outcome).toEqual({ kind: 'failed', reason: 'non-finite state', time: 0 });
      expect(solver.steps).toBe(0);
    },
  );

  test('a start state of NaN: non-finite state', () => {
    expect(failing(decay.derivatives, {}, [Number.NaN]).outcome).toEqual({
      kind: 'failed',
      reason: 'non-finite state',
      time: 0,
    });
  });

  test('a NaN in one component fails the step, however good the others are', () => {
    const { outcome } = failing(
      (t, y, d) => {
        d[0] = -y[0]!;
        d[1] = t > 1 ? Number.NaN : 0;
      },
      {},
      [1, 1],
    );
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'non-finite state' });
  });

  test('a state that overflows fails, also where its derivative stays finite and constant', () => {
    const { outcome, solver } = failing((_t, _y, d) => d.fill(1e305), { absoluteTolerance: 1e200 }, [1.79769e308]);
    // The largest double is 1.797693134862e308: the state gets there at t = 0.0031348 and no further.
    expect(outcome.kind === 'failed' && outcome.reason).toMatch(/non-finite state|too many steps/);
    expect(solver.time).toBeCloseTo(0.0031348, 6);
    expect(Number.isFinite(solver.state[0]!)).toBe(true);
  });

  test('after a failure the object serves the next start as if nothing had happened', () => {
    let broken = true;
    const solver = new DormandPrince(
      2,
      (t, y, d) => {
        if (broken && t > 1) d.fill(Number.NaN);
        else oscillator.derivatives(t, y, d);
      },
      tight,
    );
    solver.start(0, oscillator.start);
    expect(solver.integrateTo(20, nothing).kind).toBe('failed');
    broken = false;
    solver.start(0, oscillator.start);
    solver.integrateTo(20, nothing);
    expect([...solver.state]).toEqual([...solve(oscillator, tight).solver.state]);
  });
});
