import { toEndpoints } from '../fit/objective/pooled-endpoints.js';
import type { FitParameter, FitProblem } from '../fit/problem.js';
import { jobOf, mediansOf, type RefitContext } from './refit-context.js';
import type { LeaveOneArmOutResult } from './results.js';

/**
 * Fits without one arm and predicts it: its response with the shapes fitted to the other arms, its survival with these shapes
 * and the death function of another arm, whose standard error contributes to that of the prediction.
 *
 * @param context - the fit
 * @param arm - the omitted arm
 * @param deathFrom - arm whose death function is used in its place
 */
export async function leaveOneArmOut(
  context: RefitContext,
  arm: string,
  deathFrom: string,
): Promise<LeaveOneArmOutResult> {
  const { problem, values } = context;
  const kept = problem.parameters
    .map((_, index) => index)
    .filter((index) => !isOwnDeath(problem.parameters[index]!, arm));
  const shared: FitProblem = {
    ...withoutData(problem, arm),
    parameters: kept.map((index) => sharedDeath(problem.parameters[index]!, arm, deathFrom)),
  };
  const job = {
    ...jobOf(context, shared),
    start: kept.map((index) => values[index]!),
    endpoints: mediansOf(context),
    standardErrors: true,
  };
  const [fitted] = await context.run(`fit without ${arm}`, [job]);
  const own = (all: Float64Array) => toEndpoints(problem.arms, all)[arm]!;
  return {
    arm,
    death_from: deathFrom,
    predicted: own(fitted!.endpoints),
    standard_errors: own(fitted!.standardErrors),
  };
}

/** Whether a transformed parameter belongs to the death function of this arm only. */
function isOwnDeath({ role }: FitParameter, arm: string): boolean {
  return role.kind === 'death' && role.arms.length === 1 && role.arms[0] === arm;
}

/** A transformed parameter of the other arm's death function, shared with this arm. */
function sharedDeath(parameter: FitParameter, arm: string, deathFrom: string): FitParameter {
  const { role } = parameter;
  if (role.kind !== 'death' || role.arms.includes(arm) || !role.arms.includes(deathFrom)) return parameter;
  return { ...parameter, role: { ...role, arms: [...role.arms, arm] } };
}

/** The same problem without the data of an arm. */
function withoutData(problem: FitProblem, arm: string): FitProblem {
  const { likelihood, columns } = problem;
  return likelihood === undefined
    ? { ...problem, columns: columns.filter((column) => column.arm !== arm) }
    : { ...problem, likelihood: likelihood.filter((row) => row.arm !== arm) };
}
