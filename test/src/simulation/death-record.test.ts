// Evidence: worked by hand · slow oracle (the covariate patient by patient).
import { expect, test } from 'vitest';
import {
  baselineTumorDensity,
  type CohortRecord,
  deathCovariateInto,
  deathRecord,
  defaultAssessmentRules,
  emptyArmRecord,
  fixedArm,
  type SimulationSpec,
} from '../../../src/index.js';
import { toySpec } from '../../calibration/fit/toy-model.js';

const visits = [2, 4];
const spec: SimulationSpec = { ...toySpec, horizonDays: 5, arms: [fixedArm('one', {}, visits)], assessmentDay: 2 };
const arm = emptyArmRecord(spec, 3, visits);
/** The first progresses at day 4, the second failed, the third never progresses. */
const ratios = [
  [1, 1.3],
  [0, 0],
  [0.9, 0.8],
];
arm.status.set([1, 0, 1]);
arm.baselineTumor.fill(baselineTumorDensity);
arm.baselineVolumeCm3.fill(2.2);
arm.visitTumor.set(ratios.flat().map((ratio) => ratio * baselineTumorDensity));
arm.burden.set([0.2, 0.2, 0.2, 0.23, 0.26, 0.3, ...new Array<number>(6).fill(0), 0.2, 0.19, 0.18, 0.17, 0.16, 0.15]);
const record = { patients: 3, arms: { one: arm }, failures: [] } as unknown as CohortRecord;
const asked = { ...spec, assessment: defaultAssessmentRules };

test('two levels: 0 before the visit that shows progression, 1 from it on; a failed patient keeps zeros', () => {
  const { burden } = deathRecord(record, asked, 'progression').arms.one!;
  expect([...burden]).toEqual([0, 0, 0, 0, 1, 1, ...new Array<number>(12).fill(0)]);
});

test('other covariates are those of each patient; all else is shared, and the record is not changed', () => {
  const before = Float32Array.from(arm.burden);
  for (const covariate of ['log-burden', 'growth-rate'] as const) {
    const changed = deathRecord(record, asked, covariate).arms.one!;
    for (const [patient, progressionDay] of [
      [0, 4],
      [2, Number.POSITIVE_INFINITY],
    ] as const) {
      const burden = arm.burden.subarray(6 * patient, 6 * patient + 6);
      const u = new Float64Array(6);
      deathCovariateInto(covariate, { burden, visits, progressionDay }, u);
      expect([...changed.burden.subarray(6 * patient, 6 * patient + 6)]).toEqual([...Float32Array.from(u)]);
    }
    expect(changed.tri).toBe(arm.tri);
  }
  expect(arm.burden).toEqual(before);
});

test('the burden itself needs no other record', () => {
  expect(deathRecord(record, asked, 'burden')).toBe(record);
});
