import { z } from 'zod';
import { markerAnalysisSchema } from '../../biomarkers/result.js';
import { missingRowsSchema } from '../missing-rows.js';

/** Version of the schema of `roc.json`. */
export const ROC_SCHEMA_VERSION = 3;

const outcomes = z.array(z.string()).min(1);

/** Schema of `roc.json`. */
export const rocResultSchema = z.strictObject({
  schema_version: z.literal(ROC_SCHEMA_VERSION).describe('version of this schema'),
  table: z.string().describe('file of the table'),
  label: z.string().describe('column of the outcome'),
  positive: outcomes.describe('outcomes that count as positive, in order of appearance'),
  negative: outcomes.describe('outcomes that count as negative, in order of appearance'),
  missing: missingRowsSchema.describe('rows without an outcome or a marker'),
  seed: z.string().describe('seed of every random stream'),
  ...markerAnalysisSchema.shape,
});
export type RocResult = Readonly<z.infer<typeof rocResultSchema>>;
