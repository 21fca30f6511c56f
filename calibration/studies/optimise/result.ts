import { z } from 'zod';
import { list } from '../../fit/results.js';

/** Bumped when names or meanings of `optimise.json` change. */
export const OPTIMISE_VERSION = 1;

const number = () => z.number().nullable();
const ofQuantity = 'by name, as in `quantities`';

const quantitySchema = z.strictObject({
  name: z
    .string()
    .describe(
      'an endpoint (`median_os`), or a measure with the drug that it counts (`total_dose.DRUG`); key of the records below',
    ),
  label: z.string().describe('for readers'),
  short_label: z.string().describe('for axes and narrow columns'),
  unit: z.string().describe('unit of its values; empty for a number without one'),
  decimals: z.int().min(0).describe('number of decimals shown'),
});
/** An endpoint or a measure of a schedule. */
export type ScheduleQuantity = Readonly<z.infer<typeof quantitySchema>>;

const variableSchema = z.strictObject({
  name: z.string().describe('name in the configuration; key of `values`'),
  changes: z.string().describe('what it changes, for readers, such as a dose'),
  unit: z.string().describe('unit of its values; empty for a choice'),
  ordered: z.boolean().describe('whether its levels have an order; false for a choice'),
  levels: list(z.union([z.number(), z.string()])).describe('the values it may take; labels of a choice'),
});
/** A decision variable and the values that it may take. */
export type ScheduleVariable = Readonly<z.infer<typeof variableSchema>>;

const objectiveSchema = z.strictObject({
  name: z.string().describe('quantity, as in `quantities`'),
  goal: z.enum(['max', 'min']).describe('whether large or small values are better'),
});

const limitSchema = z.strictObject({
  name: z.string().describe('quantity, as in `quantities`'),
  most: number().describe('largest value that is allowed; null for none'),
  least: number().describe('smallest value that is allowed; null for none'),
});

const estimateSchema = z.strictObject({
  value: number().describe('estimate; null where it is not reached'),
  error: number().describe('its Monte-Carlo standard error; null where it has none'),
});

const confirmedSchema = z.strictObject({
  ...estimateSchema.shape,
  difference: number().describe('value of this schedule less that of the reference, on the same patients'),
  difference_error: number().describe('Monte-Carlo standard error of the difference, patient by patient'),
});
/** A quantity of a schedule on the patients of the confirmation, and its difference from the reference. */
export type ConfirmedQuantity = Readonly<z.infer<typeof confirmedSchema>>;

const candidateSchema = z.strictObject({
  label: z
    .string()
    .describe('`reference`, a number from 1 along the first objective, or the label of a schedule that is asked about'),
  values: z
    .record(z.string(), z.union([z.number(), z.string()]).nullable())
    .describe(
      'value of each variable; null where it changes nothing, such as the dose of a drug that is not given, and for a reference outside the levels',
    ),
  schedule: list(z.string()).describe('what is given, one sentence for each course and for the end of treatment'),
  search: z
    .record(z.string(), estimateSchema)
    .nullable()
    .describe(
      `objectives and limits on the patients of the search, ${ofQuantity}; null where the search has not evaluated it`,
    ),
  confirmed: z
    .record(z.string(), confirmedSchema)
    .describe(`every quantity on the patients of the confirmation, ${ofQuantity}`),
  limits_met: z.boolean().describe('whether all limits are met on the patients of the confirmation'),
  non_dominated: z
    .boolean()
    .describe(
      'whether no other schedule of the front is at least as good in all objectives and better in one, on the patients of the confirmation',
    ),
  chosen: z.boolean().describe('whether `curves.csv` and `calendar.csv` hold it'),
  failed: z.int().min(0).describe('patients of the confirmation that failed'),
});
/** A schedule with what it does. */
export type OptimiseCandidate = Readonly<z.infer<typeof candidateSchema>>;

