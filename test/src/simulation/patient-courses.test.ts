// Evidence: worked by hand · laws.
import { expect, test } from 'vitest';
import { baselineTumorDensity, progressionDay } from '../../../src/index.js';
import { eachCourse, responseOf } from '../../../src/simulation/patient-courses.js';
import {
  defaultAssessmentRules,
  type ResponseCourse,
  responseCourse,
} from '../../../src/simulation/response-course.js';

const visits = [56, 112] as const;
/** Sizes relative to the patient's own baseline; the second patient failed, the third has twice the tumor. */
const ratios = [
  [0.5, 1],
  [0, 0],
  [1, 1.1],
];
const baselineTumor = Float64Array.of(1, 1, 2).map((factor) => factor * baselineTumorDensity);
const record = {
  baselineTumor,
  baselineVolumeCm3: Float64Array.of(2.2, 2.2, 4.4),
  status: Uint8Array.of(1, 0, 2),
  visitTumor: Float64Array.from(ratios.flatMap((own, patient) => own.map((ratio) => ratio * baselineTumor[patient]!))),
};

function coursesOf(...rules: Parameters<typeof eachCourse>[2][]) {
  const courses = new Map<number, ResponseCourse>();
  for (const own of rules) eachCourse(record, visits, own, (patient, course) => courses.set(patient, course));
  return courses;
}

test('eachCourse reads completed patients, each from its own row', () => {
  const courses = coursesOf(defaultAssessmentRules);
  expect([...courses.keys()]).toEqual([0, 2]);
  expect(courses.get(0)!.classes).toEqual(['PR', 'PD']);
  expect(courses.get(2)!.classes).toEqual(['SD', 'SD']);
});

test('eachCourse compares each patient with its own baseline', () => {
  const diameter = { ...defaultAssessmentRules, rule: 'diameter' } as const;
  const courses = coursesOf(diameter);
  const sizes = record.visitTumor.subarray(0, 2);
  expect(courses.get(0)).toEqual(responseCourse(sizes, { density: 4e8, volumeCm3: 2.2 }, visits, diameter));
  // Half the volume is 79 % of the diameter
  expect(courses.get(0)!.classes).toEqual(['SD', 'SD']);
});

test('responseOf reads the change and the volume of the patient', () => {
  // A sphere of 0.1 cm^3 has a diameter of 5.8 mm: twice the volume is 7.3 mm, a fifth of it 3.4 mm
  const arm = { tri: Float64Array.of(1, 1, -0.8), baselineVolumeCm3: Float64Array.of(2.2, 0.1, 0.1) };
  expect([0, 1, 2].map((patient) => responseOf(arm, patient, 'diameter'))).toEqual(['SD', 'SD', 'CR']);
  expect([0, 1, 2].map((patient) => responseOf(arm, patient, 'volume'))).toEqual(['PD', 'PD', 'CR']);
  const large = { tri: Float64Array.of(1, -0.8), baselineVolumeCm3: Float64Array.of(33.5, 33.5) };
  // 4 cm grow by 26 % and 10 mm
  expect([0, 1].map((patient) => responseOf(large, patient, 'diameter'))).toEqual(['PD', 'PR']);
});

test('progressionDay is the day of the visit, or never', () => {
  const [progressed, stable] = [...coursesOf(defaultAssessmentRules).values()] as [ResponseCourse, ResponseCourse];
  expect(progressionDay(progressed, visits)).toBe(112);
  expect(progressionDay(stable, visits)).toBe(Number.POSITIVE_INFINITY);
});
