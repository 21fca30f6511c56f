import {
  estimateWithFailures,
  InputError,
  MAX_SOBOL_DIMENSIONS,
  pairsOf,
  power,
  type SobolIndices,
  saltelliDesign,
  sobolConvergence,
  streamNames,
} from '../../../src/index.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StudyOutput, StudyTable } from '../study.js';
import { correlatedPoints } from './correlated-factors.js';
import { factorColumns, factorVaries } from './factors.js';
import { describeResponse } from './outputs.js';
import { reasons, unvaried } from './reasons.js';
import { commonResult, countsOf, finished, hull, samplesTable } from './responses.js';
import { indexedRows, type ResponseCounts, type SensitivityResult, type Share, type SobolResponse } from './result.js';
import { groupsOf, type StudySettings } from './settings.js';
import { studySource } from './study-source.js';

const PRINTED = 10;

/**
 * Sobol indices of every output under every arm.
 *
 * @throws InputError - when a Sobol sequence has too few dimensions for the parameters
 */
export async function computeSobol(
  settings: StudySettings,
  context: CohortContext,
): Promise<StudyOutput<SensitivityResult>> {
  const { samples: blocks, design: kind, seed, failures: policy, order, replicates } = settings;
  const source = studySource(settings);
  const factors = source.factors.filter(factorVaries);
  const groups = groupsOf(factors, settings.by);
  if (kind === 'sobol' && 2 * factors.length > MAX_SOBOL_DIMENSIONS) {
    throw new InputError(
      `--design sobol: must vary at most ${MAX_SOBOL_DIMENSIONS / 2} parameters; got ${factors.length}`,
    );
  }
  const streamName = streamNames.sensitivity;
  const design = saltelliDesign({ kind, blocks, dimensions: factors.length, groups, order, seed, streamName });
  const indexSettings = { groups: groups.length, order, replicates, seed, streamName: `${streamName}: bootstrap` };
  const names = groups.map(({ name }) => name);
  const counts: ResponseCounts[] = [];
  const responses: SobolResponse[] = [];
  const without = unvaried(source.factors, settings.by);
  const points = correlatedPoints(factors, design.points);
  const evaluated = await source.evaluate(factors, points, context);
  for (const response of evaluated) {
    const { arm, output, values, failed } = response;
    const estimated = estimateWithFailures({ values, failed, blockSize: design.blockSize }, policy, (outputs, whole) =>
      sobolConvergence(outputs, whole, indexSettings),
    );
    counts.push(countsOf(response, estimated.counts));
    const indices = estimated.estimate.at(-1)!.indices;
    if (indices === null) {
      responses.push({ arm, output, ...withoutIndices(values[0]!, names, without) });
      continue;
    }
    const extremes = (estimated.extremes ?? []).flatMap((steps) => steps.at(-1)!.indices ?? []);
    const own = indicesOf(names, indices, extremes, estimated.estimate);
    responses.push({ arm, output, ...own, rows: [...own.rows, ...rowsWithout(without, reasons.noRange)] });
  }
  const samples = points.length / factors.length;
  return finished(
    {
      method: 'sobol',
      ...commonResult(settings, { factors: groups.length, samples, counts, remarks: remarksOf(settings, responses) }),
      responses,
    },
    {
      tables: [
        sobolTable(responses, settings),
        ...pairTable(responses),
        convergenceTable(responses),
        samplesTable(factors, factorColumns(factors, points), evaluated),
      ],
      summary: responses.flatMap((response) => [
        `${describeResponse(response)} (largest half-width ${response.widest?.toFixed(3) ?? '-'}):`,
        ...indexedRows(response)
          .slice(0, PRINTED)
          .map(
            ({ name, first, total, warning }) =>
              `  ${name.padEnd(32)} total ${total.value.toFixed(3)} [${total.low.toFixed(3)}, ${total.high.toFixed(3)}]  first ${first.value.toFixed(3)}${warning === null ? '' : `  ! ${warning}`}`,
          ),
      ]),
    },
  );
}

function indicesOf(
  names: readonly string[],
  indices: SobolIndices,
  extremes: readonly SobolIndices[],
  steps: ReturnType<typeof sobolConvergence>,
): Omit<SobolResponse, 'arm' | 'output'> {
  const share = (kind: 'first' | 'total' | 'second', index: number): Share => {
    const own = indices[kind][index]!;
    const each = [own, ...extremes.map((extreme) => extreme[kind][index]!)];
    const [low, high] = hull(each.map(({ low: from, high: to }) => [from, to]));
    return { value: own.value, low, high };
  };
  const blocks = steps.at(-1)!.blocks;
  const rows = names.map((name, index) => {
    const [first, total] = [share('first', index), share('total', index)];
    const warning = warningOf({ first, total, changed: indices.changed[index]!, blocks });
    return { name, first, total, warning, reason: null };
  });
  const pairs = indices.second.length === 0 ? [] : pairsOf(names.length);
  return {
    mean: indices.mean,
    variance: indices.variance,
    widest: Math.max(...rows.map(({ total }) => (total.high - total.low) / 2)),
    rows: [...rows].sort((a, b) => b.total.value - a.total.value),
    pairs: pairs
      .map(([i, j], index) => ({ names: [names[i]!, names[j]!] as const, second: share('second', index) }))
      .sort((a, b) => b.second.value - a.second.value),
    convergence: steps.flatMap(({ blocks, indices: own }) => {
      if (own === null) return [];
      const totals = names.map((name, index) => {
        const { value, low, high } = own.total[index]!;
        return { name, total: value, half_width: (high - low) / 2 };
      });
      return [{ blocks, totals }];
    }),
  };
}

