import {
  type BetaMarginal,
  type Cohort,
  type CohortRecord,
  type DeathProbabilityMixture,
  deathRecord,
  NumericalError,
  type PatientRows,
  power,
  type SimulationSpec,
  sampleCohort,
  streamNames,
  uniformDesign,
} from '../../src/index.js';
import { type ProposedPool, partsOf, toFitPool } from '../pool/fit-pool.js';
import { holdCohort } from '../pool/held-cohort.js';
import type { CohortContext } from '../pool/run-cohort.js';
import type { ClinicalTargets } from '../targets/clinical-targets.js';
import { type ArmOutcomeWithCurve, cohortOutcome, type OutcomeSettings } from './cohort-outcome.js';
import { evaluateFit, type GoodnessOfFit } from './evaluate-fit.js';
import { fitPools, type PooledFit } from './fit-pools.js';
import { asTargets, expectedMedians, predictedEndpoints } from './objective/pooled-endpoints.js';
import { type ConvergenceCriterion, type FitPoint, type FitProblem, type Tolerances, toFitPoint } from './problem.js';
import type { RoundRecord } from './results.js';
import { costOf } from './search/minimise.js';
import { covariateOf, deathMixture } from './survival/death-parameters.js';

export interface LoopSettings extends OutcomeSettings {
  readonly seed: string;
  readonly design: 'latin-hypercube' | 'random';
  /** Patients of the first round's pool, and the factor by which each later one is larger. */
  readonly poolPatients: number;
  readonly poolGrowth: number;
  readonly confirmationPatients: number;
  /** Rounds before the first validation cohort; largest number of validation cohorts. */
  readonly rounds: number;
  readonly maxConfirmations: number;
  readonly leastEffectiveShare: number;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly tolerances: Tolerances;
  readonly publishedRmse: Readonly<Record<string, number>>;
  readonly convergenceCriterion: ConvergenceCriterion;
}

/** A simulated cohort with the endpoints and verdicts at a fitted point. */
export interface EvaluatedCohort {
  readonly streamName: string;
  readonly cohort: Cohort;
  readonly record: CohortRecord<PatientRows>;
  /** Death function of each arm. */
  readonly mixtures: Readonly<Record<string, DeathProbabilityMixture>>;
  readonly outcomes: Readonly<Record<string, ArmOutcomeWithCurve>>;
  readonly goodnessOfFit: GoodnessOfFit;
}

export interface LoopResult {
  readonly fit: PooledFit;
  readonly point: FitPoint;
  readonly rounds: readonly RoundRecord[];
  readonly confirmation: EvaluatedCohort;
  readonly attempts: number;
  /** Cohorts of all rounds; their records are released once they are pooled. */
  readonly cohorts: readonly SimulatedCohort[];
  /** The same with the marginals that they were drawn from: what is needed to draw them again. */
  readonly draws: readonly CohortDraw[];
}

/** A cohort before it is simulated; with seed and design it is always the same patients. */
export interface CohortDraw {
  readonly streamName: string;
  readonly patients: number;
  readonly marginals: readonly BetaMarginal[];
}

/** Continuation of an earlier loop: pools that are simulated already, and starting values of the parameters. */
export interface LoopStart {
  readonly pools: readonly ProposedPool[];
  readonly values: readonly number[];
  /** Prefix of the stream names of the cohorts that are still to come, so that they are other patients. */
  readonly prefix: string;
}

/** Summary of a cohort: number of patients, and failures. */
export interface SimulatedCohort {
  readonly streamName: string;
  readonly patients: number;
  readonly failures: CohortRecord['failures'];
}

export interface LoopEvents {
  readonly onCohort: (streamName: string, patients: number) => void;
  readonly onCohortDone: (streamName: string) => void;
  readonly onFit: (record: RoundRecord, fit: PooledFit) => void;
}

/**
 * The outer loop: simulate a pool, fit it by weights, draw the next pool from the fit, until a validation cohort agrees.
 *
 * Pools grow: early ones locate the region, later ones determine the estimates. Each new pool also validates the previous
 * fit. After the rounds, a validation cohort from its own random stream decides; one that disagrees is added to the pools and
 * the model is refitted.
 */
