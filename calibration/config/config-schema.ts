import { z } from 'zod';
import {
  builtInArms,
  heterogeneityParameterNames,
  responseRules,
  switchDescriptions,
  switchNames,
} from '../../src/index.js';
import { TRIAL_MONTH_DAYS } from '../endpoints/months.js';
import { overdispersions } from '../fit/objective/likelihood-rows.js';
import { residualScales } from '../fit/problem.js';
import { notEvaluableRules } from '../targets/new-trials/to-table-rows.js';

const positive = z.number().positive();
const days = z.number().nonnegative();
const percentRange = z
  .tuple([z.number().gt(0).lt(100), z.number().gt(0).lt(100)])
  .refine(([low, high]) => low < high, { error: 'must be [lowest, highest] with lowest < highest' });

const switchValue = z.enum(['posted', 'corrected']);
/** Forms of the disputed terms. */
export const switches = z.strictObject(
  Object.fromEntries(
    switchNames.map((name) => [
      name,
      switchValue
        .default('posted')
        .describe(`posted: ${switchDescriptions[name].posted}; corrected: ${switchDescriptions[name].corrected}`),
    ]),
  ) as Record<(typeof switchNames)[number], z.ZodDefault<typeof switchValue>>,
);

const course = z
  .strictObject({
    dose: z
      .number()
      .nonnegative()
      .describe('amount per administration; dose units (TAS-102 95, bevacizumab 280 as published)'),
    days: z.array(days).min(1).describe('days of the cycle on which an administration starts; day 1 is the first'),
    cycleDays: positive.describe('length of the cycle; days'),
    cycles: z.int().min(0).nullable().describe('number of cycles; null repeats to the end of the simulation'),
    durationDays: positive.default(0.1).describe('duration of the input; days'),
  })
  .describe('dosing of one drug');

/** What a patient receives; a drug that is absent is not given. */
export const regimen = z.strictObject({ tas102: course.optional(), bevacizumab: course.optional() });

const marginal = z.strictObject({
  min: z.number().nonnegative().optional(),
  max: z.number().nonnegative().optional(),
  alpha: positive.optional(),
  beta: positive.optional(),
  free: z.boolean().optional().describe('whether the fit may change the two shapes'),
});

const marginals = z.strictObject(
  Object.fromEntries(heterogeneityParameterNames.map((name) => [name, marginal.optional()])) as Record<
    (typeof heterogeneityParameterNames)[number],
    z.ZodOptional<typeof marginal>
  >,
);

const tableFiles = z.union([
  z
    .string()
    .min(1)
    .transform((file) => [file]),
  z.array(z.string().min(1)).min(1),
]);

/** The tables that ship with the workbench, read where a configuration names none. */
const shippedTables = {
  recist: ['../data/trials/recist.csv'],
  medianOs: ['../data/trials/median_os.csv'],
  survival: ['../data/trials/survival_landmarks.csv'],
};
type TableName = keyof typeof shippedTables;

/** Default tables: the shipped ones, or none where `trials` is given. */
function withTables<
  Targets extends { readonly trials: string[] | null } & { readonly [Name in TableName]?: string[] | null | undefined },
>(targets: Targets) {
  const names = Object.keys(shippedTables) as TableName[];
  const isOnlyTrials = targets.trials !== null && names.every((name) => targets[name] === undefined);
  const filesOf = (name: TableName): string[] | null =>
    targets[name] === undefined ? (isOnlyTrials ? null : shippedTables[name]) : targets[name];
  return { ...targets, recist: filesOf('recist'), medianOs: filesOf('medianOs'), survival: filesOf('survival') };
}

