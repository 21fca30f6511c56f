import type { Config } from '../../config/config-schema.js';
import { deathCurve, weightsOf } from '../../fit/problem.js';
import { deathFormNames, deathSharings } from '../../fit/survival/death-forms.js';
import { compareDeaths, type DeathChoice } from '../../inference/compare-deaths.js';
import type { DeathComparison, PublishedRatio } from '../../inference/death-comparison-result.js';
import { type JobRunner, jobPool } from '../../inference/refit-context.js';
import { clinicalTargets } from '../../targets/clinical-targets.js';
import type { HazardRatioRow } from '../../targets/hazard-ratios.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import type { FittedProblem } from '../run/fit-context.js';
import { configuredProblem } from '../run/run-settings.js';
import { deathComparisonSummary } from './death-comparison-summary.js';

/** Every form with every way of sharing it. */
const choices: readonly DeathChoice[] = deathFormNames.flatMap((form) =>
  deathSharings.map((sharing) => ({ form, sharing })),
);

/**
 * Compares all forms of the death function on the patients of the validation cohort, by the likelihood of the trials' counts.
 *
 * @param config - of the refit
 * @param tables - its trials
 * @param fitted - its fit, where the searches start
 * @param options - patients of the fits, and published hazard ratios between arms of the run
 * @param run - runs the fits
 */
export async function compareDeathFunctions(
  config: Config,
  tables: TrialTables,
  { problem, fit, confirmed }: FittedProblem,
  options: { readonly patients: number; readonly published: readonly HazardRatioRow[] },
  run: JobRunner,
): Promise<DeathComparison> {
  const { arms } = problem;
  const weights = weightsOf((group) => Math.sign(config.targets.weights[group]));
  const problemOf = ({ form, sharing }: DeathChoice, others: TrialTables) => {
    const changed: Config = {
      ...config,
      fit: { ...config.fit, deathForm: form, death: sharing },
      targets: { ...config.targets, objective: 'likelihood', weights },
    };
    return configuredProblem(changed, clinicalTargets(others, arms, config.targets.median), others);
  };
  const pool = jobPool('death functions', confirmed, options.patients, config.fit.leastEffectiveShare);
  const published = publishedRatios(options.published, arms);
  const forms = await compareDeaths(
    {
      tables,
      arms,
      problemOf,
      values: Object.fromEntries(problem.parameters.map(({ name }, index) => [name, fit.values[index]!])),
      pool,
      maxIterations: config.fit.maxIterations,
      tolerance: config.fit.tolerance,
      published,
      run,
    },
    choices,
  );
  const draft: Omit<DeathComparison, 'summary'> = {
    patients: pool.pool.patients,
    overdispersion: config.targets.overdispersion,
    reference: arms[0]!,
    published,
    forms,
  };
  return { ...draft, summary: deathComparisonSummary(draft) };
}

/** Hazard ratios of death between two arms of the run, those with an interval. */
function publishedRatios(rows: readonly HazardRatioRow[], arms: readonly string[]): readonly PublishedRatio[] {
  return rows.flatMap(({ trial, arm, versus, endpoint, hazardRatio, low95, high95 }) => {
    if (endpoint !== deathCurve.name || low95 === null || high95 === null) return [];
    if (!arms.includes(arm) || !arms.includes(versus)) return [];
    return [{ trial, arm, versus, hazard_ratio: hazardRatio, low: low95, high: high95 }];
  });
}
