import { z } from 'zod';
import { drugs } from './drug-schema.js';
import { ACCEPTED_FAILED_SHARE } from './failed-patients.js';
import { MOST_DAYS, MOST_DOSE, MOST_PATIENTS, numberIn, wholeIn } from './ranges.js';
import { regimen } from './regimen-schema.js';
import { studyName, studySeed } from './study-keys.js';
import { arm } from './visit-schema.js';

const drug = z.string().min(1).describe('drug whose courses are changed');
const variableName = z.string().min(1).describe('name of the variable: a column of the tables');
const label = z.string().min(1);
const dayOfCycle = numberIn(0, MOST_DAYS);
const cycles = wholeIn(0, 1_000_000).nullable();
const regimenName = z.string().min(1);

/** Which courses of a drug a variable changes. */
const place = {
  drug,
  of: z
    .enum(['regimen', 'afterProgression'])
    .default('regimen')
    .describe('whether the regimen or the one after progression is changed'),
  course: wholeIn(1, 100).optional().describe('number of the course, where the drug has several; default: all of them'),
};
const grid = {
  least: numberIn(0, MOST_DOSE).optional().describe('smallest value'),
  most: numberIn(0, MOST_DOSE).optional().describe('largest value; a step may end before it'),
  step: numberIn(0, MOST_DOSE, '(]').optional().describe('distance of two values'),
};

/** Numbers of a course that a variable may change. */
export const courseNumbers = ['dose', 'loadingDose', 'cycleDays', 'cycles', 'startDay'] as const;

const number = z.strictObject({
  name: variableName,
  ...place,
  vary: z
    .enum(courseNumbers)
    .describe('amount of an administration, of the first one, length of a cycle, number of cycles, or days of delay'),
  ...grid,
  values: z
    .array(numberIn(0, MOST_DOSE).nullable())
    .min(1)
    .optional()
    .describe('the values, in place of least, most and step; null for cycles to the end of the simulation'),
});
const days = z.strictObject({
  name: variableName,
  ...place,
  vary: z.literal('days').describe('days of the cycle'),
  choices: z.record(label, z.array(dayOfCycle).min(1)).describe('lists of days, by label'),
});
const pattern = z.strictObject({
  name: variableName,
  ...place,
  vary: z.literal('pattern').describe('days, length and number of cycles and delay together'),
  choices: z
    .record(
      label,
      z.strictObject({
        days: z.array(dayOfCycle).min(1),
        cycleDays: numberIn(0, MOST_DAYS, '(]').optional(),
        cycles: cycles.optional(),
        startDay: dayOfCycle.optional(),
      }),
    )
    .describe('by label; what is left out stays'),
});
const regimenChoice = z.strictObject({
  name: variableName,
  vary: z.literal('regimen').describe('what is given first'),
  values: z.array(regimenName).min(1).describe('regimens by name'),
});
const laterRegimen = z.strictObject({
  name: variableName,
  vary: z.literal('afterProgression').describe('what is given after progression'),
  values: z.array(regimenName.nullable()).min(1).describe('regimens by name; null for none'),
});
const order = z.strictObject({
  name: variableName,
  vary: z.literal('order').describe('what is given first and what after progression'),
  choices: z
    .record(label, z.strictObject({ regimen: regimenName, afterProgression: regimenName.nullable().default(null) }))
    .describe('two regimens each, by label'),
});
const stop = z.strictObject({
  name: variableName,
  vary: z.literal('stop').describe('whether progression ends the regimen'),
  values: z.array(z.enum(['progression', 'scheduled'])).min(1),
});
const stopDelay = z.strictObject({
  name: variableName,
  vary: z.literal('stopDelayDays').describe('days from the visit that shows progression to the end of the regimen'),
  ...grid,
  values: z.array(dayOfCycle).min(1).optional().describe('the values, in place of least, most and step'),
});

const variable = z
  .union([number, days, pattern, regimenChoice, laterRegimen, order, stop, stopDelay])
  .describe('one decision variable');

const shown = z.union([z.number(), z.string(), z.null()]);
const quantity = z
  .string()
  .min(1)
  .describe(
    'an endpoint (median_os, survival_12, median_pfs, dcr, bor_orr, ...) or a measure: total_dose.DRUG, planned_dose.DRUG, dose_per_cycle.DRUG, dose_intensity.DRUG, administrations.DRUG, administrations, days_on_treatment',
  );

