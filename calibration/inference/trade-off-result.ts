import { z } from 'zod';
import { endpointNames } from '../endpoints/endpoints.js';
import { families } from '../endpoints/families.js';
import { list, statistic } from '../fit/results.js';

const familySchema = z.enum(families);

const pointSchema = z.strictObject({
  weight: z.number().min(0).describe('factor on the squared residuals of the varied family; 0: left out, 1: as fitted'),
  converged: z.boolean().describe('whether the refit converged'),
  effective_sample_size: statistic().describe('effective sample size of the validation patients at this point'),
  penalty_active: z
    .boolean()
    .describe('whether the effective sample size limited the refit: other patients might allow more'),
  deviations: z
    .partialRecord(familySchema, statistic())
    .describe('root mean square residual of each family; sampling errors of the trials'),
  endpoints: z
    .record(z.string(), z.record(z.enum(endpointNames), statistic()))
    .describe('endpoints of the refitted model, by arm and endpoint; percent, or months for a median'),
  largest: z
    .strictObject({
      arm: z.string().describe('treatment arm'),
      trial: z.string().nullable().describe('trial; null for a pooled endpoint'),
      endpoint: z.string().describe('endpoint'),
      observed: statistic().describe(
        'observed value; percent; for a median the share without the event at the reported median',
      ),
      fitted: statistic().describe('value of the refitted model; percent'),
      residual: statistic().describe('their difference; sampling errors'),
    })
    .describe('observation of the varied family that deviates most'),
});
export type TradeOffPoint = Readonly<z.infer<typeof pointSchema>>;

const shiftSchema = z.strictObject({
  name: z.string().describe('parameter of the patients (its mean), or daily death at chi = 1'),
  arm: z.string().nullable().describe('arm of a death function; null for a parameter of the patients'),
  from: statistic().describe('value at the smallest weight; unit of the parameter, or percent per day'),
  to: statistic().describe('value at the largest weight; same unit'),
  prior_deviations: statistic().describe('change of its shapes, or of its death function; prior standard deviations'),
});
export type TradeOffShift = Readonly<z.infer<typeof shiftSchema>>;

export const tradeOffSchema = z.strictObject({
  varied: familySchema.describe('family whose weight is varied'),
  families: list(familySchema).describe('families that are compared'),
  patients: z.int().min(0).describe('simulated patients of the refits'),
  validation_patients: z.int().min(0).describe('other patients, on which deviations and endpoints are computed'),
  summary: list(z.string()).describe('what the model can follow together, and what would have to change, in sentences'),
  compromise: z.number().describe('weight of the refit whose worst family deviates least'),
  points: list(pointSchema).describe('refits by ascending weight'),
  shifts: list(shiftSchema).describe(
    'changes of the parameters from the smallest weight to the largest, the largest first',
  ),
});
/** Deviations of all families of endpoints over the weight of one. */
export type TradeOff = Readonly<z.infer<typeof tradeOffSchema>>;
