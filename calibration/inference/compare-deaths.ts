import { square } from '../../src/index.js';
import { parametersAtBound } from '../fit/bounds.js';
import type { FitJob, FitJobResult, JobPool } from '../fit/fit-job.js';
import { identifiability } from '../fit/identifiability.js';
import { poolObjective } from '../fit/objective/pool-objective.js';
import type { FitProblem } from '../fit/problem.js';
import { costOf } from '../fit/search/minimise.js';
import { type DeathFormName, type DeathSharing, deathForms } from '../fit/survival/death-forms.js';
import { withoutTrial } from '../targets/meta-analysis/leave-one-out.js';
import { allRows, type TrialTables } from '../targets/trial-tables.js';
import type { ComparedForm, PublishedRatio } from './death-comparison-result.js';
import { deathDonor, withoutArm } from './held-out-arm.js';
import { type ArmCurves, armCurves, hazardRatioOf, heldOutError } from './held-out-error.js';
import { omittedTrials } from './leave-one-trial-out.js';
import type { JobRunner } from './refit-context.js';

/** A form of the death function, and how the arms share it. */
export interface DeathChoice {
  readonly form: DeathFormName;
  readonly sharing: DeathSharing;
}

/** What the forms are compared on. */
export interface DeathComparisonContext {
  readonly tables: TrialTables;
  readonly arms: readonly string[];
  /** The problem of a form, by the likelihood of some trials. */
  readonly problemOf: (choice: DeathChoice, tables: TrialTables) => FitProblem;
  /** Fitted parameters by name: where the search starts from, as far as a form has them. */
  readonly values: Readonly<Record<string, number>>;
  readonly pool: JobPool;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly published: readonly PublishedRatio[];
  readonly run: JobRunner;
}

/** A form with its fit to all trials. */
interface FittedForm {
  readonly choice: DeathChoice;
  readonly problem: FitProblem;
  readonly fit: FitJobResult;
}

/** A fit without some observations, and the problem that predicts them. */
interface HeldOutJob {
  readonly job: FitJob;
  readonly predicting: FitProblem;
}

/**
 * Fits every form of the death function to the same trials on the same patients; then without each trial, and without each arm.
 *
 * All forms are fitted by the likelihood of the trials' counts, shapes included. A held-out arm has no treatment effect; where each arm has its
 * own death function, that of another arm is used.
 *
 * @param context - trials, patients and where searches start
 * @param choices - forms; at least one
 * @returns the forms in the order of their errors on held-out arms, without sentences
 */
export async function compareDeaths(
  context: DeathComparisonContext,
  choices: readonly DeathChoice[],
): Promise<readonly ComparedForm[]> {
  const { tables, arms, run } = context;
  const problems = choices.map((choice) => ({ choice, problem: context.problemOf(choice, tables) }));
  const fits = await run(
    'death functions: fit to all trials',
    problems.map(({ problem }) => jobFrom(context, problem, context.values)),
  );
  const fitted = problems.map((each, index): FittedForm => ({ ...each, fit: fits[index]! }));
  const trials = omittedTrials(tables, problems[0]!.problem).possible.filter((trial) =>
    allRows(tables).some((row) => row.trial === trial && arms.includes(row.arm)),
  );
  const trialJobs = fitted.map((form) => trials.map((trial) => withoutTrialJob(context, form, trial)));
  const trialFits = await run(
    'death functions: leave one trial out',
    trialJobs.flat().map(({ job }) => job),
  );
  const omitted = arms.length > 1 ? arms : [];
  const armJobs = fitted.map((form) => omitted.map((arm) => withoutArmJob(context, form, arm)));
  const armFits = await run(
    'death functions: leave one arm out',
    armJobs.flat().map(({ job }) => job),
  );
  const forms = fitted.map((form, index) =>
    comparedForm(
      context,
      form,
      trials.map((trial, k) => {
        const fit = trialFits[index * trials.length + k]!;
        return { name: trial, fit, curves: curvesOf(context, trialJobs[index]![k]!, fit) };
      }),
      omitted.map((arm, k) => {
        const fit = armFits[index * omitted.length + k]!;
        return { name: arm, fit, curves: curvesOf(context, armJobs[index]![k]!, fit) };
      }),
    ),
  );
  return [...forms].sort((a, b) => armError(a) - armError(b));
}

