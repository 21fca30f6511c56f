import {
  type CohortRecord,
  type CsvCell,
  classifyResponse,
  markerNames,
  type SimulationSpec,
  stateNames,
  statusCodes,
} from '../../../src/index.js';
import { ENDPOINT_DAY } from './simulation-of-arms.js';

export const endpointColumns = [
  'patient',
  'arm',
  'status',
  `tri_day${ENDPOINT_DAY}`,
  'recist',
  ...markerNames,
] as const;
export const trajectoryColumns = ['patient', 'arm', 'day', ...stateNames] as const;

/**
 * Endpoints of a simulated cohort: one row per patient and arm, patients in input order.
 *
 * A failed patient has its reason and day under `status` and no endpoints.
 *
 * @param ids - names of the patients
 * @param baselineVolumes - tumor volume at baseline of each patient; cm^3
 */
export function endpointRows(
  record: CohortRecord,
  spec: SimulationSpec,
  ids: readonly string[],
  baselineVolumes: readonly number[],
): readonly CsvCell[][] {
  const reasons = new Map(record.failures.map((failure) => [`${failure.patient} ${failure.arm}`, failure]));
  return ids.flatMap((id, patient) =>
    spec.arms.map(({ name }): CsvCell[] => {
      const arm = record.arms[name]!;
      const failure = reasons.get(`${patient} ${name}`);
      if (failure !== undefined) {
        return [
          id,
          name,
          `failed: ${failure.reason} on day ${failure.day.toFixed(2)}`,
          null,
          null,
          null,
          null,
          null,
          null,
        ];
      }
      const tri = arm.tri[patient]!;
      const status = arm.status[patient] === statusCodes.completed ? 'completed' : 'completed on retry';
      const markers = arm.markers.subarray(patient * markerNames.length, (patient + 1) * markerNames.length);
      return [id, name, status, tri, classifyResponse(tri, 'volume', baselineVolumes[patient]!), ...markers];
    }),
  );
}

/** Daily states of a simulated cohort: one row per patient, arm and day; failed patients have none. */
export function* trajectoryRows(
  record: CohortRecord,
  spec: SimulationSpec,
  ids: readonly string[],
): Generator<CsvCell[]> {
  const days = spec.horizonDays + 1;
  const width = stateNames.length;
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
