import { z } from 'zod';
import type { UniformDesignKind } from '../../src/index.js';
import { BLOCKS } from '../fit/certain-verdict.js';
import { convergenceCriteria } from '../fit/problem.js';
import { MOST_PATIENTS, numberIn, wholeIn } from './ranges.js';

/** Fewest patients of a look: eight in each block whose spread is its error. */
const LEAST_LOOK = 8 * BLOCKS;

/** The validation cohort of a run. */
export const confirmation = z
  .strictObject({
    patients: wholeIn(2, MOST_PATIENTS).default(10_000).describe('patients of the validation cohort, per arm'),
    looks: z
      .array(wholeIn(LEAST_LOOK, MOST_PATIENTS))
      .default([])
      .describe(
        'numbers of patients after which the validation cohort is looked at; it ends there where the verdict of the full cohort is certain. Ascending, below `patients`; none by default',
      ),
    stopError: numberIn(1e-9, 0.2, '[]')
      .default(0.01)
      .describe('accepted probability that a cohort that ends at a look would have had another verdict in full'),
    against: z
      .enum(convergenceCriteria)
      .optional()
      .describe(
        "what the validation cohort is compared with: the trials' targets, or the predictions of the fit; by default the targets, and with the likelihood, which need not meet them, the fit",
      ),
    maxAttempts: wholeIn(1, 100)
      .default(3)
      .describe(
        'validation cohorts that may be tried; one that is out of tolerance is added to the fit before the next is drawn',
      ),
  })
  .prefault({})
  .describe('the validation cohort, whose endpoints are reported');

/** Looks are at ascending numbers of patients, and need a design whose first patients do not depend on how many follow. */
export function confirmationIssues({
  confirmation: { patients, looks },
  fit,
}: {
  readonly confirmation: z.output<typeof confirmation>;
  readonly fit: { readonly design: UniformDesignKind };
}): readonly string[] {
  const issues = looks.flatMap((look, index) => {
    const where = `confirmation.looks[${index}]`;
    if (look >= patients) return [`${where}: must be below confirmation.patients (${patients}); got ${look}`];
    const before = looks[index - 1] ?? 0;
    return look > before ? [] : [`${where}: must be above the look before it (${before}); got ${look}`];
  });
  if (looks.length === 0 || fit.design !== 'latin-hypercube') return issues;
  return [
    ...issues,
    `confirmation.looks: must be empty unless fit.design is sobol or random, whose first patients do not depend on how many follow; got fit.design ${fit.design}`,
  ];
}
