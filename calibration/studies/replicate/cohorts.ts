import {
  builtInArms,
  builtInRegimens,
  type Cohort,
  type CohortRecord,
  DEFAULT_VISIT_INTERVAL_DAYS,
  defaultAssessmentRules,
  defaultRegimen,
  defaultSolverSettings,
  fixedArm,
  heterogeneityParameterNames,
  heterogeneityParameters,
  postedSwitches,
  publishedDrugs,
  type SimulationSpec,
  type Switches,
  type SwitchName,
  streamNames,
  switchNames,
  visitDays,
} from '../../../src/index.js';
import { PAPER_MONTH_DAYS } from '../../endpoints/months.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import { completedPatients } from '../run/cohort-plot-rows.js';

/** The paper's year of twelve months, and the visit of response and markers; days. */
export const YEAR_DAYS = 12 * PAPER_MONTH_DAYS;
export const ASSESSMENT_DAY = 56;

/** Benchmark patients of the paper, per arm. */
export const PUBLISHED_PATIENTS = 100;

/** Every shape, range and unit as published. */
export const publishedMarginals = heterogeneityParameterNames.map((name) => {
  const { min, max, alpha, beta } = heterogeneityParameters[name];
  return { name, min, max, alpha, beta };
});

/** Every switch as the paper's text or the balance of mass has it. */
export const correctedSwitches = withSwitches(switchNames);

function withSwitches(corrected: readonly SwitchName[]): Switches {
  const switches = { ...postedSwitches };
  for (const name of corrected) switches[name] = 'corrected';
  return switches;
}

/** The published trial under some form of the model: three arms, a year, markers at week 8, the tumor every eight weeks. */
export function replicateSpec(switches: Switches): SimulationSpec {
  const visits = visitDays({ everyDays: DEFAULT_VISIT_INTERVAL_DAYS }, YEAR_DAYS);
  return {
    switches,
    overrides: {},
    varying: [],
    drugs: publishedDrugs,
    arms: builtInArms.map((name) => fixedArm(name, builtInRegimens[defaultRegimen(name, switches)]!, visits)),
    horizonDays: YEAR_DAYS,
    assessment: defaultAssessmentRules,
    assessmentDay: ASSESSMENT_DAY,
    markerDays: [ASSESSMENT_DAY],
    tumorDays: [0, 56, 112, 168, 224, 280, 336],
    keepTrajectories: false,
    solver: defaultSolverSettings,
  };
}

/** A form of the model with the cohort that was simulated under it. */
export interface SimulatedForm {
  readonly name: string;
  readonly spec: SimulationSpec;
  readonly record: CohortRecord;
}

/** Completed patients of one arm of a form. */
export function patientsOf({ record }: Pick<SimulatedForm, 'record'>, arm: string): readonly number[] {
  return completedPatients(record.arms[arm]!);
}

/** All cohorts that a replication reads. */
export interface ReplicateCohorts {
  readonly cohort: Cohort;
  readonly posted: SimulatedForm;
  readonly corrected: SimulatedForm;
  /** One switch corrected, on the first patients of the same cohort. */
  readonly switched: readonly SimulatedForm[];
}

export interface ReplicateSize {
  readonly seed: string;
  readonly patients: number;
  readonly switchPatients: number;
}

export interface ReplicateEvents {
  readonly onCohort: (streamName: string, patients: number) => void;
}

/**
 * Draws the published cohort and simulates the same patients under every form of the model.
 *
 * One Latin hypercube serves all, so that what a switch changes is seen patient by patient.
 *
 * @throws InterruptedError - when the signal is raised
 */
export async function simulateForms(
  { seed, patients, switchPatients }: ReplicateSize,
  context: CohortContext,
  events: ReplicateEvents,
): Promise<ReplicateCohorts> {
  const design = { seed, design: 'latin-hypercube' } as const;
  const cohort = drawCohort(publishedMarginals, design, streamNames.cohortPatients, patients);
  const simulate = async (name: string, switches: Switches, count: number): Promise<SimulatedForm> => {
    events.onCohort(name, count);
    const spec = replicateSpec(switches);
    const parameters = cohort.values.subarray(0, count * publishedMarginals.length);
    return { name, spec, record: await runCohort({ spec, parameters, patients: count }, context) };
  };
  const posted = await simulate('posted', postedSwitches, patients);
  const corrected = await simulate('corrected', correctedSwitches, patients);
  const switched: SimulatedForm[] = [];
  for (const name of switchNames) switched.push(await simulate(name, withSwitches([name]), switchPatients));
  return { cohort, posted, corrected, switched };
}
