import type { Config } from '../../config/config-schema.js';
import { type FitProblem, weightsOf } from '../../fit/problem.js';
import { bootstrapTrials } from '../../inference/bootstrap.js';
import { contributions } from '../../inference/contributions.js';
import { leaveOneArmOut } from '../../inference/leave-one-arm-out.js';
import { leaveOneTrialOut } from '../../inference/leave-one-trial-out.js';
import { multiStart } from '../../inference/multi-start.js';
import { deathQuantities, profiles, shapeQuantities } from '../../inference/profile.js';
import { type JobRunner, jobPool, type RefitContext } from '../../inference/refit-context.js';
import type { LeaveOneArmOutResult } from '../../inference/results.js';
import { deathRidge } from '../../inference/ridge.js';
import { clinicalTargets } from '../../targets/clinical-targets.js';
import type { HazardRatioRow } from '../../targets/hazard-ratios.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { type FittedProblem, fitContext } from '../run/fit-context.js';
import { configuredProblem } from '../run/run-settings.js';
import { compareDeathFunctions } from './compare-death-functions.js';
import type { RefitResults } from './result.js';

/** Analyses of a refit besides the fit itself. */
export interface RefitAnalysisOptions {
  /** Sets of trials drawn from the fit and refitted; 0 for none. */
  readonly bootstrap: number;
  readonly starts: number;
  readonly profiles: 'none' | 'death' | 'all';
  readonly leaveOneTrialOut: boolean;
  readonly leaveOneArmOut: boolean;
  /** Whether every form of the death function is fitted. */
  readonly compareDeaths: boolean;
  /** Central share of the intervals of bootstrap and predictions. */
  readonly level: number;
  /** Patients of the confirmation cohort used by these fits. */
  readonly patients: number;
}

export type RefitAnalyses = Pick<
  RefitResults,
  | 'contributions'
  | 'starts'
  | 'bootstrap'
  | 'profiles'
  | 'ridges'
  | 'leave_one_trial_out'
  | 'leave_one_arm_out'
  | 'death_comparison'
>;

/** Patients behind a ridge: survival is smooth with this many. */
const RIDGE_PATIENTS = 300;

/** Runs every requested analysis of a fit; the others stay empty. */
export async function analyseRefit(
  config: Config,
  tables: TrialTables,
  fitted: FittedProblem,
  analysisOptions: RefitAnalysisOptions,
  published: readonly HazardRatioRow[],
  run: JobRunner,
): Promise<RefitAnalyses> {
  const context = fitContext(config, tables, fitted, analysisOptions.patients, run);
  const { problem } = context;
  const bootstrap =
    analysisOptions.bootstrap === 0
      ? null
      : await bootstrapTrials(context, analysisOptions.bootstrap, analysisOptions.level);
  const starts = analysisOptions.starts === 0 ? [] : await multiStart(context, analysisOptions.starts);
  // Uncertainty is computed with residuals in sampling errors, whatever the residual scale of the fit
  const samplingScale = samplingErrorContext(config, context);
  // mu and sigma describe the paper's form only
  const hasMu = config.fit.deathForm === 'paper';
  const quantities =
    analysisOptions.profiles === 'none'
      ? []
      : [
          ...(hasMu ? deathQuantities(problem) : []),
          ...(analysisOptions.profiles === 'all' ? shapeQuantities(problem) : []),
        ];
  const profiled = quantities.length === 0 ? [] : await profiles(samplingScale, quantities);
  const withoutTrials = analysisOptions.leaveOneTrialOut
    ? await leaveOneTrialOut(samplingScale, analysisOptions.level)
    : null;
  const withoutArms: LeaveOneArmOutResult[] = [];
  if (analysisOptions.leaveOneArmOut && problem.arms.length > 1) {
    for (const [index, arm] of problem.arms.entries()) {
      withoutArms.push(await leaveOneArmOut(samplingScale, arm, problem.arms[index === 0 ? 1 : index - 1]!));
    }
  }
  return {
    contributions: contributions(samplingScale.problem, context.pool.pool, context.values),
    starts,
    bootstrap,
    profiles: profiled,
    ridges: analysisOptions.profiles === 'none' || !hasMu ? [] : ridges(config, tables, fitted, samplingScale.problem),
    leave_one_trial_out: withoutTrials,
    leave_one_arm_out: withoutArms,
    ...(analysisOptions.compareDeaths
      ? {
          death_comparison: await compareDeathFunctions(
            config,
            tables,
            fitted,
            { patients: analysisOptions.patients, published },
            run,
          ),
        }
      : {}),
  };
}

/** The same fit with residuals in sampling errors: each group is weighted by its sampling error alone. */
function samplingErrorContext(config: Config, context: RefitContext): RefitContext {
  const weights = weightsOf((group) => Math.sign(config.targets.weights[group]));
  const plain: Config = { ...config, targets: { ...config.targets, residualScale: 'sampling-error', weights } };
  const problemOf = (others: TrialTables) =>
    configuredProblem(plain, clinicalTargets(others, context.problem.arms, config.targets.median), others);
  return { ...context, problem: problemOf(context.tables), problemOf };
}

function ridges(config: Config, tables: TrialTables, { fit, confirmed }: FittedProblem, { arms }: FitProblem) {
  const pooled: Config = {
    ...config,
    targets: { ...config.targets, objective: 'pooled', residualScale: 'sampling-error' },
  };
  const problem = configuredProblem(pooled, clinicalTargets(tables, arms, config.targets.median), tables);
  const { pool } = jobPool('ridge', confirmed, RIDGE_PATIENTS, 0);
  const distinct = arms.filter((arm) => {
    const own = problem.parameters.find(({ role }) => role.kind === 'death' && role.arms.includes(arm));
    return own?.role.kind === 'death' && own.role.arms[0] === arm;
  });
  return distinct.map((arm) => deathRidge(problem, pool, fit.values, arm));
}
