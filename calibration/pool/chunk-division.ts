import { InternalError, type PatientFailureRecord } from '../../src/index.js';
import type { Division } from '../engine/engine.js';
import type { SimulatedChunk, SimulateRowsTask } from '../tasks/tasks.js';
import { clearRows, type PatientRange, rowsOf } from './cohort-rows.js';

/**
 * How a chunk that ends its workers is cut down to the patient: halves of its rows, and a patient that cannot be simulated
 * at all has failed under every arm.
 *
 * @param width - parameters per patient
 */
export function chunkDivision(width: number): Division<SimulateRowsTask, SimulatedChunk> {
  const part = ({ spec, simd, parameters, into }: SimulateRowsTask, range: PatientRange): SimulateRowsTask => ({
    spec,
    simd,
    parameters: parameters.subarray(range.first * width, (range.first + range.count) * width),
    into: rowsOf(into, range, parameters.length / width),
  });
  return {
    split: (task) => {
      const patients = task.parameters.length / width;
      if (patients < 2) return null;
      const half = Math.ceil(patients / 2);
      return [part(task, { first: 0, count: half }), part(task, { first: half, count: patients - half })];
    },
    join: ([left, right]) => {
      if (left.arms !== undefined || right.arms !== undefined) {
        throw new InternalError('chunk: the parts of a divided chunk must be written in place; got arrays');
      }
      const shifted = right.failures.map((failure) => ({ ...failure, patient: left.patients + failure.patient }));
      return { patients: left.patients + right.patients, failures: [...left.failures, ...shifted] };
    },
    lost: ({ spec, into }) => {
      // The worker may have ended in the middle of writing
      clearRows(into);
      return { patients: 1, failures: spec.arms.map(({ name }) => ({ patient: 0, arm: name, reason: LOST, day: 0 })) };
    },
  };
}

const LOST = 'ended its worker';

/** Whether a failure says something about the machine at that moment rather than about the patient. */
export function isLoss({ reason }: PatientFailureRecord): boolean {
  return reason === LOST;
}
