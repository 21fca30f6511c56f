import { describe, expect, test } from 'vitest';
import { DormandPrince } from '../../../src/ode/dormand-prince.js';
import type { DerivativesInto, SolverSettings } from '../../../src/ode/initial-value-problem.js';
import { decay, oscillator } from './problems.js';
import { nothing, solve, tight } from './solve-problem.js';

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
