// Evidence: closed form (trials without sampling error from a known death function; hazard ratio of equal curves).
import { beforeAll, describe, expect, it } from 'vitest';
import { buildProblem } from '../../../calibration/fit/build-problem.js';
import type { FitProblem } from '../../../calibration/fit/problem.js';
import { armModels } from '../../../calibration/inference/arm-models.js';
import { armError, compareDeaths, type DeathChoice } from '../../../calibration/inference/compare-deaths.js';
import { type ComparedForm, comparedFormSchema } from '../../../calibration/inference/death-comparison-result.js';
import { clinicalTargets } from '../../../calibration/targets/clinical-targets.js';
import type { TrialTables } from '../../../calibration/targets/trial-tables.js';
import { survivalRow } from '../fit/objective/trial-tables.js';
import { toyArmNames } from '../fit/toy-model.js';
import { toySettings } from '../fit/toy-problem.js';
import { expectedTables, hereRunner, toyContext } from './toy-context.js';

const base = toyContext({ kind: 'likelihood', patients: 160 });
const problemOf = ({ form, sharing }: DeathChoice, tables: TrialTables): FitProblem =>
  buildProblem(
    clinicalTargets(tables, toyArmNames),
    toySettings({
      deathForm: { mu: 'point', sigma: 'point', name: form },
      deathShared: sharing !== 'by-arm',
      deathEffect: sharing === 'treatment-effect',
    }),
    { tables, overdispersion: 'none' },
  );
const truth: DeathChoice = { form: 'burden', sharing: 'shared' };
const choices: readonly DeathChoice[] = [
  { form: 'paper', sharing: 'by-arm' },
  truth,
  { form: 'burden', sharing: 'treatment-effect' },
  { form: 'progression', sharing: 'shared' },
];
/** What is left of a root mean square error in points: weekly curves, and the end of a search. */
const NOTHING = 0.1;

describe('compareDeaths on trials without sampling error from one log-linear death function of both arms', () => {
  let forms: readonly ComparedForm[];
  const of = (form: DeathChoice['form'], sharing: DeathChoice['sharing']) =>
    forms.find((each) => each.form === form && each.sharing === sharing)!;

  beforeAll(async () => {
    const problem = problemOf(truth, base.tables);
    const values = problem.parameters.map(({ start, role }) =>
      role.kind === 'shape' ? start : role.kind === 'death' && role.transformedParameter === 'logitAtZero' ? -8 : -3.9,
    );
    const models = armModels(problem, base.pool.pool, values);
    const rows = {
      ...base.tables,
      survival: [...base.tables.survival, survivalRow({ trial: 'B', arm: 'control', n: 150 })],
    };
    const tables = expectedTables(rows, models);
    forms = await compareDeaths(
      {
        tables,
        arms: toyArmNames,
        problemOf,
        values: {},
        pool: base.pool,
        maxIterations: 100,
        tolerance: 1e-6,
        published: [{ trial: 'A', arm: 'treated', versus: 'control', hazard_ratio: 0.6, low: 0.5, high: 0.7 }],
        run: hereRunner,
      },
      choices,
    );
  });

  it('finds the true form without error, on all trials, a held-out trial and held-out arms', () => {
    const { deviance, parameters, trials, arms } = of('burden', 'shared');
    // Half a patient of the pool in each class of response
    expect(deviance).toBeLessThan(1);
    expect(Object.values(parameters)[0]).toBeCloseTo(-8, 0);
    expect(Object.values(parameters)[1]).toBeCloseTo(-3.9, 0);
    expect(trials.map(({ trial }) => trial)).toEqual(['B']);
    for (const { survival_rmse: rmse } of [...trials, ...arms]) expect(rmse).toBeLessThan(5 * NOTHING);
  });

  it('gives no form with more parameters a larger deviance, nor a smaller AIC', () => {
    const [shared, effect] = [of('burden', 'shared'), of('burden', 'treatment-effect')];
    expect(effect.death_parameters).toBe(3);
    expect(effect.deviance).toBeLessThan(shared.deviance + 0.05);
    expect(effect.effective_parameters).toBeGreaterThan(shared.effective_parameters + 0.5);
    expect(effect.aic).toBeGreaterThan(shared.aic);
    expect(Math.abs(Object.values(effect.parameters)[2]!)).toBeLessThan(0.05);
  });

  it('orders forms by their error on held-out arms: those of the truth before any other', () => {
    const errors = forms.map(armError);
    expect(errors).toEqual([...errors].sort((a, b) => a - b));
    expect(armError(of('progression', 'shared'))).toBeGreaterThan(armError(of('burden', 'shared')) + 1);
  });

  it('predicts the hazard ratio of a held-out arm by the true form', () => {
    const [ratio] = of('burden', 'shared').hazard_ratios;
    expect(ratio!.fitted).toBeGreaterThan(0);
    expect(Math.abs(Math.log(ratio!.without_arm / ratio!.fitted))).toBeLessThan(0.02);
    // A is no trial that can be omitted: it is the only one of the treated arm
    expect(ratio!.without_trial).toBe(ratio!.fitted);
  });

  it('names the arm of a death function that is used for another only where each arm has its own', () => {
    expect(of('paper', 'by-arm').arms.map(({ arm, death_from: from }) => [arm, from])).toEqual([
      ['control', 'treated'],
      ['treated', 'control'],
    ]);
    expect(of('burden', 'shared').arms.map(({ death_from: from }) => from)).toEqual([null, null]);
  });

  it('is of the form of the result file', () => {
    for (const form of forms) expect(comparedFormSchema.safeParse(form).error).toBeUndefined();
  });
});
