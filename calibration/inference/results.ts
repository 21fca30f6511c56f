import { z } from 'zod';
import { endpointNames, trialEndpoints } from '../endpoints/endpoints.js';
import { list, statistic } from '../fit/results.js';

/*
 * The schema of the inference from a fit: the parts of `refit.json` and `recover.json`. Users script against these names. Rates and survival are in percent, medians in months, mu and sigma in units of chi. A number without a value (a
 * median that is not reached) is null in files.
 */

const endpointSchema = z.enum(endpointNames);
const arm = () => z.string().describe('treatment arm');
const count = () => z.int().min(0);
const endpointUnit = 'percent, or months for a median';

export const endpointChangeSchema = z.strictObject({
  arm: arm(),
  endpoint: endpointSchema.describe('endpoint'),
  before: statistic().describe(`pooled clinical endpoint before the trials were changed; ${endpointUnit}`),
  after: statistic().describe(`the same endpoint with the changed trials; ${endpointUnit}`),
  confirmed: statistic()
    .nullable()
    .describe(`the refitted model on the independent validation cohort; ${endpointUnit}; null where it is undefined`),
  difference: statistic().nullable().describe('confirmed - after'),
  monte_carlo_error: statistic()
    .nullable()
    .describe('standard error of `confirmed` from the number of simulated patients'),
  sampling_error: statistic().describe("standard error of `after` from the number of the trials' patients"),
  parameter_error: statistic()
    .nullable()
    .describe(
      'bootstrap standard deviation of the model endpoint; null without a bootstrap, and where no refit moves the endpoint off a bound of its range',
    ),
  total_error: statistic()
    .nullable()
    .describe('standard error of `difference`: root of the summed squares of sampling_error and monte_carlo_error'),
  z: statistic().nullable().describe('difference / total_error; null where either is unknown or the error is 0'),
  verdict: z
    .enum(['follows', 'differs', 'not assessed'])
    .describe('whether the refitted model follows the changed trials: follows where |z| is at most 1.96'),
});
/** One pooled clinical endpoint before and after the trials were changed, and that of the refitted model on the validation cohort. */
export type EndpointChange = Readonly<z.infer<typeof endpointChangeSchema>>;

export const contributionSchema = z.strictObject({
  arm: arm(),
  trial: z.string().nullable().describe('trial; null for a pooled endpoint'),
  endpoint: z.string().describe('endpoint'),
  observed: statistic().describe('observed value; percent; for a median the share alive at the reported median'),
  fitted: statistic().describe('value of the fitted model; percent'),
  residual: statistic().describe(
    'signed square root of its contribution to the cost; approximately standard normal where model and trial agree',
  ),
  z: statistic().describe('residual with the Monte-Carlo error of the fitted value added to the sampling error'),
  verdict: z
    .enum(['agrees', 'borderline', 'contradicts'])
    .describe('verdict on z: borderline from 1.96, contradicts from 3'),
});
/** One observation of the likelihood, or one pooled endpoint: its contribution to the cost. */
export type Contribution = Readonly<z.infer<typeof contributionSchema>>;

const bootstrapBandSchema = z.strictObject({
  prior_standard_deviation: statistic()
    .nullable()
    .describe('standard deviation of the prior on a transformed parameter; null for endpoints'),
  centre: statistic().describe('value at the fit, on the patients of the refits'),
  low: statistic().describe('lower end of the interval'),
  high: statistic().describe('upper end of the interval'),
  standard_deviation: statistic().describe('standard deviation over the replicates'),
  delta_standard_error: statistic()
    .nullable()
    .describe('standard error by the delta method, without replicates; null for parameters'),
});
/** Bootstrap distribution of an endpoint or a parameter. */
export type BootstrapBand = Readonly<z.infer<typeof bootstrapBandSchema>>;

export const bootstrapResultSchema = z.strictObject({
  replicates: count().describe('bootstrap replicates'),
  not_converged: count().describe('refits that did not converge'),
  penalty_active: count().describe('refits that were limited by the effective-sample-size constraint'),
  level: z.number().describe('level of the intervals, in (0, 1)'),
  patients: count().describe('simulated patients of the refits'),
  at_bound: list(z.string()).describe(
    'parameters at a bound in the fit to the original trials; standard errors by the delta method ignore bounds and are unreliable there',
  ),
  endpoints: z
    .record(z.string(), z.record(endpointSchema, bootstrapBandSchema))
    .describe(`endpoints of the model, by arm and endpoint; ${endpointUnit}`),
  parameters: z
    .record(z.string(), bootstrapBandSchema)
    .describe('transformed parameters (logarithms and logits), by name'),
});
/** Parametric bootstrap over trials. */
export type BootstrapResult = Readonly<z.infer<typeof bootstrapResultSchema>>;

const profilePointSchema = z.strictObject({
  value: z.number().describe('value at which the quantity was fixed'),
  delta_objective: statistic().describe(
    'objective above its minimum: half the increase of -2 log likelihood with the prior',
  ),
  penalty_active: z.boolean().describe('whether the effective-sample-size constraint limited the refit'),
});
export type ProfilePoint = Readonly<z.infer<typeof profilePointSchema>>;

export const profileSchema = z.strictObject({
  name: z.string().describe('profiled quantity'),
  arm: z.string().nullable().describe('arm of a death function; null for a parameter of all arms'),
  level: z.number().describe('level of the interval, in (0, 1)'),
  estimate: statistic().describe('value at the fit'),
  low: z.number().nullable().describe('lower end of the profile interval; null where it is unbounded'),
  high: z.number().nullable().describe('upper end of the profile interval; null where it is unbounded'),
  points: list(profilePointSchema).describe('points of the profile'),
});
/** Profile likelihood of one quantity. */
export type Profile = Readonly<z.infer<typeof profileSchema>>;

