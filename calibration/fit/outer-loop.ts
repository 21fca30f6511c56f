import {
  type BetaMarginal,
  type CohortRecord,
  NumericalError,
  type PatientRows,
  type SimulationSpec,
  streamNames,
} from '../../src/index.js';
import { type ProposedPool, toFitPool } from '../pool/fit-pool.js';
import { type HeldCohort, holdCohort, spoolOf } from '../pool/held-cohort.js';
import { partsOf } from '../pool/mixture-pool.js';
import { type CohortContext, type CohortRun, cohortInParts } from '../pool/run-cohort.js';
import type { ClinicalTargets } from '../targets/clinical-targets.js';
import { drawCohort, drawWithoutLogs, firstOf } from './draw-cohort.js';
import { type EvaluatedCohort, evaluateCohort, lookBy } from './evaluate-cohort.js';
import type { GoodnessOfFit } from './evaluate-fit.js';
import { type FitIterate, fitPools, type PooledFit } from './fit-pools.js';
import type { LoopSettings } from './loop-settings.js';
import { type FitPoint, type FitProblem, toFitPoint } from './problem.js';
import type { RoundRecord, ValidationLook } from './results.js';
import { costOf } from './search/minimise.js';

export interface LoopResult {
  readonly fit: PooledFit;
  readonly point: FitPoint;
  readonly rounds: readonly RoundRecord[];
  readonly confirmation: EvaluatedCohort;
  /** Looks at the validation cohort before its last patient; the last one ended it where its verdict is certain. */
  readonly looks: readonly ValidationLook[];
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
  readonly onFit: (record: RoundRecord, fit: PooledFit, problem: FitProblem) => void;
  /** Called after each accepted step of the fit of a round. */
  readonly onIterate?: (round: number, iterate: FitIterate, problem: FitProblem) => void;
  /** Called when the fit of a round has been compared with a cohort that it has not used. */
  readonly onValidation?: (round: number, goodnessOfFit: GoodnessOfFit) => void;
}

/**
 * The outer loop: simulate a pool, fit it by weights, draw the next pool from the fit, until a validation cohort agrees.
 *
 * Pools grow: early ones locate the region, later ones determine the estimates. Each new pool also validates the previous
 * fit. After the rounds, a validation cohort from its own random stream decides; one that disagrees is added to the pools and
 * the model is refitted. It ends at a look at which its verdict is certain (see {@link lookAtValidation}).
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
  const validation = { problem, targets, spec, settings };
  let fit: PooledFit | undefined;

  const draw = async (streamName: string, patients: number, isDecided?: (first: CohortRecord) => boolean) => {
    const { marginals } = toFitPoint(problem, fit?.values ?? start);
    events.onCohort(streamName, patients);
    // Logarithms of a validation cohort are read after it is confirmed, those of a pool at once
    const isLarge = isDecided !== undefined && spoolOf({ spec, patients }, context) !== undefined;
    const cohort = (isLarge ? drawWithoutLogs : drawCohort)(marginals, settings, streamName, patients);
    const run = { spec, parameters: cohort.values, patients };
    const { record, release } =
      isDecided === undefined || settings.looks.length === 0
        ? await holdCohort(run, context)
        : await decidedPart(run, settings.looks, isDecided, context);
    const ended = record.patients;
    events.onCohortDone(streamName);
    cohorts.push({ streamName, patients: ended, failures: record.failures });
    draws.push({ streamName, patients: ended, marginals });
    return { streamName, cohort: firstOf(cohort, ended, marginals.length), record, marginals, release };
  };
  const addPool = ({ streamName, cohort, record, marginals, release }: Awaited<ReturnType<typeof draw>>) => {
    const grid = problem.grids[problem.arms[0]!]!;
    const { spool } = context;
    const pool = toFitPool({ ...settings, cohort, record, spec, marginals, gridDays: grid.days, spool });
    release();
    requirePatients(pool, streamName, record);
    pools.push(pool);
    return record.patients;
  };
  const fitRound = (simulated: number) => {
    const round = rounds.length + 1;
    fit = fitPools(problem, pools, {
      ...settings,
      start: fit?.values ?? start,
      onIterate: (iterate) => events.onIterate?.(round, iterate, problem),
    });
    pools.splice(0, pools.length, ...partsOf(fit.pool, pools));
    const { evaluation } = fit;
    rounds.push({
      round,
      simulated,
      pooled: fit.pooled,
      effective_sample_size: evaluation.effectiveSampleSize,
      iterations: fit.iterations,
      cost_data: costOf(evaluation.data),
      cost_prior: costOf(evaluation.prior),
      fresh_cohort_worst: null,
    });
    events.onFit(rounds[rounds.length - 1]!, fit, problem);
    return fit;
  };
  const evaluate = (drawn: Awaited<ReturnType<typeof draw>>, fitted: PooledFit): EvaluatedCohort => {
    const assessed = evaluateCohort(drawn, fitted, validation);
    const last = rounds.pop()!;
    const { worst } = assessed.goodnessOfFit;
    rounds.push({ ...last, fresh_cohort_worst: Number.isFinite(worst) ? worst : null });
    events.onValidation?.(last.round, assessed.goodnessOfFit);
    return assessed;
  };

  const poolStreamName = (round: number) => `${prefix}${streamNames.poolPatients}, round ${round}`;
  // Of a large pool nothing but its rows stays for the fit: its record is out of reach when this returns
  const poolOfRound = async (round: number, patients: number): Promise<number> => {
    const drawn = await draw(poolStreamName(round), patients);
    if (fit !== undefined) evaluate(drawn, fit);
    return addPool(drawn);
  };
  let current = fitRound(from === undefined ? await poolOfRound(1, settings.pools[0]!) : 0);
  for (const [index, patients] of settings.pools.slice(1).entries()) {
    current = fitRound(await poolOfRound(index + 2, patients));
  }
  for (let attempt = 1; ; attempt++) {
    const looks: ValidationLook[] = [];
    const look = lookBy(current, validation);
    const drawn = await draw(
      `${prefix}${streamNames.confirmationPatients}, attempt ${attempt}`,
      settings.confirmationPatients,
      (first) => {
        looks.push(look(first));
        return looks[looks.length - 1]!.verdict !== 'open';
      },
    );
    const confirmation = evaluate(drawn, current);
    if (confirmation.goodnessOfFit.worst <= 1 || attempt >= settings.maxConfirmations) {
      return {
        fit: current,
        point: toFitPoint(problem, current.values),
        rounds,
        confirmation,
        looks,
        attempts: attempt,
        cohorts,
        draws,
      };
    }
    current = fitRound(addPool(drawn));
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

/** The first patients of a cohort at whose look it is decided; all patients where no look decides it. */
async function decidedPart(
  run: CohortRun,
  looks: readonly number[],
  isDecided: (first: CohortRecord) => boolean,
  context: CohortContext,
): Promise<HeldCohort> {
  const inMemory = (record: CohortRecord): HeldCohort => ({ record, release: () => {} });
  const simulate = cohortInParts(run, context);
  for (const patients of looks) {
    const first = await simulate(patients);
    if (isDecided(first)) return inMemory(first);
  }
  // A large cohort is held in the same way as without looks; its first chunks are in the store
  return spoolOf(run, context) === undefined ? inMemory(await simulate(run.patients)) : holdCohort(run, context);
}
