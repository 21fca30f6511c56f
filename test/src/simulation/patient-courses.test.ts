// Evidence: worked by hand · laws.
import { expect, test } from 'vitest';
import { baselineTumorDensity, progressionDay } from '../../../src/index.js';
import { eachCourse } from '../../../src/simulation/patient-courses.js';
import {
  defaultAssessmentRules,
  type ResponseCourse,
  responseCourse,
} from '../../../src/simulation/response-course.js';

const visits = [56, 112] as const;
/** Sizes relative to baseline; the second patient failed. */
const ratios = [
  [0.5, 1],
  [0, 0],
  [1, 1.1],
];
const record = {
  status: Uint8Array.of(1, 0, 2),
  visitTumor: Float64Array.from(ratios.flat(), (ratio) => ratio * baselineTumorDensity),
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

test('eachCourse takes rules that differ between patients', () => {
  const diameter = { ...defaultAssessmentRules, rule: 'diameter', baselineVolumeCm3: 2.2 } as const;
  const courses = coursesOf((patient) => (patient === 0 ? diameter : defaultAssessmentRules));
  const sizes = record.visitTumor.subarray(0, 2);
  expect(courses.get(0)).toEqual(responseCourse(sizes, baselineTumorDensity, visits, diameter));
  // Half the volume is 79 % of the diameter
  expect(courses.get(0)!.classes).toEqual(['SD', 'SD']);
});

test('progressionDay is the day of the visit, or never', () => {
  const [progressed, stable] = [...coursesOf(defaultAssessmentRules).values()] as [ResponseCourse, ResponseCourse];
  expect(progressionDay(progressed, visits)).toBe(112);
  expect(progressionDay(stable, visits)).toBe(Number.POSITIVE_INFINITY);
});
