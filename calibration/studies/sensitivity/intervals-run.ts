import { type IntervalRate, intervalRates, NumericalError, streamNames, unitDesign } from '../../../src/index.js';
import { dataTable } from '../../page/data-table.js';
import { formatCount, formatFixed, formatSignificant } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { Section } from '../run/report/section.js';
import { factorColumns } from './correlation-study.js';
import type { Response } from './evaluate-samples.js';
import type { Factor } from './factors.js';
import { hull } from './hull.js';
import { drawnFigure } from './report/drawn-plot.js';
import { intervalsFigure } from './report/intervals-plot.js';
import type { StudyOutput } from './study-output.js';
import type { StudySettings } from './study-settings.js';
import { studySource } from './study-source.js';
import { describeArm, describeSpace, paragraphs, samplesSection, settingsSection } from './study-summary.js';

/** Parts of each range. */
const PARTS = 5;
const PRINTED = 5;
/** Parts with fewer patients are left out of the spread: their rates are mostly chance. */
const FEWEST = 30;

interface IntervalRow extends IntervalRate {
  readonly factor: Factor;
  readonly part: number;
}

interface IntervalStudy {
  readonly arm: string;
  /** Widest spread first. */
  readonly factors: readonly {
    readonly factor: Factor;
    readonly rows: readonly IntervalRow[];
    readonly spread: number;
  }[];
}

/** Disease control in each fifth of the ranges of the per-patient parameters. */
export async function intervalsRun(settings: StudySettings, context: CohortContext): Promise<StudyOutput> {
  const { samples, design, seed, failures: policy } = settings;
  const source = studySource(settings);
  const { factors } = source;
  const points = unitDesign({
    kind: design,
    points: samples,
    dimensions: factors.length,
    seed,
    streamName: streamNames.sensitivity,
  });
  const responses = await source.evaluate(factors, points, context);
  const columns = factorColumns(factors, points);
  const studies = responses.map((response): IntervalStudy => {
    if (policy === 'stop' && response.failed.some((flag) => flag !== 0)) {
      throw new NumericalError(
        `samples: must all complete under the policy 'stop'; got failures under ${response.arm}`,
      );
    }
    const rows = factors.map((factor, index) => {
      const own = ratesOf(factor, columns[index]!, response, policy === 'bounds');
      const rates = own.filter(({ n }) => n >= FEWEST).flatMap(({ rate }) => rate ?? []);
      return {
        factor,
        rows: own.map((rate, part) => ({ ...rate, factor, part: part + 1 })),
        spread: rates.length < 2 ? 0 : Math.max(...rates) - Math.min(...rates),
      };
    });
    return { arm: response.arm, factors: rows.sort((a, b) => b.spread - a.spread) };
  });
  const counts = responses.map(({ arm, output, failed }) => {
    const lost = failed.reduce((sum, flag) => sum + flag, 0);
    return { arm, output, samples, failed: lost, blocks: samples, droppedBlocks: lost };
  });
  return {
    tables: [
      {
        file: 'intervals.csv',
        header: [
          'arm',
          'parameter',
          'group',
          'quintile',
          'from',
          'to',
          'patients',
          'dcr',
          'dcr_low',
          'dcr_high',
          'pd',
          'pd_low',
          'pd_high',
        ],
        rows: studies.flatMap(({ arm, factors: own }) =>
          own.flatMap(({ rows }) =>
            rows.map(({ factor, part, from, to, n, rate, low, high }) => [
              arm,
              factor.name,
              factor.group,
              part,
              from,
              to,
              n,
              rate,
              low,
              high,
              rate === null ? null : 1 - rate,
              1 - high,
              1 - low,
            ]),
          ),
        ),
      },
    ],
    title: 'Five intervals',
    lead: `${formatCount(factors.length)} per-patient parameters, ${describeSpace(settings)}; ${formatCount(samples)} patients, disease control in each fifth of a range.`,
    facts: [
      ['Design', design],
      ['Seed', seed],
    ],
    sections: [
      await figureSection(studies),
      ...studies.map(tableSection),
      { id: 'method', title: 'How to read it', body: paragraphs(METHOD_DESCRIPTIONS) },
      samplesSection(counts, settings),
      settingsSection(settings),
    ],
    summary: studies.flatMap(({ arm, factors: own }) => [
      `${describeArm(arm)}, disease control by fifths of the range (%):`,
      ...own
        .slice(0, PRINTED)
        .map(
          ({ factor, rows }) =>
            `  ${factor.name.padEnd(18)}${rows.map(({ rate }) => (rate === null ? '-' : (100 * rate).toFixed(1)).padStart(7)).join('')}`,
        ),
    ]),
    counts,
  };
}

