import { z } from 'zod';
import { type ParameterCorrelation, rankCorrelation } from '../../src/index.js';
import { list } from './results.js';

/** Correlations as results state them. */
export const storedCorrelations = list(
  z.strictObject({
    between: z.tuple([z.string(), z.string()]).readonly().describe('two per-patient parameters'),
    normal_score: z.number().gt(-1).lt(1).describe('correlation of their normal scores'),
    spearman: z.number().gt(-1).lt(1).describe('rank correlation that it means'),
  }),
);

export type StoredCorrelations = z.infer<typeof storedCorrelations>;

/** Correlations in the form of results. */
export function toStoredCorrelations(pairs: readonly ParameterCorrelation[]): StoredCorrelations {
  return pairs.map(({ between, normalScore }) => ({
    between,
    normal_score: normalScore,
    spearman: rankCorrelation(normalScore),
  }));
}

/** The same back. */
export function fromStoredCorrelations(stored: StoredCorrelations): readonly ParameterCorrelation[] {
  return stored.map(({ between, normal_score: normalScore }) => ({ between, normalScore }));
}
