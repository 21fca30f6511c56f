import { type BodySize, deathRecord, type ModelDrug, type SimulationSpec, streamNames } from '../../../src/index.js';
import type { CohortCount } from '../../config/failed-patients.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import { simulationSpec } from '../run/run-settings.js';
import { expectedMeasures } from './expected-measures.js';
import { type FittedModel, fittedDeath } from './fitted-model.js';
import { STANDARD_BODY } from './planned-doses.js';
import { type Schedule, toArm } from './schedule.js';
import { type ScheduleStatistics, scheduleStatistics } from './schedule-statistics.js';

/** The patients that schedules are evaluated on: the same for all. */
export interface EvaluationCohort {
  readonly seed: string;
  /** What they are for: other names, other patients. */
  readonly purpose: string;
  readonly patients: number;
  /** Groups of the jackknife. */
  readonly groups: number;
}

export interface EvaluationSettings {
  readonly model: FittedModel;
  /** Arm of the run whose visits the schedules have, and the one whose death function. */
  readonly arm: string;
  readonly death: string;
  readonly horizonDays: number;
  /** Drugs that any schedule of the study gives. */
  readonly drugs: readonly string[];
  readonly modelDrugs: readonly ModelDrug[];
}

/** A schedule by its name in counts and messages. */
export interface NamedSchedule {
  readonly name: string;
  readonly schedule: Schedule;
}

export interface EvaluatedSchedules {
  /** In input order; null where no patient completed. */
  readonly statistics: readonly (ScheduleStatistics | null)[];
  readonly counts: readonly CohortCount[];
}

/** Evaluates schedules on one cohort; `onCohort` is called before each simulation with the number of its patients. */
export type ScheduleEvaluator = (
  schedules: readonly NamedSchedule[],
  onCohort: (patients: number) => void,
) => Promise<EvaluatedSchedules>;

/** Rows, patients times schedules, that are simulated together: about 80 MB for a year. */
const MOST_ROWS = 50_000;

/** Bodies of the patients: their own, where the run gives them one. */
function bodiesOf({ config, marginals }: FittedModel, values: Float64Array): (patient: number) => BodySize {
  const place = (name: string) => marginals.findIndex((marginal) => marginal.name === name);
  const [weight, height] = [place('body_weight'), place('body_height')];
  const { body_weight: weightKg = STANDARD_BODY.weightKg, body_height: heightCm = STANDARD_BODY.heightCm } =
    config.model.overrides;
  return (patient) => ({
    weightKg: weight < 0 ? weightKg : values[patient * marginals.length + weight]!,
    heightCm: height < 0 ? heightCm : values[patient * marginals.length + height]!,
  });
}

/** The specification of the run with the days of the search. */
export function searchSpec({ config }: FittedModel, horizonDays: number): SimulationSpec {
  const spec = simulationSpec({ ...config, simulation: { ...config.simulation, horizonDays } });
  return { ...spec, markerDays: [], tumorDays: [] };
}

/**
 * Prepares the evaluation of schedules on the patients of a cohort.
 *
 * Schedules are arms of one specification, so that a generation is one job of the engine. A patient's course under a schedule does not
 * depend on the other schedules, and sums over patients are made here in a fixed order: the result is the same for any number of
 * workers and any division into generations.
 *
 * @param settings - fitted model, arms, days, drugs
 * @param cohort - patients
 * @param context - engine, store, progress
 */
export function scheduleEvaluator(
  { model, arm, death, horizonDays, drugs, modelDrugs }: EvaluationSettings,
  { seed, purpose, patients, groups }: EvaluationCohort,
  context: CohortContext,
): ScheduleEvaluator {
  const base = searchSpec(model, horizonDays);
  const { visits } = base.arms.find(({ name }) => name === arm)!;
  const { mixture, covariate } = fittedDeath(model.death[death]!);
  const { config, marginals } = model;
  const streamName = `${streamNames.schedules}: ${purpose}`;
  const cohort = drawCohort(marginals, { seed, design: 'latin-hypercube' }, streamName, patients);
  const settings = {
    horizonDays,
    monthDays: config.simulation.monthDays,
    responseRule: config.simulation.responseRule,
    visits,
    assessment: base.assessment,
    mixture,
    groups,
    bodyOf: bodiesOf(model, cohort.values),
  };
  const evaluate = async (schedules: readonly NamedSchedule[]) => {
    const arms = schedules.map(({ schedule }, index) => toArm(`schedule ${index + 1}`, schedule, visits));
    const spec = { ...base, drugs: modelDrugs, arms };
    const record = await runCohort({ spec, parameters: cohort.values, patients }, context);
    const { arms: simulated } = deathRecord(record, spec, covariate);
    return arms.map((one, index) => {
      const failed = record.failures.filter(({ arm: name }) => name === one.name).length;
      const statistics =
        failed === patients
          ? null
          : scheduleStatistics(simulated[one.name]!, {
              ...settings,
              measures: expectedMeasures(one, drugs, horizonDays),
            });
      return { statistics, count: { cohort: schedules[index]!.name, patients, failed } };
    });
  };
  return async (schedules, onCohort) => {
    const size = Math.max(1, Math.floor(MOST_ROWS / patients));
    const evaluated: Awaited<ReturnType<typeof evaluate>> = [];
    for (let first = 0; first < schedules.length; first += size) {
      onCohort(patients);
      evaluated.push(...(await evaluate(schedules.slice(first, first + size))));
    }
    return {
      statistics: evaluated.map(({ statistics }) => statistics),
      counts: evaluated.map(({ count }) => count),
    };
  };
}
