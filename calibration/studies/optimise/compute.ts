import { bestPoints, NumericalError, pointKey } from '../../../src/index.js';
import { isOrdered, levelsOf } from '../../config/optimise-levels.js';
import type { OptimiseConfig, OptimiseVariable } from '../../config/optimise-schema.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StudyOutput } from '../study.js';
import { type ConfirmedSchedule, confirmSchedules, optimismOf } from './confirm-schedules.js';
import { type EvaluationCohort, scheduleEvaluator } from './evaluate-schedules.js';
import type { FittedModel } from './fitted-model.js';
import { describedQuantities } from './quantities.js';
import { scheduleRemarks } from './remarks.js';
import {
  OPTIMISE_VERSION,
  type OptimiseCandidate,
  type OptimiseResult,
  type ScheduleDrug,
  type ScheduleVariable,
} from './result.js';
import { scheduleSentences } from './schedule.js';
import type { ScheduleProblem } from './schedule-problem.js';
import { jackknifeError } from './schedule-statistics.js';
import { frontOf, type SearchEvents, type SearchOutcome, searchSchedules } from './search-schedules.js';
import { calendarTable, candidatesTable, curvesTable, frontTable } from './study-tables.js';

export interface OptimiseInput {
  readonly config: OptimiseConfig;
  readonly model: FittedModel;
  readonly problem: ScheduleProblem;
  /** The drugs of the problem, for readers. */
  readonly drugs: readonly ScheduleDrug[];
}

/** Groups of patients behind the errors of the search and of the confirmation. */
const GROUPS = { search: 20, confirmation: 40 } as const;

/**
 * Searches for schedules and confirms what it finds on other patients.
 *
 * @param input - configuration, fitted model, problem, drugs
 * @param context - engine, store, progress
 * @param events - hears which cohort begins
 * @returns the result, and the tables of every schedule, the front, curves and calendars
 * @throws NumericalError - when no patient completes under the reference
 */
export async function computeOptimise(
  { config, model, problem, drugs }: OptimiseInput,
  context: CohortContext,
  events: SearchEvents,
): Promise<StudyOutput<OptimiseResult>> {
  const { space, reference, horizonDays, death } = problem;
  const { monthDays } = model.config.simulation;
  const names = drugs.map(({ name }) => name);
  const evaluatorOf = (purpose: EvaluationCohort['purpose'], patients: number, groups: number) =>
    scheduleEvaluator(
      { model, arm: config.arm, death, horizonDays, drugs: names, modelDrugs: problem.modelDrugs },
      { seed: config.seed, purpose, patients, groups },
      context,
    );
  const evaluate = evaluatorOf('search', config.patients.search, GROUPS.search);
  const search = await searchSchedules(config, problem, { evaluate, monthDays }, events);
  const front = frontOf(search.searched, config.confirm, bestPoints);
  const asked = problem.asked.map(({ label, point, schedule }) => ({
    label,
    schedule,
    searched: search.searched.find((one) => pointKey(one.point) === pointKey(point)) ?? null,
  }));
  const confirmation = await confirmSchedules(
    config,
    reference,
    { front, asked },
    {
      evaluate: evaluatorOf('confirmation', config.patients.confirmation, GROUPS.confirmation),
      drugs: names,
      horizonDays,
      monthDays,
    },
    events,
  );
  if (confirmation === null) {
    throw new NumericalError('reference: at least one patient must complete; got failures alone');
  }
  const quantities = describedQuantities(drugs);
  const candidate = (one: ConfirmedSchedule) => candidateOf(one, { search, problem, drugs });
  const result: OptimiseResult = {
    schema_version: OPTIMISE_VERSION,
    name: config.name,
    description: config.description,
    seed: config.seed,
    run: model.name,
    arm: config.arm,
    horizon_days: horizonDays,
    month_days: monthDays,
    drugs,
    variables: config.variables.map((variable) => describedVariable(variable, drugs)),
    held: config.hold.map(({ quantity }) => quantities.find(({ name }) => name === quantity)!.label),
    objectives: config.objectives.map(({ quantity: name, goal }) => ({ name, goal })),
    limits: config.limits.map(({ quantity: name, most = null, least = null }) => ({ name, most, least })),
    quantities,
    population: config.population,
    generations: search.generations,
    evaluations: search.searched.length,
    combinations: space.combinations,
    impossible: search.impossible,
    exhausted: search.exhausted,
    feasible: search.searched.filter(({ violation }) => violation === 0).length,
    patients: config.patients,
    reference: candidate(confirmation.reference),
    front: confirmation.front.map(candidate),
    asked: confirmation.asked.map(candidate),
    optimism: optimismOf(config, search, confirmation),
    remarks: scheduleRemarks({ config, problem, search, confirmation, drugs }),
  };
  const variables = config.variables.map(({ name }) => name);
  return {
    // A search that finds nothing within the limits has not done what it was asked for
    status: front.length === 0 ? 'incomplete' : 'done',
    result,
    tables: [
      candidatesTable(config, space, search.searched),
      frontTable(variables, quantities, [result.reference, ...result.front, ...result.asked]),
      curvesTable(confirmation),
      calendarTable(confirmation, horizonDays),
    ],
    summary: [],
    patients: [...search.counts, ...confirmation.counts],
  };
}

