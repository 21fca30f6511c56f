import { z } from 'zod';
import {
  builtInArms,
  heterogeneityParameterNames,
  responseRules,
  switchDescriptions,
  switchNames,
  uniformDesigns,
} from '../../src/index.js';
import { families } from '../endpoints/families.js';
import { TRIAL_MONTH_DAYS } from '../endpoints/months.js';
import { overdispersions } from '../fit/objective/likelihood-rows.js';
import { residualScales } from '../fit/problem.js';
import { type DeathFormName, deathFormNames, deathSharings } from '../fit/survival/death-forms.js';
import { medianRules } from '../targets/clinical-targets.js';
import { notEvaluableRules } from '../targets/new-trials/to-table-rows.js';
import { allowances } from '../targets/units.js';
import { confirmation } from './confirmation-schema.js';
import { correlations } from './correlation-schema.js';
import { drugs } from './drug-schema.js';
import { ACCEPTED_FAILED_SHARE } from './failed-patients.js';
import { MOST_DAYS, MOST_PARAMETER, MOST_PATIENTS, numberIn, wholeIn } from './ranges.js';
import { regimen } from './regimen-schema.js';
import { withTables } from './shipped-tables.js';
import { studyName, studySeed } from './study-keys.js';
import { arm, explore, visits } from './visit-schema.js';

/** Percent strictly between 0 and 100, away from the ends where a logit is not finite. */
const percent = numberIn(1e-9, 100 - 1e-9);
const percentRange = z
  .tuple([percent, percent])
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

const marginal = z.strictObject({
  min: numberIn(0, MOST_PARAMETER).optional().describe('lower end of the range; unit of the parameter'),
  max: numberIn(0, MOST_PARAMETER).optional().describe('upper end of the range; unit of the parameter'),
  alpha: numberIn(1e-3, 1e4).optional().describe('first shape of the Beta distribution'),
  beta: numberIn(1e-3, 1e4).optional().describe('second shape of the Beta distribution'),
  free: z
    .boolean()
    .optional()
    .describe('whether the fit may change the two shapes; by default as fit.shapes for the 21, no for further ones'),
});

const marginals = z
  .object(
    Object.fromEntries(heterogeneityParameterNames.map((name) => [name, marginal.optional()])) as Record<
      (typeof heterogeneityParameterNames)[number],
      z.ZodOptional<typeof marginal>
    >,
  )
  .catchall(marginal);

const tableFiles = z.union([
  z
    .string()
    .min(1)
    .transform((file) => [file]),
  z.array(z.string().min(1)).min(1),
]);

/**
 * The one schema of a run's configuration: every key, its meaning and its default. Unknown keys are rejected at every
 * depth.
 */
