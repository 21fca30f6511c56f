import { expect, test } from 'vitest';
import { cellIndex } from '../../../src/model/species.js';
import { TUMOR_ERROR_WEIGHT } from '../../../src/simulation/patient-limits.js';
import { defaultSolverSettings, errorWeights, tighterSettings } from '../../../src/simulation/solver-settings.js';

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

test('errors of the three tumor populations count more, those of all other cells once', () => {
  const weights = errorWeights();
  const tumor = [cellIndex.X1_C, cellIndex.X2_C, cellIndex.X3_C];
  expect([...weights].map((weight, cell) => (weight === 1 ? -1 : cell)).filter((cell) => cell >= 0)).toEqual(tumor);
  for (const cell of tumor) expect(weights[cell]).toBe(TUMOR_ERROR_WEIGHT);
});