function candidateOf(
  { label, schedule, searched, quantities, statistics, limitsMet, nonDominated, chosen }: ConfirmedSchedule,
  {
    search,
    problem: { space },
    drugs,
  }: { readonly search: SearchOutcome; readonly problem: ScheduleProblem; readonly drugs: readonly ScheduleDrug[] },
): OptimiseCandidate {
  const point = searched?.point ?? space.pointOf(schedule);
  const own = searched === null ? search.reference : searched.statistics;
  return {
    label,
    values:
      point === undefined
        ? Object.fromEntries(space.variables.map(({ name }) => [name, null]))
        : space.valuesOf(space.canonical(point)),
    schedule: scheduleSentences(schedule, textOf(drugs)),
    search:
      own === null
        ? null
        : Object.fromEntries(
            Object.entries(own.values).map(([name, value]) => [
              name,
              { value, error: jackknifeError(own.replicates.map((values) => values[name] ?? null)) },
            ]),
          ),
    confirmed: quantities,
    limits_met: limitsMet,
    non_dominated: nonDominated,
    chosen,
    failed: statistics.failed,
  };
}

const textOf = (drugs: readonly ScheduleDrug[]) => (name: string) => {
  const drug = drugs.find((candidate) => candidate.name === name);
  return { label: drug?.label ?? name, doseUnit: drug?.dose_unit ?? '' };
};

/** What a variable changes, for readers. */
const changes = {
  dose: 'dose',
  loadingDose: 'first dose',
  cycleDays: 'days of a cycle',
  cycles: 'cycles',
  startDay: 'delay',
  days: 'days',
  pattern: 'pattern',
  regimen: 'regimen',
  afterProgression: 'regimen after progression',
  order: 'order of regimens',
  stop: 'end of treatment',
  stopDelayDays: 'time from progression to the end of treatment',
} as const satisfies Readonly<Record<OptimiseVariable['vary'], string>>;

function describedVariable(variable: OptimiseVariable, drugs: readonly ScheduleDrug[]): ScheduleVariable {
  const { label, doseUnit } = 'drug' in variable ? textOf(drugs)(variable.drug) : { label: '', doseUnit: '' };
  const what = changes[variable.vary];
  const units: Readonly<Record<string, string>> = {
    dose: doseUnit,
    loadingDose: doseUnit,
    cycleDays: 'days',
    startDay: 'days',
    stopDelayDays: 'days',
  };
  return {
    name: variable.name,
    changes: label === '' ? what : `${what} of ${label}`,
    unit: units[variable.vary] ?? '',
    ordered: isOrdered(variable),
    levels: levelsOf(variable),
  };
}