export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('JSON Schema of this file, for editors'),
  name: studyName.describe('name of the run; also of its default folder'),
  description: z.string().default('').describe('what the run is for; shown in its report'),
  seed: studySeed.describe('seed of every random stream; 0 is valid'),
  model: z
    .strictObject({
      switches: switches.prefault({}).describe('forms of the disputed terms of the model'),
      overrides: z
        .record(z.string(), numberIn(0, MOST_PARAMETER).describe('the value; unit of the parameter'))
        .default({})
        .describe(
          'new values for all patients, by name, in their own units: fixed parameters, `baseline_tumor` or `state:NAME` (at day 0; cell/L), `body_weight` (kg), `body_height` (cm)',
        ),
    })
    .prefault({})
    .describe('the equations'),
  drugs,
  regimens: z.record(z.string().min(1), regimen).default({}).describe('regimens of your own, by name'),
  arms: z
    .record(z.string().min(1), arm)
    .refine((arms) => Object.keys(arms).length > 0, { error: 'must name at least one arm' })
    .default(Object.fromEntries(builtInArms.map((arm) => [arm, {}])))
    .describe(
      'arms to simulate and fit; a built-in arm takes its regimen from the switch `dosing` unless one is named',
    ),
  explore,
  marginals: marginals
    .prefault({})
    .describe(
      'changes to the published ranges and Beta shapes, by parameter; further parameters that differ between patients, with min, max, alpha and beta: fixed parameters, `baseline_tumor` or `state:NAME` (at day 0; cell/L), `body_weight` (kg), `body_height` (cm)',
    ),
  correlations: correlations
    .default([])
    .describe(
      'correlations of per-patient parameters, joined by a Gaussian copula: pairs, or one matrix; pairs that are not named are independent',
    ),
  simulation: z
    .strictObject({
      horizonDays: wholeIn(1, MOST_DAYS)
        .default(366)
        .describe('days simulated; must reach every survival landmark used'),
      assessmentDay: wholeIn(1, MOST_DAYS).default(56).describe('day of the response against baseline'),
      markerDay: wholeIn(0, MOST_DAYS).default(56).describe('day at which biomarkers are read'),
      monthDays: numberIn(28, 31)
        .default(TRIAL_MONTH_DAYS)
        .describe('length of a month; 30.4375 in the trials, 30 in the paper'),
      responseRule: z
        .enum(responseRules)
        .default('volume')
        .describe('response classes by volume (paper) or diameter (RECIST 1.1)'),
      visits: visits
        .prefault({})
        .describe('visits at which tumors are measured, and the rules of best response and progression'),
      relativeTolerance: numberIn(1e-12, 1e-3).default(1e-6).describe('of the solver, per step'),
      absoluteTolerance: numberIn(1e-12, 1e6).default(1e-3).describe('of the solver, per step; cell/L'),
      maxSteps: wholeIn(100, 1_000_000).default(20_000).describe('steps of the solver for one patient at most'),
      maxFailedShare: numberIn(0, 1)
        .default(ACCEPTED_FAILED_SHARE)
        .describe(
          'largest share of the patients of a cohort whose simulation may fail; above it a run is not converged',
        ),
    })
    .prefault({})
    .describe('how patients are simulated, measured and classified'),
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
      median: z
        .enum(medianRules)
        .default('mean')
        .describe(
          "target of a median: the mean of the trials' medians (eq. 18), as the paper, or the median of the pooled curve where the arm has one; with the likelihood it is only compared",
        ),
      allow: z
        .array(z.enum(allowances))
        .default([])
        .describe('issues of the tables to accept; median-range: medians outside 0.5 to 60 months'),
      recist: tableFiles
        .nullable()
        .optional()
        .describe(
          'response rates, relative to this configuration; null for none; by default the shipped table where there are no trials',
        ),
      medianOs: tableFiles.nullable().optional().describe('medians of overall survival; default as for recist'),
      survival: tableFiles.nullable().optional().describe('survival landmarks; default as for recist'),
      medianPfs: tableFiles
        .nullable()
        .optional()
        .describe(
          'medians of progression-free survival; null for none; by default the shipped table where recist, medianOs and survival are the shipped ones',
        ),
      pfs: tableFiles
        .nullable()
        .optional()
        .describe('landmarks of progression-free survival; default as for medianPfs'),
      bestResponse: tableFiles.nullable().optional().describe('best responses; default as for medianPfs'),
      publishedModel: z
        .string()
        .min(1)
        .nullable()
        .default('../data/published/model-survival.csv')
        .describe('survival of the published model, to compare the RMSE with; null to leave it out'),
      hazardRatios: z
        .string()
        .min(1)
        .nullable()
        .optional()
        .describe(
          'hazard ratios of trials, shown beside the simulated ones and never fitted; null for none; default as for medianPfs',
        ),
      weights: z
        .strictObject({
          response: numberIn(0, 1e6).default(1).describe('response rates of one visit'),
          medianOs: numberIn(0, 1e6).default(1).describe('medians of overall survival'),
          survival: numberIn(0, 1e6).default(1).describe('landmarks of overall survival'),
          medianPfs: numberIn(0, 1e6).default(0).describe('medians of progression-free survival'),
          pfs: numberIn(0, 1e6).default(0).describe('landmarks of progression-free survival'),
          bestResponse: numberIn(0, 1e6).default(0).describe('best responses'),
        })
        .prefault({})
        .describe(
          'factor on the squared residuals of each group; 0 leaves it out of the fit: its endpoints are shown as not fitted',
        ),
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
      tradeOff: z
        .enum(families)
        .nullable()
        .default(null)
        .describe(
          'family of endpoints whose weight is varied after the fit, to show what following it costs the others (response, best response, os, pfs); null for none',
        ),
      tolerances: z
        .strictObject({
          ratePoints: numberIn(1e-3, 1e6)
            .default(1)
            .describe('largest difference of a response rate; percentage points'),
          medianMonths: numberIn(1e-3, 1e6).default(0.1).describe('largest difference of the median; months'),
          survivalRmsePoints: numberIn(1e-3, 1e6)
            .default(1.5)
            .describe('root mean square error over 3, 6, 9, 12 months; percentage points'),
        })
        .prefault({})
        .describe('largest differences of a converged run'),
    })
    .transform(withTables)
    .prefault({})
    .describe('the trials, and how they enter the fit'),
  fit: z
    .strictObject({
      shapes: z
        .enum(['all', 'none'])
        .default('all')
        .describe('whether shapes are free unless a marginal says otherwise'),
      priorLogSd: numberIn(1e-3, 100)
        .default(1)
        .describe('standard deviation of the prior on log shape around its starting value'),
      logShapeBound: numberIn(1e-3, 4).default(1.5).describe('largest change of a log shape'),
      scalars: z
        .record(
          z.string().min(1),
          z
            .strictObject({
              min: numberIn(0, MOST_PARAMETER).describe('least value; unit of the parameter'),
              max: numberIn(0, MOST_PARAMETER, '(]').describe('largest value; unit of the parameter'),
            })
            .refine(({ min, max }) => min < max, { error: 'must have min < max' }),
        )
        .default({})
        .describe(
          'fixed parameters to fit as one number for all patients, by name, or `dose.<drug>` as a factor on all doses of a drug; found by a global search, because each value needs new simulations',
        ),
      scalarEvaluations: wholeIn(1, 10_000).default(25).describe('values that the search of the scalars may try'),
      scalarPatients: wholeIn(50, MOST_PATIENTS)
        .default(500)
        .describe('patients simulated for each of them, the same ones'),
      death: z
        .enum(deathSharings)
        .default('by-arm')
        .describe(
          'one death function for each arm, one for all arms, or one for all with a treatment effect of each arm but the first: a factor on the hazard',
        ),
      deathForm: z
        .enum(deathFormNames as [DeathFormName, ...DeathFormName[]])
        .default('paper')
        .describe(
          "what the death of a day depends on: paper, logistic in the burden chi, the paper's; burden and log-burden, a hazard log-linear in chi or in its logarithm; growth, in the growth rate since the last visit; progression, two levels before and after the visit that shows progression. Bounds, mu and sigma below are the paper's form's",
        ),
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
      muHalfWidth: numberIn(1e-6, 100).default(0.6).describe('largest half-width of the range of mu; units of chi'),
      sigmaRelativeHalfWidth: numberIn(1e-6, 1, '[)')
        .default(0.9)
        .describe('largest half-width of sigma over its centre'),
      design: z
        .enum(uniformDesigns)
        .default('latin-hypercube')
        .describe(
          'how patients are spread over the parameters: one per stratum of each, independent, or a scrambled Sobol sequence, whose rates have about half the standard error for as many patients; with it best powers of 2',
        ),
      poolPatients: wholeIn(50, MOST_PATIENTS).default(1500).describe('patients simulated in the first round'),
      poolGrowth: numberIn(1, 10).default(1.7).describe('factor from one round to the next'),
      rounds: wholeIn(1, 100).default(4).describe('rounds of simulating and fitting before the confirmation'),
      pools: z
        .array(wholeIn(50, MOST_PATIENTS))
        .min(1)
        .max(100)
        .optional()
        .describe('patients simulated in each round; takes the place of poolPatients, poolGrowth and rounds'),
      leastEffectiveShare: numberIn(0, 1, '()')
        .default(0.6)
        .describe('least effective sample size of the newest pool, as a share of its patients'),
      maxIterations: wholeIn(1, 100_000).default(100).describe('steps of one search at most'),
      tolerance: numberIn(1e-12, 0.1)
        .default(1e-4)
        .describe('relative decrease of the objective at which the fit ends'),
    })
    .prefault({})
    .describe('what is fitted, from which patients, and how long'),
  confirmation,
  biomarkers: z
    .strictObject({
      arms: z.array(z.string()).optional().describe('arms to analyse; [] for none, by default every treated arm'),
      folds: wholeIn(2, 100).default(5).describe('parts of the cross-validation of classifiers'),
    })
    .prefault({})
    .describe('analysis of markers of response on the validation cohort'),
});

/** A configuration after defaults. */
export type Config = z.output<typeof configSchema>;
