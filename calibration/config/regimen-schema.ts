import { z } from 'zod';
import { doseBases } from '../../src/index.js';
import { drugName } from './drug-schema.js';
import { LEAST_DURATION_DAYS, MOST_COURSES, MOST_DAYS, MOST_DOSE, numberIn, wholeIn } from './ranges.js';

/** Days that are 0, or not so small that rounding tells. */
const zeroOrDuration = numberIn(0, MOST_DAYS).refine((days) => days === 0 || days >= LEAST_DURATION_DAYS, {
  error: `must be 0 or lie in [${LEAST_DURATION_DAYS}, ${MOST_DAYS}]`,
});

const course = z
  .strictObject({
    dose: numberIn(0, MOST_DOSE).describe('amount per administration; dose units of the drug'),
    days: z
      .array(zeroOrDuration)
      .min(1)
      .max(MOST_DAYS)
      .describe('days of the cycle on which an administration starts; day 1 is the first'),
    cycleDays: numberIn(0, MOST_DAYS, '(]').describe('length of the cycle; days'),
    cycles: wholeIn(0, 1_000_000).nullable().describe('number of cycles; null repeats to the end of the simulation'),
    durationDays: zeroOrDuration.default(0.1).describe('duration of the input; days; 0 for a bolus'),
    startDay: numberIn(0, MOST_DAYS).optional().describe('days added to all times of the course; by default 0'),
    loadingDose: numberIn(0, MOST_DOSE)
      .optional()
      .describe('amount of the first administration; dose units; by default that of the others'),
    per: z
      .enum(doseBases)
      .optional()
      .describe(
        'states the amounts per kilogram of body weight or per square meter of body surface (parameters body_weight, body_height); by default they are the same for every patient',
      ),
  })
  .describe('one course of a drug');

const courses = z
  .union([course.transform((only) => [only]), z.array(course).min(1).max(MOST_COURSES)])
  .describe('courses of one drug: one, or a list; where they overlap, their rates add up');

/** What a patient receives, by drug; a drug that is absent is not given. */
export const regimen = z.record(drugName, courses).describe('courses by the name of the drug');
