import { z } from 'zod';
import { markerAnalysisSchema } from '../../biomarkers/result.js';

/** Version of the schema of `roc.json`. */
export const ROC_SCHEMA_VERSION = 2;

/** Schema of `roc.json`. */
export const rocResultSchema = z.strictObject({
  schema_version: z.literal(ROC_SCHEMA_VERSION).describe('version of this schema'),
  table: z.string().describe('file of the table'),
  label: z.string().describe('column of the outcome'),
  positive: z.string().describe('value of the outcome that counts as positive'),
  seed: z.string().describe('seed of every random stream'),
  ...markerAnalysisSchema.shape,
});
export type RocResult = Readonly<z.infer<typeof rocResultSchema>>;
