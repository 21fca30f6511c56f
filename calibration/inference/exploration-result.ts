import { z } from 'zod';
import { armOutcomeSchema, list } from '../fit/results.js';

const exploredArmSchema = z.strictObject({
  label: z.string().describe('name in reports'),
  drugs: list(z.string()).describe('names of the drugs that it gives, those after progression included'),
  uncalibrated: list(z.string()).describe('labels of those whose effects have not been fitted to trials'),
  death_from: z.string().describe('arm of the fit whose death function it has'),
  outcome: armOutcomeSchema.describe('endpoints'),
});

/** Arms that are simulated on the validation cohort and not fitted. */
export const explorationSchema = z.strictObject({
  n: z.int().min(0).describe('patients, those of the validation cohort'),
  arms: z.record(z.string(), exploredArmSchema).describe('explored arms, in the order of the configuration'),
});

export type Exploration = Readonly<z.infer<typeof explorationSchema>>;
