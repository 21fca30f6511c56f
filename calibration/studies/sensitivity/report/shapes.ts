import { isInMonths } from '../../../endpoints/endpoints.js';
import { dataTable } from '../../../page/data-table.js';
import { drawnFigure } from '../../../page/drawn-plot.js';
import { formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { BAND_ERRORS } from '../../refit/report/error-style.js';
import { describeArm, describeResponse } from '../outputs.js';
import { parsePopulationOutput } from '../population-outputs.js';
import { type ResultOf, type ShapesResponse, TEN_PERCENT } from '../result.js';
import { type MethodContext, type MethodReport, responseSections } from './method-report.js';
import { SIGN_COLOURS, signKey, tornadoFigure } from './tornado-plot.js';

const BARS = 15;

/** The page of a study of the fitted shapes. */
export async function shapesReport(result: ResultOf<'shapes'>, context: MethodContext): Promise<MethodReport> {
  const { settings, factors, samples, responses } = result;
  return {
    title: 'Sensitivity to the fitted shapes',
    lead: `${formatCount(factors)} fitted values, ${formatCount(settings.outputs.length)} endpoints under ${formatCount(settings.arms.length)} arm(s), on ${formatCount(samples)} patients of the fitted shapes by importance weights; only these patients are simulated.`,
    facts: [['Seed', settings.seed]],
    sections: await responseSections(responses, (response, id) => shapesSection(response, id, context)),
    method: [
      'The change of an endpoint when one fitted value is 10 % larger and all others stay, to first order: the derivative by the logarithm of the value times log 1.1. A Beta distribution with a larger alpha has its mass nearer to the upper bound, one with a larger beta nearer to the lower one.',
      'Derivatives are differences of weighted endpoints on one pool; their standard errors are the jackknife’s over twentieths of the patients. mu and sigma of an arm act together: the trials inform a combination of the two rather than each, so that their single effects are large and of opposite sign.',
    ],
  };
}

async function shapesSection(response: ShapesResponse, id: string, context: MethodContext): Promise<Section> {
  const { arm, output, base, rows } = response;
  const title = describeResponse(response);
  const { percent } = parsePopulationOutput(output);
  const scale = percent ? 100 : 1;
  const decimals = percent ? 2 : 3;
  const unit = percent ? 'points of percent' : isInMonths(output) ? 'months' : 'AUC';
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
      body: html`<p class="note">No fitted value changes this endpoint: it is not reached within the simulated days, or is the same for every patient.</p>`,
    };
  }
  const figure = await drawnFigure(
    {
      id: `${id}-changes`,
      title: `The ${known.length} strongest of ${rows.length}`,
      key: signKey('value', 'endpoint'),
      caption: html`${title}; ${formatFixed(base === null ? null : scale * base, 2)}${percent ? ' %' : ''} at the fit, ${describeArm(arm)}. Lines are 95 % Monte-Carlo intervals.`,
      spec: tornadoFigure(
        known.map(({ parameter, change, error }) => ({
          label: parameter,
          value: change,
          low: change - BAND_ERRORS * error,
          high: change + BAND_ERRORS * error,
        })),
        { axis: `change for a value 10 % larger (${unit})`, noise: null, colours: SIGN_COLOURS },
      ),
    },
    context,
  );
  return {
    id,
    title,
    body: html`${figure}${dataTable({
      width: 'narrow',
      columns: [
        { title: 'fitted value' },
        { title: 'value', align: 'right' },
        { title: 'change', unit, align: 'right' },
        { title: 'standard error', align: 'right' },
      ],
      rows: known.map(({ parameter, baseline, change, error }) => ({
        cells: [parameter, formatFixed(baseline, 3), formatSigned(change, decimals), formatFixed(error, decimals)],
      })),
    })}`,
  };
}
