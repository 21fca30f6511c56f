import { streamNames, unitDesign } from '../../../src/index.js';
import { formatCount } from '../../page/format-number.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import { correlationCells, correlationHeader, correlationSection, leadersOf, scatterOf } from './correlation-output.js';
import { type CorrelationKind, correlationStudy, factorColumns } from './correlation-study.js';
import { publishedSweepSection, repeatsPublishedSweep } from './published-sweep.js';
import type { StudyOutput } from './study-output.js';
import type { StudySettings } from './study-settings.js';
import { studySource } from './study-source.js';
import { describeResponse, describeSpace, paragraphs, samplesSection, settingsSection } from './study-summary.js';

/** Leaders that are printed. */
const PRINTED = 10;

const kinds: Readonly<Record<string, CorrelationKind>> = { pcc: 'pearson', prcc: 'partial rank' };

const methods = {
  pearson: {
    title: 'Pearson sweep',
    symbol: 'Pearson r',
    summary: [
      'Pearson’s coefficient measures how far an output follows a straight line in one parameter while all others vary. Its square is about the parameter’s share of the output’s variance.',
      'p values test each parameter by itself; Holm’s adjustment holds the chance of any false finding among all parameters, Benjamini and Hochberg’s the share of false ones among the findings.',
    ],
  },
  'partial rank': {
    title: 'Partial rank correlation',
    symbol: 'PRCC',
    summary: [
      'Ranks take up any rising or falling relation, and the linear effect of all other parameters is taken out before two are correlated. So weak parameters stand out that a plain correlation cannot tell from noise; the coefficient is not a share of variance.',
      'It says little where an output rises and falls again in a parameter.',
    ],
  },
} as const;

/** Measured over 431 dimensions: of random samples and Latin hypercubes of 1,000 the largest is 0.15. */
const CORRELATED_PAIRS =
  'Among hundreds of dimensions of a Sobol sequence some pairs are far from evenly filled at a thousand points: single pairs of parameters are correlated by up to 0.75, and one that does nothing can take on the effect of the other. Confirm a finding with a Latin hypercube.';

/** The Pearson sweep and the partial rank correlations: one design, one coefficient per parameter, arm and output. */
export async function correlationRun(settings: StudySettings, context: CohortContext): Promise<StudyOutput> {
  const kind = kinds[settings.method] ?? 'pearson';
  const source = studySource(settings);
  const { factors } = source;
  const { samples, design, seed } = settings;
  const points = unitDesign({
    kind: design,
    points: samples,
    dimensions: factors.length,
    seed,
    streamName: streamNames.sensitivity,
  });
  const responses = await source.evaluate(factors, points, context);
  const columns = factorColumns(factors, points);
  const studies = responses.map((response) => correlationStudy(kind, factors, columns, response, settings.failures));
  const { title, symbol, summary } = methods[kind];
  const [first] = studies;
  const scatter = await scatterOf({
    study: first!,
    values: responses[0]!.values,
    failed: responses[0]!.failed,
    columnOf: (name) => columns[factors.findIndex((factor) => factor.name === name)]!,
  });
  const controlled = kind === 'pearson' ? 0 : factors.length - 1;
  const sections = [];
  for (const [index, study] of studies.entries()) {
    sections.push(await correlationSection(study, { id: `response-${index + 1}`, symbol, controlled }));
  }
  const counts = studies.map(({ arm, output, counts: own }) => ({ arm, output, ...own }));
  const several = settings.method !== 'pcc';
  return {
    tables: [
      {
        file: `${settings.method}.csv`,
        header: [...(several ? ['arm', 'output'] : []), ...correlationHeader],
        rows: studies.flatMap((study) =>
          correlationCells(study).map((cells) => [...(several ? [study.arm, study.output] : []), ...cells]),
        ),
      },
      scatter.table,
    ],
    title,
    lead: `${formatCount(factors.length)} parameters, ${describeSpace(settings)}; ${formatCount(samples)} samples.`,
    facts: [
      ['Design', design],
      ['Seed', seed],
    ],
    sections: [
      ...sections,
      scatter.section,
      ...(settings.method === 'pcc' && repeatsPublishedSweep(settings) ? [publishedSweepSection(first!)] : []),
      {
        id: 'method',
        title: 'How to read it',
        body: paragraphs(design === 'sobol' ? [...summary, CORRELATED_PAIRS] : summary),
      },
      samplesSection(counts, settings),
      settingsSection(settings),
    ],
    summary: studies.flatMap((study) => [
      `${describeResponse(study)}:`,
      ...leadersOf(study, PRINTED).map(
        ({ factor, correlation: { r, ciLow, ciHigh } }) =>
          `  ${factor.name.padEnd(22)}${r.toFixed(3).padStart(7)}  [${ciLow.toFixed(3)}, ${ciHigh.toFixed(3)}]`,
      ),
    ]),
    counts,
  };
}
