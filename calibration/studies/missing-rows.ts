import { z } from 'zod';
import { missingPolicies } from '../../src/index.js';

const count = z.int().min(1);

/** Schema of the rows of a table with a missing value, in the results of studies of a user's table. */
export const missingRowsSchema = z.strictObject({
  policy: z
    .enum(missingPolicies)
    .describe('refuse: the table must have no missing value; drop: rows with one are left out'),
  lines: z.array(count).describe('lines of the rows left out, ascending'),
  columns: z
    .array(
      z.strictObject({
        column: z.string().describe('column'),
        missing: count.describe('rows left out that state no value in it'),
      }),
    )
    .describe('columns with missing values'),
});
