import { Z95 } from '../../../../src/index.js';
import { decimalsOf, type EndpointName, endpointLabel, endpointNames, unitOf } from '../../../endpoints/endpoints.js';
import type { LeaveOneArmOutResult } from '../../../inference/results.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatSigned, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armLabel, armName } from '../../../plots/arm-style.js';
import { endpointAgainst, endpointPhrase } from '../../../plots/endpoint-phrase.js';
import { deviationBar } from '../../run/report/deviation-bar.js';
import type { ReportContext } from '../../run/report/report-context.js';
import type { RefitResults } from '../result.js';
import { boundNote, notComputed } from './refit-parts.js';

/** Difference in combined standard errors up to which prediction and trials agree. */
const AGREES = Z95;

function endpointRow(
  prediction: LeaveOneArmOutResult,
  endpoint: (typeof endpointNames)[number],
  context: ReportContext,
): TableRow {
  const decimals = decimalsOf(endpoint);
  const predicted = prediction.predicted[endpoint];
  const error = prediction.standard_errors[endpoint];
  const observed = context.results.targets.find((row) => row.arm === prediction.arm && row.endpoint === endpoint);
  const difference = observed === undefined ? null : predicted - observed.target;
  const residual = residualOf(prediction, endpoint, context);
  return {
    cells: [
      `${endpointLabel(endpoint)}, ${unitOf(endpoint)}`,
      html`${formatFixed(predicted, decimals)} <span class="se">±${formatFixed(error, decimals)}</span>`,
      observed === undefined
        ? NO_NUMBER
        : html`${formatFixed(observed.target, decimals)} <span class="se">±${formatFixed(observed.standard_error, decimals)}</span>`,
      formatCount(observed?.patients),
      formatSigned(difference, decimals),
      formatSigned(residual, 1),
      residual !== null
        ? deviationBar({
            difference: residual,
            tolerance: AGREES,
            verdict: Math.abs(residual) <= AGREES ? 'within' : 'outside',
          })
        : NO_HTML,
    ],
  };
}

/** Distance of a prediction from the trials, in combined standard errors; null where it is not known. */
function residualOf(
  { predicted, standard_errors: errors, arm }: LeaveOneArmOutResult,
  endpoint: EndpointName,
  { results }: ReportContext,
) {
  const observed = results.targets.find((row) => row.arm === arm && row.endpoint === endpoint);
  if (observed === undefined) return null;
  const residual = (predicted[endpoint] - observed.target) / Math.hypot(errors[endpoint], observed.standard_error);
  return Number.isFinite(residual) ? residual : null;
}

/** How many endpoints agree with the trials of the arm, and which one differs most. */
function agreement(prediction: LeaveOneArmOutResult, context: ReportContext): string {
  const known = endpointNames.flatMap((endpoint) => {
    const residual = Object.hasOwn(prediction.predicted, endpoint) ? residualOf(prediction, endpoint, context) : null;
    return residual === null ? [] : [{ endpoint, residual }];
  });
  const most = known.toSorted((a, b) => Math.abs(b.residual) - Math.abs(a.residual))[0];
  if (most === undefined) return '';
  const agreeing = known.filter(({ residual }) => Math.abs(residual) <= AGREES).length;
  const observed = context.results.targets.find((row) => row.arm === prediction.arm && row.endpoint === most.endpoint)!;
  return `${agreeing} of ${known.length} endpoints agree with its trials; the largest difference is that of ${endpointPhrase(most.endpoint)}: ${endpointAgainst(most.endpoint, prediction.predicted[most.endpoint], observed.target)}, ${formatSigned(most.residual, 1)} standard errors.`;
}

function leaveOneArmOutBlock(prediction: LeaveOneArmOutResult, place: number, context: ReportContext): Html {
  const name = armLabel(context.arms, prediction.arm);
  const known = context.results.targets.some(({ arm }) => arm === prediction.arm);
  const table = dataTable({
    columns: [
      { title: armName(context.arms, prediction.arm) },
      { title: 'Predicted', unit: '± standard error', align: 'right' },
      { title: 'Its trials', unit: '± standard error', align: 'right' },
      { title: 'n', align: 'right' },
      { title: 'Difference', align: 'right' },
      { title: 'Residual', unit: 'combined errors', align: 'right' },
      { title: html`−3 <span class="se">to</span> 3`, align: 'centre' },
    ],
    rows: endpointNames
      .filter((endpoint) => Object.hasOwn(prediction.predicted, endpoint))
      .map((endpoint) => endpointRow(prediction, endpoint, context)),
  });
  return html`<p>Fit without ${name}; survival with the death function of ${armLabel(context.arms, prediction.death_from)}. ${agreement(prediction, context)}</p>
${
  known
    ? NO_HTML
    : html`<p class="note">This run has no pooled endpoints of ${name} among its targets.</p>
`
}${foldedDetail({ id: `detail-without-arm-${place}`, title: `All endpoints of ${name}, predicted and of its trials`, body: table })}`;
}

/**
 * Leave-one-arm-out: an arm predicted from the others, compared with its trials.
 *
 * @param context - the run
 * @param refit - results of the refit
 * @returns the section; a note when no arm was omitted
 */
export function leaveOneArmOutSection(
  context: ReportContext,
  { leave_one_arm_out: leaveOneArmOut, at_bound: atBound }: RefitResults,
): Section {
  const body =
    leaveOneArmOut.length === 0
      ? notComputed('leaveOneArmOut')
      : html`<p>Each arm is omitted from the fit and predicted from the other arms. Response is predicted with the shapes fitted to the other arms, survival with the death function of another arm. The standard error of a prediction is the first-order sampling error of the trials of the other arms. A residual is the difference divided by the combined standard error of prediction and trials.</p>
${boundNote(atBound)}${leaveOneArmOut.map((prediction, index) => leaveOneArmOutBlock(prediction, index + 1, context))}`;
  return { id: 'refit-leave-one-arm-out', title: 'Leave-one-arm-out', body };
}
