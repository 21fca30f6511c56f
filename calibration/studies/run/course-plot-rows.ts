import {
  type ArmRecord,
  type AssessedClass,
  type AssessmentRules,
  type CohortRecord,
  type CourseRecord,
  courseOf,
  type DeathProbabilityMixture,
  eachSurvival,
  givesDose,
  occupancySum,
  type PatientRows,
  progressionDay,
  type ResponseCourse,
  randomStream,
  regimenAdministrations,
  type SimulationSpec,
  streamNames,
} from '../../../src/index.js';
import { PLOTTED_PATIENTS } from './cohort-plot-rows.js';
import type { BestChangeRow, StatesRow, SwimmerRow } from './plot-tables.js';

/** Patients of a swimmer plot: the first of the cohort that completed, the same in every arm. */
export const SWIMMER_PATIENTS = 30;

/** What the courses of an arm are read with. */
export interface CourseSettings {
  /** Arm of the specification that was simulated. */
  readonly arm: SimulationSpec['arms'][number];
  readonly rules: AssessmentRules;
  readonly horizonDays: number;
  readonly monthDays: number;
  /** Seed of the drawn deaths. */
  readonly seed: string;
}

/** Tables of the courses of an arm. */
export interface CourseRows {
  readonly best_change: readonly BestChangeRow[];
  readonly swimmer: readonly SwimmerRow[];
  readonly states: readonly StatesRow[];
}

/**
 * Courses of the patients of every arm of a cohort.
 *
 * @param record - simulated patients
 * @param mixtures - death function of each arm
 * @param settings - specification that was simulated, days, seed
 * @returns rows of all arms, in their order
 */
export function cohortCourseRows(
  record: CohortRecord<PatientRows>,
  mixtures: Readonly<Record<string, DeathProbabilityMixture>>,
  { spec, ...settings }: Omit<CourseSettings, 'arm' | 'rules' | 'horizonDays'> & { readonly spec: SimulationSpec },
): CourseRows {
  const { assessment: rules, horizonDays } = spec;
  const rows = spec.arms.map((arm) =>
    courseRows(record.arms[arm.name]!, mixtures[arm.name]!, { ...settings, arm, rules, horizonDays }),
  );
  return {
    best_change: rows.flatMap((each) => each.best_change),
    swimmer: rows.flatMap((each) => each.swimmer),
    states: rows.flatMap((each) => each.states),
  };
}

/**
 * Courses of the patients of an arm: best change and course of single patients, expected states of the whole cohort.
 *
 * @param record - simulated patients
 * @param mixture - death function of the arm
 * @param settings - arm, rules of assessment, days, seed
 * @returns rows of three tables; none where nobody completed
 */
export function courseRows(
  record: CourseRecord & Pick<ArmRecord<PatientRows>, 'burden'>,
  mixture: DeathProbabilityMixture,
  settings: CourseSettings,
): CourseRows {
  const { arm, rules, horizonDays, monthDays } = settings;
  const treatment = lastTreatmentDay(arm.regimen, horizonDays);
  const courseAt = (patient: number) => {
    const course = courseOf(record, patient, arm.visits, rules);
    return course === undefined ? undefined : dated(course, arm, treatment);
  };
  const occupancy = occupancySum(horizonDays + 1);
  const drawn: SwimmerRow[] = [];
  eachSurvival(record.burden, horizonDays + 1, mixture, (patient, survival) => {
    const course = courseAt(patient);
    if (course === undefined) return;
    occupancy.add(survival, course);
    if (drawn.length < SWIMMER_PATIENTS) drawn.push(swimmerRow(patient, { course, survival }, settings));
  });
  return {
    best_change: bestChangeRows(record, courseAt, arm),
    swimmer: drawn.sort((a, b) => b.end_day - a.end_day).map((row, index) => ({ ...row, rank: index + 1 })),
    states: drawn.length === 0 ? [] : statesRows(arm.name, occupancy.mean(), monthDays),
  };
}

interface DatedCourse extends ResponseCourse {
  readonly progressionDay: number;
  readonly treatmentEndDay: number;
}

