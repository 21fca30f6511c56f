import { z } from 'zod';
import { correlationIssues, nearestHint, normalScoreCorrelation, type ParameterCorrelation } from '../../src/index.js';
import { numberIn } from './ranges.js';

const coefficient = numberIn(-1, 1, '()');

const pair = z
  .strictObject({
    between: z.tuple([z.string(), z.string()]).describe('names of two per-patient parameters'),
    spearman: coefficient.optional().describe('rank correlation'),
    pearson: coefficient.optional().describe("Pearson's correlation of the normal scores"),
  })
  .refine(({ spearman, pearson }) => (spearman === undefined) !== (pearson === undefined), {
    error: 'must have either spearman or pearson',
  });

const matrix = z.strictObject({
  parameters: z.array(z.string()).min(2).describe('names of per-patient parameters, in the order of the rows'),
  matrix: z.array(z.array(numberIn(-1, 1))).describe('correlations; symmetric, 1 on the diagonal'),
  kind: z.enum(['spearman', 'pearson']).describe("rank correlations, or Pearson's correlations of the normal scores"),
});

/** Correlations of per-patient parameters, joined by a Gaussian copula: pairs, or one matrix. */
export const correlations = z.union([z.array(pair), matrix]);

type Correlations = z.output<typeof correlations>;

/** The configured correlations as correlations of normal scores, each pair once. */
export function configuredCorrelations(configured: Correlations): readonly ParameterCorrelation[] {
  if (Array.isArray(configured)) {
    return configured.map(({ between, spearman, pearson }) => ({
      between,
      normalScore: pearson ?? normalScoreCorrelation(spearman ?? Number.NaN),
    }));
  }
  const { parameters, matrix: rows, kind } = configured;
  return parameters.flatMap((b, i) =>
    parameters.slice(0, i).map((a, j): ParameterCorrelation => {
      const value = rows[i]?.[j] ?? Number.NaN;
      return { between: [a, b], normalScore: kind === 'pearson' ? value : normalScoreCorrelation(value) };
    }),
  );
}

/**
 * Issues of configured correlations.
 *
 * @param configured - as the schema accepts them
 * @param names - of the per-patient parameters
 */
export function configuredCorrelationIssues(configured: Correlations, names: readonly string[]): readonly string[] {
  const ofMatrix = Array.isArray(configured) ? [] : matrixIssues(configured);
  if (ofMatrix.length > 0) return ofMatrix;
  const pairs = configuredCorrelations(configured);
  return correlationIssues(pairs, names).map(({ pair: index, message }) => {
    const named = index === null ? undefined : pairs[index]!.between;
    const where = Array.isArray(configured) && index !== null ? `correlations[${index}].between` : 'correlations';
    const [unknown] = named?.filter((name) => !names.includes(name)) ?? [];
    return `${where}: ${message}${unknown === undefined ? '' : nearestHint(unknown, names)}`;
  });
}

function matrixIssues({ parameters, matrix: rows }: Exclude<Correlations, readonly unknown[]>): readonly string[] {
  const size = parameters.length;
  const repeated = parameters.find((name, index) => parameters.indexOf(name) < index);
  if (repeated !== undefined) return [`correlations.parameters: must name each once; got ${repeated} again`];
  if (rows.length !== size || rows.some((row) => row.length !== size)) {
    const got = `${rows.length} rows of ${[...new Set(rows.map(({ length }) => length))].join(' and ')}`;
    return [`correlations.matrix: must have ${size} rows of ${size} numbers, one for each parameter; got ${got}`];
  }
  return rows.flatMap((row, i) =>
    row.slice(0, i + 1).flatMap((value, j) => {
      const where = `correlations.matrix[${i}][${j}]`;
      if (i === j) return value === 1 ? [] : [`${where}: must be 1 on the diagonal; got ${value}`];
      const mirrored = rows[j]![i]!;
      return value === mirrored ? [] : [`${where}: must be ${mirrored}, as in the other triangle; got ${value}`];
    }),
  );
}
