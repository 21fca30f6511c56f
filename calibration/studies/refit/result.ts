import { z } from 'zod';
import { list } from '../../fit/results.js';
import {
  bootstrapResultSchema,
  contributionSchema,
  endpointChangeSchema,
  leaveOneArmOutResultSchema,
  leaveOneTrialOutResultSchema,
  profileSchema,
  ridgeSchema,
  startResultSchema,
} from '../../inference/results.js';

export const REFIT_SCHEMA_VERSION = 1;

/** refit.json: what a refit adds to a run. */
export const refitResultSchema = z.strictObject({
  schema_version: z.literal(REFIT_SCHEMA_VERSION).describe('version of this form'),
  from: z.string().describe('folder of the run that was refitted'),
  objective: z
    .enum(['pooled', 'likelihood'])
    .describe("what is fitted: pooled endpoints, or the likelihood of the trials' counts"),
  overdispersion: z.enum(['none', 'estimated']).describe('whether trials may differ by more than sampling'),
  added: list(
    z.strictObject({
      trial: z.string().describe('trial'),
      arm: z.string().describe('treatment arm'),
      n: z.int().min(0).describe('patients'),
    }),
  ).describe('trials that were added, by arm'),
  dropped: list(z.string()).describe('trials that were left out'),
  summary: list(z.string()).describe('the result in sentences'),
  endpoint_changes: list(endpointChangeSchema).describe('pooled endpoints before and after, beside the refitted model'),
  contributions: list(contributionSchema).describe('what each observation adds to the objective'),
  starts: list(startResultSchema).describe('searches from other starting points; empty where none were asked for'),
  bootstrap: bootstrapResultSchema
    .nullable()
    .describe('parametric bootstrap over trials; null where none was asked for'),
  profiles: list(profileSchema).describe('profile likelihoods; empty where none were asked for'),
  ridges: list(ridgeSchema).describe('objective over mu and sigma, by arm; empty where no profiles were asked for'),
  leave_one_trial_out: leaveOneTrialOutResultSchema
    .nullable()
    .describe('predictions of single trials; null where none were asked for'),
  leave_one_arm_out: list(leaveOneArmOutResultSchema).describe(
    'predictions of whole arms; empty where none were asked for',
  ),
});
export type RefitResults = Readonly<z.infer<typeof refitResultSchema>>;
