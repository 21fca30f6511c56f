import {
  type CohortRecord,
  type CourseRecord,
  type CsvCell,
  eachCourse,
  markerNames,
  type ResponseCourse,
  type ResponseRule,
  responseOf,
  type SimulationSpec,
  stateNamesOf,
  statusCodes,
} from '../../../src/index.js';

/** Columns of `endpoints.csv`; the change of size is named after its day. */
export const endpointColumns = (assessmentDay: number) =>
  [
    'patient',
    'arm',
    'status',
    `tri_day${assessmentDay}`,
    'recist',
    ...markerNames,
    'bor',
    'bor_confirmed',
    'progression_day',
    'response_day',
  ] as const;
export const visitColumns = ['patient', 'arm', 'day', 'size', 'class'] as const;

/** Columns of the daily states: all those of the model. */
export function trajectoryColumns({ drugs }: Pick<SimulationSpec, 'drugs'>): readonly string[] {
  return ['patient', 'arm', 'day', ...stateNamesOf(drugs)];
}

/** Columns of a patient without endpoints: all but its name, its arm and its status. */
const EMPTY: readonly null[] = new Array(markerNames.length + 6).fill(null);

export interface EndpointSettings {
  readonly spec: SimulationSpec;
  /** Rule of the response at the assessment day. */
  readonly responseRule: ResponseRule;
}

/**
 * Endpoints of a simulated cohort: one row per patient and arm, patients in input order.
 *
 * A failed patient has its reason and day under `status` and no endpoints.
 *
 * @param ids - names of the patients
 */
export function endpointRows(
  record: CohortRecord,
  { spec, responseRule }: EndpointSettings,
  ids: readonly string[],
): readonly CsvCell[][] {
  const reasons = new Map(record.failures.map((failure) => [`${failure.patient} ${failure.arm}`, failure]));
  const courses = spec.arms.map(({ name, visits }) => coursesOf(record.arms[name]!, visits, spec.assessment));
  return ids.flatMap((id, patient) =>
    spec.arms.map(({ name, visits }, place): CsvCell[] => {
      const arm = record.arms[name]!;
      const failure = reasons.get(`${patient} ${name}`);
      if (failure !== undefined) {
        return [id, name, `failed: ${failure.reason} on day ${failure.day.toFixed(2)}`, ...EMPTY];
      }
      const tri = arm.tri[patient]!;
      const status = arm.status[patient] === statusCodes.completed ? 'completed' : 'completed on retry';
      const markers = arm.markers.subarray(patient * markerNames.length, (patient + 1) * markerNames.length);
      const recist = responseOf(arm, patient, responseRule);
      const { best, bestConfirmed, progressionVisit, responseVisit } = courses[place]!.get(patient)!;
      const dayOf = (visit: number) => visits[visit] ?? null;
      const course = [best, bestConfirmed, dayOf(progressionVisit), dayOf(responseVisit)];
      return [id, name, status, tri, recist, ...markers, ...course];
    }),
  );
}

function coursesOf(
  arm: CourseRecord,
  visits: readonly number[],
  rules: SimulationSpec['assessment'],
): ReadonlyMap<number, ResponseCourse> {
  const courses = new Map<number, ResponseCourse>();
  eachCourse(arm, visits, rules, (patient, course) => courses.set(patient, course));
  return courses;
}

/** What rows of visits are made from, of each arm. */
export type VisitRecords = Readonly<Record<string, CourseRecord>>;

/**
 * Sizes and classes of a simulated cohort: one row per patient, arm and visit; failed patients have none.
 *
 * The size is relative to that of the patient at day 0.
 */
export function* visitRows(arms: VisitRecords, spec: SimulationSpec, ids: readonly string[]): Generator<CsvCell[]> {
  const courses = spec.arms.map(({ name, visits }) => coursesOf(arms[name]!, visits, spec.assessment));
  for (const [patient, id] of ids.entries()) {
    for (const [place, { name, visits }] of spec.arms.entries()) {
      const course = courses[place]!.get(patient);
      if (course === undefined) continue;
      const { visitTumor, baselineTumor } = arms[name]!;
      for (const [visit, day] of visits.entries()) {
        const size = visitTumor[patient * visits.length + visit]! / baselineTumor[patient]!;
        yield [id, name, day, size, course.classes[visit]!];
      }
    }
  }
}

/** Daily states of a simulated cohort: one row per patient, arm and day; failed patients have none. */
export function* trajectoryRows(
  record: CohortRecord,
  spec: SimulationSpec,
  ids: readonly string[],
): Generator<CsvCell[]> {
  const days = spec.horizonDays + 1;
  const width = stateNamesOf(spec.drugs).length;
  for (const [patient, id] of ids.entries()) {
    for (const { name } of spec.arms) {
      const { status, trajectories } = record.arms[name]!;
      if (status[patient] === statusCodes.failed || trajectories.length === 0) continue;
      for (let day = 0; day < days; day++) {
        const start = (patient * days + day) * width;
        yield [id, name, day, ...trajectories.subarray(start, start + width)];
      }
    }
  }
}
