import { z } from 'zod';
import type { BestRateName } from '../endpoints/best-response.js';
import { type Curve, curveList } from '../endpoints/curves.js';
import { bestRateEndpoints, endpointNames, type RateName, rateEndpoints } from '../endpoints/endpoints.js';
import { quarterNames } from '../endpoints/months.js';
import type { CurveOutcomes } from '../endpoints/read-outcome.js';
import { type DeathFormName, deathFormNames } from './survival/death-forms.js';

/*
 * The form of the results of a fit and of its validation, as in results.json. Users script against these names.
 * Rates and survival are in percent, medians in months of `month_days` days. A number without a value (a median that is not
 * reached) is null in files.
 */

/** A read-only list. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** A number that may have no value: null in files, NaN in memory, so that arithmetic goes through. */
export const statistic = () =>
  z
    .number()
    .nullable()
    .transform((value) => value ?? Number.NaN);

const count = () => z.int().min(0);
const percent = () => z.number();

const parametersAtBound = list(z.string());

export const fittedShapeSchema = z.strictObject({
  alpha: z.number().positive().describe('first shape of the Beta distribution'),
  beta: z.number().positive().describe('second shape of the Beta distribution'),
  min: z.number().describe('lower end of the range; in `unit`'),
  max: z.number().describe('upper end of the range; in `unit`'),
  unit: z.string().describe('unit of the parameter; empty for a number without one'),
  published_alpha: z.number().describe('first shape as published, or as configured'),
  published_beta: z.number().describe('second shape as published, or as configured'),
  free: z.boolean().describe('whether the fit could move the two shapes'),
  at_bound: parametersAtBound.describe('`alpha` and `beta`, where the value ended at its bound'),
});
/** A Beta marginal as fitted: shapes on [min, max], in the parameter's own unit. */
export type FittedShape = Readonly<z.infer<typeof fittedShapeSchema>>;

const pointOrRangeSchema = z.union([z.number(), z.tuple([z.number(), z.number()]).readonly()]);
/** A value, or a uniform range of it (the paper's form): [low, high]. */
export type PointOrRange = z.infer<typeof pointOrRangeSchema>;

const otherForms = deathFormNames.filter((name) => name !== 'paper');

export const fittedDeathProbabilitySchema = z.strictObject({
  form: z
    .enum(otherForms as [DeathFormName, ...DeathFormName[]])
    .exactOptional()
    .describe(
      "form of the death function where it is not the paper's: the hazard of a day is exp((u - mu) / sigma) with its covariate u in place of chi (docs/death.md)",
    ),
  mu: pointOrRangeSchema.describe('centre of the death probability function, or its range [low, high]; units of chi'),
  sigma: pointOrRangeSchema.describe('width of the death probability function, or its range [low, high]; units of chi'),
  daily_death_percent_at_zero: percent().describe(
    'daily death probability at chi = 0, at the centre of the ranges; percent per day',
  ),
  daily_death_percent_at_one: percent().describe(
    'daily death probability at chi = 1, at the centre of the ranges; percent per day',
  ),
  at_bound: parametersAtBound.describe('parameters of the death function that ended at a bound'),
});
/** Death probability function of one arm: mu and sigma in units of chi, and what they mean per day. */
export type FittedDeathProbability = Readonly<z.infer<typeof fittedDeathProbabilitySchema>>;

/** Every rate, described by its label and, for a sum of classes, by these. */
const ratesSchema = z.strictObject(
  Object.fromEntries(
    rateEndpoints.map(({ rate, summary }) => [rate, percent().describe(`${summary}; percent`)]),
  ) as Record<RateName, ReturnType<typeof percent>>,
);
const lowAndHigh = () => z.tuple([z.number(), z.number()]).readonly();

