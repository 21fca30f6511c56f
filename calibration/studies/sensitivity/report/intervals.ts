import type { TopLevelSpec } from 'vega-lite';
import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { formatCount, formatFixed, formatSignificant } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armStyles } from '../../../plots/arm-style.js';
import { describeArm } from '../outputs.js';
import { FEWEST_PATIENTS, type IntervalsResponse, QUINTILES, type ResultOf } from '../result.js';
import { describeSpace, type MethodContext, type MethodReport } from './method-report.js';

/** The page of disease control by quintile of each range. */
export async function intervalsReport(result: ResultOf<'intervals'>, context: MethodContext): Promise<MethodReport> {
  const { settings, factors, samples, responses } = result;
  return {
    title: 'Five intervals',
    lead: `${formatCount(factors)} per-patient parameters, ${describeSpace(settings)}; ${formatCount(samples)} patients, disease control in each quintile of a range.`,
    facts: [
      ['Design', settings.design],
      ['Seed', settings.seed],
    ],
    sections: [await figureSection(responses, context), ...responses.map(tableSection)],
    method: [
      'The range of each parameter is divided into five intervals of equal width (quintiles of the range). The rate of disease control is estimated over the patients in each interval; all other parameters follow their distributions. Lines are 95 % Wilson intervals, which are wide where patients are few. The PD rate is 100 % minus disease control.',
      `The spread is the largest minus the smallest rate over intervals with at least ${FEWEST_PATIENTS} patients.`,
    ],
  };
}

async function figureSection(responses: readonly IntervalsResponse[], context: MethodContext): Promise<Section> {
  const last = responses.at(-1)!;
  const figure = await drawnFigure(
    {
      id: 'intervals-figure',
      title: 'Disease control by quintile of each range',
      key: [],
      caption: html`Parameters by decreasing spread under ${describeArm(last.arm)}; lines are 95 % Wilson intervals; intervals of a range with fewer than ${String(FEWEST_PATIENTS)} patients are not drawn. Data: <a href="intervals.csv">intervals.csv</a>.`,
      spec: intervalsFigure(
        responses,
        last.factors.map(({ parameter }) => parameter),
      ),
    },
    context,
  );
  return { id: 'figure', title: 'All parameters', body: figure };
}

function tableSection({ arm, factors }: IntervalsResponse, index: number): Section {
  return {
    id: `arm-${index + 1}`,
    title: describeArm(arm),
    body: dataTable({
      caption:
        'Disease control, percent, with 95 % Wilson intervals and the number of patients in the interval of the range.',
      columns: [
        { title: 'parameter' },
        { title: 'range' },
        ...Array.from({ length: QUINTILES }, (_, part) => ({ title: `quintile ${part + 1}`, align: 'right' as const })),
        { title: 'spread', align: 'right' },
      ],
      rows: factors.map(({ parameter, quintiles, spread }) => ({
        cells: [
          parameter,
          html`${formatSignificant(quintiles[0]!.from, 2)} to ${formatSignificant(quintiles.at(-1)!.to, 2)}`,
          ...quintiles.map(({ dcr, dcr_low: low, dcr_high: high, patients }) =>
            dcr === null
              ? '–'
              : html`${formatFixed(100 * dcr, 1)}<br><span class="se">${formatFixed(100 * low, 0)} to ${formatFixed(100 * high, 0)} · ${formatCount(patients)}</span>`,
          ),
          formatFixed(100 * spread, 1),
        ],
      })),
    }),
  };
}

const PANEL = { width: 146, height: 96 } as const;
const COLUMNS = 5;

/** Rates against the quintile of the range, one panel per parameter, one colour per arm. */
function intervalsFigure(responses: readonly IntervalsResponse[], parameters: readonly string[]): TopLevelSpec {
  const styles = armStyles(responses.map(({ arm }) => arm));
  const labels = styles.map(({ label }) => label);
  const values = responses.flatMap(({ factors }, index) =>
    factors.flatMap(({ parameter, quintiles }) =>
      quintiles.flatMap(({ quintile, patients, dcr, dcr_low: low, dcr_high: high }) =>
        dcr === null || patients < FEWEST_PATIENTS
          ? []
          : [
              {
                armLabel: labels[index],
                parameter,
                part: quintile,
                percent: 100 * dcr,
                low: 100 * low,
                high: 100 * high,
              },
            ],
      ),
    ),
  );
  return {
    data: { values },
    columns: COLUMNS,
    facet: { field: 'parameter', type: 'nominal', sort: [...parameters], title: null },
    spacing: 16,
    spec: {
      ...PANEL,
      encoding: {
        x: { field: 'part', type: 'ordinal', axis: { title: null, labelAngle: 0, ticks: false } },
        color: {
          field: 'armLabel',
          type: 'nominal',
          scale: { domain: labels, range: styles.map(({ colour }) => colour) },
          legend: { orient: 'top', title: null, symbolType: 'stroke' },
        },
      },
      layer: [
        {
          mark: { type: 'rule', strokeWidth: 1.2 },
          encoding: {
            y: { field: 'low', type: 'quantitative', scale: { domain: [0, 100] }, axis: { title: null, tickCount: 3 } },
            y2: { field: 'high' },
          },
        },
        { mark: { type: 'line', strokeWidth: 1.6 }, encoding: { y: { field: 'percent', type: 'quantitative' } } },
        {
          mark: { type: 'point', filled: true, size: 22, opacity: 1 },
          encoding: { y: { field: 'percent', type: 'quantitative' } },
        },
      ],
    },
  };
}
