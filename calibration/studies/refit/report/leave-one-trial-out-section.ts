import { wilsonInterval } from '../../../../src/index.js';
import { decimalsOf, trialEndpoints } from '../../../endpoints/endpoints.js';
import type { LeaveOneTrialOutEndpoint, LeaveOneTrialOutResult } from '../../../inference/results.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCompact, formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { armKey, armName } from '../../../plots/arm-style.js';
import type { ReportContext } from '../../run/report/report-context.js';
import type { RefitResults } from '../result.js';
import { leaveOneTrialOutAlt } from './alt-texts.js';
import { armsOf } from './changes-section.js';
import { leaveOneTrialOutPlot } from './leave-one-trial-out-plot.js';
import { omittedTrialCells } from './omitted-trial-cells.js';
import { boundNote, notComputed, refitFigure } from './refit-parts.js';

/**
 * Coverage of the prediction intervals, by endpoint, with binomial intervals.
 *
 * @param result - all predictions
 * @returns one sentence per endpoint
 */
function describeCoverage({ figures: predictions, level }: LeaveOneTrialOutResult): readonly string[] {
  return trialEndpoints.flatMap(({ name: endpoint, label }) => {
    const own = predictions.filter((prediction) => prediction.endpoint === endpoint);
    if (own.length === 0) return [];
    const covered = own.filter((prediction) => prediction.covered).length;
    const { low, high } = wilsonInterval({ successes: covered, trials: own.length });
    const nominal = `${formatCompact(100 * level)} %`;
    const verdict =
      high < level
        ? 'the trials differ by more than the intervals allow'
        : low > level
          ? 'the intervals are too wide'
          : `this is consistent with ${nominal}`;
    return [
      `${label}: ${covered} of ${own.length} observations lie in their ${nominal} interval, ${formatFixed((100 * covered) / own.length, 0)} % (95 % binomial interval ${formatFixed(100 * low, 0)} to ${formatFixed(100 * high, 0)} %): ${verdict}.`,
    ];
  });
}

function predictionRow(prediction: LeaveOneTrialOutEndpoint): TableRow {
  const decimals = decimalsOf(prediction.endpoint);
  const { first, last } = omittedTrialCells(prediction);
  return {
    cells: [
      ...first,
      formatSigned(prediction.observed - prediction.predicted, decimals),
      formatFixed(prediction.prediction_error, decimals),
      formatFixed(prediction.sampling_error, decimals),
      formatFixed(prediction.between_trials_error, decimals),
      ...last,
    ],
  };
}

function leaveOneTrialOutTable({ figures: predictions, level }: LeaveOneTrialOutResult, context: ReportContext): Html {
  return dataTable({
    columns: [
      { title: 'Omitted trial' },
      { title: 'Endpoint' },
      { title: 'n', align: 'right' },
      { title: 'Observed', align: 'right' },
      { title: 'Predicted', align: 'right' },
      { title: 'Difference', align: 'right' },
      { title: 'Error of', unit: 'prediction', align: 'right' },
      { title: 'Error of', unit: 'trial sampling', align: 'right' },
      { title: 'Error of', unit: 'differences between trials', align: 'right' },
      { title: 'Interval', unit: `${formatCompact(100 * level)} %`, align: 'right' },
      { title: 'Observed value is' },
    ],
    rows: armsOf(predictions, context).flatMap((arm) => [
      { group: armName(context.arms, arm) },
      ...predictions.filter((prediction) => prediction.arm === arm).map(predictionRow),
    ]),
  });
}

function notPossibleNote({ not_possible: notPossible }: LeaveOneTrialOutResult): Html {
  return notPossible.length === 0
    ? NO_HTML
    : html`<p class="note">No fit is possible without ${notPossible.join(', ')}: an arm would be left without response, median or curve.</p>
`;
}

/**
 * Leave-one-trial-out: each trial predicted from the others.
 *
 * @param context - the run
 * @param refit - what the refit found
 * @returns the section; a note when it was not computed
 */
export async function leaveOneTrialOutSection(
  context: ReportContext,
  { leave_one_trial_out: leaveOneTrialOut, at_bound: atBound }: RefitResults,
): Promise<Section> {
  const base = { id: 'refit-leave-one-trial-out', title: 'Leave-one-trial-out predictions' };
  if (leaveOneTrialOut === null) return { ...base, body: notComputed('leaveOneTrialOut') };
  const { figures: predictions, level } = leaveOneTrialOut;
  if (predictions.length === 0) {
    return {
      ...base,
      body: html`<p class="note">No trial could be predicted from the others.</p>
${notPossibleNote(leaveOneTrialOut)}`,
    };
  }
  const figure = await refitFigure(
    {
      id: 'figure-leave-one-trial-out',
      title: 'Each trial and its prediction from the other trials',
      key: [
        ...armKey(context.arms, 'line'),
        { shape: 'dot', colour: INK.text, label: 'observed, inside' },
        { shape: 'ring', colour: INK.text, label: 'observed, outside' },
      ],
      caption: html`Bar: ${formatCompact(100 * level)} % prediction interval from a fit without the trial; tick: its centre. The interval includes the error of the prediction, the trial's own sampling error, and the differences between trials, estimated without the trial.`,
      alt: leaveOneTrialOutAlt(predictions, context.arms),
      draw: (layout) => leaveOneTrialOutPlot(predictions, context.arms, layout),
    },
    context,
  );
  const sentences = describeCoverage(leaveOneTrialOut).map((sentence) => html`<li>${sentence}</li>`);
  const covered = predictions.filter((prediction) => prediction.covered).length;
  const body = html`<p>Each trial in turn is omitted. The model is fitted to the other trials and predicts the endpoints of the omitted one. ${formatCount(covered)} of ${formatCount(predictions.length)} observations lie in their ${formatCompact(100 * level)} % interval, ${formatFixed((100 * covered) / predictions.length, 0)} %.</p>
${boundNote(atBound)}${figure}${notPossibleNote(leaveOneTrialOut)}${foldedDetail({ id: 'detail-leave-one-trial-out', title: `Coverage by endpoint, and all ${predictions.length} predictions`, body: html`<ul>${sentences}</ul>${leaveOneTrialOutTable(leaveOneTrialOut, context)}` })}`;
  return { ...base, body };
}
