// Evidence: closed form (y' = -y) · slow oracle (the published steps written out) · laws.
import { describe, expect, test } from 'vitest';
import type { DerivativesInto, SolverSettings } from '../../../src/ode/initial-value-problem.js';
import { startingStep } from '../../../src/ode/starting-step.js';
import { decay, forced, logistic, oscillator } from './problems.js';

/** A few dozen rounded operations and a fifth root; relative. */
const ROUNDING = 1e-13;
const settings: SolverSettings = { relativeTolerance: 1e-6, absoluteTolerance: 1e-3, maxSteps: 100 };

function estimate(derivatives: DerivativesInto, start: readonly number[], { time = 0, using = settings } = {}) {
  const vector = () => new Float64Array(start.length);
  const [state, slope, times] = [Float64Array.from(start), vector(), [] as number[]];
  derivatives(time, state, slope);
  const recorded: DerivativesInto = (at, point, out) => {
    times.push(at);
    derivatives(at, point, out);
  };
  const step = startingStep({ derivatives: recorded, time, state, slope, scratch: [vector(), vector()] }, using);
  expect([...state]).toEqual(start);
  return { step, times };
}

/** The estimate of Hairer, Norsett & Wanner, II.4, for order 5, word for word: d0, h0, d1, d2, h1, h. */
function asPublished(derivatives: DerivativesInto, start: readonly number[], time: number): number {
  const scale = start.map((y) => settings.absoluteTolerance + settings.relativeTolerance * Math.abs(y));
  const norm = (vector: readonly number[]) =>
    Math.sqrt(vector.reduce((sum, value, i) => sum + (value / scale[i]!) ** 2, 0) / vector.length);
  const slopeAt = (at: number, point: readonly number[]) => {
    const out = new Float64Array(point.length);
    derivatives(at, Float64Array.from(point), out);
    return [...out];
  };
  const f0 = slopeAt(time, start);
  const [d0, d1] = [norm(start), norm(f0)];
  const h0 = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : (0.01 * d0) / d1;
  const f1 = slopeAt(
    time + h0,
    start.map((y, i) => y + h0 * f0[i]!),
  );
  const d2 = norm(f1.map((value, i) => value - f0[i]!)) / h0;
  const h1 = Math.max(d1, d2) <= 1e-15 ? Math.max(1e-6, h0 * 1e-3) : (0.01 / Math.max(d1, d2)) ** (1 / 5);
  return Math.min(100 * h0, h1);
}

describe('startingStep', () => {
  test.each([1, 1e-3, 250, -40])("of y' = -y from y = %d is the fifth root of 0.01 scale / |y|", (start) => {
    const scale = settings.absoluteTolerance + settings.relativeTolerance * Math.abs(start);
    const expected = Math.min(1, ((0.01 * scale) / Math.abs(start)) ** 0.2);
    expect(Math.abs(estimate(decay.derivatives, [start]).step / expected - 1)).toBeLessThan(ROUNDING);
  });

  test('is at most a hundred times the first guess, a hundredth of |y| / |f|', () => {
    // So loose that the fifth root exceeds 1: h0 = 0.01
    const loose = { ...settings, absoluteTolerance: 1e6 };
    const { step } = estimate(decay.derivatives, [1e4], { using: loose });
    expect(Math.abs(step - 1)).toBeLessThan(ROUNDING);
  });

  test.each([
    ['oscillator', oscillator, 0],
    ['logistic', logistic, 0],
    ['forced', forced, 0],
    ['forced, from a later time', forced, 2.2],
  ] as const)('%s: follows the published steps', (_name, { derivatives, start }, time) => {
    const expected = asPublished(derivatives, start, time);
    expect(Math.abs(estimate(derivatives, start, { time }).step / expected - 1)).toBeLessThan(ROUNDING);
  });

  test('evaluates the derivative once, at the guess', () => {
    expect(estimate(decay.derivatives, [1], { time: 5 }).times).toEqual([5.01]);
  });

  test('starts with a guess of 1e-6 from nothing and at rest', () => {
    const fromZero: DerivativesInto = (_time, _state, out) => void out.fill(1);
    expect(estimate(fromZero, [0]).times).toEqual([1e-6]);
    const still: DerivativesInto = (_time, _state, out) => void out.fill(0);
    expect(estimate(still, [1, 2])).toEqual({ step: 1e-6, times: [1e-6] });
  });

  test('is smaller the tighter the tolerance', () => {
    const steps = [1e-2, 1e-4, 1e-6, 1e-8].map(
      (tolerance) =>
        estimate(oscillator.derivatives, oscillator.start, {
          using: { relativeTolerance: tolerance, absoluteTolerance: tolerance, maxSteps: 1 },
        }).step,
    );
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
    expect(new Set(steps).size).toBe(4);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is not finite where the derivative is %d',
    (slope) => {
      const derivatives: DerivativesInto = (_time, _state, out) => void out.fill(1).fill(slope, 1);
      expect(Number.isFinite(estimate(derivatives, [1, 1]).step)).toBe(false);
    },
  );
});