/** Mean square error of the survival of held-out arms; the trials' where there is no held-out arm. */
export function armError({ arms, trials }: ComparedForm): number {
  const squares = (arms.length > 0 ? arms : trials).flatMap(({ survival_rmse: rmse }) =>
    rmse === null ? [] : [square(rmse)],
  );
  return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length);
}

function jobFrom(
  { pool, maxIterations, tolerance }: DeathComparisonContext,
  problem: FitProblem,
  values: Readonly<Record<string, number>>,
): FitJob {
  const start = problem.parameters.map(({ name, start: first, lower, upper }) =>
    Math.min(Math.max(values[name] ?? first, lower), upper),
  );
  return { pool, problem, start, maxIterations, tolerance };
}

function withoutTrialJob(context: DeathComparisonContext, form: FittedForm, trial: string): HeldOutJob {
  const { choice, problem, fit } = form;
  const others = context.problemOf(choice, withoutTrial(context.tables, trial));
  return { job: jobFrom(context, others, named(problem, fit)), predicting: problem };
}

function withoutArmJob(context: DeathComparisonContext, { problem, fit }: FittedForm, arm: string): HeldOutJob {
  const others = withoutArm(problem, arm, deathDonor(context.arms, arm));
  return {
    job: jobFrom(context, others, named(problem, fit)),
    predicting: { ...problem, parameters: others.parameters },
  };
}

function named({ parameters }: FitProblem, { values }: FitJobResult): Readonly<Record<string, number>> {
  return Object.fromEntries(parameters.map(({ name }, index) => [name, values[index]!]));
}

function curvesOf({ pool }: DeathComparisonContext, { predicting }: HeldOutJob, { values }: FitJobResult): ArmCurves {
  return armCurves(predicting, pool.pool, Array.from(values));
}

interface HeldOut {
  readonly name: string;
  readonly fit: FitJobResult;
  readonly curves: ArmCurves;
}

function comparedForm(
  context: DeathComparisonContext,
  { choice, problem, fit }: FittedForm,
  trials: readonly HeldOut[],
  arms: readonly HeldOut[],
): ComparedForm {
  const { pool, tables, published } = context;
  const values = Array.from(fit.values);
  const objective = poolObjective(problem, pool.pool);
  const deviance = 2 * costOf(objective.evaluate(values).data);
  const effective = identifiability(problem, objective, values).singular_values.reduce(
    (sum, value) => sum + square(value) / (1 + square(value)),
    0,
  );
  const death = problem.parameters.flatMap(({ role, name }, index) =>
    role.kind === 'death' ? [[name, values[index]!] as const] : [],
  );
  const all = armCurves(problem, pool.pool, values);
  const ofArm = (arm: string) => arms.find(({ name }) => name === arm)?.curves;
  const ofTrial = (trial: string) => trials.find(({ name }) => name === trial)?.curves ?? all;
  return {
    form: choice.form,
    sharing: choice.sharing,
    label: deathForms[choice.form].label,
    death_parameters: death.length,
    effective_parameters: effective,
    deviance,
    observations: problem.likelihood?.length ?? 0,
    aic: deviance + 2 * effective,
    converged: fit.converged,
    not_converged: [...trials, ...arms].filter((each) => !each.fit.converged).length,
    at_bound: [...parametersAtBound(problem, values)],
    parameters: Object.fromEntries(death),
    trials: trials.map(({ name: trial, curves }) => ({
      trial,
      ...heldOutError(problem, tables, curves, { kind: 'trial', name: trial }),
    })),
    arms: arms.map(({ name: arm, curves }) => ({
      arm,
      death_from: choice.sharing === 'by-arm' ? deathDonor(context.arms, arm) : null,
      ...heldOutError(problem, tables, curves, { kind: 'arm', name: arm }),
      median_os_months: curves.medianMonths(arm),
    })),
    hazard_ratios: published.map(({ trial, arm, versus }) => {
      const ratio = (curves: ArmCurves | undefined) =>
        curves === undefined ? Number.NaN : hazardRatioOf(curves, arm, versus);
      return {
        trial,
        arm,
        versus,
        fitted: ratio(all),
        without_trial: ratio(ofTrial(trial)),
        without_arm: ratio(ofArm(arm)),
      };
    }),
  };
}
