import { drawnFigure, type FigureReceiver } from '../../page/drawn-plot.js';
import { foldedDetail } from '../../page/folded-detail.js';
import { formatCount } from '../../page/format-number.js';
import { type Html, html } from '../../page/html.js';
import { unbroken } from '../../page/listed.js';
import type { ReportPage } from '../../page/page.js';
import { studyPage, warningNote } from '../../page/study-page.js';
import type { PageSource } from '../study.js';
import { uncalibratedNote } from '../treatments.js';
import { alikeLevels, alikeRemarks } from './report/alike-points.js';
import { sweepAnswer } from './report/answer.js';
import { endpointFigure } from './report/endpoint-figure.js';
import { type Point, pointsOf } from './report/points.js';
import { differenceTable, endpointTable } from './report/tables.js';
import { type SweepResult, sweepTables } from './result.js';

/** Tables with more rows are folded. */
const MOST_ROWS = 60;

/**
 * The page of a sweep from what it stored.
 *
 * @param stored - manifest, `sweep.json`, `sweep.csv`, `differences.csv`
 * @param receiver - of the plot renderer's warnings
 * @returns the page; the same input gives the same parts
 */
export async function render(
  { manifest, result, table }: PageSource<SweepResult>,
  receiver: FigureReceiver = { onWarning: () => {} },
): Promise<ReportPage> {
  const points = pointsOf(
    result,
    await table(sweepTables.points),
    result.differences === undefined ? undefined : await table(sweepTables.differences),
  );
  const figures: Html[] = [];
  for (const [index, name] of result.heat_maps.entries()) {
    const figure = endpointFigure(name, index + 1, { result, points });
    if (figure !== undefined) figures.push(await drawnFigure(figure, receiver));
  }
  const { name, description, drugs, seed, patients, horizon_days: days } = result;
  const remarks = [...(result.remarks ?? []), ...alikeRemarks(alikeLevels(result, points))];
  return studyPage({
    kicker: 'QCIC sweep report',
    title: name,
    answer: unbroken(sweepAnswer(result, points)),
    head: html`${warningNote(uncalibratedNote(drugs === undefined ? {} : { drugs }))}${description === '' ? '' : html`<p>${description}</p>\n`}${remarksList(remarks)}`,
    facts: [
      ['Points', formatCount(points.length)],
      ['Patients per point', formatCount(patients)],
      ['Days', formatCount(days)],
      ...(result.assessment_day === undefined
        ? []
        : [['Response assessed', `day ${formatCount(result.assessment_day)}`] as const]),
      ['Seed', seed],
    ],
    sections: [
      ...(figures.length === 0 ? [] : [{ id: 'maps', title: 'Maps', body: html`${figures}` }]),
      { id: 'table', title: 'Endpoints', body: wholeTable('endpoints', endpointTable(result, points), points) },
      {
        id: 'differences',
        title: 'Against the first point',
        body: wholeTable('all-differences', differenceTable(result, points), points),
      },
      { id: 'method', title: 'Method', body: METHOD },
    ],
    manifest,
  });
}

function remarksList(remarks: readonly string[]): Html {
  return remarks.length === 0
    ? html``
    : html`<div class="note"><ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul></div>
`;
}

function wholeTable(id: string, body: Html, { length }: readonly Point[]): Html {
  return length <= MOST_ROWS ? body : foldedDetail({ id, title: `All ${formatCount(length)} points`, body });
}

const METHOD = html`<p>The same patients are simulated at every point. Differences between points are therefore far more precise than the standard errors of the endpoints themselves. Errors are those of a finite number of patients; the uncertainty of the fit and of the model is not in them.</p>
<p>Response classes are those of the assessment day; “without progression” compares the volume on a day with the volume at baseline. Survival follows a death function that was fitted under the stored run’s schedule (of one arm for all points, or of the arm that gives most of the drugs of a point; see the configuration). A schedule acts through the tumor burden alone; toxicity and discontinuation are not modelled.</p>
`;
