import { z } from 'zod';
import {
  DEFAULT_VISIT_INTERVAL_DAYS,
  defaultAssessmentRules,
  requireVisits,
  responseRules,
  type VisitSchedule,
} from '../../src/index.js';
import { messagesOf } from './checked-config.js';
import { MOST_DAYS, numberIn, wholeIn } from './ranges.js';

const schedule = {
  everyDays: wholeIn(1, MOST_DAYS).optional().describe('interval of the visits; days; by default 56'),
  days: z
    .array(wholeIn(1, MOST_DAYS))
    .min(1)
    .max(MOST_DAYS)
    .optional()
    .describe('days of the visits, ascending; in place of everyDays'),
};

/** When tumors are measured, and how sizes become classes. */
export const visits = z.strictObject({
  ...schedule,
  rule: z
    .enum(responseRules)
    .optional()
    .describe('classes of the visits by volume or by diameter (RECIST 1.1); by default responseRule'),
  leastStableDays: numberIn(0, MOST_DAYS)
    .default(defaultAssessmentRules.leastStableDays)
    .describe('first day on which stable disease counts for the best response'),
  confirmDays: numberIn(0, MOST_DAYS)
    .default(defaultAssessmentRules.confirmDays)
    .describe('shortest time after which a second measurement confirms a response; days'),
});

/** What an arm receives, and until when. */
export const arm = z.strictObject({
  label: z
    .string()
    .min(1)
    .optional()
    .describe('name in reports; by default the clinical name of an arm of the trials, or the drugs of the arm'),
  regimen: z.string().min(1).optional().describe('name of a regimen'),
  visits: z.strictObject(schedule).optional().describe('visits of this arm; by default those of simulation.visits'),
  untilProgression: z
    .boolean()
    .optional()
    .describe('whether the regimen ends at the first visit that shows progression; by default it is given to everyone'),
  stopDelayDays: numberIn(0, MOST_DAYS)
    .optional()
    .describe('time from that visit to the end of the regimen; days; by default 0'),
  afterProgression: z
    .string()
    .min(1)
    .nullable()
    .optional()
    .describe('name of the regimen that starts then; by default none'),
});

/** An arm that no trial is fitted for: simulated once the fit is done. */
const exploredArm = arm.extend({
  death: z.string().min(1).describe('arm of the fit whose death function it has'),
});

/** Arms that are simulated with the fit and are no part of it. */
export const explore = z
  .record(z.string().min(1), exploredArm)
  .default({})
  .describe(
    'arms that are simulated on the validation cohort and not fitted, because no trial reports them: an exploration, with the death function of a fitted arm',
  );

type Schedule = { readonly everyDays?: number | undefined; readonly days?: readonly number[] | undefined };

/** The schedule of valid keys; every 56 days where none is named. */
export function scheduleOf({ everyDays = DEFAULT_VISIT_INTERVAL_DAYS, days }: Schedule): VisitSchedule {
  return days === undefined ? { everyDays } : { days };
}

/**
 * Issues of a schedule.
 *
 * @param where - its path
 * @param horizonDays - last day simulated
 */
export function scheduleIssues({ everyDays, days }: Schedule, where: string, horizonDays: number): readonly string[] {
  if (everyDays !== undefined && days !== undefined)
    return [`${where}: must have everyDays or days, not both; got both`];
  if (days !== undefined) return messagesOf(() => requireVisits(days, horizonDays, `${where}.days`));
  if (everyDays === undefined || everyDays <= horizonDays) return [];
  return [`${where}.everyDays: must be at most horizonDays (${horizonDays}); got ${everyDays}`];
}