/** What an arm receives, and until when; its visits are those of the run. */
const schedule = arm.omit({ visits: true });

/**
 * The schema of a search for schedules: what may be changed, what is wanted, and within which limits. Unknown keys are rejected at every
 * depth.
 */
export const optimiseSchema = z.strictObject({
  $schema: z.string().optional(),
  name: studyName,
  description: z.string().default(''),
  seed: studySeed,
  from: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('folder of a finished run, relative to this file; its model, fit, visits and death function are used'),
  arm: z.string().min(1).describe('arm of the run that the reference is taken from'),
  death: z
    .string()
    .min(1)
    .optional()
    .describe('arm of the run whose death function all schedules have; default: the same arm'),
  horizonDays: wholeIn(56, MOST_DAYS).optional().describe("days simulated; default: the run's"),
  drugs,
  regimens: z.record(z.string().min(1), regimen).default({}).describe('regimens of your own, by name'),
  reference: schedule
    .prefault({})
    .describe('schedule that all others are compared with; what is left out is as in the arm of the run'),
  schedule: schedule
    .prefault({})
    .describe('schedule that the variables change; what is left out is as in the reference'),
  variables: z.array(variable).min(1).max(50),
  conditions: z
    .array(
      z
        .strictObject({
          when: z
            .record(z.string().min(1), z.union([shown, z.array(shown).min(1)]))
            .describe('values of other variables, all of which must hold; a list for one of several'),
          variable: z.string().min(1).describe('variable that is limited then'),
          least: z.number().optional(),
          most: z.number().optional(),
          values: z.array(shown).min(1).optional().describe('the values that it may have then'),
        })
        .describe('a limit on one variable where others have certain values'),
    )
    .default([]),
  hold: z
    .array(
      z.strictObject({
        quantity: z
          .string()
          .min(1)
          .describe('planned_dose.DRUG, dose_per_cycle.DRUG or dose_intensity.DRUG: equal to that of the reference'),
        least: numberIn(0, MOST_DOSE).describe(
          'smallest dose by which it may be held; a schedule that needs less is impossible',
        ),
        most: numberIn(0, MOST_DOSE).describe('largest dose by which it may be held'),
      }),
    )
    .default([])
    .describe('quantities that every schedule has in common with the reference, by its dose'),
  objectives: z
    .array(z.strictObject({ quantity, goal: z.enum(['max', 'min']) }))
    .min(1)
    .max(4)
    .describe('what is wanted; with several, the front of schedules that none beats in all'),
  limits: z
    .array(
      z
        .strictObject({ quantity, most: z.number().optional(), least: z.number().optional() })
        .refine(({ most, least }) => most !== undefined || least !== undefined, { error: 'must have most or least' }),
    )
    .default([])
    .describe('what a schedule must keep to'),
  ask: z
    .record(
      label.regex(/[^\d]/, { error: 'must not be a number, which names a schedule of the front' }),
      z.record(z.string().min(1), shown).describe('values of variables by name; those of the reference where left out'),
    )
    .refine((asked) => !Object.keys(asked).includes('reference'), { error: 'must not name a schedule `reference`' })
    .default({})
    .describe(
      'schedules by label that are confirmed whatever the search finds, so that a question about them is answered',
    ),
  evaluations: wholeIn(2, 100_000).default(300).describe('schedules that the search simulates at most'),
  population: wholeIn(4, 1000).default(24).describe('schedules of a generation, which are simulated together'),
  patients: z
    .strictObject({
      search: wholeIn(40, MOST_PATIENTS).default(500).describe('patients of the search, the same for all schedules'),
      confirmation: wholeIn(80, MOST_PATIENTS).default(4000).describe('other patients, on whom the front is confirmed'),
    })
    .prefault({}),
  confirm: wholeIn(1, 100).default(12).describe('schedules of the front that are confirmed at most'),
  chosen: wholeIn(0, 20).default(4).describe('schedules of the front whose curves and calendars are written and drawn'),
  maxFailedShare: numberIn(0, 1)
    .default(ACCEPTED_FAILED_SHARE)
    .describe(
      'largest share of the patients of a schedule whose simulation may fail; above it the study is not complete',
    ),
});

export type OptimiseConfig = z.output<typeof optimiseSchema>;
export type OptimiseVariable = OptimiseConfig['variables'][number];
export type CourseNumber = (typeof courseNumbers)[number];
