import {
  benjaminiHochbergAdjusted,
  type CorrelationResult,
  correlationInference,
  estimateWithFailures,
  type FailureCounts,
  type FailurePolicy,
  holmAdjusted,
  partialRankCorrelations,
  pearson,
} from '../../../src/index.js';
import type { Response } from './evaluate-samples.js';
import { type Factor, factorValue, factorVaries } from './factors.js';

/** Correlation of one factor with an output; null where the factor or the output does not vary. */
export interface CorrelationRow {
  readonly factor: Factor;
  readonly correlation: (CorrelationResult & { readonly pHolm: number; readonly pBh: number }) | null;
}

/** Correlations of all factors with one output under one arm, the strongest first. */
export interface CorrelationStudy {
  readonly arm: string;
  readonly output: string;
  readonly counts: FailureCounts;
  readonly rows: readonly CorrelationRow[];
}

/** Which coefficient: Pearson's, or partial of the ranks. */
export type CorrelationKind = 'pearson' | 'partial rank';

/** Values of each factor at the points; columns of one number per sample. */
export function factorColumns(factors: readonly Factor[], points: Float64Array): readonly Float64Array[] {
  const samples = points.length / factors.length;
  return factors.map((factor, index) =>
    Float64Array.from({ length: samples }, (_, sample) =>
      factorValue(factor, points[sample * factors.length + index]!),
    ),
  );
}

/**
 * Correlates factors with an output: coefficients, Fisher intervals, p values and their adjustments for the number of factors.
 *
 * Under the policy `bounds` each interval is widened until it holds those with the failed samples at either extreme.
 *
 * @param kind - which coefficient
 * @param factors - what was varied
 * @param columns - their values, as `factorColumns` gives them
 * @param response - the output and which samples failed
 * @param policy - what to do about failed samples
 */
export function correlationStudy(
  kind: CorrelationKind,
  factors: readonly Factor[],
  columns: readonly Float64Array[],
  response: Response,
  policy: FailurePolicy,
): CorrelationStudy {
  const moving = factors.flatMap((factor, index) => (factorVaries(factor) ? [index] : []));
  const { estimate, extremes, counts } = estimateWithFailures(
    { values: response.values, failed: response.failed, blockSize: 1 },
    policy,
    (values, blocks) => {
      const chosen = (column: Float64Array) => Float64Array.from(blocks, (block) => column[block]!);
      return correlationsOf(
        kind,
        moving.map((index) => chosen(columns[index]!)),
        chosen(values),
      );
    },
  );
  const known = moving.filter((_, place) => estimate[place] !== null);
  const p = estimate.flatMap((result) => (result === null ? [] : [result.p]));
  const holm = holmAdjusted(p);
  const bh = benjaminiHochbergAdjusted(p);
  const rows = factors.map((factor, index): CorrelationRow => {
    const place = moving.indexOf(index);
    const own = place < 0 ? null : estimate[place]!;
    if (own === null) return { factor, correlation: null };
    const all = [own, ...(extremes ?? []).flatMap((extreme) => extreme[place] ?? [])];
    const test = known.indexOf(index);
    return {
      factor,
      correlation: {
        ...own,
        ciLow: Math.min(...all.map(({ ciLow }) => ciLow)),
        ciHigh: Math.max(...all.map(({ ciHigh }) => ciHigh)),
        pHolm: holm[test]!,
        pBh: bh[test]!,
      },
    };
  });
  const strength = ({ correlation }: CorrelationRow) => (correlation === null ? -1 : Math.abs(correlation.r));
  return {
    arm: response.arm,
    output: response.output,
    counts,
    rows: [...rows].sort((a, b) => strength(b) - strength(a)),
  };
}

function correlationsOf(
  kind: CorrelationKind,
  columns: readonly Float64Array[],
  values: Float64Array,
): readonly (CorrelationResult | null)[] {
  const n = values.length;
  if (kind === 'partial rank') {
    const [coefficients] = partialRankCorrelations(columns, [values]);
    return columns.map((_, index) =>
      coefficients === null || coefficients === undefined
        ? null
        : correlationInference({ r: coefficients[index]!, n, controlled: columns.length - 1 }),
    );
  }
  return columns.map((column) => {
    const r = pearson(column, values);
    return r === null ? null : correlationInference({ r, n, controlled: 0 });
  });
}
