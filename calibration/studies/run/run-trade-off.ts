import type { Config } from '../../config/config-schema.js';
import { type Family, familyGroups } from '../../endpoints/families.js';
import { type TargetWeights, weightsOf } from '../../fit/problem.js';
import type { JobRunner } from '../../inference/refit-context.js';
import { sharedPool } from '../../inference/shared-pool.js';
import { tradeOff, tradeOffWeights } from '../../inference/trade-off.js';
import type { TradeOff } from '../../inference/trade-off-result.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { type FittedProblem, fitContext } from './fit-context.js';
import { configuredProblem } from './run-settings.js';

/** Patients of the validation cohort that the path is refitted on, at most half; deviations are computed on the others. */
const PATIENTS = 1000;

/**
 * The trade-off that a configuration asks for; see `tradeOff`.
 *
 * A family that the configuration leaves out of the fit enters with weight 1. The fit itself is the point of weight 1, or of weight 0 for
 * such a family.
 *
 * @param config - of the run
 * @param tables - its trials
 * @param fitted - problem, fit, targets and validation cohort
 * @param run - runs the refits
 * @returns null where none is asked for, or where the trials state no endpoint of the family
 */
export async function runTradeOff(
  config: Config,
  tables: TrialTables,
  fitted: FittedProblem,
  run: JobRunner,
): Promise<TradeOff | null> {
  const varied = config.targets.tradeOff;
  if (varied === null || fitted.problem.parameters.length === 0) return null;
  const weights = withFamily(config, varied);
  const weighing: Config = { ...config, targets: { ...config.targets, weights } };
  const problem = configuredProblem(weighing, fitted.targets, tables);
  const patients = Math.min(PATIENTS, Math.floor(fitted.confirmed.patients / 2));
  const others = sharedPool(fitted.confirmed, fitted.confirmed.patients - patients, patients);
  return tradeOff(
    fitContext(weighing, tables, { ...fitted, problem }, patients, run),
    varied,
    others,
    tradeOffWeights,
    weighs(config, varied) ? 1 : 0,
  );
}

/** Whether the fit weighs an endpoint of a family. */
function weighs({ targets }: Config, varied: Family): boolean {
  return familyGroups[varied].some((group) => targets.weights[group] > 0);
}

/** Weights under which a family is fitted: its own, or 1 where it is left out. */
function withFamily(config: Config, varied: Family): TargetWeights {
  const { weights } = config.targets;
  const enters = (group: keyof TargetWeights) => !weighs(config, varied) && familyGroups[varied].includes(group);
  return weightsOf((group) => (enters(group) ? 1 : weights[group]));
}