/** Fewer blocks in which a factor changes the output do not show how far its indices vary. */
const FEWEST_CHANGED = 20;
/** Measured coverage of the intervals is 90 % or more from this number on; see docs/sensitivity.md. */
const FEWEST_BLOCKS = 64;
/** Half-width from which the interval of a total index is too wide to rank factors. */
const WIDEST = 0.1;

/**
 * Why there are too few blocks for the indices of a factor; null where there is no sign of it.
 *
 * A first order index is never above the total one: intervals that exclude this are too narrow.
 */
export function warningOf({
  first,
  total,
  changed,
  blocks,
}: {
  readonly first: Share;
  readonly total: Share;
  readonly changed: number;
  readonly blocks: number;
}): string | null {
  if (first.low > total.high) return 'first order above total order: too few blocks';
  if (changed > 0 && changed < FEWEST_CHANGED)
    return `output changes in ${changed} of ${blocks} blocks: too few blocks`;
  if ((total.high - total.low) / 2 > WIDEST) return `interval wider than ±${WIDEST}: too few blocks`;
  return null;
}

const rowsWithout = (names: readonly string[], reason: string) =>
  names.map((name) => ({ name, first: null, total: null, warning: null, reason }));

/** An output that does not vary. */
function withoutIndices(
  mean: number,
  names: readonly string[],
  unvaried: readonly string[],
): Omit<SobolResponse, 'arm' | 'output'> {
  const rows = [...rowsWithout(names, reasons.constant), ...rowsWithout(unvaried, reasons.noRange)];
  return { mean, variance: 0, widest: null, rows, pairs: [], convergence: [] };
}

/** Remarks on the number of blocks. */
function remarksOf(
  { design, samples }: Pick<StudySettings, 'design' | 'samples'>,
  responses: readonly SobolResponse[],
): readonly string[] {
  const largest = power(2, 31 - Math.clz32(samples));
  const warned = responses.flatMap(({ rows }) => rows.filter(({ warning }) => warning !== null));
  const all = responses.flatMap(indexedRows);
  return [
    ...(design === 'sobol' && largest !== samples
      ? [
          `--samples: ${samples} is no power of two; a Sobol sequence fills the space evenly at powers of two only, here ${largest} or ${2 * largest}`,
        ]
      : []),
    ...(samples < FEWEST_BLOCKS
      ? [`--samples: ${samples} blocks are few; intervals hold from ${FEWEST_BLOCKS} on`]
      : []),
    ...(warned.length === 0
      ? []
      : [
          `${warned.length} of ${all.length} pairs of first and total order have too few blocks (${samples}); the column "warning" gives the reason`,
        ]),
  ];
}

const ends = (share: Share | null) => [share?.value ?? null, share?.low ?? null, share?.high ?? null];

function sobolTable(responses: readonly SobolResponse[], { by }: StudySettings): StudyTable {
  return {
    file: 'sobol.csv',
    header: [
      'arm',
      'output',
      by,
      'first',
      'first_low',
      'first_high',
      'total',
      'total_low',
      'total_high',
      'warning',
      'reason',
    ],
    rows: responses.flatMap(({ arm, output, rows }) =>
      rows.map(({ name, first, total, warning, reason }) => [
        ...[arm, output, name, ...ends(first), ...ends(total), warning, reason],
      ]),
    ),
  };
}

/** Empty unless the second order was requested. */
function pairTable(responses: readonly SobolResponse[]): readonly StudyTable[] {
  if (responses.every(({ pairs }) => pairs.length === 0)) return [];
  return [
    {
      file: 'figures/sobol_pairs.csv',
      header: ['arm', 'output', 'first_factor', 'second_factor', 'second_order', 'low', 'high'],
      rows: responses.flatMap(({ arm, output, pairs }) =>
        pairs.map(({ names, second }) => [arm, output, ...names, ...ends(second)]),
      ),
    },
  ];
}

function convergenceTable(responses: readonly SobolResponse[]): StudyTable {
  return {
    file: 'figures/sobol_convergence.csv',
    header: ['arm', 'output', 'blocks', 'factor', 'total', 'half_width'],
    rows: responses.flatMap(({ arm, output, convergence }) =>
      convergence.flatMap(({ blocks, totals }) =>
        totals.map(({ name, total, half_width: halfWidth }) => [arm, output, blocks, name, total, halfWidth]),
      ),
    ),
  };
}
