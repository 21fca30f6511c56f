import { z } from 'zod';
import { recoverySchema } from '../../inference/results.js';
import { treatmentKeys } from '../treatments.js';

export const RECOVER_SCHEMA_VERSION = 1;

/** recover.json: data sets simulated from a fit, refitted, and compared with the truth. */
export const recoverResultSchema = z.strictObject({
  schema_version: z.literal(RECOVER_SCHEMA_VERSION).describe('version of this schema'),
  ...treatmentKeys,
  ...recoverySchema.shape,
});
export type RecoverResult = Readonly<z.infer<typeof recoverResultSchema>>;
