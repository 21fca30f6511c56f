import { cellIndex, cellStates } from '../model/species.js';
import type { SolverSettings } from '../ode/initial-value-problem.js';
import { DRUG_ERROR_WEIGHT, TUMOR_ERROR_WEIGHT } from './patient-limits.js';
import { tumorCells } from './tumor-burden.js';

/** Default accuracy: relative 1e-6 per step; the absolute part keeps that down to densities of 1e3 cell/L. */
export const defaultSolverSettings: SolverSettings = Object.freeze({
  relativeTolerance: 1e-6,
  absoluteTolerance: 1e-3,
  maxSteps: 20_000,
});

/** What a failed patient is tried again with, once. */
export function tighterSettings(settings: SolverSettings): SolverSettings {
  return {
    relativeTolerance: settings.relativeTolerance / 100,
    absoluteTolerance: settings.absoluteTolerance / 100,
    maxSteps: settings.maxSteps * 10,
  };
}

/**
 * Factors on the scaled errors of the state.
 *
 * @param dimension - length of the state: 53 cells in canonical order, then amounts of drugs; default: the cells alone
 */
export function errorWeights(dimension = cellStates.length): Float64Array {
  const weights = new Float64Array(dimension).fill(1, 0, cellStates.length).fill(DRUG_ERROR_WEIGHT, cellStates.length);
  for (const name of tumorCells) weights[cellIndex[name]] = TUMOR_ERROR_WEIGHT;
  return weights;
}