/**
 * The one schema of a run's configuration: every key, its meaning and its default. Unknown keys are rejected at every
 * depth.
 */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]*$/, { error: 'must be letters, digits, dot, dash or underscore' })
    .describe('name of the run; also of its default folder'),
  description: z.string().default(''),
  seed: z
    .union([z.int().min(0), z.string().min(1)])
    .transform(String)
    .describe('seed of every random stream; 0 is valid'),
  model: z
    .strictObject({
      switches: switches.prefault({}),
      overrides: z
        .record(z.string(), z.number().nonnegative())
        .default({})
        .describe('new values of fixed parameters, by name, in their own units'),
    })
    .prefault({}),
  regimens: z.record(z.string().min(1), regimen).default({}).describe('regimens of your own, by name'),
  arms: z
    .record(z.string().min(1), z.strictObject({ regimen: z.string().min(1).optional() }))
    .refine((arms) => Object.keys(arms).length > 0, { error: 'must name at least one arm' })
    .default(Object.fromEntries(builtInArms.map((arm) => [arm, {}])))
    .describe(
      'arms to simulate and fit; a built-in arm takes its regimen from the switch `dosing` unless one is named',
    ),
  marginals: marginals.prefault({}).describe('changes to the published ranges and Beta shapes, by parameter'),
  simulation: z
    .strictObject({
      horizonDays: z.int().min(1).default(366).describe('days simulated; must reach every survival landmark used'),
      assessmentDay: z.int().min(1).default(56).describe('day of the response against baseline'),
      markerDay: z.int().min(0).default(56).describe('day at which biomarkers are read'),
      monthDays: positive
        .default(TRIAL_MONTH_DAYS)
        .describe('length of a month; 30.4375 in the trials, 30 in the paper'),
      responseRule: z
        .enum(responseRules)
        .default('volume')
        .describe('response classes by volume (paper) or diameter (RECIST 1.1)'),
      relativeTolerance: z.number().gt(0).max(1e-3).default(1e-6),
      absoluteTolerance: z.number().gt(0).default(1e-3).describe('cell/L'),
      maxSteps: z.int().min(100).default(20_000),
    })
    .prefault({}),
  targets: z
    .strictObject({
      trials: tableFiles
        .nullable()
        .default(null)
        .describe(
          'tables of trials, one row per trial and arm (data/new-trials/README.md); file or list, relative to this configuration. Without recist, medianOs and survival only these trials are fitted; with them they are added',
        ),
      notEvaluable: z
        .enum(notEvaluableRules)
        .default('left-out')
        .describe(
          'patients of those tables whose response could not be assessed: excluded from the rates, or counted as PD',
        ),
      recist: tableFiles
        .nullable()
        .optional()
        .describe(
          'response rates, relative to this configuration; null for none; by default the shipped table where there are no trials',
        ),
      medianOs: tableFiles.nullable().optional().describe('medians of overall survival; default as for recist'),
      survival: tableFiles.nullable().optional().describe('survival landmarks; default as for recist'),
      publishedModel: z
        .string()
        .min(1)
        .nullable()
        .default('../data/published/model-survival.csv')
        .describe('survival of the published model, to compare the RMSE with; null to leave it out'),
      weights: z
        .strictObject({
          response: z.number().nonnegative().default(1),
          medianOs: z.number().nonnegative().default(1),
          survival: z.number().nonnegative().default(1),
        })
        .prefault({})
        .describe('factor on the squared residuals of each group; 0 leaves it out of the fit'),
      objective: z
        .enum(['pooled', 'likelihood'])
        .default('pooled')
        .describe(
          "pooled: least squares on the pooled endpoints, as the paper; likelihood: the trials' own counts, response classes as multinomials and deaths between landmarks as binomials",
        ),
      overdispersion: z
        .enum(overdispersions)
        .default('none')
        .describe(
          'with the likelihood: whether trials may differ by more than sampling error; estimated by moments, per arm',
        ),
      residualScale: z
        .enum(residualScales)
        .default('sampling-error')
        .describe(
          'unit of a residual: the sampling error of the clinical endpoint, or half the tolerance below where that is smaller',
        ),
      tolerances: z
        .strictObject({
          ratePoints: positive.default(1).describe('largest difference of a response rate; percentage points'),
          medianMonths: positive.default(0.1).describe('largest difference of the median; months'),
          survivalRmsePoints: positive
            .default(1.5)
            .describe('root mean square error over 3, 6, 9, 12 months; percentage points'),
        })
        .prefault({}),
    })
    .transform(withTables)
    .prefault({}),
  fit: z
    .strictObject({
      shapes: z
        .enum(['all', 'none'])
        .default('all')
        .describe('whether shapes are free unless a marginal says otherwise'),
      priorLogSd: positive
        .default(1)
        .describe('standard deviation of the prior on log shape around its starting value'),
      logShapeBound: positive.max(4).default(1.5).describe('largest change of a log shape'),
      scalars: z
        .record(
          z.string().min(1),
          z
            .strictObject({ min: z.number().nonnegative(), max: positive })
            .refine(({ min, max }) => min < max, { error: 'must have min < max' }),
        )
        .default({})
        .describe(
          'fixed parameters to fit as one number for all patients, by name, or `dose.tas102` and `dose.bevacizumab` as factors on all doses; found by a global search, because each value needs new simulations',
        ),
      scalarEvaluations: z.int().min(1).default(25).describe('values that the search of the scalars may try'),
      scalarPatients: z.int().min(50).default(500).describe('patients simulated for each of them, the same ones'),
      death: z
        .enum(['by-arm', 'shared'])
        .default('by-arm')
        .describe('one death function for each arm, or one for all arms'),
      mu: z.enum(['point', 'range']).default('range').describe('mu of the death function: a value, or a uniform range'),
      sigma: z
        .enum(['point', 'range'])
        .default('point')
        .describe('sigma of the death function: a value, or a uniform range'),
      dailyDeathPercentAtZero: percentRange
        .default([1e-4, 0.25])
        .describe('bounds on the daily death probability without tumor burden (chi = 0); percent per day'),
      dailyDeathPercentAtOne: percentRange
        .default([0.3, 50])
        .describe('bounds on the daily death probability at chi = 1; percent per day'),
      muHalfWidth: positive.default(0.6).describe('largest half-width of the range of mu; units of chi'),
      sigmaRelativeHalfWidth: z
        .number()
        .gt(0)
        .lt(1)
        .default(0.9)
        .describe('largest half-width of sigma over its centre'),
      design: z.enum(['latin-hypercube', 'random']).default('latin-hypercube'),
      poolPatients: z.int().min(50).default(1500).describe('patients simulated in the first round'),
      poolGrowth: z.number().min(1).max(10).default(1.7).describe('factor from one round to the next'),
      rounds: z.int().min(1).default(4).describe('rounds of simulating and fitting before the confirmation'),
      leastEffectiveShare: z
        .number()
        .gt(0)
        .lt(1)
        .default(0.6)
        .describe('least effective sample size of the newest pool, as a share of its patients'),
      maxIterations: z.int().min(1).default(100),
      tolerance: positive.default(1e-4).describe('relative decrease of the objective at which the fit ends'),
    })
    .prefault({}),
  confirmation: z
    .strictObject({
      patients: z.int().min(2).default(10_000),
      maxAttempts: z
        .int()
        .min(1)
        .default(3)
        .describe(
          'validation cohorts that may be tried; one that is out of tolerance is added to the fit before the next is drawn',
        ),
    })
    .prefault({}),
  biomarkers: z
    .strictObject({
      arms: z.array(z.string()).optional().describe('arms to analyse; [] for none, by default every treated arm'),
      folds: z.int().min(2).default(5),
    })
    .prefault({}),
});

/** A configuration after defaults. */
export type Config = z.output<typeof configSchema>;
