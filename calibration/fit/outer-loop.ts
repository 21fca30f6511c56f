import {
  type BetaMarginal,
  type Cohort,
  type CohortRecord,
  NumericalError,
  type SimulationSpec,
  sampleCohort,
  streamPurposes,
  uniformDesign,
} from '../../src/index.js';
import { type ProposedPool, toFitPool } from '../pool/fit-pool.js';
import { type CohortContext, runCohort } from '../pool/run-cohort.js';
import type { RoundRecord } from '../studies/run/result.js';
import type { ClinicalTargets } from '../targets/clinical-targets.js';
import { type ArmOutcomeWithCurve, cohortOutcome, type OutcomeSettings } from './cohort-outcome.js';
import { type Judgement, judgeCohort } from './evaluate-fit.js';
import { fitPools, type PooledFit } from './fit-pools.js';
import { type FitPoint, type FitProblem, type Tolerances, toFitPoint } from './fit-problem.js';
import { asTargets, expectedMedians, predictedEndpoints } from './objective/predicted-endpoints.js';
import { halfSquares } from './search/minimise.js';
import { deathMixture } from './survival/death-parameters.js';

export interface LoopSettings extends OutcomeSettings {
  readonly seed: string;
  readonly design: 'latin-hypercube' | 'random';
  /** Patients of the first round's pool, and the factor by which each later one is larger. */
  readonly poolPatients: number;
  readonly poolGrowth: number;
  readonly confirmationPatients: number;
  /** Rounds before the confirmation is tried; confirmations at most. */
  readonly rounds: number;
  readonly maxConfirmations: number;
  readonly leastEffectiveShare: number;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly tolerances: Tolerances;
  readonly publishedRmse: Readonly<Record<string, number>>;
  /**
   * What a fresh cohort must agree with: the pooled clinical figures, or what the fit says of it (a fit by likelihood need not
   * meet pooled figures).
   */
  readonly judgedBy: 'figures' | 'fit';
}

/** A simulated cohort with the endpoints and verdicts at a fitted point. */
export interface JudgedCohort {
  readonly purpose: string;
  readonly cohort: Cohort;
  readonly record: CohortRecord;
  readonly outcomes: Readonly<Record<string, ArmOutcomeWithCurve>>;
  readonly judgement: Judgement;
}

export interface LoopResult {
  readonly fit: PooledFit;
  readonly point: FitPoint;
  readonly rounds: readonly RoundRecord[];
  readonly confirmation: JudgedCohort;
  readonly attempts: number;
  /** Cohorts simulated on the way; their records are let go once they are pooled. */
  readonly cohorts: readonly SimulatedCohort[];
  /** The same with the marginals that they were drawn from: what is needed to draw them again. */
  readonly draws: readonly CohortDraw[];
}

/** A cohort before it is simulated; with seed and design it is always the same patients. */
export interface CohortDraw {
  readonly purpose: string;
  readonly patients: number;
  readonly marginals: readonly BetaMarginal[];
}

/** Where a loop takes up what another one left: pools that are simulated already, and coordinates to start from. */
export interface LoopStart {
  readonly pools: readonly ProposedPool[];
  readonly values: readonly number[];
  /** Words in front of the purposes of the cohorts that are still to come, so that they are other patients. */
  readonly prefix: string;
}

/** What is remembered of a cohort: how many patients, and who failed. */
export interface SimulatedCohort {
  readonly purpose: string;
  readonly patients: number;
  readonly failures: CohortRecord['failures'];
}

export interface LoopEvents {
  readonly onCohort: (purpose: string, patients: number) => void;
  readonly onCohortDone: (purpose: string) => void;
  readonly onFit: (record: RoundRecord, fit: PooledFit) => void;
}

