import {
  askPoints,
  type EvaluatedPoint,
  paretoFront,
  pointKey,
  type SearchPoint,
  type SearchProblem,
  searchStart,
  streamNames,
  tellPoints,
} from '../../../src/index.js';
import type { CohortCount } from '../../config/failed-patients.js';
import type { OptimiseConfig } from '../../config/optimise-schema.js';
import type { ScheduleEvaluator } from './evaluate-schedules.js';
import { withPlannedDoses } from './planned-quantities.js';
import type { Schedule } from './schedule.js';
import type { ScheduleProblem } from './schedule-problem.js';
import type { PossibleSchedule } from './schedule-space.js';
import type { QuantityValues, ScheduleStatistics } from './schedule-statistics.js';

/** A schedule that the search has simulated. */
export interface SearchedSchedule extends EvaluatedPoint {
  readonly schedule: Schedule;
  /** From 1. */
  readonly generation: number;
  /** Objectives and limits; null where no patient completed. */
  readonly statistics: Pick<ScheduleStatistics, 'values' | 'replicates'> | null;
}

/** Everything that a search has found. */
export interface SearchOutcome {
  /** In order of evaluation. */
  readonly searched: readonly SearchedSchedule[];
  /** The reference on the same patients. */
  readonly reference: Pick<ScheduleStatistics, 'values' | 'replicates'> | null;
  readonly generations: number;
  /** Whether no further schedule is possible. */
  readonly exhausted: boolean;
  /** Reasons for which schedules are impossible, with their numbers. */
  readonly impossible: readonly { readonly reason: string; readonly schedules: number }[];
  /** Schedules whose median was not reached, and that were ranked as if it were the end of the simulation. */
  readonly unreached: number;
  readonly counts: readonly CohortCount[];
}

export interface SearchEvents {
  /** A cohort begins. */
  readonly onCohort: (title: string, patients: number) => void;
}

/**
 * Searches schedules, one generation after the other, on the same patients.
 *
 * @param config - objectives, limits, numbers
 * @param problem - space and reference
 * @param evaluate - on the patients of the search
 */
export async function searchSchedules(
  config: OptimiseConfig,
  { space, reference, horizonDays, drugs }: ScheduleProblem,
  { evaluate, monthDays }: { readonly evaluate: ScheduleEvaluator; readonly monthDays: number },
  events: SearchEvents,
): Promise<SearchOutcome> {
  const known = new Map<string, PossibleSchedule>();
  const scheduleOf = (point: SearchPoint) => {
    const key = pointKey(point);
    const found = known.get(key) ?? space.scheduleOf(point);
    known.set(key, found);
    return found;
  };
  const start = space.pointOf(reference);
  const problem: SearchProblem = {
    variables: space.variables,
    population: config.population,
    seed: config.seed,
    streamName: `${streamNames.schedules}: generations`,
    start: start === undefined ? [] : [start],
    canonical: space.canonical,
    isPossible: (point) => scheduleOf(point).kind === 'possible',
  };
  const wanted = [...new Set([...config.objectives, ...config.limits].map(({ quantity }) => quantity))];
  const counts: CohortCount[] = [];
  const evaluateAll = async (
    schedules: readonly { readonly name: string; readonly schedule: Schedule }[],
    title: string,
  ) => {
    const { statistics, counts: own } = await evaluate(schedules, (patients) => events.onCohort(title, patients));
    counts.push(...own);
    return statistics.map((one, index) => {
      const { patients, failed } = own[index]!;
      const isUsable = one !== null && failed / patients <= config.maxFailedShare;
      return isUsable
        ? onlyWanted(withPlannedDoses(one, schedules[index]!.schedule, drugs, horizonDays), wanted)
        : null;
    });
  };
  const [ofReference] = await evaluateAll([{ name: 'search, reference', schedule: reference }], 'reference');
  const searched: SearchedSchedule[] = [];
  let state = searchStart;
  while (searched.length < config.evaluations) {
    const points = askPoints(problem, state).slice(0, config.evaluations - searched.length);
    if (points.length === 0) break;
    const generation = state.generation + 1;
    const schedules = points.map((point, index) => ({
      name: `search, schedule ${searched.length + index + 1}`,
      schedule: (scheduleOf(point) as Extract<PossibleSchedule, { readonly kind: 'possible' }>).schedule,
    }));
    const statistics = await evaluateAll(schedules, `generation ${generation}`);
    const evaluated = points.map((point, index): SearchedSchedule => {
      const own = statistics[index]!;
      return {
        point,
        ...worthOf(config, own?.values ?? null, horizonDays / monthDays),
        schedule: schedules[index]!.schedule,
        generation,
        statistics: own,
      };
    });
    searched.push(...evaluated);
    state = tellPoints(
      problem,
      state,
      evaluated.map(({ point, objectives, violation }) => ({ point, objectives, violation })),
    );
  }
  return {
    searched,
    reference: ofReference!,
    generations: state.generation,
    exhausted: askPoints(problem, state).length === 0,
    impossible: countedReasons([...known.values()]),
    unreached: searched.filter(
      ({ statistics }) =>
        statistics !== null && config.objectives.some(({ quantity }) => statistics.values[quantity] === null),
    ).length,
    counts,
  };
}

