import type { FitParameter, FitProblem } from '../fit/problem.js';

/** Arm whose death function stands for that of a held-out arm: the one before it, or the second for the first. */
export function deathDonor(arms: readonly string[], arm: string): string {
  const index = arms.indexOf(arm);
  return arms[index === 0 ? 1 : index - 1]!;
}

/**
 * The problem without the observations of an arm, whose survival the other arms' death function predicts.
 *
 * A death function of its own is replaced by the donor's. The arm's treatment effect is 0; if it is the reference of the
 * effects, the next arm takes its place.
 *
 * @param problem - with a likelihood
 * @param arm - the held-out arm
 * @param donor - arm whose death function is used where each arm has its own
 */
export function withoutArm(problem: FitProblem, arm: string, donor: string): FitProblem {
  const { arms, parameters, likelihood = [] } = problem;
  const reference = arms.find((each) => each !== arm)!;
  return {
    ...problem,
    parameters: parameters
      .filter((parameter) => !isDropped(parameter, arm, reference))
      .map((parameter) => withDonor(parameter, arm, donor)),
    likelihood: likelihood.filter((row) => row.arm !== arm),
  };
}

function isDropped({ role }: FitParameter, arm: string, reference: string): boolean {
  if (role.kind !== 'death' || role.arms.length !== 1) return false;
  const [own] = role.arms;
  return own === arm || (role.transformedParameter === 'effect' && own === reference);
}

function withDonor(parameter: FitParameter, arm: string, donor: string): FitParameter {
  const { role } = parameter;
  if (role.kind !== 'death' || role.transformedParameter === 'effect') return parameter;
  if (role.arms.includes(arm) || !role.arms.includes(donor)) return parameter;
  return { ...parameter, role: { ...role, arms: [...role.arms, arm] } };
}
