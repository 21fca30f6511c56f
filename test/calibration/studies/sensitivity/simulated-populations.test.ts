// Evidence: the same population simulated with the values as overrides of the model, and its endpoints as the main job computes them.
import { beforeAll, describe, expect, test } from 'vitest';
import { armOutcome } from '../../../../calibration/fit/cohort-outcome.js';
import { drawCohort } from '../../../../calibration/fit/draw-cohort.js';
import { mixtureOf } from '../../../../calibration/studies/sensitivity/evaluate-population.js';
import type { PopulationSettings, StudySettings } from '../../../../calibration/studies/sensitivity/settings.js';
import {
  fixedFactors,
  simulatedPopulations,
} from '../../../../calibration/studies/sensitivity/simulated-populations.js';
import { studySource } from '../../../../calibration/studies/sensitivity/study-source.js';
import { openEngine } from '../../../../calibration/tasks/open-engine.js';
import {
  builtInRegimens,
  cohortSimulator,
  compileSimulation,
  defaultAssessmentRules,
  defaultSolverSettings,
  fixedArm,
  postedSwitches,
  publishedDrugs,
  streamNames,
} from '../../../../src/index.js';
import { death, marginals } from './sample-pool.js';

const PATIENTS = 40;
const population: PopulationSettings = {
  patients: PATIENTS,
  spec: {
    switches: postedSwitches,
    overrides: { d_T8: 0.2 },
    varying: [],
    drugs: publishedDrugs,
    arms: [fixedArm('placebo', {}), fixedArm('tas102', builtInRegimens['published-tas102']!)],
    horizonDays: 366,
    assessment: defaultAssessmentRules,
    assessmentDay: 56,
    markerDays: [56],
    tumorDays: [],
    keepTrajectories: false,
    solver: defaultSolverSettings,
  },
  death: { ...death, placebo: { mu: 1, sigma: 0.2 } },
  monthDays: 30.4375,
  responseRule: 'volume',
};
const settings: StudySettings = {
  method: 'morris',
  space: 'trial',
  range: 0.2,
  ranges: {},
  parameters: ['V_C', 'd_T8'],
  by: 'parameter',
  arms: ['tas102'],
  outputs: ['dcr_rate', 'survival_12'],
  samples: 3,
  design: 'random',
  seed: '7',
  switches: postedSwitches,
  failures: 'bounds',
  order: 'first',
  replicates: 0,
  levels: 4,
  step: 0,
  marginals,
  from: null,
  population,
};
/** Constants folded into the code or carried along: sums in another order. */
const ROUNDING = 1e-4;

describe('simulatedPopulations', () => {
  let expected: readonly number[];
  beforeAll(async () => {
    // V_C at 0.25 of its range and d_T8 at 0.9: 0.8 + 0.4 u of the value
    const spec = {
      ...population.spec,
      arms: population.spec.arms.slice(1),
      overrides: { V_C: 0.8 * 0.9, d_T8: 0.2 * 1.16 },
    };
    const cohort = drawCohort(
      marginals,
      { seed: '7', design: 'latin-hypercube' },
      `${streamNames.sensitivity}: pool`,
      PATIENTS,
    );
    const { arms } = cohortSimulator(spec, await compileSimulation(spec))(cohort.values);
    const { outcome } = armOutcome(arms.tas102!, mixtureOf(death.tas102), {
      ...population,
      horizonDays: 366,
      visits: [],
      assessment: spec.assessment,
    });
    expected = [outcome.dcr / 100, outcome.survival['12'] / 100];
  });

  test('are those of the model with the values as overrides; the middle of every range is the stored run', async () => {
    const factors = fixedFactors(settings, population);
    // Canonical order; the baseline of an overridden parameter is the override
    expect(factors.map(({ name, baseline }) => [name, baseline])).toEqual([
      ['V_C', 0.8],
      ['d_T8', 0.2],
    ]);
    const points = Float64Array.of(0.5, 0.5, 0.25, 0.9, 0.5, 0.5);
    const engine = openEngine(0);
    const study = await simulatedPopulations(settings, population, { factors, points }, { engine });
    const { base, points: answers } = study;
    expect(answers).toHaveLength(3);
    expect(study.simulated).toEqual({ patients: 4 * PATIENTS, failed: 0 });
    base.values.forEach((value, output) => {
      expect(Math.abs(answers[0]!.values[output]! - value!)).toBeLessThan(ROUNDING);
      expect(answers[2]!.values[output]).toBe(answers[0]!.values[output]);
      expect(Math.abs(answers[1]!.values[output]! - expected[output]!)).toBeLessThan(ROUNDING);
    });
  });

  test('refuse per-patient parameters alone, and a study without a stored run', () => {
    expect(() => fixedFactors({ ...settings, parameters: ['beta_X3'] }, population)).toThrow(
      'must name fixed parameters for --space trial',
    );
    expect(() => studySource({ ...settings, population: null })).toThrow(
      '--from: must name a finished run for --space shapes or trial',
    );
    expect(() => studySource({ ...settings, arms: ['tas'] })).toThrow(
      'must be an arm of the stored run, placebo, tas102; got tas',
    );
  });
});
