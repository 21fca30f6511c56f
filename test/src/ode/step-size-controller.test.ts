import { describe, expect, test } from 'vitest';
import { StepSizeController } from '../../../src/ode/step-size-controller.js';

/** The published rule h_new = h 0.9 errOld^beta / err^(1/5 - 3 beta/4), written out. */
const BETA = 0.04;
const rule = (error: number, previous: number) => (0.9 * previous ** BETA) / error ** (0.2 - 0.75 * BETA);
const FLOOR = 1e-4;

describe('StepSizeController', () => {
  test('follows the proportional-integral rule within its limits (closed form)', () => {
    const controller = new StepSizeController();
    expect(controller.accept(2, 0.5)).toBeCloseTo(2 * rule(0.5, FLOOR), 14);
    expect(controller.accept(2, 0.3)).toBeCloseTo(2 * rule(0.3, 0.5), 14);
    expect(controller.accept(2, 0.9)).toBeCloseTo(2 * rule(0.9, 0.3), 14);
  });

  test('is proportional to the step', () => {
    const propose = (step: number) => new StepSizeController().accept(step, 0.4);
    expect(propose(1e-3) / 1e-3).toBeCloseTo(propose(7) / 7, 13);
  });

  test('a step never more than doubles, even without any error', () => {
    for (const error of [0, Number.MIN_VALUE, 1e-12, 1e-5]) expect(new StepSizeController().accept(1, error)).toBe(2);
  });

  test('a smaller error never gives a smaller step', () => {
    const proposed = [1, 0.7, 0.3, 0.1, 1e-2, 1e-3, 0].map((error) => new StepSizeController().accept(1, error));
    expect(proposed).toEqual([...proposed].sort((a, b) => a - b));
  });

  test('a rejected step shrinks, to one fifth at the most', () => {
    for (const error of [1.0001, 2, 100, 1e6, 1e300, Number.POSITIVE_INFINITY]) {
      const next = new StepSizeController().reject(1, error);
      expect(next).toBeLessThan(1);
      expect(next).toBeGreaterThanOrEqual(0.2);
    }
    expect(new StepSizeController().reject(1, 2)).toBeCloseTo(0.9 / 2 ** 0.17, 14);
    expect(new StepSizeController().reject(1, 1e300)).toBe(0.2);
  });

  test('the step after a rejection does not grow, the one after that may', () => {
    const controller = new StepSizeController();
    const retry = controller.reject(1, 5);
    const after = controller.accept(retry, 1e-3);
    expect(after).toBe(retry);
    expect(controller.accept(after, 1e-3)).toBeGreaterThan(after);
  });

  test('a step after a rejection may still shrink', () => {
    const controller = new StepSizeController();
    controller.reject(1, 5);
    expect(controller.accept(0.5, 1)).toBeLessThan(0.5);
  });

  test('a remembered error is at least the floor: one lucky step does not hold back the next', () => {
    const [lucky, floor] = [new StepSizeController(), new StepSizeController()];
    lucky.accept(1, 0);
    floor.accept(1, FLOOR);
    expect(lucky.accept(1, 0.5)).toBe(floor.accept(1, 0.5));
  });
});