export async function outerLoop(
  problem: FitProblem,
  targets: readonly ClinicalTargets[],
  spec: SimulationSpec,
  settings: LoopSettings,
  context: CohortContext,
  events: LoopEvents,
  from?: LoopStart,
): Promise<LoopResult> {
  const start = from?.values ?? problem.parameters.map((parameter) => parameter.start);
  const prefix = from?.prefix ?? '';
  const pools: ProposedPool[] = [...(from?.pools ?? [])];
  const cohorts: SimulatedCohort[] = [];
  const draws: CohortDraw[] = [];
  const rounds: RoundRecord[] = [];
  let fit: PooledFit | undefined;

  const draw = async (streamName: string, patients: number) => {
    const { marginals } = toFitPoint(problem, fit?.values ?? start);
    events.onCohort(streamName, patients);
    const cohort = drawCohort(marginals, settings, streamName, patients);
    const { record, release } = await holdCohort({ spec, parameters: cohort.values, patients }, context);
    events.onCohortDone(streamName);
    cohorts.push({ streamName, patients: record.patients, failures: record.failures });
    draws.push({ streamName, patients, marginals });
    return { streamName, cohort, record, marginals, release };
  };
  const refit = ({ streamName, cohort, record, marginals, release }: Awaited<ReturnType<typeof draw>>) => {
    const grid = problem.grids[problem.arms[0]!]!;
    const { spool } = context;
    const pool = toFitPool({ ...settings, cohort, record, spec, marginals, gridDays: grid.days, spool });
    release();
    requirePatients(pool, streamName, record);
    pools.push(pool);
    return fitRound(record.patients);
  };
  const fitRound = (simulated: number) => {
    fit = fitPools(problem, pools, { ...settings, start: fit?.values ?? start });
    pools.splice(0, pools.length, ...partsOf(fit.pool, pools));
    const { evaluation } = fit;
    rounds.push({
      round: rounds.length + 1,
      simulated,
      pooled: fit.pooled,
      effective_sample_size: evaluation.effectiveSampleSize,
      iterations: fit.iterations,
      cost_data: costOf(evaluation.data),
      cost_prior: costOf(evaluation.prior),
      fresh_cohort_worst: null,
    });
    events.onFit(rounds[rounds.length - 1]!, fit);
    return fit;
  };
  const evaluate = (drawn: Awaited<ReturnType<typeof draw>>, fitted: PooledFit): EvaluatedCohort => {
    const assessed = evaluateDrawn(drawn, fitted, { problem, spec }, targets, settings);
    const last = rounds.pop()!;
    const { worst } = assessed.goodnessOfFit;
    rounds.push({ ...last, fresh_cohort_worst: Number.isFinite(worst) ? worst : null });
    return assessed;
  };

  const poolStreamName = (round: number) => `${prefix}${streamNames.poolPatients}, round ${round}`;
  let current = from === undefined ? refit(await draw(poolStreamName(1), settings.poolPatients)) : fitRound(0);
  for (let round = 2; round <= settings.rounds; round++) {
    const patients = Math.round(settings.poolPatients * power(settings.poolGrowth, round - 1));
    const drawn = await draw(poolStreamName(round), patients);
    evaluate(drawn, current);
    current = refit(drawn);
  }
  for (let attempt = 1; ; attempt++) {
    const drawn = await draw(
      `${prefix}${streamNames.confirmationPatients}, attempt ${attempt}`,
      settings.confirmationPatients,
    );
    const confirmation = evaluate(drawn, current);
    if (confirmation.goodnessOfFit.worst <= 1 || attempt >= settings.maxConfirmations) {
      return {
        fit: current,
        point: toFitPoint(problem, current.values),
        rounds,
        confirmation,
        attempts: attempt,
        cohorts,
        draws,
      };
    }
    current = refit(drawn);
  }
}

/** A pool without patients cannot be weighed. */
function requirePatients(
  pool: ProposedPool,
  streamName: string,
  { patients, failures }: CohortRecord<PatientRows>,
): void {
  if (pool.patients > 0) return;
  const counts = new Map<string, number>();
  for (const { reason } of failures) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a);
  throw new NumericalError(
    `${streamName}: at least one patient must complete under every arm; got ${patients} that failed, most of them by '${commonest?.[0]}'`,
  );
}

/** Virtual patients of one stream name: its own design, the given marginals. */
export function drawCohort(
  marginals: readonly BetaMarginal[],
  { seed, design }: Pick<LoopSettings, 'seed' | 'design'>,
  streamName: string,
  patients: number,
): Cohort {
  const uniforms = uniformDesign({ kind: design, patients, dimensions: marginals.length, seed, streamName });
  return sampleCohort({ marginals, uniforms, patients });
}

function evaluateDrawn(
  { streamName, cohort, record }: { streamName: string; cohort: Cohort; record: CohortRecord<PatientRows> },
  fitted: PooledFit,
  { problem, spec }: { readonly problem: FitProblem; readonly spec: SimulationSpec },
  targets: readonly ClinicalTargets[],
  settings: LoopSettings,
): EvaluatedCohort {
  const { deathForm, targetWeights } = problem.settings;
  const point = toFitPoint(problem, fitted.values);
  const mixtures = Object.fromEntries(problem.arms.map((arm) => [arm, deathMixture(deathForm, point.death[arm]!)]));
  const outcomes = cohortOutcome(deathRecord(record, spec, covariateOf(deathForm)), mixtures, settings);
  const plain = Object.fromEntries(Object.entries(outcomes).map(([arm, { outcome }]) => [arm, outcome]));
  const assessedAgainst = (reference: readonly ClinicalTargets[]) =>
    evaluateFit(plain, reference, settings.tolerances, targetWeights, settings.publishedRmse);
  const goodnessOfFit = assessedAgainst(targets);
  if (settings.convergenceCriterion === 'targets')
    return { streamName, cohort, record, mixtures, outcomes, goodnessOfFit };
  const medians = expectedMedians(targets, settings.monthDays);
  const predicted = predictedEndpoints(problem, fitted.pool, fitted.values, medians);
  const { worst, worstTarget } = assessedAgainst(asTargets(targets, predicted));
  return { streamName, cohort, record, mixtures, outcomes, goodnessOfFit: { ...goodnessOfFit, worst, worstTarget } };
}
