import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatSignificant } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armKey, armStyles } from '../../../plots/arm-style.js';
import { describeArm } from '../outputs.js';
import { FEWEST_PATIENTS, type IntervalsResponse, QUINTILES, type ResultOf } from '../result.js';
import { intervalsFigure } from './intervals-plot.js';
import { describeSpace, type MethodContext, type MethodReport } from './method-report.js';

/** Parameters that the text alternative names. */
const DESCRIBED = 5;

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
  const styles = armStyles(responses.map(({ arm }) => arm));
  const figure = await drawnFigure(
    {
      id: 'intervals-figure',
      title: 'Disease control by fifth of each range',
      alt: `Disease control by fifth of the range of ${last.factors.length} parameters. Largest spread under ${describeArm(last.arm)}: ${last.factors
        .slice(0, DESCRIBED)
        .map(({ parameter, spread }) => `${parameter} ${formatFixed(100 * spread, 1)} points`)
        .join(', ')}.`,
      key: armKey(styles, 'line'),
      caption: html`Parameters by decreasing spread under ${describeArm(last.arm)}; lines are 95 % Wilson intervals; intervals of a range with fewer than ${String(FEWEST_PATIENTS)} patients are not drawn. Data: <a href="intervals.csv">intervals.csv</a>.`,
      table: {
        columns: ['Arm', 'Parameter', 'Fifth', 'From', 'To', 'Patients', 'DCR', 'DCR, low', 'DCR, high'],
        rows: responses.flatMap(({ arm, factors }) =>
          factors.flatMap(({ parameter, quintiles }) =>
            quintiles.map(({ quintile, from, to, patients, dcr, dcr_low: low, dcr_high: high }) => [
              ...[describeArm(arm), parameter],
              ...[quintile, from, to, patients, dcr, low, high],
            ]),
          ),
        ),
      },
      draw: (layout) => intervalsFigure(responses, styles, layout),
    },
    context,
  );
  return { id: 'figure', title: 'All parameters', body: figure };
}

function tableSection({ arm, factors }: IntervalsResponse, index: number): Section {
  return {
    id: `arm-${index + 1}`,
    title: describeArm(arm),
    body: foldedDetail({
      id: `arm-${index + 1}-table`,
      title: `Disease control under ${describeArm(arm)}`,
      body: dataTable({
        caption:
          'Disease control, percent, with 95 % Wilson intervals and the number of patients in the interval of the range.',
        columns: [
          { title: 'Parameter' },
          { title: 'Range', unit: 'unit of the parameter' },
          ...Array.from({ length: QUINTILES }, (_, part) => ({
            title: `Fifth ${part + 1}`,
            unit: '%',
            align: 'right' as const,
          })),
          { title: 'Spread', unit: '% points', align: 'right' },
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
    }),
  };
}