const grid = () => list(list(statistic()));

export const ridgeSchema = z.strictObject({
  arm: arm(),
  estimate: z
    .strictObject({ mu: z.number().describe('mu; units of chi'), sigma: z.number().describe('sigma; units of chi') })
    .describe('the fit'),
  mu: list(z.number()).describe('grid of mu; units of chi'),
  sigma: list(z.number()).describe('grid of sigma; units of chi'),
  median_only: grid().describe('half the squared residual of the median only; [sigma][mu]'),
  whole_curve: grid().describe('cost of median and survival landmarks, minus the minimum of the grid; [sigma][mu]'),
});
/** Objective over the plane of mu and sigma of one arm, shapes and ranges fixed at the fit. */
export type Ridge = Readonly<z.infer<typeof ridgeSchema>>;

export const startResultSchema = z.strictObject({
  start: count().describe('index of the start; 0 is the fit itself'),
  objective_at_end: statistic().describe('final objective of the fit'),
  iterations: count().describe('iterations of the fit'),
  converged: z.boolean().describe('whether the fit converged'),
  distance: statistic().describe('largest parameter difference from the best fit; prior standard deviations'),
});
/** A fit from another starting point. */
export type StartResult = Readonly<z.infer<typeof startResultSchema>>;

export const leaveOneTrialOutEndpointSchema = z.strictObject({
  trial: z.string().describe('omitted trial'),
  arm: arm(),
  endpoint: z.enum(trialEndpoints.map(({ name }) => name)).describe('endpoint'),
  patients: count().describe('patients of the trial'),
  observed: statistic().describe(`observed in the trial; ${endpointUnit}`),
  predicted: statistic().describe(`predicted by a fit without the trial; ${endpointUnit}`),
  prediction_error: statistic().describe('standard error of the prediction, from the sampling of the other trials'),
  sampling_error: statistic().describe('sampling error of the trial'),
  between_trials_error: statistic().describe('standard deviation from the differences between trials'),
  low: statistic().describe('lower end of the prediction interval'),
  high: statistic().describe('upper end of the prediction interval'),
  covered: z.boolean().describe('whether the observation lies in the interval'),
});
/** A trial's endpoint and its prediction by a fit without the trial. */
export type LeaveOneTrialOutEndpoint = Readonly<z.infer<typeof leaveOneTrialOutEndpointSchema>>;

export const leaveOneTrialOutResultSchema = z.strictObject({
  level: z.number().describe('level of the prediction intervals, in (0, 1)'),
  figures: list(leaveOneTrialOutEndpointSchema).describe('predictions, one per trial, arm and endpoint'),
  not_possible: list(z.string()).describe('trials that cannot be omitted: the only ones of an arm'),
});
/** Leave-one-trial-out prediction. */
export type LeaveOneTrialOutResult = Readonly<z.infer<typeof leaveOneTrialOutResultSchema>>;

export const leaveOneArmOutResultSchema = z.strictObject({
  arm: z.string().describe('omitted arm'),
  death_from: z.string().describe('arm whose death function is used instead'),
  predicted: z.record(endpointSchema, statistic()).describe(`predicted endpoints; ${endpointUnit}`),
  standard_errors: z
    .record(endpointSchema, statistic())
    .describe("standard errors from the sampling of the other arms' trials, by the delta method"),
});
/** Leave-one-arm-out prediction. */
export type LeaveOneArmOutResult = Readonly<z.infer<typeof leaveOneArmOutResultSchema>>;

const recoveredEndpointSchema = z.strictObject({
  arm: arm(),
  endpoint: endpointSchema.describe('endpoint'),
  truth: statistic().describe(`true value, from which the data sets were simulated; ${endpointUnit}`),
  mean_estimate: statistic().describe('mean over the data sets'),
  bias: statistic().describe('mean_estimate - truth'),
  standard_deviation: statistic().describe('standard deviation of the estimates'),
  mean_standard_error: statistic().describe('mean of the standard errors of the fits'),
  coverage: statistic().describe('share of the intervals that contain the truth, in [0, 1]'),
  estimates: list(statistic()).describe('estimate of each data set'),
  standard_errors: list(statistic()).describe('standard error of each data set'),
});
export type RecoveredEndpoint = Readonly<z.infer<typeof recoveredEndpointSchema>>;

const recoveredParameterSchema = z.strictObject({
  name: z.string().describe('transformed parameter (a logarithm or logit)'),
  truth: statistic().describe('true value, from which the data sets were simulated'),
  mean_estimate: statistic().describe('mean over the data sets'),
  standard_deviation: statistic().describe('standard deviation of the estimates'),
});
export type RecoveredParameter = Readonly<z.infer<typeof recoveredParameterSchema>>;

/** Simulate and recover, without the version of its file. */
export const recoverySchema = z.strictObject({
  data_sets: count().describe('data sets simulated from the fit'),
  not_converged: count().describe('fits that did not converge'),
  level: z.number().describe('level of the intervals, in (0, 1)'),
  patients: count().describe('simulated patients of the fits'),
  truth_patients: count().describe('simulated patients from which the truth is read; none of those of the fits'),
  at_bound: count().describe('fits with a parameter at a bound; their standard errors ignore it'),
  endpoints: list(recoveredEndpointSchema).describe('endpoints of the model'),
  parameters: list(recoveredParameterSchema).describe('free parameters'),
});
export type Recovery = Readonly<z.infer<typeof recoverySchema>>;