/**
 * The outer loop: simulate a pool, fit it by weights, draw the next pool from the fit, until a fresh cohort agrees.
 *
 * Early pools only have to find the region, later ones to settle the figures, so pools grow. Each is at the same time a
 * fresh check of the fit before it. After the rounds a confirmation cohort under a stream of its own decides; one that
 * disagrees joins the pools, and the fit goes on from there.
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

  const draw = async (purpose: string, patients: number) => {
    const { marginals } = toFitPoint(problem, fit?.values ?? start);
    events.onCohort(purpose, patients);
    const cohort = drawCohort(marginals, settings, purpose, patients);
    const record = await runCohort({ spec, parameters: cohort.values, patients }, context);
    events.onCohortDone(purpose);
    cohorts.push({ purpose, patients: record.patients, failures: record.failures });
    draws.push({ purpose, patients, marginals });
    return { purpose, cohort, record, marginals };
  };
  const refit = ({ purpose, cohort, record, marginals }: Awaited<ReturnType<typeof draw>>) => {
    const grid = problem.grids[problem.arms[0]!]!;
    const pool = toFitPool({ ...settings, cohort, record, marginals, gridDays: grid.days });
    requirePatients(pool, purpose, record);
    pools.push(pool);
    return fitRound(record.patients);
  };
  const fitRound = (simulated: number) => {
    fit = fitPools(problem, pools, { ...settings, start: fit?.values ?? start });
    const { evaluation } = fit;
    rounds.push({
      round: rounds.length + 1,
      simulated,
      pooled: fit.pooled,
      effectiveSampleSize: evaluation.effectiveSampleSize,
      iterations: fit.iterations,
      objectiveData: halfSquares(evaluation.data),
      objectivePrior: halfSquares(evaluation.prior),
      freshCohortWorst: null,
    });
    events.onFit(rounds[rounds.length - 1]!, fit);
    return fit;
  };
  const judge = (drawn: Awaited<ReturnType<typeof draw>>, fitted: PooledFit): JudgedCohort => {
    const judged = judgeDrawn(drawn, fitted, problem, targets, settings);
    const last = rounds.pop()!;
    const { worst } = judged.judgement;
    rounds.push({ ...last, freshCohortWorst: Number.isFinite(worst) ? worst : null });
    return judged;
  };

  const poolPurpose = (round: number) => `${prefix}${streamPurposes.poolPatients}, round ${round}`;
  let current = from === undefined ? refit(await draw(poolPurpose(1), settings.poolPatients)) : fitRound(0);
  for (let round = 2; round <= settings.rounds; round++) {
    const patients = Math.round(settings.poolPatients * settings.poolGrowth ** (round - 1));
    const drawn = await draw(poolPurpose(round), patients);
    judge(drawn, current);
    current = refit(drawn);
  }
  for (let attempt = 1; ; attempt++) {
    const drawn = await draw(
      `${prefix}${streamPurposes.confirmationPatients}, attempt ${attempt}`,
      settings.confirmationPatients,
    );
    const confirmation = judge(drawn, current);
    if (confirmation.judgement.worst <= 1 || attempt >= settings.maxConfirmations) {
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
function requirePatients(pool: ProposedPool, purpose: string, { patients, failures }: CohortRecord): void {
  if (pool.patients > 0) return;
  const counts = new Map<string, number>();
  for (const { reason } of failures) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a);
  throw new NumericalError(
    `${purpose}: at least one patient must complete under every arm; got ${patients} that failed, most of them by '${commonest?.[0]}'`,
  );
}

/** Virtual patients of one purpose: its own design, the given marginals. */
export function drawCohort(
  marginals: readonly BetaMarginal[],
  { seed, design }: Pick<LoopSettings, 'seed' | 'design'>,
  purpose: string,
  patients: number,
): Cohort {
  const uniforms = uniformDesign({ kind: design, patients, dimensions: marginals.length, seed, purpose });
  return sampleCohort({ marginals, uniforms, patients });
}

function judgeDrawn(
  { purpose, cohort, record }: { purpose: string; cohort: Cohort; record: CohortRecord },
  fitted: PooledFit,
  problem: FitProblem,
  targets: readonly ClinicalTargets[],
  settings: LoopSettings,
): JudgedCohort {
  const { deathForm, targetWeights } = problem.settings;
  const point = toFitPoint(problem, fitted.values);
  const mixtures = Object.fromEntries(problem.arms.map((arm) => [arm, deathMixture(deathForm, point.death[arm]!)]));
  const outcomes = cohortOutcome(record, mixtures, settings);
  const plain = Object.fromEntries(Object.entries(outcomes).map(([arm, { outcome }]) => [arm, outcome]));
  const judgedAgainst = (figures: readonly ClinicalTargets[]) =>
    judgeCohort(plain, figures, settings.tolerances, targetWeights, settings.publishedRmse);
  const judgement = judgedAgainst(targets);
  if (settings.judgedBy === 'figures') return { purpose, cohort, record, outcomes, judgement };
  const medians = expectedMedians(targets, settings.monthDays);
  const predicted = predictedEndpoints(problem, fitted.pool, fitted.values, medians);
  const { worst, worstTarget } = judgedAgainst(asTargets(targets, predicted));
  return { purpose, cohort, record, outcomes, judgement: { ...judgement, worst, worstTarget } };
}
