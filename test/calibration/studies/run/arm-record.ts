import { type ArmRecord, emptyArmRecord, markerNames, type SimulationSpec } from '../../../../src/index.js';
import { toySpec } from '../../fit/toy-model.js';

/** Two kept days of tumor, the assessment among them. */
export const figureSpec: SimulationSpec = { ...toySpec, horizonDays: 56, tumorDays: [0, 28, 56] };

/** An arm of patients with the given TRI, tumors that change linearly to it; `null` for a patient that failed. */
export function armRecord(tris: readonly (number | null)[]): ArmRecord {
  const arm = emptyArmRecord(figureSpec, tris.length);
  tris.forEach((tri, patient) => {
    if (tri === null) return;
    arm.status[patient] = 1;
    arm.tri[patient] = tri;
    arm.tumor.set([4e8, 4e8 * (1 + tri / 2), 4e8 * (1 + tri)], 3 * patient);
    arm.markers.set([patient, 10 - tri, patient ** 2, 1 + tri], patient * markerNames.length);
  });
  return arm;
}