const optimismSchema = z.strictObject({
  name: z.string().describe('objective'),
  mean: z
    .number()
    .nullable()
    .describe(
      'mean over the front of what the search promised against the reference beyond what the confirmation shows; positive: too good; in the unit of the objective',
    ),
  largest: z.number().nullable().describe('the largest of these differences'),
  expected_error: z.number().nullable().describe('standard error of such a difference of one schedule'),
});
/** What the search promised beyond what the confirmation shows: the winner's curse. */
export type Optimism = Readonly<z.infer<typeof optimismSchema>>;

const drugSchema = z.strictObject({
  name: z.string().describe('name in `calendar.csv`, and in the names of measures'),
  label: z.string().describe('for readers'),
  dose_unit: z.string().describe('unit of its amounts'),
  calibrated: z.boolean().describe('whether its effects were fitted to trials; false for an exploration'),
});
/** A drug that a schedule gives. */
export type ScheduleDrug = Readonly<z.infer<typeof drugSchema>>;

/** `optimise.json`: what was searched, the front on independent patients, and the reference schedule beside it. */
export const optimiseResultSchema = z.strictObject({
  schema_version: z.literal(OPTIMISE_VERSION).describe('version of this form'),
  name: z.string().describe('name of the study'),
  description: z.string().describe('its description; may be empty'),
  seed: z.string().describe('seed of the patients and of the search'),
  run: z.string().describe('name of the run whose fit is used'),
  arm: z.string().describe('arm of the run whose visits and death function all schedules have'),
  horizon_days: z.number().describe('simulated days'),
  month_days: z.number().describe('days of a month'),
  drugs: list(drugSchema).describe('drugs that a schedule of the search may give'),
  variables: list(variableSchema),
  held: list(z.string()).describe('quantities that are kept equal to those of the reference by the dose, for readers'),
  objectives: list(objectiveSchema),
  limits: list(limitSchema),
  quantities: list(quantitySchema).describe('every endpoint and measure that a schedule is described by'),
  population: z.int().min(2).describe('schedules of a generation'),
  generations: z.int().min(0).describe('generations that were evaluated'),
  evaluations: z.int().min(0).describe('schedules that were simulated by the search, each once'),
  combinations: z.number().describe('combinations of all levels, impossible ones included'),
  impossible: list(
    z.strictObject({
      reason: z.string().describe('why'),
      schedules: z.int().min(1).describe('schedules that the search met and did not simulate'),
    }),
  ).describe('reasons for which schedules are impossible'),
  exhausted: z.boolean().describe('whether the search has evaluated every possible schedule'),
  feasible: z.int().min(0).describe('simulated schedules that meet all limits'),
  patients: z.strictObject({
    search: z.int().min(1).describe('patients of the search, the same for all schedules'),
    confirmation: z.int().min(1).describe('patients of the confirmation, others than those of the search'),
  }),
  reference: candidateSchema.describe('the schedule that all others are compared with'),
  front: list(candidateSchema).describe(
    'schedules that no other one dominates in the search, along the first objective; with one objective the best ones',
  ),
  asked: list(candidateSchema).describe(
    'schedules that the configuration asks about (`ask`), confirmed whatever the search found; `non_dominated` is against the front',
  ),
  optimism: list(optimismSchema).describe('what the search promised beyond what the confirmation shows, by objective'),
  remarks: list(z.string()).describe('what a reader must know, one sentence each'),
});

export type OptimiseResult = Readonly<z.infer<typeof optimiseResultSchema>>;

/** Tables beside `optimise.json`, and their columns that do not depend on the configuration. */
export const optimiseTables = {
  /** Every schedule of the search in order of evaluation: generation, then variables, objectives and limits with errors, and whether it is feasible. */
  candidates: { file: 'candidates.csv', columns: ['evaluation', 'generation'] },
  /** The reference, the front and the schedules asked about: label, then variables, and every quantity with error and difference. */
  front: { file: 'front.csv', columns: ['label'] },
  /** Daily curves of the chosen schedules on the patients of the confirmation; percent. */
  curves: { file: 'curves.csv', columns: ['label', 'day', 'os', 'pfs'] },
  /** What a patient without progression is given under the chosen schedules: one row for each administration. */
  calendar: { file: 'calendar.csv', columns: ['label', 'drug', 'day', 'amount'] },
} as const;
