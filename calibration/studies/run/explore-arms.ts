import { deathRecord } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { exploredConfig } from '../../config/explore-config.js';
import { configuredDrugs, configuredTreatments } from '../../config/parse-config.js';
import { cohortOutcome } from '../../fit/cohort-outcome.js';
import type { EvaluatedCohort } from '../../fit/evaluate-cohort.js';
import type { FitProblem } from '../../fit/problem.js';
import { covariateOf } from '../../fit/survival/death-parameters.js';
import type { Exploration } from '../../inference/exploration-result.js';
import { holdCohort } from '../../pool/held-cohort.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import { simulationSpec } from './run-settings.js';

/**
 * Simulates the explored arms on the patients of the validation cohort.
 *
 * @param config - with the arms under `explore`
 * @param confirmed - validation cohort and death functions of the fitted arms
 * @param problem - form of the death functions
 * @param context - engine, store and abort signal
 * @returns endpoints of each arm, with the death function of the arm that it names
 */
export async function exploreArms(
  config: Config,
  confirmed: EvaluatedCohort,
  problem: FitProblem,
  context: CohortContext,
): Promise<Exploration> {
  const explored = exploredConfig(config);
  const spec = simulationSpec(explored);
  const { cohort, mixtures } = confirmed;
  const patients = confirmed.record.patients;
  const { record, release } = await holdCohort({ spec, parameters: cohort.values, patients }, context);
  const deaths = deathRecord(record, spec, covariateOf(problem.settings.deathForm));
  const { horizonDays, monthDays, responseRule } = config.simulation;
  const own = Object.fromEntries(
    Object.entries(config.explore).map(([arm, { death }]) => [arm, mixtures[death]!] as const),
  );
  const outcomes = cohortOutcome(deaths, own, { horizonDays, monthDays, responseRule, spec });
  release();
  const labelOf = new Map(configuredDrugs(explored).map(({ name, definition }) => [name, definition.label]));
  return {
    n: patients,
    arms: Object.fromEntries(
      configuredTreatments(explored).map(({ arm, label, drugs, uncalibrated }) => [
        arm,
        {
          label,
          drugs,
          uncalibrated: uncalibrated.map((drug) => labelOf.get(drug) ?? drug),
          death_from: config.explore[arm]!.death,
          outcome: outcomes[arm]!.outcome,
        },
      ]),
    ),
  };
}

/** The explored arms as sentences: one for each. */
export function explorationSummary({ arms }: Exploration): readonly string[] {
  return Object.entries(arms).map(([arm, { uncalibrated, death_from: death, outcome }]) => {
    const because = uncalibrated.length === 0 ? 'not fitted' : `not calibrated: ${uncalibrated.join(', ')}`;
    const median = outcome.median_os_months === null ? 'not reached' : `${outcome.median_os_months.toFixed(2)} months`;
    return `Exploration of ${arm} (${because}; deaths as ${death}): ORR ${outcome.orr.toFixed(1)} %, disease control ${outcome.dcr.toFixed(1)} %, median OS ${median}.`;
  });
}
