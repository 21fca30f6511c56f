import { type ArmRecord, statusCodes } from './arm-record.js';
import { type AssessmentRules, type ResponseCourse, responseCourse } from './response-course.js';
import { baselineTumorDensity } from './tumor-burden.js';

/**
 * Reads the response course of every completed patient of an arm.
 *
 * @param record - simulated patients
 * @param visits - days of the arm's visits, as in its specification
 * @param rules - thresholds and durations; a function where they differ between patients
 * @param visit - called once per completed patient, in order
 */
export function eachCourse(
  { status, visitTumor }: Pick<ArmRecord, 'status' | 'visitTumor'>,
  visits: readonly number[],
  rules: AssessmentRules | ((patient: number) => AssessmentRules),
  visit: (patient: number, course: ResponseCourse) => void,
): void {
  const rulesOf = typeof rules === 'function' ? rules : () => rules;
  status.forEach((code, patient) => {
    if (code === statusCodes.failed) return;
    const sizes = visitTumor.subarray(patient * visits.length, (patient + 1) * visits.length);
    visit(patient, responseCourse(sizes, baselineTumorDensity, visits, rulesOf(patient)));
  });
}

/**
 * Day on which progression shows.
 *
 * @returns the day of the visit; Infinity where no visit shows progression
 */
export function progressionDay({ progressionVisit }: ResponseCourse, visits: readonly number[]): number {
  return progressionVisit < 0 ? Number.POSITIVE_INFINITY : visits[progressionVisit]!;
}
