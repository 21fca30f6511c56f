import { z } from 'zod';
import { responseRules, switchNames } from '../../src/index.js';
import { TRIAL_MONTH_DAYS } from '../endpoints/months.js';
import { switches } from './config-schema.js';
import { drugName, drugs } from './drug-schema.js';
import { ACCEPTED_FAILED_SHARE } from './failed-patients.js';
import { MOST_DAYS, MOST_DOSE, MOST_FACTOR, MOST_PARAMETER, MOST_PATIENTS, numberIn, wholeIn } from './ranges.js';
import { regimen } from './regimen-schema.js';
import { studyName, studySeed } from './study-keys.js';

const cycles = wholeIn(0, 1_000_000).nullable();
const label = z.string().min(1).describe('name of the axis: a column of the table');

const axis = z
  .union([
    z.strictObject({ name: label, regimen: z.array(z.string().min(1)).min(1).describe('regimens by name') }),
    z.strictObject({
      name: label,
      drug: drugName,
      dose: z.array(numberIn(0, MOST_DOSE)).min(1).describe('amounts per administration; dose units'),
    }),
    z.strictObject({
      name: label,
      drug: drugName.optional().describe('default: all drugs of the regimen'),
      cycles: z.array(cycles).min(1).describe('numbers of cycles; null repeats to the end of the simulation'),
    }),
    z.strictObject({
      name: label,
      parameter: z.string().min(1),
      values: z.array(numberIn(0, MOST_PARAMETER)).min(1).describe('in its own unit'),
    }),
    z.strictObject({
      name: label,
      parameter: z.string().min(1),
      factors: z
        .array(numberIn(0, MOST_FACTOR))
        .min(1)
        .describe('times the published value, or times each patient’s own'),
    }),
    z.strictObject({
      name: label,
      switch: z.enum(switchNames),
      forms: z.array(z.enum(['posted', 'corrected'])).min(1),
    }),
  ])
  .describe('one axis: regimens, a dose, numbers of cycles, a parameter, or a switch');

const point = z
  .strictObject({
    label: z.string().min(1).describe('name of the point in the table'),
    regimen: z.string().min(1).optional(),
    doses: z.record(drugName, numberIn(0, MOST_DOSE)).default({}),
    cycles: cycles.optional().describe('of all drugs'),
    parameters: z.record(z.string().min(1), numberIn(0, MOST_PARAMETER)).default({}).describe('values of parameters'),
    factors: z.record(z.string().min(1), numberIn(0, MOST_FACTOR)).default({}).describe('factors on parameters'),
    switches: z.partialRecord(z.enum(switchNames), z.enum(['posted', 'corrected'])).default({}),
  })
  .describe('one point of a list');

/**
 * The schema of a sweep: what is varied, over which patients, and which outputs. Unknown keys are rejected at every
 * depth.
 */
export const sweepSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: studyName,
    description: z.string().default(''),
    seed: studySeed,
    from: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe(
        'folder of a finished run, relative to this file, whose shapes and death functions are used; null: published shapes, no survival',
      ),
    patients: wholeIn(10, MOST_PATIENTS).default(1000),
    horizonDays: wholeIn(56, MOST_DAYS).default(366),
    assessmentDay: wholeIn(1, MOST_DAYS).default(56),
    furtherDays: z
      .array(wholeIn(1, MOST_DAYS))
      .default([])
      .describe('further days at which disease control and tumor size are read'),
    markerDay: wholeIn(0, MOST_DAYS).default(56),
    monthDays: numberIn(28, 31).default(TRIAL_MONTH_DAYS),
    maxFailedShare: numberIn(0, 1)
      .default(ACCEPTED_FAILED_SHARE)
      .describe(
        'largest share of the patients of a point whose simulation may fail; above it the sweep is not complete',
      ),
    responseRule: z.enum(responseRules).default('volume'),
    death: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe(
        'arm of the run whose death function is used at every point; null: that of the arm of the run that gives most of the drugs of a point, and of several the one with the fewest others',
      ),
    regimen: z.string().min(1).describe('regimen of the points that name none'),
    drugs,
    regimens: z.record(z.string().min(1), regimen).default({}).describe('regimens of your own, by name'),
    switches: switches.prefault({}),
    axes: z.array(axis).default([]).describe('a grid: every combination of the axes'),
    points: z.array(point).default([]).describe('a list of points instead of a grid'),
    heat: z
      .array(z.string().min(1))
      .default([])
      .describe('columns of the table that are drawn as heat maps; default: the first rate and the median'),
  })
  .refine(({ axes, points }) => axes.length > 0 !== points.length > 0, {
    error: 'must have either axes or points',
    path: ['axes'],
  });

export type SweepConfig = z.infer<typeof sweepSchema>;
export type SweepAxis = SweepConfig['axes'][number];
