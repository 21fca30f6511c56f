import { type ArmRecord, statusCodes } from './arm-record.js';
import type { BaselineTumor } from './baseline-tumor.js';
import { type AssessmentRules, type ResponseCourse, responseCourse } from './response-course.js';
import { classifyResponse, type ResponseClass, type ResponseRule } from './treatment-response.js';

/** What of a record the response courses are read from. */
export type CourseRecord = Pick<ArmRecord, 'status' | 'visitTumor' | 'baselineTumor' | 'baselineVolumeCm3'>;

/** Tumor of a patient at day 0. */
export function baselineOf(
  { baselineTumor, baselineVolumeCm3 }: Pick<ArmRecord, 'baselineTumor' | 'baselineVolumeCm3'>,
  patient: number,
): BaselineTumor {
  return { density: baselineTumor[patient]!, volumeCm3: baselineVolumeCm3[patient]! };
}

/** Response class of a completed patient at the assessment day. */
export function responseOf(
  { tri, baselineVolumeCm3 }: Pick<ArmRecord, 'tri' | 'baselineVolumeCm3'>,
  patient: number,
  rule: ResponseRule,
): ResponseClass {
  return classifyResponse(tri[patient]!, rule, baselineVolumeCm3[patient]!);
}

/**
 * Response course of one patient.
 *
 * @param record - simulated patients
 * @param patient - row
 * @param visits - days of the arm's visits, as in its specification
 * @param rules - thresholds and durations
 * @returns undefined where the patient failed
 */
export function courseOf(
  record: CourseRecord,
  patient: number,
  visits: readonly number[],
  rules: AssessmentRules,
): ResponseCourse | undefined {
  const { status, visitTumor } = record;
  if (status[patient] === statusCodes.failed) return undefined;
  const sizes = visitTumor.subarray(patient * visits.length, (patient + 1) * visits.length);
  return responseCourse(sizes, baselineOf(record, patient), visits, rules);
}

/**
 * Reads the response course of every completed patient of an arm.
 *
 * @param record - simulated patients
 * @param visits - days of the arm's visits, as in its specification
 * @param rules - thresholds and durations
 * @param visit - called once per completed patient, in order
 */
export function eachCourse(
  record: CourseRecord,
  visits: readonly number[],
  rules: AssessmentRules,
  visit: (patient: number, course: ResponseCourse) => void,
): void {
  for (let patient = 0; patient < record.status.length; patient++) {
    const course = courseOf(record, patient, visits, rules);
    if (course !== undefined) visit(patient, course);
  }
}

/**
 * Day on which progression shows.
 *
 * @returns the day of the visit; Infinity where no visit shows progression
 */
export function progressionDay({ progressionVisit }: ResponseCourse, visits: readonly number[]): number {
  return progressionVisit < 0 ? Number.POSITIVE_INFINITY : visits[progressionVisit]!;
}