/** Median and landmarks of a curve, with their errors. */
function curveShape({ outcome, medianSummary, landmarkLabel, landmarkMonths }: Curve) {
  const keys = landmarkMonths.map(String);
  const atLandmarks = () => z.record(z.enum(keys), percent());
  const months = `${keys.slice(0, -1).join(', ')} and ${keys.at(-1)} months`;
  return {
    [outcome.median]: z.number().nullable().describe(`${medianSummary}; months; null where it is not reached`),
    [outcome.medianError]: z.number().nullable().describe('its Monte-Carlo standard error; months'),
    ...(outcome.comparedMedian === outcome.median
      ? {}
      : {
          [outcome.comparedMedian]: z
            .number()
            .nullable()
            .describe(
              `${medianSummary} as it is compared with trials, whose visits are on days around the planned ones: the drop of each visit is spread over them; months; null where it is not reached`,
            ),
          [outcome.comparedMedianError]: z.number().nullable().describe('its Monte-Carlo standard error; months'),
        }),
    [outcome.landmarks]: atLandmarks().describe(`share ${landmarkLabel.toLowerCase()} at ${months}; percent`),
    [outcome.landmarkErrors]: atLandmarks().describe('Monte-Carlo standard errors of these shares; points of percent'),
  };
}
const curveShapes = Object.assign({}, ...curveList.map(curveShape)) as {
  readonly [Key in keyof CurveOutcomes]: z.ZodType<CurveOutcomes[Key]>;
};

/** Every rate of best response. */
const bestRatesSchema = () =>
  z.strictObject(
    Object.fromEntries(
      bestRateEndpoints.map(({ rate, summary }) => [rate, percent().describe(`${summary}; percent`)]),
    ) as Record<BestRateName, ReturnType<typeof percent>>,
  );

export const armOutcomeSchema = z.strictObject({
  completed: count().describe('patients whose simulation completed; all rates are shares of them'),
  failed: count().describe('patients whose simulation failed'),
  ...ratesSchema.shape,
  bounds: z
    .strictObject({
      pd: lowAndHigh().describe('PD; percent'),
      dcr: lowAndHigh().describe('DCR; percent'),
    })
    .describe('[low, high] of a rate when all failed patients had progressed, or all had been controlled'),
  rate_standard_errors: ratesSchema.describe('Monte-Carlo standard errors of the rates; points of percent'),
  ...curveShapes,
  bor: bestRatesSchema().describe('expected best overall response over the visits of the arm; percent'),
  bor_standard_errors: bestRatesSchema().describe('Monte-Carlo standard errors of these shares; points of percent'),
  deaths_per_quarter: z
    .record(z.enum(quarterNames), percent())
    .describe('share of all patients who die in these months; percent'),
});
/** A cohort simulated under one arm. Percent, months, and the Monte-Carlo standard errors beside them. */
export type ArmOutcome = Readonly<z.infer<typeof armOutcomeSchema>>;

const verdictSchema = z.enum(['within', 'outside', 'not assessed']);
export type Verdict = z.infer<typeof verdictSchema>;

export const targetRowSchema = z.strictObject({
  arm: z.string().describe('treatment arm'),
  endpoint: z.string().describe(endpointNames.map((name) => `\`${name}\``).join(', ')),
  unit: z.enum(['percent', 'months']).describe('unit of the values of this row'),
  target: z.number().describe('clinical endpoint, pooled over the trials; in `unit`'),
  patients: z.number().describe('distinct patients that the clinical endpoint rests on'),
  pooled_patients: z
    .number()
    .exactOptional()
    .describe(
      'patients of the rows that were pooled, where these are more: a subgroup that is listed in addition to its trial is counted again in the value',
    ),
  standard_error: z.number().describe('sampling standard error of the clinical endpoint; in `unit`'),
  simulated: z.number().nullable().describe('the same of the validation cohort; in `unit`'),
  difference: z.number().nullable().describe('simulated - target; in `unit`'),
  standardised_difference: z.number().nullable().describe('difference / standard_error'),
  tolerance: z
    .number()
    .nullable()
    .describe('largest difference at which the run counts as converged; in `unit`; null where none is set'),
  verdict: verdictSchema.describe('whether the difference is within its tolerance'),
  fitted: z.boolean().describe('whether the fit was asked to meet this endpoint'),
  source: z.string().describe('trials behind the clinical endpoint, and how they were pooled'),
});
/** One line of the target table: a clinical endpoint, the same of the validation cohort, and the difference. */
export type TargetRow = Readonly<z.infer<typeof targetRowSchema>>;

