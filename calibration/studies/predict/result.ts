import { z } from 'zod';
import { curveList } from '../../endpoints/curves.js';
import { type EndpointName, endpointNames, rateNames } from '../../endpoints/endpoints.js';
import { list, statistic } from '../../fit/results.js';
import { effectNames } from '../../inference/prediction/trial-deviations.js';
import { leaveOneTrialOutResultSchema } from '../../inference/results.js';
import { treatmentKeys } from '../treatments.js';

export const PREDICT_SCHEMA_VERSION = 1;

const endpointSchema = z.enum(endpointNames as readonly [EndpointName, ...EndpointName[]]);
const count = () => z.int().min(0);
const arm = () => z.string().describe('treatment arm');
const endpointUnit = 'percent, or months for a median';

const sharesSchema = z
  .strictObject({
    sampling: z.number().describe('sampling of the patients of the trial'),
    parameters: z.number().describe('errors of the fit'),
    between_trials: z.number().describe('differences between trials'),
  })
  .nullable()
  .describe('shares of the predictive variance, which add up to 1; null where it is 0 or not finite');

const predictiveShape = (unit: string) => ({
  model: statistic().nullable().describe(`fitted model; ${unit}; null where it is not reached`),
  predicted: statistic()
    .nullable()
    .describe(`prediction: the model with the mean deviation of the trials of the arm; ${unit}`),
  low: statistic().nullable().describe(`lower end of the prediction interval; ${unit}; null where it is undefined`),
  high: statistic().nullable().describe(`upper end of the prediction interval; ${unit}; null where it is not reached`),
  standard_deviation: statistic().nullable().describe('standard deviation of the predictive distribution'),
  shares: sharesSchema,
});

const wholePrediction = z.strictObject({
  predicted: z.int().describe('prediction, rounded; patients'),
  low: z.int().describe('lower end of the prediction interval; patients'),
  high: z.int().describe('upper end of the prediction interval; patients'),
});

const trialSchema = z.strictObject({
  follow_up_months: z.number().describe('follow-up of every patient in the comparison of hazards; months'),
  visits: z.string().nullable().describe('visits of the trial; null for those of the run'),
  arms: list(
    z.strictObject({
      arm: arm(),
      patients: count().describe('patients of the arm, all evaluable'),
      endpoints: z
        .record(endpointSchema, z.strictObject(predictiveShape(endpointUnit)))
        .describe('what the trial reports, by endpoint'),
      counts: z.record(z.enum(rateNames), wholePrediction).describe('patients in response classes, by rate'),
    }),
  ).describe('arms of the trial'),
  hazard_ratios: z
    .record(
      z.enum(curveList.map(({ name }) => name)),
      z.strictObject(predictiveShape('hazard of the first arm over that of the second')),
    )
    .nullable()
    .describe('Cox hazard ratio of the two arms, by curve; variances on the log scale; null for one arm'),
});

const tauSchema = z.strictObject({
  mean: z.number().describe('posterior mean'),
  mode: z.number().describe('largest posterior density'),
  low: z.number().describe('lower end of the posterior interval'),
  high: z.number().describe('upper end of the posterior interval'),
});

const differencesSchema = z.strictObject({
  effect: z
    .enum(effectNames as readonly [string, ...string[]])
    .describe('in what trials differ: logit of dcr, logit of orr among controlled patients, log hazard of a curve'),
  degrees_of_freedom: z.int().describe('trials and arms beyond one per arm'),
  tau: tauSchema.nullable().describe('standard deviation between trials; null where no trial reports the endpoint'),
  correlation: z.number().nullable().describe('posterior mean of the correlation between two arms of a trial'),
  arms: list(
    z.strictObject({
      arm: arm(),
      mean: statistic().describe('posterior mean of the mean deviation of the trials from the model'),
      standard_error: statistic().describe('its posterior standard deviation'),
    }),
  ).describe('mean deviation of each arm from the model'),
  trials: list(
    z.strictObject({
      trial: z.string().describe('trial'),
      arm: arm(),
      patients: z.number().describe('patients behind the deviation'),
      deviation: statistic().describe('trial over model: logarithm of the ratio of odds or hazards'),
      standard_error: statistic().describe('its sampling error'),
    }),
  ).describe('deviation of each trial and arm from the model'),
});

const coverageSchema = z.strictObject({
  endpoint: z.string().describe('endpoint; "all" for all of them'),
  predictions: count().describe('predictions'),
  covered: count().describe('predictions whose interval contains the observation'),
  share: statistic().describe('covered / predictions'),
});

/** predict.json: what a new trial would report. */
export const predictResultSchema = z.strictObject({
  schema_version: z.literal(PREDICT_SCHEMA_VERSION).describe('version of this schema'),
  level: z.number().describe('level of the intervals, in (0, 1)'),
  draws: count().describe('draws of each prediction'),
  seed: z.string().describe('seed of the draws'),
  patients: count().describe('simulated patients behind the prediction'),
  ...treatmentKeys,
  remarks: list(z.string()).describe('sentences about what the prediction leaves out'),
  trial: trialSchema.nullable().describe('the new trial; null where only the check was requested'),
  differences: list(differencesSchema).describe('differences between the trials of the fit'),
  check: z
    .strictObject({
      coverage: list(coverageSchema).describe('coverage by endpoint, and of all'),
      figures: leaveOneTrialOutResultSchema.shape.figures,
      not_possible: leaveOneTrialOutResultSchema.shape.not_possible,
    })
    .nullable()
    .describe('leave-one-trial-out predictions; null where not requested'),
});
export type PredictResult = Readonly<z.infer<typeof predictResultSchema>>;
