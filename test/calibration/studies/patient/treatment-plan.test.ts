// Evidence: slow oracle (the configuration through the readers of the command line), and laws.
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../calibration/config/parse-config.js';
import {
  fittedPatientModel,
  publishedPatientModel,
} from '../../../../calibration/studies/patient/build-patient-model.js';
import type { PatientModel, TreatmentPlan } from '../../../../calibration/studies/patient/patient-model.js';
import {
  isOwnPlan,
  leastHorizon,
  planConfig,
  planSpec,
  simulateWords,
} from '../../../../calibration/studies/patient/treatment-plan.js';
import { simulationOf } from '../../../../calibration/studies/simulate/simulation-of-arms.js';
import { armRoles, builtInRegimens, heterogeneityParameters, shippedDrugs } from '../../../../src/index.js';

const { control, single, combination } = armRoles;
const published = publishedPatientModel();
const further = Object.keys(shippedDrugs).at(-1)!;
const ownDrug = { ...shippedDrugs[further]!, label: 'Own' };

/** A plan with a course of a drug that is not published, an end at progression with a further regimen, and visits of an arm. */
const edited: TreatmentPlan = {
  horizonDays: 200,
  visits: { everyDays: 42 },
  arms: [
    { ...published.plan.arms[0]!, visits: { days: [30, 90, 300] } },
    {
      ...published.plan.arms[1]!,
      regimen: { [further]: [{ dose: 3, per: 'kg', days: [1, 15], cycleDays: 28, cycles: null, durationDays: 0 }] },
      untilProgression: { delayDays: 7, next: builtInRegimens[`published-${single}`]! },
    },
    {
      ...published.plan.arms[2]!,
      name: 'an arm, with "quotes"',
      label: 'Mine',
      untilProgression: { delayDays: 0, next: null },
    },
  ],
};

const runConfig = {
  name: 'mine',
  seed: 3,
  model: { switches: { dosing: 'corrected' }, overrides: { V_C: 1.6 } },
  drugs: { own: { ...ownDrug, symbol: 'own' } },
  regimens: { own: { own: { dose: 5, days: [1], cycleDays: 14, cycles: 4 } } },
  arms: {
    [control]: {},
    mine: { regimen: 'own', untilProgression: true, stopDelayDays: 3, afterProgression: `protocol-${single}` },
    [combination]: { visits: { everyDays: 21 } },
  },
  marginals: { body_weight: { min: 50, max: 90, alpha: 2, beta: 3 } },
  simulation: {
    horizonDays: 400,
    assessmentDay: 60,
    markerDay: 14,
    responseRule: 'diameter',
    visits: { everyDays: 30, confirmDays: 20 },
  },
  fit: { scalars: { 'dose.own': { min: 0.5, max: 2 } } },
  biomarkers: { arms: [] },
};

function fitted(): PatientModel {
  const config = parseConfig(JSON.stringify(runConfig), 'mine.json');
  const shapes = { ...heterogeneityParameters, body_weight: { min: 50, max: 90 } };
  return fittedPatientModel({
    name: 'mine',
    config,
    scalars: { 'dose.own': 1.5 },
    marginals: Object.entries(shapes).map(([name, { min, max }], index) => ({
      name,
      min,
      max,
      alpha: 2 + index / 7,
      beta: 3,
    })),
    death: {
      [control]: {
        mu: [1, 1.5],
        sigma: 0.2,
        daily_death_percent_at_zero: 0.1,
        daily_death_percent_at_one: 2,
        at_bound: [],
      },
    },
  });
}

/** What the command line simulates with the configuration of a plan. */
function commandSpec(model: PatientModel, plan: TreatmentPlan, arms?: readonly string[]) {
  const config = parseConfig(JSON.stringify(planConfig(model, plan, 'patient')), 'patient.json');
  return simulationOf({ trajectories: true, switch: [], days: plan.horizonDays, arms }, config).spec;
}

describe('planSpec', () => {
  test('is what the command line simulates with the configuration of the plan', () => {
    const run = fitted();
    const cases: readonly (readonly [PatientModel, TreatmentPlan])[] = [
      [published, published.plan],
      [published, edited],
      [published, { ...edited, horizonDays: 500, visits: { days: [20, 40] } }],
      [run, run.plan],
      [run, { ...run.plan, horizonDays: 90 }],
    ];
    for (const [model, plan] of cases) expect(planSpec(model, plan)).toEqual(commandSpec(model, plan));
  });

  test('of the published plan is what the command line simulates without a configuration', () => {
    const { spec } = simulationOf({ trajectories: true, switch: [], days: 365, arms: [control, single, combination] });
    expect(planSpec(published, published.plan)).toEqual(spec);
  });

  test('has the arms that are shown, and the drugs of all', () => {
    const shown = edited.arms.slice(0, 1).map(({ name }) => name);
    expect(planSpec(published, edited, shown)).toEqual(commandSpec(published, edited, shown));
    expect(planSpec(published, edited, shown).drugs.map(({ name }) => name)).toContain(further);
  });

  test('has the fitted dose of a run', () => {
    expect(fitted().plan.arms[1]!.regimen.own![0]!.dose).toBe(7.5);
  });
});

describe('planConfig', () => {
  test('names regimens that ship, and has the fitted shapes of a run', () => {
    expect(planConfig(published, published.plan, 'patient')).toMatchObject({
      name: 'patient',
      arms: { [control]: { regimen: 'none' }, [single]: { regimen: `published-${single}` } },
    });
    expect(planConfig(published, published.plan, 'patient')).not.toHaveProperty('regimens');
    expect(planConfig(fitted(), fitted().plan, 'mine')).toMatchObject({
      marginals: { K_TN4: { alpha: 2, beta: 3 }, body_weight: { min: 50, max: 90 } },
      drugs: { own: { label: 'Own' } },
    });
  });
});

describe('isOwnPlan', () => {
  test('does not depend on labels and the horizon', () => {
    const { plan } = published;
    const relabelled = { ...plan, horizonDays: 100, arms: plan.arms.map((arm) => ({ ...arm, label: 'x' })) };
    expect(isOwnPlan(published, relabelled)).toBe(true);
    expect(isOwnPlan(published, { ...plan, visits: { everyDays: 28 } })).toBe(false);
    expect(isOwnPlan(published, { ...plan, arms: plan.arms.slice(1) })).toBe(false);
  });
});

describe('leastHorizon', () => {
  test('reaches the days of the response and of the markers', () => {
    expect(leastHorizon(published)).toBe(56);
    expect(leastHorizon(fitted())).toBe(60);
  });
});

describe('simulateWords', () => {
  const words = (shown: readonly string[], configFile: string | null) =>
    simulateWords({ pairs: 'K1=3e9', plan: edited, shown, configFile });
  const names = edited.arms.map(({ name }) => name);

  test('name the arms without a configuration, and where some are hidden', () => {
    expect(words(names, 'a.json')).not.toContain('--arms');
    expect(words(names.slice(0, 2), 'a.json').join(' ')).toContain(
      `--config a.json --arms ${control},${single} --days 200`,
    );
    expect(words(names, null).join(' ')).toBe(
      `qcic simulate --patient K1=3e9 --arms ${control},${single},"an arm, with ""quotes""" --days 200 --visits --trajectories --out runs/patient`,
    );
  });
});
