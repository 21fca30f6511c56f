import { type ArmRecord, emptyArmRecord, markerNames, type SimulationSpec } from '../../../../src/index.js';
import { toySpec } from '../../fit/toy-model.js';

/** Two kept days of tumor, the assessment among them; both are visits. */
export const figureSpec: SimulationSpec = {
  ...toySpec,
  arms: toySpec.arms.map((arm) => ({ ...arm, visits: [28, 56] })),
  horizonDays: 56,
  tumorDays: [0, 28, 56],
};

/** An arm of patients with the given TRI, tumors that change linearly to it; `null` for a patient that failed. */
export function armRecord(tris: readonly (number | null)[]): ArmRecord {
  const arm = emptyArmRecord(figureSpec, tris.length, [28, 56]);
  tris.forEach((tri, patient) => {
    if (tri === null) return;
    arm.status[patient] = 1;
    arm.tri[patient] = tri;
    arm.baselineTumor[patient] = 4e8;
    arm.baselineVolumeCm3[patient] = 2;
    arm.tumor.set([4e8, 4e8 * (1 + tri / 2), 4e8 * (1 + tri)], 3 * patient);
    arm.visitTumor.set([4e8 * (1 + tri / 2), 4e8 * (1 + tri)], 2 * patient);
    arm.markers.set([patient, 10 - tri, patient ** 2, 1 + tri], patient * markerNames.length);
  });
  return arm;
}
