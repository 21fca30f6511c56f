import { expect, test } from 'vitest';
import { defaultSolverSettings, tighterSettings } from '../../../src/simulation/solver-settings.js';

test('the retry is a hundred times tighter and has a larger budget', () => {
  const tighter = tighterSettings(defaultSolverSettings);
  expect(tighter.relativeTolerance).toBeCloseTo(defaultSolverSettings.relativeTolerance / 100, 14);
  expect(tighter.absoluteTolerance).toBeCloseTo(defaultSolverSettings.absoluteTolerance / 100, 14);
  // An explicit method of order 5 takes 100^(1/5) = 2.5 times the steps at a hundredth of the tolerance.
  expect(tighter.maxSteps).toBeGreaterThan(3 * defaultSolverSettings.maxSteps);
});

test('the defaults cannot be changed by a caller', () => {
  expect(Object.isFrozen(defaultSolverSettings)).toBe(true);
});