const METHOD_DESCRIPTIONS = [
  'Each parameter’s range is cut into five equal parts, and the patients in a part are counted: the rates are those of patients as they are distributed, all other parameters included. Lines are 95 % Wilson intervals; parts where patients are rare have wide ones. The PD rate is what is missing to 100 %.',
  `The spread is the largest minus the smallest rate over parts with at least ${FEWEST} patients.`,
];

/** Rates of completed samples; with bounds the intervals hold the rates as if all failed had progressed, and as if none had. */
function ratesOf(
  { distribution }: Factor,
  values: Float64Array,
  response: Response,
  bounds: boolean,
): readonly IntervalRate[] {
  const [min, max] =
    distribution.kind === 'beta'
      ? [distribution.marginal.min, distribution.marginal.max]
      : [distribution.low, distribution.high];
  const range = { min, max, parts: PARTS };
  const completed = Array.from(values.keys()).filter((sample) => response.failed[sample] === 0);
  const controlled = Uint8Array.from(completed, (sample) => response.values[sample]!);
  const rates = intervalRates(
    Float64Array.from(completed, (sample) => values[sample]!),
    controlled,
    range,
  );
  if (!bounds || completed.length === values.length) return rates;
  const extremes = [0, 1].map((fill) =>
    intervalRates(
      values,
      Uint8Array.from(response.failed, (flag, sample) => (flag === 0 ? response.values[sample]! : fill)),
      range,
    ),
  );
  return rates.map((rate, part) => {
    const all = [rate, ...extremes.map((extreme) => extreme[part]!)];
    const [low, high] = hull(all.map((each) => [each.low, each.high]));
    return { ...rate, low, high };
  });
}

async function figureSection(studies: readonly IntervalStudy[]): Promise<Section> {
  const order = (studies.at(-1)?.factors ?? []).map(({ factor }) => factor.name);
  const figure = await drawnFigure({
    id: 'intervals-figure',
    title: 'Disease control by fifths of each range',
    caption: html`Parameters in falling order of the spread under ${describeArm(studies.at(-1)!.arm)}; lines are 95 % Wilson intervals; parts with fewer than ${String(FEWEST)} patients are not drawn. Data: <a href="intervals.csv">intervals.csv</a>.`,
    spec: intervalsFigure(
      studies.flatMap(({ arm, factors }) =>
        factors.flatMap(({ factor, rows }) =>
          rows.flatMap(({ part, n, rate, low, high }) =>
            rate === null || n < FEWEST
              ? []
              : [{ arm, parameter: factor.name, part, percent: 100 * rate, low: 100 * low, high: 100 * high }],
          ),
        ),
      ),
      order,
      studies.map(({ arm }) => arm),
    ),
  });
  return { id: 'figure', title: 'All parameters', body: figure };
}

function tableSection({ arm, factors }: IntervalStudy, index: number): Section {
  return {
    id: `arm-${index + 1}`,
    title: describeArm(arm),
    body: dataTable({
      caption: 'Disease control, percent, with 95 % Wilson intervals; patients in the part below.',
      columns: [
        { title: 'parameter' },
        { title: 'range' },
        ...Array.from({ length: PARTS }, (_, part) => ({ title: `fifth ${part + 1}`, align: 'right' as const })),
        { title: 'spread', align: 'right' },
      ],
      rows: factors.map(({ factor, rows, spread }) => ({
        cells: [
          factor.name,
          html`${formatSignificant(rows[0]!.from, 2)} to ${formatSignificant(rows.at(-1)!.to, 2)}`,
          ...rows.map(({ rate, low, high, n }) =>
            rate === null
              ? '–'
              : html`${formatFixed(100 * rate, 1)}<br><span class="se">${formatFixed(100 * low, 0)} to ${formatFixed(100 * high, 0)} · ${formatCount(n)}</span>`,
          ),
          formatFixed(100 * spread, 1),
        ],
      })),
    }),
  };
}
