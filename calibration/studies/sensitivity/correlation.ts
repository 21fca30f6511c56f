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
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StudyOutput, StudyTable } from '../study.js';
import type { Response } from './evaluate-samples.js';
import { type Factor, factorVaries } from './factors.js';
import { describeResponse } from './outputs.js';
import { reasons } from './reasons.js';
import { commonResult, countsOf, finished, samplesTable, toParameter } from './responses.js';
import { type CorrelationResponse, correlatedRows, type SensitivityResult } from './result.js';
import type { StudySettings } from './settings.js';
import { evaluateDesign } from './study-source.js';

/** Numbers of factors that are printed, and whose samples are written for the scatter plot. */
const PRINTED = 10;
const SCATTERED = 6;

const kinds = { pcc: 'pearson', prcc: 'partial rank' } as const;

/** Correlation of one factor with an output; null where the factor or the output does not vary. */
export interface CorrelationRow {
  readonly factor: Factor;
  readonly correlation: (CorrelationResult & { readonly pHolm: number; readonly pBh: number }) | null;
}

/** Correlations of all factors with one output under one arm, in decreasing order of strength. */
export interface CorrelationStudy {
  readonly arm: string;
  readonly output: string;
  readonly counts: FailureCounts;
  readonly rows: readonly CorrelationRow[];
}

/** The coefficient: Pearson’s, or partial rank correlation. */
export type CorrelationKind = 'pearson' | 'partial rank';

/** The Pearson sweep and the partial rank correlations: one design, one coefficient per parameter, arm and output. */
export async function computeCorrelations(
  settings: StudySettings,
  context: CohortContext,
): Promise<StudyOutput<SensitivityResult>> {
  const method = settings.method === 'prcc' ? 'prcc' : 'pcc';
  const { samples } = settings;
  const { factors, columns, responses } = await evaluateDesign(settings, context);
  const studies = responses.map((response) =>
    correlationStudy(kinds[method], factors, columns, response, settings.failures),
  );
  const counts = studies.map((study, index) => countsOf(responses[index]!, study.counts));
  const rows = studies.map(toResponse);
  const columnOf = (name: string) => columns[factors.findIndex((factor) => factor.name === name)]!;
  return finished(
    { method, ...commonResult(settings, { factors: factors.length, samples, counts }), responses: rows },
    {
      tables: [
        correlationTable(method, rows),
        scatterTable(rows[0]!, responses[0]!, columnOf),
        samplesTable(factors, columns, responses),
      ],
      summary: rows.flatMap((response) => [
        `${describeResponse(response)}:`,
        ...correlatedRows(response)
          .slice(0, PRINTED)
          .map(
            ({ parameter, correlation: { r, ci_low: low, ci_high: high } }) =>
              `  ${parameter.padEnd(22)}${r.toFixed(3).padStart(7)}  [${low.toFixed(3)}, ${high.toFixed(3)}]`,
          ),
      ]),
    },
  );
}

function toResponse({ arm, output, rows }: CorrelationStudy): CorrelationResponse {
  return {
    arm,
    output,
    rows: rows.map(({ factor, correlation }) => {
      if (correlation === null) {
        const reason = factorVaries(factor) ? reasons.constant : reasons.noRange;
        return { ...toParameter(factor), correlation, reason };
      }
      const { r, ciLow, ciHigh, p, pHolm, pBh } = correlation;
      return {
        ...toParameter(factor),
        correlation: { r, ci_low: ciLow, ci_high: ciHigh, p, p_holm: pHolm, p_bh: pBh },
        reason: null,
      };
    }),
  };
}

/** One row per factor, in decreasing order of strength; empty cells where a factor does not vary. `pcc` has one response. */
function correlationTable(method: 'pcc' | 'prcc', responses: readonly CorrelationResponse[]): StudyTable {
  const columns = ['r', 'ci_low', 'ci_high', 'p', 'p_holm', 'p_bh'] as const;
  const several = method === 'prcc';
  return {
    file: `${method}.csv`,
    header: [...(several ? ['arm', 'output'] : []), 'parameter', 'group', ...columns, 'reason'],
    rows: responses.flatMap(({ arm, output, rows }) =>
      rows.map(({ parameter, group, correlation, reason }) => [
        ...(several ? [arm, output] : []),
        parameter,
        group,
        ...columns.map((column) => correlation?.[column] ?? null),
        reason,
      ]),
    ),
  };
}

/** Completed samples of the first response: its output and the leading factors. */
function scatterTable(
  response: CorrelationResponse,
  { values, failed }: Response,
  columnOf: (parameter: string) => Float64Array,
): StudyTable {
  const leaders = correlatedRows(response)
    .slice(0, SCATTERED)
    .map(({ parameter }) => parameter);
  return {
    file: 'figures/scatter.csv',
    header: ['sample', response.output, ...leaders],
    rows: Array.from(values.keys())
      .filter((sample) => failed[sample] === 0)
      .map((sample) => [sample + 1, values[sample]!, ...leaders.map((name) => columnOf(name)[sample]!)]),
  };
}

/**
 * Correlates factors with an output: coefficients, Fisher intervals, p values and their adjustments for the number of factors.
 *
 * Under the policy `bounds` each interval is widened to contain those with the failed samples at either extreme.
 *
 * @param kind - the coefficient
 * @param factors - the factors
 * @param columns - their values, as returned by `factorColumns`
 * @param response - the output and which samples failed
 * @param policy - treatment of failed samples
 */
export function correlationStudy(
  kind: CorrelationKind,
  factors: readonly Factor[],
  columns: readonly Float64Array[],
  response: Response,
  policy: FailurePolicy,
): CorrelationStudy {
  const varying = factors.flatMap((factor, index) => (factorVaries(factor) ? [index] : []));
  const { estimate, extremes, counts } = estimateWithFailures(
    { values: response.values, failed: response.failed, blockSize: 1 },
    policy,
    (values, blocks) => {
      const chosen = (column: Float64Array) => Float64Array.from(blocks, (block) => column[block]!);
      return correlationsOf(
        kind,
        varying.map((index) => chosen(columns[index]!)),
        chosen(values),
      );
    },
  );
  const known = varying.filter((_, place) => estimate[place] !== null);
  const p = estimate.flatMap((result) => (result === null ? [] : [result.p]));
  const holm = holmAdjusted(p);
  const bh = benjaminiHochbergAdjusted(p);
  const rows = factors.map((factor, index): CorrelationRow => {
    const place = varying.indexOf(index);
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
