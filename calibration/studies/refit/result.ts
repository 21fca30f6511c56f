import { z } from 'zod';
import { list } from '../../fit/results.js';
import { deathComparisonSchema } from '../../inference/death-comparison-result.js';
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

export const REFIT_SCHEMA_VERSION = 3;

/** refit.json: what a refit adds to a run. */
export const refitResultSchema = z.strictObject({
  schema_version: z.literal(REFIT_SCHEMA_VERSION).describe('version of this schema'),
  from: z.string().describe('folder of the run that was refitted'),
  objective: z
    .enum(['pooled', 'likelihood'])
    .describe("fitted data: pooled endpoints, or the likelihood of the trials' counts"),
  overdispersion: z.enum(['none', 'estimated']).describe('whether trials may differ by more than sampling error'),
  added: list(
    z.strictObject({
      trial: z.string().describe('trial'),
      arm: z.string().describe('treatment arm'),
      n: z.int().min(0).describe('patients'),
    }),
  ).describe('trials that were added, by arm'),
  dropped: list(z.string()).describe('trials that were omitted'),
  remarks: list(z.string()).describe('sentences about the trials before the fit: what they leave out or contradict'),
  summary: list(z.string()).describe('the result in sentences'),
  at_bound: list(z.string()).describe(
    'parameters at a bound in the refit; standard errors by the delta method (bootstrap, leave-one-trial-out, leave-one-arm-out) ignore bounds and are not to be trusted then',
  ),
  endpoint_changes: list(endpointChangeSchema).describe(
    'pooled endpoints before and after the change, with those of the refitted model',
  ),
  contributions: list(contributionSchema).describe('contribution of each observation to the objective'),
  starts: list(startResultSchema).describe('fits from other starting points; empty where not requested'),
  bootstrap: bootstrapResultSchema.nullable().describe('parametric bootstrap over trials; null where not requested'),
  profiles: list(profileSchema).describe('profile likelihoods; empty where not requested'),
  ridges: list(ridgeSchema).describe('objective over mu and sigma, by arm; empty where no profiles were requested'),
  leave_one_trial_out: leaveOneTrialOutResultSchema
    .nullable()
    .describe('leave-one-trial-out predictions; null where not requested'),
  leave_one_arm_out: list(leaveOneArmOutResultSchema).describe(
    'leave-one-arm-out predictions; empty where not requested',
  ),
  death_comparison: deathComparisonSchema
    .exactOptional()
    .describe('comparison of the forms of the death function; absent where not requested'),
});
export type RefitResults = Readonly<z.infer<typeof refitResultSchema>>;

/**
 * Whether no refit moves an endpoint: its spread is 0. This happens to a rate of 0 or 100 %, where no simulated patient is on
 * the other side, and no shapes within reach can change that.
 */
export function isOutOfReach({ standard_deviation: spread }: { readonly standard_deviation: number }): boolean {
  return spread === 0;
}
