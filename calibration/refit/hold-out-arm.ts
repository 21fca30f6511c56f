import type { FitProblem } from '../fit/fit-problem.js';
import { toEndpoints } from '../fit/predicted-endpoints.js';
import type { HeldOutArm } from '../refit-results.js';
import { jobOf, mediansOf, type RefitContext } from './refit-context.js';

/**
 * Fits without one arm and predicts it: its response comes from the patients that the other arms fixed, its survival from
 * theirs under the death function of another arm.
 *
 * @param context - the fit
 * @param arm - left out
 * @param deathFrom - arm whose death function stands in
 */
export async function holdOutArm(context: RefitContext, arm: string, deathFrom: string): Promise<HeldOutArm> {
  const { problem } = context;
  const others = withoutArm(problem, arm);
  const [fitted] = await context.run(`fit without ${arm}`, [jobOf(context, others)]);
  const values = Array.from(fitted!.values);
  problem.parameters.forEach(({ role }, index) => {
    if (role.kind !== 'death' || !role.arms.includes(arm) || role.arms.includes(deathFrom)) return;
    const donor = problem.parameters.findIndex(
      (other) =>
        other.role.kind === 'death' && other.role.coordinate === role.coordinate && other.role.arms.includes(deathFrom),
    );
    values[index] = values[donor]!;
  });
  // No step is taken: the job reads the endpoints at the point
  const reading = {
    ...jobOf(context, others),
    start: values,
    maxIterations: 0,
    endpoints: mediansOf(context),
    standardErrors: true,
  };
  const [read] = await context.run(`predict ${arm}`, [reading]);
  const own = (all: Float64Array) => toEndpoints(problem.arms, all)[arm]!;
  return { arm, deathFrom, predicted: own(read!.endpoints), standardErrors: own(read!.standardErrors) };
}

/** The same coordinates, without an arm's data. */
function withoutArm(problem: FitProblem, arm: string): FitProblem {
  const { likelihood, columns } = problem;
  return likelihood === undefined
    ? { ...problem, columns: columns.filter((column) => column.arm !== arm) }
    : { ...problem, likelihood: likelihood.filter((row) => row.arm !== arm) };
}
