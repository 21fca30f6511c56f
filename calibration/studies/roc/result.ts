import { z } from 'zod';
import { markerAnalysisSchema } from '../../biomarkers/result.js';

/** Version of the form of `roc.json`. */
export const ROC_SCHEMA_VERSION = 2;

/** What `roc.json` holds. */
export const rocResultSchema = z.strictObject({
  schema_version: z.literal(ROC_SCHEMA_VERSION).describe('version of this form'),
  table: z.string().describe('file of the table'),
  label: z.string().describe('column of the outcome'),
  positive: z.string().describe('value of the outcome that counts as positive'),
  seed: z.string().describe('seed of every random stream'),
  ...markerAnalysisSchema.shape,
});
export type RocResult = Readonly<z.infer<typeof rocResultSchema>>;
