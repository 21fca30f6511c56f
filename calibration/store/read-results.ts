import { join } from 'node:path';
import { z } from 'zod';
import { fittedShapeSchema, targetRowSchema } from '../fit/results.js';
import { runResultSchema } from '../studies/run/result.js';
import { parseStored } from './parse-stored.js';
import { runFiles } from './run-folder.js';
import { readStoredValue } from './stored-file.js';

const { name, arms, treatments, drugs, seed, month_days, fit } = runResultSchema.shape;
const { alpha, beta, min, max, unit } = fittedShapeSchema.shape;
const shapes = z.record(z.string(), z.object({ alpha, beta, min, max }));
const correlations = fit.shape.correlations;
const { arm, endpoint, target, patients } = targetRowSchema.shape;

/** Parts of results.json that studies of a run start from, in the form that its schema asks for; the rest is not read. */
export const resultParts = {
  shapes: z.object({ fit: z.object({ shapes, correlations }) }),
  death: z.object({ fit: z.object({ dpf: fit.shape.dpf }) }),
  fit: z.object({
    name,
    fit: z.object({ shapes, correlations, scalars: fit.shape.scalars }),
    targets: z.array(z.object({ arm, endpoint, target })),
  }),
  explorer: z.object({
    treatments,
    drugs,
    fit: z.object({ shapes: z.record(z.string(), z.object({ unit })) }),
  }),
  trials: z.object({
    arms,
    treatments,
    drugs,
    seed,
    month_days,
    targets: z.array(z.object({ arm, endpoint, patients })),
  }),
};

/**
 * Reads a part of the results of a run or a refit.
 *
 * @param folder - of the run
 * @param part - one of {@link resultParts}
 * @throws InputError - naming file and field, when the file is missing or the part is not of its form
 */
export async function readResults<Part extends z.ZodType>(folder: string, part: Part): Promise<z.infer<Part>> {
  const path = join(folder, runFiles.results);
  return parseStored(part, await readStoredValue(folder, runFiles.results), path);
}