/**
 * The schedules of a search that are to be confirmed: the front; with one objective the best ones. The first objective orders them.
 *
 * @param most - how many at most; of a larger front the least crowded ones
 * @param least - picks points of a front
 */
export function frontOf(
  searched: readonly SearchedSchedule[],
  most: number,
  pick: (points: readonly SearchedSchedule[], count: number) => readonly { readonly index: number }[],
): readonly SearchedSchedule[] {
  const isSingle = searched[0]?.objectives.length === 1;
  const candidates = isSingle ? searched.filter(({ violation }) => violation === 0) : paretoFront(searched);
  return pick(candidates, most)
    .map(({ index }) => candidates[index]!)
    .sort((a, b) => a.objectives[0]! - b.objectives[0]!);
}

/** Objectives to be minimised, and by how much limits are exceeded, each relative to its limit. */
export function worthOf(
  { objectives, limits }: Pick<OptimiseConfig, 'objectives' | 'limits'>,
  values: QuantityValues | null,
  horizonMonths: number,
): Pick<EvaluatedPoint, 'objectives' | 'violation'> {
  if (values === null) {
    return { objectives: objectives.map(() => Number.POSITIVE_INFINITY), violation: Number.POSITIVE_INFINITY };
  }
  // A median beyond the horizon is at least the horizon
  const valueOrHorizon = (quantity: string) => values[quantity] ?? horizonMonths;
  const excess = limits.map(({ quantity, most, least }) => {
    const value = valueOrHorizon(quantity);
    const over = Math.max(0, most === undefined ? 0 : value - most, least === undefined ? 0 : least - value);
    return over / (Math.abs(most ?? least ?? 0) || 1);
  });
  return {
    objectives: objectives.map(({ quantity, goal }) =>
      goal === 'max' ? -valueOrHorizon(quantity) : valueOrHorizon(quantity),
    ),
    violation: excess.reduce((sum, over) => sum + over, 0),
  };
}

function onlyWanted({ values, replicates }: ScheduleStatistics, wanted: readonly string[]) {
  const of = (all: QuantityValues): QuantityValues =>
    Object.fromEntries(wanted.map((name) => [name, all[name] ?? null]));
  return { values: of(values), replicates: replicates.map(of) };
}

function countedReasons(schedules: readonly PossibleSchedule[]) {
  const counts = new Map<string, number>();
  for (const schedule of schedules) {
    if (schedule.kind === 'impossible') counts.set(schedule.reason, (counts.get(schedule.reason) ?? 0) + 1);
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, schedules: count }))
    .sort((a, b) => b.schedules - a.schedules || (a.reason < b.reason ? -1 : 1));
}
