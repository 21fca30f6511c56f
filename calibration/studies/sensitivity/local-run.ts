import { type LogDerivative, logDerivative, NumericalError } from '../../../src/index.js';
import { dataTable } from '../../page/data-table.js';
import { formatCount, formatFixed, formatSignificant } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { Section } from '../run/report/section.js';
import { type Factor, factorVaries } from './factors.js';
import { drawnFigure } from './report/drawn-plot.js';
import { SIGN_COLOURS, tornadoFigure } from './report/tornado-plot.js';
import type { ResponseCounts, StudyOutput } from './study-output.js';
import type { StudySettings } from './study-settings.js';
import { studySource } from './study-source.js';
import { describeResponse, paragraphs, samplesSection, settingsSection } from './study-summary.js';

const BARS = 25;
const PRINTED = 10;
/** Points of a parameter: two steps down, one down, one up, two up. */
const STENCIL = [-2, -1, 1, 2] as const;

interface LocalStudy {
  readonly counts: ResponseCounts;
  readonly base: number;
  /** In falling order of the slope's size; null where a point of the parameter failed. */
  readonly rows: readonly { readonly factor: Factor; readonly derivative: LogDerivative | null }[];
}

/** Logarithmic derivatives at the baseline, by the solver's own differences. */
export async function localRun(settings: StudySettings, context: CohortContext): Promise<StudyOutput> {
  const { step } = settings;
  const source = studySource(settings);
  const factors = source.factors.filter(factorVaries).map((factor): Factor => {
    const { baseline } = factor;
    return {
      ...factor,
      distribution: { kind: 'uniform', low: baseline * Math.exp(-2 * step), high: baseline * Math.exp(2 * step) },
    };
  });
  const points = stencilPoints(factors, step);
  const responses = await source.evaluate(factors, points, context);
  const studies = responses.map(({ arm, output, baseline, values, failed }): LocalStudy => {
    if (baseline === null)
      throw new NumericalError(`local derivatives: the baseline run must complete under ${arm}; it failed`);
    const rows = factors.map((factor, index) => {
      const from = index * STENCIL.length;
      const lost = failed.subarray(from, from + STENCIL.length).some((flag) => flag !== 0);
      const [a = 0, b = 0, c = 0, d = 0] = values.subarray(from, from + STENCIL.length);
      return { factor, derivative: lost ? null : logDerivative([a, b, c, d], baseline, step) };
    });
    const lostBlocks = rows.filter(({ derivative }) => derivative === null).length;
    const lostSamples = failed.reduce((sum, flag) => sum + flag, 0);
    if (settings.failures === 'stop' && lostSamples > 0) {
      throw new NumericalError(`samples: must all complete under the policy 'stop'; got ${lostSamples} that failed`);
    }
    const size = ({ derivative }: LocalStudy['rows'][number]) => Math.abs(derivative?.slope ?? -1);
    return {
      counts: {
        arm,
        output,
        samples: values.length,
        failed: lostSamples,
        blocks: factors.length,
        droppedBlocks: lostBlocks,
      },
      base: baseline,
      rows: rows.sort((x, y) => size(y) - size(x)),
    };
  });
  const sections: Section[] = [];
  for (const [index, study] of studies.entries()) sections.push(await localSection(study, index + 1));
  const counts = studies.map((study) => study.counts);
  return {
    tables: [
      {
        file: 'local.csv',
        header: ['arm', 'output', 'parameter', 'group', 'slope', 'error', 'elasticity'],
        rows: studies.flatMap(({ counts: { arm, output }, rows }) =>
          rows.map(({ factor, derivative }) => [
            arm,
            output,
            factor.name,
            factor.group,
            ...(derivative === null ? [null, null, null] : [derivative.slope, derivative.error, derivative.elasticity]),
          ]),
        ),
      },
    ],
    title: 'Local sensitivity',
    lead: `${formatCount(factors.length)} parameters at the baseline; steps of ${formatFixed(100 * step, 1)} and ${formatFixed(200 * step, 1)} %, ${formatCount(points.length / factors.length)} samples.`,
    facts: [],
    sections: [
      ...sections,
      { id: 'method', title: 'How to read it', body: paragraphs(METHOD_DESCRIPTIONS) },
      samplesSection(counts, settings),
      settingsSection(settings),
    ],
    summary: studies.flatMap(({ counts: own, rows }) => [
      `${describeResponse(own)}:`,
      ...rows
        .slice(0, PRINTED)
        .map(
          ({ factor, derivative }) => `  ${factor.name.padEnd(22)} slope ${derivative?.slope.toPrecision(4) ?? '-'}`,
        ),
    ]),
    counts,
  };
}

const METHOD_DESCRIPTIONS = [
  'The slope is the derivative of the output by the logarithm of a parameter, near the baseline: a parameter that is 1 % larger moves the output by a hundredth of it. The elasticity is the slope over the output: percent per percent; outputs that are not positive have none.',
  'Central differences over two step lengths, combined so that the error is of the fourth order in the step; the error stated is the difference between the combination and the shorter step alone, which is larger than the true one unless the solver’s own error shows.',
];

/** Four points per parameter, all others at the baseline; probabilities of uniform factors. */
function stencilPoints(factors: readonly Factor[], step: number): Float64Array {
  const k = factors.length;
  // Where e^(times step) lies between e^(-2 step) and e^(2 step)
  const place = (times: number) =>
    (Math.exp(times * step) - Math.exp(-2 * step)) / (Math.exp(2 * step) - Math.exp(-2 * step));
  const points = new Float64Array(k * STENCIL.length * k).fill(place(0));
  for (let factor = 0; factor < k; factor++) {
    STENCIL.forEach((times, row) => {
      points[(factor * STENCIL.length + row) * k + factor] = place(times);
    });
  }
  return points;
}

async function localSection({ counts, base, rows }: LocalStudy, index: number): Promise<Section> {
  const title = describeResponse(counts);
  const known = rows
    .flatMap(({ factor, derivative }) => (derivative === null ? [] : [{ factor, derivative }]))
    .slice(0, BARS);
  const figure = await drawnFigure({
    id: `local-${index}`,
    title: `The ${known.length} steepest`,
    key: [
      { shape: 'fill', colour: SIGN_COLOURS.up, label: 'larger parameter, larger output' },
      { shape: 'fill', colour: SIGN_COLOURS.down, label: 'larger parameter, smaller output' },
    ],
    caption: html`${title}; ${formatSignificant(base)} at the baseline. Lines are the error estimates of the differences.`,
    spec: tornadoFigure(
      known.map(({ factor, derivative: { slope, error } }) => ({
        label: factor.name,
        value: slope,
        low: slope - error,
        high: slope + error,
      })),
      { axis: 'd output / d log parameter', noise: null, signed: true },
    ),
  });
  return {
    id: `response-${index}`,
    title,
    body: html`${figure}${dataTable({
      caption: `The first ${known.length}; all are in local.csv.`,
      columns: [
        { title: 'parameter' },
        { title: 'group' },
        { title: 'slope', align: 'right' },
        { title: 'error', align: 'right' },
        { title: 'elasticity', align: 'right' },
      ],
      rows: known.map(({ factor, derivative: { slope, error, elasticity } }) => ({
        cells: [
          factor.name,
          factor.group,
          formatSignificant(slope, 4),
          formatSignificant(error, 1),
          formatSignificant(elasticity),
        ],
      })),
    })}`,
  };
}
