import { Z95 } from '../../../../src/index.js';
import { isInMonths } from '../../../endpoints/endpoints.js';
import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { describeArm, describeResponse } from '../outputs.js';
import { parsePopulationOutput } from '../population-outputs.js';
import { type ResultOf, type ShapesResponse, TEN_PERCENT } from '../result.js';
import { type MethodContext, type MethodReport, responseSections } from './method-report.js';
import { SIGN_COLOURS, signKey, tornadoFigure, tornadoTable } from './tornado-plot.js';

const BARS = 15;
/** Values that the text alternative names. */
const DESCRIBED = 5;

/** The page of a study of the fitted shapes. */
export async function shapesReport(result: ResultOf<'shapes'>, context: MethodContext): Promise<MethodReport> {
  const { settings, factors, samples, responses } = result;
  return {
    title: 'Sensitivity to the fitted shapes',
    lead: `${formatCount(factors)} fitted values, ${formatCount(settings.outputs.length)} endpoints under ${formatCount(settings.arms.length)} arm(s), importance-weighted on one pool of ${formatCount(samples)} simulated patients.`,
    facts: [['Seed', settings.seed]],
    sections: await responseSections(responses, (response, id) => shapesSection(response, id, context)),
    method: [
      'First-order change of an endpoint when one fitted value is increased by 10 % and all others are fixed: the derivative with respect to the logarithm of the value, times log 1.1. A larger alpha shifts the mass of a Beta distribution towards the upper bound, a larger beta towards the lower bound.',
      'Derivatives are finite differences of weighted endpoints on one pool. Their standard errors are from a delete-a-group jackknife over 20 groups of patients. mu and sigma of an arm are confounded: the trials identify a combination of the two rather than each separately. Their single effects are therefore large and of opposite sign.',
    ],
  };
}

async function shapesSection(response: ShapesResponse, id: string, context: MethodContext): Promise<Section> {
  const { arm, output, base, rows } = response;
  const title = describeResponse(response);
  const { percent } = parsePopulationOutput(output);
  const scale = percent ? 100 : 1;
  const decimals = percent ? 2 : 3;
  const unit = percent ? 'percentage points' : isInMonths(output) ? 'months' : 'AUC';
  const known = rows
    .flatMap(({ parameter, baseline, derivative }) =>
      derivative === null || derivative.slope === 0 ? [] : [{ parameter, baseline, ...derivative }],
    )
    .slice(0, BARS)
    .map(({ parameter, baseline, slope, standard_error: error }) => ({
      parameter,
      baseline,
      change: scale * slope * TEN_PERCENT,
      error: scale * error * TEN_PERCENT,
    }));
  if (known.length === 0) {
    return {
      id,
      title,
      body: html`<p class="note">No fitted value changes this endpoint: it is not reached within the simulation horizon, or is equal for all patients.</p>`,
    };
  }
  const axis = `Change for a 10 % increase (${unit})`;
  const bars = known.map(({ parameter, change, error }) => ({
    label: parameter,
    value: change,
    low: change - Z95 * error,
    high: change + Z95 * error,
  }));
  const figure = await drawnFigure(
    {
      id: `${id}-changes`,
      title: `The ${known.length} strongest of ${rows.length}`,
      key: signKey('value', 'endpoint'),
      caption: html`${formatFixed(base === null ? null : scale * base, 2)}${percent ? ' %' : ''} at the fit, ${describeArm(arm)}. Lines are 95 % Monte-Carlo intervals.`,
      alt: `Change of ${title} for 10 % more of a fitted value, ${unit}: ${known
        .slice(0, DESCRIBED)
        .map(({ parameter, change }) => `${parameter} ${formatSigned(change, decimals)}`)
        .join(', ')}.`,
      table: tornadoTable(bars, { axis }),
      draw: (layout) => tornadoFigure(bars, { axis, noise: null, colours: SIGN_COLOURS }, layout),
    },
    context,
  );
  return {
    id,
    title,
    body: html`${figure}${foldedDetail({
      id: `${id}-table`,
      title: `Changes by the ${known.length} strongest`,
      body: dataTable({
        width: 'narrow',
        columns: [
          { title: 'Fitted value' },
          { title: 'Value', align: 'right' },
          { title: 'Change', unit, align: 'right' },
          { title: 'Standard error', unit, align: 'right' },
        ],
        rows: known.map(({ parameter, baseline, change, error }) => ({
          cells: [parameter, formatFixed(baseline, 3), formatSigned(change, decimals), formatFixed(error, decimals)],
        })),
      }),
    })}`,
  };
}
