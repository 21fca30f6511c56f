import { drawnFigure, type FigureReceiver, ROLE_COLOUR } from '../../page/drawn-plot.js';
import { foldedDetail } from '../../page/folded-detail.js';
import { formatCompact, formatCount, formatFixed } from '../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../page/html.js';
import { listed, unbroken } from '../../page/listed.js';
import type { ReportPage, Section } from '../../page/page.js';
import { INK } from '../../page/plots/plot-theme.js';
import { runName } from '../../page/run-name.js';
import { studyPage } from '../../page/study-page.js';
import { type ArmStyle, armKey, armLabel, armStyles } from '../../plots/arm-style.js';
import { leaveOneTrialOutPlot } from '../refit/report/leave-one-trial-out-plot.js';
import type { PageSource } from '../study.js';
import { storedLabels } from '../treatments.js';
import { predictAnswer } from './report/answer.js';
import { predictionFigure, predictionRows } from './report/prediction-plot.js';
import { checkTable, coverageTable, differencesTable, ratioTable, trialTables } from './report/tables.js';
import type { PredictResult } from './result.js';

/**
 * The page of a prediction from what it stored.
 *
 * @param source - manifest and `predict.json`
 * @param receiver - of the plot renderer's warnings
 * @returns the page; the same input gives the same parts
 */
export async function render(
  { manifest, result }: Pick<PageSource<PredictResult>, 'manifest' | 'result'>,
  receiver: FigureReceiver = { onWarning: () => {} },
): Promise<ReportPage> {
  const { trial, check, level } = result;
  const arms = armStyles(
    [...new Set(result.differences.flatMap((each) => each.trials.map(({ arm }) => arm)))],
    storedLabels(result),
  );
  const sections: Section[] = [];
  if (trial !== null) {
    sections.push({ id: 'trial', title: 'The new trial', body: await trialBody(trial, level, arms, receiver) });
  }
  sections.push({
    id: 'differences',
    title: 'Differences between trials',
    body: html`<p>Standard deviation of the trials of an arm beyond sampling, common to all arms: posterior with a flat prior on [0, 1], the means of the arms integrated out.</p>
${foldedDetail({ id: 'differences-table', title: 'Standard deviations and means by endpoint', body: differencesTable(result, arms) })}`,
  });
  if (check !== null) {
    sections.push({
      id: 'check',
      title: 'Each trial predicted without it',
      body: await checkBody(check, level, arms, receiver),
    });
  }
  return studyPage({
    kicker: 'Prediction',
    title: `${runName(manifest.inputs) ?? 'Run'}: ${
      trial === null
        ? 'how well are trials predicted?'
        : `a new trial of ${listed(
            trial.arms.map(({ arm }) => armLabel(arms, arm)),
            ' against ',
          )}`
    }`,
    answer: unbroken(predictAnswer(result, (arm) => armLabel(arms, arm))),
    facts: [
      ...(trial?.arms ?? []).map(
        ({ arm, patients }) => [armLabel(arms, arm), `${formatCount(patients)} patients`] as const,
      ),
      ...(trial === null || trial.visits === null ? [] : [['Visits', trial.visits] as const]),
      ['Intervals', `${formatCompact(100 * level)} %`],
      ['Draws', formatCount(result.draws)],
      ['Simulated patients', formatCount(result.patients)],
    ],
    head: html`${remarkList(result.remarks)}<p class="small">Data: <a href="predict.json">predict.json</a>.</p>
`,
    sections,
    manifest,
  });
}

const remarkList = (remarks: readonly string[]): Html =>
  remarks.length === 0
    ? NO_HTML
    : html`<ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>
`;

async function trialBody(
  trial: NonNullable<PredictResult['trial']>,
  level: number,
  arms: readonly ArmStyle[],
  receiver: FigureReceiver,
): Promise<Html> {
  const rows = predictionRows(trial, arms);
  const shown = arms.filter(({ arm }) => trial.arms.some((each) => each.arm === arm));
  const interval = `${formatCompact(100 * level)} % prediction interval`;
  const figure =
    rows.length === 0
      ? NO_HTML
      : await drawnFigure(
          {
            id: 'figure-trial',
            title: 'What the new trial would report',
            key: [...armKey(shown, 'dot'), { shape: 'line', colour: ROLE_COLOUR, label: interval }],
            alt: `Predictions with ${interval}: ${rows.map(({ hover }) => hover.split('\n').slice(0, 2).join(', ')).join('; ')}.`,
            caption: html`Dot: the model moved to the mean of the trials of the arm; tick: the fitted model. The interval adds up the sampling of the new trial, the errors of the fit and of that mean, and the differences between trials. Data: <a href="predict.json">predict.json</a>.`,
            table: {
              columns: ['Arm', 'Endpoint', 'Predicted', 'Lower end', 'Upper end', 'Model'],
              rows: rows.map(({ armLabel: arm, endpoint, predicted, low, high, model }) => [
                ...[arm, endpoint],
                ...[predicted, low, high, model],
              ]),
            },
            draw: (layout) => predictionFigure(rows, arms, layout),
          },
          receiver,
        );
  return html`${figure}${ratioTable(trial, level, arms)}${foldedDetail({
    id: 'trial-tables',
    title: 'All endpoints, with the parts of their variance, and numbers of patients',
    body: trialTables(trial, level, arms),
  })}`;
}

async function checkBody(
  { coverage, figures, not_possible: notPossible }: NonNullable<PredictResult['check']>,
  level: number,
  arms: readonly ArmStyle[],
  receiver: FigureReceiver,
): Promise<Html> {
  const note =
    notPossible.length === 0
      ? NO_HTML
      : html`<p class="note">No fit is possible without ${notPossible.join(', ')}: an arm would be left without a fitted table.</p>
`;
  const all = coverage.find(({ endpoint }) => endpoint === 'all');
  if (all === undefined) return note;
  const figure = await drawnFigure(
    {
      id: 'figure-check',
      title: 'Each trial and its prediction from the other trials',
      key: [
        ...armKey(arms, 'line'),
        { shape: 'dot', colour: INK.text, label: 'observed, inside' },
        { shape: 'ring', colour: INK.text, label: 'observed, outside' },
      ],
      caption: html`Bar: ${formatCompact(100 * level)} % prediction interval from a fit and differences between trials without the trial; tick: its centre. Data: <a href="predict.json">predict.json</a>.`,
      alt: `${formatCount(all.covered)} of ${formatCount(all.predictions)} observations of ${formatCount(new Set(figures.map(({ trial }) => trial)).size)} trials lie in the prediction interval from the other trials.`,
      draw: (layout) => leaveOneTrialOutPlot(figures, arms, layout),
    },
    receiver,
  );
  return html`<p>Each trial in turn is omitted. The model is fitted to the other trials, whose differences are estimated, and predicts what the omitted trial reports. ${formatCount(all.covered)} of ${formatCount(all.predictions)} observations lie in their interval, ${formatFixed(100 * all.share, 0)} % at a nominal ${formatCompact(100 * level)} %.</p>
${coverageTable({ coverage, figures, not_possible: notPossible })}${figure}${note}${foldedDetail({ id: 'check-table', title: 'Each prediction', body: checkTable(figures, level, arms) })}`;
}