export const survivalRmseSchema = z.strictObject({
  arm: z.string().describe('treatment arm'),
  rmse: statistic().describe('root mean square difference over the survival landmarks; points of percent'),
  published_rmse: z.number().nullable().describe('the same of the published model; null where it is not known'),
});
/** Root mean square difference of the survival landmarks of one arm; points of percent. */
export type SurvivalRmse = Readonly<z.infer<typeof survivalRmseSchema>>;

export const roundRecordSchema = z.strictObject({
  round: count().describe('number of the round, from 1'),
  simulated: count().describe('new patients simulated in this round'),
  pooled: count().describe('patients in the pools that the fit used'),
  effective_sample_size: z.number().describe('effective number of patients after reweighting'),
  iterations: count().describe('iterations of the search'),
  cost_data: statistic().describe('half the sum of squared standardised residuals of the data'),
  cost_prior: statistic().describe('the same of the prior'),
  fresh_cohort_worst: statistic()
    .nullable()
    .describe(
      'largest |difference| / tolerance over the assessed targets on the next independent cohort; null where it has no value',
    ),
});
/** One round of the outer loop. */
export type RoundRecord = Readonly<z.infer<typeof roundRecordSchema>>;

export const validationLookSchema = z.strictObject({
  patients: count().describe('patients of the validation cohort that had been simulated'),
  verdict: z
    .enum(['within', 'outside', 'open'])
    .describe(
      'verdict of the full cohort where it was certain, or that it was open; the cohort ends with a certain one',
    ),
  endpoint: z
    .string()
    .describe('endpoint that decides it: the one that comes closest to its tolerance, or is farthest beyond it'),
  ratio: z.number().nullable().describe('|difference| / tolerance of that endpoint; null where it has no value'),
  half_width: z
    .number()
    .nullable()
    .describe('how far that ratio may change until the full cohort; null where that has no value'),
});
/** A look at the first patients of a validation cohort. */
export type ValidationLook = Readonly<z.infer<typeof validationLookSchema>>;
export type LookVerdict = ValidationLook['verdict'];

const constrainedDirectionSchema = z.strictObject({
  singular_value: z.number().describe('singular value of the direction; above 1 the direction is informed by the data'),
  informed: z.number().describe('share of the prior variance that the data remove, in [0, 1]'),
  summary: z.string().describe('the parameters that weigh most, e.g. `log alpha of beta_X2 up, log beta of d_X2 down`'),
});
/** A combination of parameters that the data inform. */
export type ConstrainedDirection = Readonly<z.infer<typeof constrainedDirectionSchema>>;

export const identifiabilitySchema = z.strictObject({
  free_parameters: count().describe('free parameters'),
  data_values: count().describe('data values that they were fitted to'),
  constrained_directions: count().describe(
    'parameter combinations that are informed by the data: singular value above 1',
  ),
  singular_values: list(z.number()).describe(
    'of the Jacobian of the data in sampling errors, parameters in prior standard deviations; largest first',
  ),
  leading: list(constrainedDirectionSchema).describe('the combinations that are informed most'),
  summary: list(z.string()).describe('the same in sentences'),
});
/** Which combinations of the free parameters the data inform. */
export type Identifiability = Readonly<z.infer<typeof identifiabilitySchema>>;

const scalarValues = () => z.record(z.string(), z.number());

export const scalarSearchSchema = z.strictObject({
  values: scalarValues().describe('best values by name; unit of the parameter'),
  objective: statistic().describe('half the sum of squares of data and prior at them, after the shapes were fitted'),
  evaluations: list(
    z.strictObject({
      values: scalarValues().describe('values tried, by name'),
      objective: statistic().describe('objective at them; null where no fit was possible'),
    }),
  ).describe('every point of the search, in order; the last two of each scalar are its bounds'),
  at_bound: list(z.string()).describe(
    'scalars at a bound, or whose objective at a bound equals that at the best value within the tolerance of the fit',
  ),
});
/** Numbers that a global search found, each value tried with simulations of its own. */
export type ScalarSearch = Readonly<z.infer<typeof scalarSearchSchema>>;
