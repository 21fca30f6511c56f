import { endpointLabel } from '../../../endpoints/endpoints.js';
import { type Family, familyLabels } from '../../../endpoints/families.js';
import type { TradeOff } from '../../../inference/trade-off-result.js';
import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatFixed, formatSignificant } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { tradeOffAlt } from './alt-texts.js';
import type { ReportContext } from './report-context.js';
import { FITTED_COLOUR } from './shapes-plot.js';
import { COMPROMISE_COLOUR, tradeOffPlot } from './trade-off-plot.js';

/** Shifts that are listed. */
const LISTED_SHIFTS = 10;

function pathTable({ points, families, varied }: TradeOff): Html {
  return dataTable({
    caption: `Refits with the squared residuals of ${familyLabels[varied]} times a weight; deviations are root mean squares in sampling errors of the trials.`,
    columns: [
      { title: 'Weight', align: 'right' },
      ...families.map((family: Family) => ({ title: familyLabels[family], align: 'right' as const })),
      { title: 'Largest deviation' },
      { title: 'Model', unit: '%', align: 'right' },
      { title: 'Trials', unit: '%', align: 'right' },
      { title: 'Effective patients', align: 'right' },
    ],
    rows: points.map(({ weight, deviations, largest, effective_sample_size: effective }) => ({
      cells: [
        String(weight),
        ...families.map((family) => formatFixed(deviations[family] ?? null, 2)),
        `${endpointLabel(largest.endpoint)}, ${largest.arm}`,
        formatFixed(largest.fitted, 1),
        formatFixed(largest.observed, 1),
        formatFixed(effective, 0),
      ],
    })),
  });
}

function shiftTable({ shifts, points }: TradeOff): Html {
  const [first, last] = [points[0]!.weight, points.at(-1)!.weight];
  return dataTable({
    caption: `Parameters that move most from weight ${first} to weight ${last}: means over patients in the unit of the parameter, daily deaths in percent.`,
    columns: [
      { title: 'Parameter' },
      { title: `Weight ${first}`, align: 'right' },
      { title: `Weight ${last}`, align: 'right' },
      { title: 'Change', unit: 'prior standard deviations', align: 'right' },
    ],
    rows: shifts.slice(0, LISTED_SHIFTS).map(({ name, arm, from, to, prior_deviations: change }) => ({
      cells: [
        arm === null ? `mean of ${name}` : `${name}, ${arm}`,
        formatSignificant(from),
        formatSignificant(to),
        formatFixed(change, 2),
      ],
    })),
  });
}

/**
 * What following one family of endpoints costs the others: sentences, Pareto curves, path, and the parameters that move.
 *
 * @param context - the run
 * @returns the section; none where the configuration did not ask for it
 */
export async function tradeOffSection(context: ReportContext): Promise<readonly Section[]> {
  const { trade_off: tradeOff } = context.results;
  if (tradeOff === undefined) return [];
  const { varied, patients, validation_patients: validation, summary } = tradeOff;
  const figure = await drawnFigure(
    {
      id: 'figure-trade-off',
      title: `Deviation of ${familyLabels[varied]} against that of the other endpoints`,
      key: [
        { shape: 'dot', colour: FITTED_COLOUR, label: 'refit at a weight' },
        { shape: 'dot', colour: COMPROMISE_COLOUR, label: 'compromise: smallest largest deviation' },
      ],
      caption: html`Root mean square residuals in sampling errors of the trials, of refits on ${String(patients)} patients, computed on ${String(validation)} others; each point is labelled with its weight, dashed lines are at 1.96. Data: <span class="mono">trade_off</span> of <a href="results.json">results.json</a>.`,
      alt: tradeOffAlt(tradeOff),
      draw: (layout) => tradeOffPlot(tradeOff, layout),
    },
    context,
  );
  const sentences = summary.map((sentence) => html`<li>${sentence}</li>`);
  const body = html`<ul>${sentences}</ul>${figure}${foldedDetail({ id: 'detail-trade-off', title: 'Deviations by weight, and the parameters that move', body: html`${pathTable(tradeOff)}${shiftTable(tradeOff)}` })}`;
  return [{ id: 'trade-off', title: 'What the model can follow together', body }];
}