/** End of the last dose of a regimen up to the horizon; days; 0 where no drug is given. */
export function lastTreatmentDay(regimen: SimulationSpec['arms'][number]['regimen'], horizonDays: number): number {
  return Object.values(regimenAdministrations(regimen, horizonDays))
    .flat()
    .filter(givesDose)
    .reduce((last, { endDay }) => Math.max(last, endDay), 0);
}

function dated(
  course: ResponseCourse,
  { visits, untilProgression }: CourseSettings['arm'],
  treatmentDay: number,
): DatedCourse {
  const day = progressionDay(course, visits);
  const stop = untilProgression === null ? Number.POSITIVE_INFINITY : day + untilProgression.delayDays;
  return { ...course, progressionDay: day, treatmentEndDay: Math.min(treatmentDay, stop) };
}

/** Smallest size up to progression against baseline, largest growth first; patients without a measurement are left out. */
function bestChangeRows(
  { visitTumor, baselineTumor }: CourseRecord,
  courseAt: (patient: number) => DatedCourse | undefined,
  { name, visits }: CourseSettings['arm'],
): readonly BestChangeRow[] {
  const changes: { readonly patient: number; readonly best: AssessedClass; readonly change: number }[] = [];
  for (let patient = 0; patient < baselineTumor.length && changes.length < PLOTTED_PATIENTS; patient++) {
    const course = courseAt(patient);
    if (course === undefined) continue;
    const { progressionVisit, best } = course;
    const counted = progressionVisit < 0 ? visits.length : progressionVisit + 1;
    const sizes = visitTumor.subarray(patient * visits.length, patient * visits.length + counted);
    const smallest = sizes.reduce((least, size) => (size < least ? size : least), Number.POSITIVE_INFINITY);
    if (!Number.isFinite(smallest)) continue;
    changes.push({ patient, best, change: 100 * (smallest / baselineTumor[patient]! - 1) });
  }
  return changes
    .sort((a, b) => b.change - a.change)
    .map(({ patient, best, change }, index) => ({
      arm: name,
      rank: index + 1,
      patient: String(patient + 1),
      change_percent: change,
      recist: best,
    }));
}

/**
 * The course of one patient with a drawn death: the first day on which survival is below 1 - u for a uniform number u of the
 * patient's own stream. A visit on that day or later does not take place.
 */
function swimmerRow(
  patient: number,
  { course, survival }: { readonly course: DatedCourse; readonly survival: Float64Array },
  { arm: { name, visits }, horizonDays, seed }: CourseSettings,
): SwimmerRow {
  const level = 1 - randomStream({ seed, streamName: `${streamNames.deaths}: ${name}`, index: patient })();
  const died = survival.findIndex((alive) => alive < level);
  const endDay = died < 0 ? horizonDays : died;
  const isAttended = (day: number) => died < 0 || day < died;
  const attended = visits.filter(isAttended).length;
  const response = course.responseVisit < 0 ? null : visits[course.responseVisit]!;
  const best: AssessedClass = course.runningBest[attended - 1] ?? 'NE';
  const { progressionDay: progression } = course;
  return {
    arm: name,
    rank: 0,
    patient: String(patient + 1),
    best,
    treatment_end_day: Math.min(course.treatmentEndDay, endDay),
    response_day: response !== null && isAttended(response) ? response : null,
    progression_day: Number.isFinite(progression) && isAttended(progression) ? progression : null,
    end_day: endDay,
    status: died < 0 ? 'alive' : 'dead',
  };
}

function statesRows(
  arm: string,
  occupancy: ReturnType<ReturnType<typeof occupancySum>['mean']>,
  monthDays: number,
): readonly StatesRow[] {
  return Array.from(occupancy.onTreatment, (share, day) => ({
    arm,
    day,
    month: day / monthDays,
    on_treatment_percent: 100 * share,
    off_treatment_percent: 100 * occupancy.offTreatment[day]!,
    progressed_percent: 100 * occupancy.progressed[day]!,
    dead_after_progression_percent: 100 * occupancy.deadAfterProgression[day]!,
    dead_without_progression_percent: 100 * occupancy.deadWithoutProgression[day]!,
  }));
}
