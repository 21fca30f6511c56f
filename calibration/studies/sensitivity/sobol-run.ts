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
import { formatCount } from '../../page/format-number.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { Section } from '../run/report/section.js';
import { factorVaries } from './factors.js';
import { hull } from './hull.js';
import { sobolSection } from './sobol-section.js';
import type { ShareRow, SobolStudy } from './sobol-study.js';
import type { StudyOutput } from './study-output.js';
import { groupsOf, type StudySettings } from './study-settings.js';
import { studySource } from './study-source.js';
import { describeResponse, describeSpace, paragraphs, samplesSection, settingsSection } from './study-summary.js';

const PRINTED = 10;

/** Sobol indices of every output under every arm. */
export async function sobolRun(settings: StudySettings, context: CohortContext): Promise<StudyOutput> {
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
  const responses = await source.evaluate(factors, design.points, context);
  const indexSettings = { groups: groups.length, order, replicates, seed, streamName: `${streamName}: bootstrap` };
  const names = groups.map(({ name }) => name);
  const counts: StudyOutput['counts'][number][] = [];
  const studies = responses.map(
    ({ arm, output, values, failed }): SobolStudy | { readonly arm: string; readonly output: string } => {
      const bounded = estimateWithFailures({ values, failed, blockSize: design.blockSize }, policy, (outputs, whole) =>
        sobolConvergence(outputs, whole, indexSettings),
      );
      counts.push({ arm, output, ...bounded.counts });
      const indices = bounded.estimate.at(-1)!.indices;
      if (indices === null) return { arm, output };
      const extremes = (bounded.extremes ?? []).flatMap((steps) => steps.at(-1)!.indices ?? []);
      return studyOf({ arm, output }, names, indices, extremes, bounded.estimate);
    },
  );
  const known = studies.filter((study): study is SobolStudy => 'rows' in study);
  const sections: Section[] = [];
  for (const [index, study] of known.entries()) sections.push(await sobolSection(study, index + 1, settings));
  const what = settings.by === 'group' ? 'groups of parameters' : 'parameters';
  return {
    tables: [sobolTable(known, settings), pairTable(known), convergenceTable(known)].flatMap((table) => table ?? []),
    title: 'Sobol indices',
    lead: `${formatCount(groups.length)} ${what}, ${describeSpace(settings)}; ${formatCount(blocks)} blocks, ${formatCount(design.points.length / factors.length)} samples.`,
    facts: [
      ['Design', kind],
      ['Replicates', formatCount(replicates)],
      ['Seed', seed],
    ],
    sections: [
      ...sections,
      ...constantSections(studies),
      { id: 'method', title: 'How to read it', body: paragraphs(METHOD_DESCRIPTIONS) },
      samplesSection(counts, settings),
      settingsSection(settings),
    ],
    summary: known.flatMap((study) => [
      `${describeResponse(study)} (largest half-width ${study.widest.toFixed(3)}):`,
      ...study.rows
        .slice(0, PRINTED)
        .map(
          ({ name, first, total }) =>
            `  ${name.padEnd(32)} total ${total.value.toFixed(3)} [${total.low.toFixed(3)}, ${total.high.toFixed(3)}]  first ${first.value.toFixed(3)}`,
        ),
    ]),
    counts,
  };
}

const METHOD_DESCRIPTIONS = [
  'The first-order index of a parameter is the share of the output’s variance that would go if the parameter were known; the total index is the share that would stay if all others were known. The difference is interaction. Totals add up to more than 1 where parameters interact.',
  'Estimators: Saltelli (2010) for the first order, Jansen (1999) for the total. Intervals are 1.96 standard deviations over bootstrap replicates of blocks; for a Sobol sequence or a Latin hypercube, which are more even than independent blocks, they err on the wide side. An index a little below 0 is a small one.',
];

function studyOf(
  response: { readonly arm: string; readonly output: string },
  names: readonly string[],
  indices: SobolIndices,
  extremes: readonly SobolIndices[],
  steps: ReturnType<typeof sobolConvergence>,
): SobolStudy {
  const share = (kind: 'first' | 'total' | 'second', index: number): ShareRow => {
    const own = indices[kind][index]!;
    const each = [own, ...extremes.map((extreme) => extreme[kind][index]!)];
    const [low, high] = hull(each.map(({ value, halfWidth }) => [value - halfWidth, value + halfWidth]));
    return { value: own.value, low, high };
  };
  const rows = names.map((name, index) => ({ name, first: share('first', index), total: share('total', index) }));
  const pairs = indices.second.length === 0 ? [] : pairsOf(names.length);
  return {
    ...response,
    mean: indices.mean,
    variance: indices.variance,
    rows: [...rows].sort((a, b) => b.total.value - a.total.value),
    pairs: pairs
      .map(([i, j], index) => ({ names: [names[i]!, names[j]!] as const, share: share('second', index) }))
      .sort((a, b) => b.share.value - a.share.value),
    convergence: steps.flatMap(({ blocks, indices: own }) =>
      own === null ? [] : [{ blocks, totals: names.map((name, index) => ({ name, total: own.total[index]! })) }],
    ),
    widest: Math.max(...rows.map(({ total }) => (total.high - total.low) / 2)),
  };
}

function sobolTable(studies: readonly SobolStudy[], { by }: StudySettings) {
  const ends = ({ value, low, high }: ShareRow) => [value, low, high];
  return {
    file: 'sobol.csv',
    header: ['arm', 'output', by, 'first', 'first_low', 'first_high', 'total', 'total_low', 'total_high'],
    rows: studies.flatMap(({ arm, output, rows }) =>
      rows.map(({ name, first, total }) => [arm, output, name, ...ends(first), ...ends(total)]),
    ),
  };
}

function pairTable(studies: readonly SobolStudy[]) {
  if (studies.every(({ pairs }) => pairs.length === 0)) return null;
  return {
    file: 'figures/sobol_pairs.csv',
    header: ['arm', 'output', 'first_factor', 'second_factor', 'second_order', 'low', 'high'],
    rows: studies.flatMap(({ arm, output, pairs }) =>
      pairs.map(({ names, share: { value, low, high } }) => [arm, output, ...names, value, low, high]),
    ),
  };
}

function convergenceTable(studies: readonly SobolStudy[]) {
  return {
    file: 'figures/sobol_convergence.csv',
    header: ['arm', 'output', 'blocks', 'factor', 'total', 'half_width'],
    rows: studies.flatMap(({ arm, output, convergence }) =>
      convergence.flatMap(({ blocks, totals }) =>
        totals.map(({ name, total }) => [arm, output, blocks, name, total.value, total.halfWidth]),
      ),
    ),
  };
}

/** Outputs that do not vary have no shares; that is said, not hidden. */
function constantSections(
  studies: readonly ({ readonly arm: string; readonly output: string } | SobolStudy)[],
): readonly Section[] {
  const constant = studies.filter((study) => !('rows' in study));
  if (constant.length === 0) return [];
  return [
    {
      id: 'constant',
      title: 'Outputs that do not vary',
      body: paragraphs(
        constant.map(
          (study) => `${describeResponse(study)}: the same in every sample; there is no variance to share out.`,
        ),
      ),
    },
  ];
}
