import {
  estimateWithFailures,
  InputError,
  MAX_SOBOL_DIMENSIONS,
  pairsOf,
  type SobolIndices,
  saltelliDesign,
  sobolConvergence,
  streamNames,
} from '../../../src/index.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StudyOutput, StudyTable } from '../study.js';
import { factorVaries } from './factors.js';
import { describeResponse } from './outputs.js';
import { commonResult, countsOf, finished, hull } from './responses.js';
import type { ResponseCounts, SensitivityResult, Share, SobolResponse } from './result.js';
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
  const constant: { arm: string; output: string }[] = [];
  const responses: SobolResponse[] = [];
  for (const response of await source.evaluate(factors, design.points, context)) {
    const { arm, output, values, failed } = response;
    const estimated = estimateWithFailures({ values, failed, blockSize: design.blockSize }, policy, (outputs, whole) =>
      sobolConvergence(outputs, whole, indexSettings),
    );
    counts.push(countsOf(response, estimated.counts));
    const indices = estimated.estimate.at(-1)!.indices;
    if (indices === null) {
      constant.push({ arm, output });
      continue;
    }
    const extremes = (estimated.extremes ?? []).flatMap((steps) => steps.at(-1)!.indices ?? []);
    responses.push({ arm, output, ...indicesOf(names, indices, extremes, estimated.estimate) });
  }
  const samples = design.points.length / factors.length;
  return finished(
    { method: 'sobol', ...commonResult(settings, { factors: groups.length, samples, counts }), responses, constant },
    {
      tables: [sobolTable(responses, settings), ...pairTable(responses), convergenceTable(responses)],
      summary: responses.flatMap((response) => [
        `${describeResponse(response)} (largest half-width ${response.widest.toFixed(3)}):`,
        ...response.rows
          .slice(0, PRINTED)
          .map(
            ({ name, first, total }) =>
              `  ${name.padEnd(32)} total ${total.value.toFixed(3)} [${total.low.toFixed(3)}, ${total.high.toFixed(3)}]  first ${first.value.toFixed(3)}`,
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
    const [low, high] = hull(each.map(({ value, halfWidth }) => [value - halfWidth, value + halfWidth]));
    return { value: own.value, low, high };
  };
  const rows = names.map((name, index) => ({ name, first: share('first', index), total: share('total', index) }));
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
        const { value, halfWidth } = own.total[index]!;
        return { name, total: value, half_width: halfWidth };
      });
      return [{ blocks, totals }];
    }),
  };
}

const ends = ({ value, low, high }: Share) => [value, low, high];

function sobolTable(responses: readonly SobolResponse[], { by }: StudySettings): StudyTable {
  return {
    file: 'sobol.csv',
    header: ['arm', 'output', by, 'first', 'first_low', 'first_high', 'total', 'total_low', 'total_high'],
    rows: responses.flatMap(({ arm, output, rows }) =>
      rows.map(({ name, first, total }) => [arm, output, name, ...ends(first), ...ends(total)]),
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
