import { deathFormNames, deathForms, deathSharings } from '../../../../../calibration/fit/survival/death-forms.js';
import type { ComparedForm, DeathComparison } from '../../../../../calibration/inference/death-comparison-result.js';
import { deathComparisonSummary } from '../../../../../calibration/studies/refit/death-comparison-summary.js';

const ARMS = ['placebo', 'tas102', 'tas102_bev'] as const;
const SUNLIGHT = { trial: 'Prager 2023 (SUNLIGHT)', arm: 'tas102_bev', versus: 'tas102' } as const;

/** A made-up comparison of all forms: the k-th has a deviance of 200 + k and an error of 8 + k / 2 points. */
export function sampleDeathComparison(): DeathComparison {
  const forms = deathFormNames.flatMap((form, row) =>
    deathSharings.map((sharing, column): ComparedForm => {
      const k = 3 * row + column;
      const error = { deviance: 30 + k, observations: 24, survival_rmse: 8 + k / 2 };
      return {
        form,
        sharing,
        label: deathForms[form].label,
        death_parameters: 2 + column,
        effective_parameters: 8.25 + column,
        deviance: 200 + k,
        observations: 240,
        aic: 216.5 + k + 2 * column,
        converged: k !== 4,
        not_converged: k === 4 ? 2 : 0,
        at_bound: k === 7 ? ['all arms: log daily hazard of death at chi = 1'] : [],
        parameters: { 'all arms: log daily hazard of death at chi = 0': -7 },
        trials: [
          { trial: 'Kotani 2019', ...error },
          { trial: SUNLIGHT.trial, ...error },
        ],
        arms: ARMS.map((arm, index) => ({
          arm,
          death_from: sharing === 'by-arm' ? ARMS[index === 0 ? 1 : index - 1]! : null,
          ...error,
          median_os_months: 6 + index,
        })),
        hazard_ratios: [{ ...SUNLIGHT, fitted: 0.7, without_trial: 0.72, without_arm: 0.8 + k / 50 }],
      };
    }),
  );
  const draft = {
    patients: 1000,
    overdispersion: 'none' as const,
    reference: 'placebo',
    published: [{ ...SUNLIGHT, hazard_ratio: 0.61, low: 0.49, high: 0.77 }],
    forms,
  };
  return { ...draft, summary: deathComparisonSummary(draft) };
}
