import {
  type ArmRecord,
  type CohortRecord,
  type CourseRecord,
  type CsvCell,
  courseOf,
  type DescribedColumn,
  markerNames,
  type ResponseRule,
  responseOf,
  type SimulationSpec,
  stateNamesOf,
  statusCodes,
} from '../../../src/index.js';
import { describedEndpoints, describedTrajectories, describedVisits } from './described-tables.js';

const namesOf = (columns: readonly DescribedColumn[]): readonly string[] => columns.map(({ name }) => name);

/** Columns of `endpoints.csv`; the change of size is named after its day. */
export const endpointColumns = (assessmentDay: number) => namesOf(describedEndpoints(assessmentDay));
export const visitColumns = namesOf(describedVisits);

/** Columns of the daily states: all those of the model. */
export const trajectoryColumns = (spec: Pick<SimulationSpec, 'drugs'>) => namesOf(describedTrajectories(spec));

/** Columns of a patient without endpoints: all but its name, its arm and its status. */
const EMPTY: readonly null[] = new Array(markerNames.length + 6).fill(null);

export interface EndpointSettings {
  readonly spec: SimulationSpec;
  /** Rule of the response at the assessment day. */
  readonly responseRule: ResponseRule;
}

/** What endpoints and visits are made from: the columns of a record that are small. */
export interface EndpointRecord {
  readonly arms: Readonly<Record<string, EndpointArm>>;
  readonly failures: CohortRecord['failures'];
}

type EndpointArm = CourseRecord & Pick<ArmRecord, 'tri' | 'markers'>;

/** The small columns of a record, copied: 0.3 kB per patient of three arms. */
export function endpointRecord({ arms, failures }: CohortRecord): EndpointRecord {
  const copied = Object.entries(arms).map(
    ([name, { status, tri, markers, visitTumor, baselineTumor, baselineVolumeCm3 }]) =>
      [
        name,
        {
          status: status.slice(),
          tri: tri.slice(),
          markers: markers.slice(),
          visitTumor: visitTumor.slice(),
          baselineTumor: baselineTumor.slice(),
          baselineVolumeCm3: baselineVolumeCm3.slice(),
        },
      ] as const,
  );
  return { arms: Object.fromEntries(copied), failures };
}

/**
 * Endpoints of a simulated cohort: one row per patient and arm, patients in input order.
 *
 * A failed patient has its reason and day under `status` and no endpoints.
 *
 * @param ids - names of the patients
 */
export function* endpointRows(
  record: EndpointRecord,
  { spec, responseRule }: EndpointSettings,
  ids: readonly string[],
): Generator<CsvCell[]> {
  const reasons = new Map(record.failures.map((failure) => [`${failure.patient} ${failure.arm}`, failure]));
  for (const [patient, id] of ids.entries()) {
    for (const { name, visits } of spec.arms) {
      const arm = record.arms[name]!;
      const failure = reasons.get(`${patient} ${name}`);
      if (failure !== undefined) {
        yield [id, name, `failed: ${failure.reason} on day ${failure.day.toFixed(2)}`, ...EMPTY];
        continue;
      }
      const tri = arm.tri[patient]!;
      const status = arm.status[patient] === statusCodes.completed ? 'completed' : 'completed on retry';
      const markers = arm.markers.subarray(patient * markerNames.length, (patient + 1) * markerNames.length);
      const recist = responseOf(arm, patient, responseRule);
      const { best, bestConfirmed, progressionVisit, responseVisit } = courseOf(arm, patient, visits, spec.assessment)!;
      const dayOf = (visit: number) => visits[visit] ?? null;
      const course = [best, bestConfirmed, dayOf(progressionVisit), dayOf(responseVisit)];
      yield [id, name, status, tri, recist, ...markers, ...course];
    }
  }
}

/** What rows of visits are made from, of each arm. */
export type VisitRecords = Readonly<Record<string, CourseRecord>>;

/**
 * Sizes and classes of a simulated cohort: one row per patient, arm and visit; failed patients have none.
 *
 * The size is relative to that of the patient at day 0.
 */
export function* visitRows(arms: VisitRecords, spec: SimulationSpec, ids: readonly string[]): Generator<CsvCell[]> {
  for (const [patient, id] of ids.entries()) {
    for (const { name, visits } of spec.arms) {
      const course = courseOf(arms[name]!, patient, visits, spec.assessment);
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
