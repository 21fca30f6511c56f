import { z } from 'zod';
import { recoverySchema } from '../../inference/results.js';

export const RECOVER_SCHEMA_VERSION = 1;

/** recover.json: data sets drawn from a fit, refitted, and compared with what they were drawn from. */
export const recoverResultSchema = z.strictObject({
  schema_version: z.literal(RECOVER_SCHEMA_VERSION).describe('version of this form'),
  ...recoverySchema.shape,
});
export type RecoverResult = Readonly<z.infer<typeof recoverResultSchema>>;
