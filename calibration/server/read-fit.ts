import { join } from 'node:path';
import { z } from 'zod';
import { mostBytes } from '../../src/index.js';
import { runFiles } from '../store/run-folder.js';
import type { FitSummary } from './api/runs.js';
import { textNow } from './files-now.js';

const number = z.number().nullable();

/** Parts of results.json that the table of runs shows. */
const parts = z.object({
  fit: z.object({
    rounds: z.array(
      z.object({
        pooled: z.number(),
        effective_sample_size: z.number(),
        cost_data: number,
        cost_prior: number,
        fresh_cohort_worst: number,
      }),
    ),
  }),
  confirmation: z.object({ survival_rmse: z.array(z.object({ arm: z.string(), rmse: number })) }).nullable(),
  targets: z.array(z.object({ verdict: z.string() })),
});

/**
 * What the fit of a run or a refit reached.
 *
 * @param folder - of the run
 * @returns null where there are no results, or they are of another form
 */
export function readFit(folder: string): FitSummary | null {
  const text = textNow(join(folder, runFiles.results), mostBytes.text);
  if (text === undefined) return null;
  const { data } = parts.safeParse(parsed(text));
  const last = data?.fit.rounds.at(-1);
  if (data === undefined || last === undefined) return null;
  const assessed = data.targets.filter(({ verdict }) => verdict !== 'not assessed');
  return {
    objective: last.cost_data === null || last.cost_prior === null ? null : last.cost_data + last.cost_prior,
    effectiveSampleSize: last.effective_sample_size,
    pooled: last.pooled,
    worstDeviation: last.fresh_cohort_worst,
    within: assessed.filter(({ verdict }) => verdict === 'within').length,
    assessed: assessed.length,
    survivalRmse: Object.fromEntries((data.confirmation?.survival_rmse ?? []).map(({ arm, rmse }) => [arm, rmse])),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
