import type { ArmStudy, BiomarkerStudy, MarkerDayFigures } from '../../biomarkers/biomarker-study.js';
import type { AucFigures, RocAnalysis } from '../../biomarkers/roc-results.js';
import { dataTable, type TableRow } from '../../page/data-table.js';
import { figureKey } from '../../page/drawn-plot.js';
import { formatCount, formatFixed, NO_NUMBER } from '../../page/format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from '../../page/html.js';
import type { Section } from '../../page/page.js';
import { renderSvg } from '../../page/plots/render-svg.js';
import { type ArmStyle, armLabel, armName, armStyles } from '../../plots/arm-style.js';
import { type AucByDayRow, aucByDayFigure, lineOf } from '../../plots/auc-by-day-plot.js';
import { markerStyle } from '../../plots/marker-style.js';
import { rocBlock } from '../../plots/roc-block.js';
import { reportPage } from '../../plots/roc-page.js';
import { setLabel } from '../../plots/roc-tables.js';
import { SCORE_COLOURS } from '../../plots/score-colours.js';

/** All that the report of `qcic biomarkers` is made from. */
export interface BiomarkerReportInput {
  readonly study: BiomarkerStudy;
  /** Rows of the figure of areas against marker day. */
  readonly aucByDay: readonly AucByDayRow[];
  /** Curves of a table, by arm and day. */
  readonly curvesOf: (arm: string, day: number) => Pick<RocAnalysis, 'curves' | 'calibration'> | undefined;
  readonly version: string;
  readonly command: string;
  readonly onWarning?: (message: string) => void;
}

function aucCell(figures: AucFigures | undefined, summary = ''): HtmlPart {
  return figures === undefined
    ? NO_NUMBER
    : html`<strong>${formatFixed(figures.auc, 3)}</strong> <span class="se">${formatFixed(figures.ci_low, 3)} to ${formatFixed(figures.ci_high, 3)}</span> ${summary}`;
}

function summaryRow(figures: MarkerDayFigures): TableRow {
  const day = html`${String(figures.marker_day)}${figures.timing === 'before' ? NO_HTML : html` <span class="flag">${figures.timing}</span>`}`;
  if (figures.kind === 'skipped') return { cells: [day, NO_NUMBER, NO_NUMBER, NO_NUMBER], look: 'quiet' };
  const singles = Object.entries(figures.markers).sort(([, a], [, b]) => b.auc - a.auc);
  const raw = figures.classifiers.filter(({ scale }) => scale === 'raw');
  const pair = bestOf(raw.filter(({ markers }) => markers.length === 2));
  const all = bestOf(raw.filter(({ markers }) => markers.length === singles.length));
  return {
    cells: [
      day,
      aucCell(singles[0]?.[1], setLabel(singles.slice(0, 1).map(([name]) => name))),
      aucCell(pair?.out_of_fold, pair === undefined ? '' : setLabel(pair.markers)),
      aucCell(all?.out_of_fold),
    ],
  };
}

function bestOf<Classifier extends { readonly out_of_fold: AucFigures }>(
  classifiers: readonly Classifier[],
): Classifier | undefined {
  return [...classifiers].sort((a, b) => b.out_of_fold.auc - a.out_of_fold.auc)[0];
}

function summaryTable(study: BiomarkerStudy, arms: readonly ArmStyle[]): Html {
  return dataTable({
    caption: `Areas under the ROC curve for ${study.outcome}, with 95 % intervals. Classifiers out of fold, on markers as they are; best means best of its kind on that day.`,
    columns: [
      { title: 'Marker day' },
      { title: 'Best single marker', align: 'right' },
      { title: 'Best pair', unit: 'logistic, out of fold', align: 'right' },
      { title: 'All markers', unit: 'logistic, out of fold', align: 'right' },
    ],
    rows: Object.entries(study.arms).flatMap(([arm, { days, completed }]): readonly TableRow[] => [
      { group: html`${armName(arms, arm)} <span class="se">${formatCount(completed)} patients</span>` },
      ...Object.values(days).map(summaryRow),
    ]),
  });
}

async function daySections(
  input: BiomarkerReportInput,
  { arm, study, label }: { readonly arm: string; readonly study: ArmStudy; readonly label: string },
): Promise<Section> {
  const bodies: Html[] = [];
  for (const figures of Object.values(study.days)) {
    const day = figures.marker_day;
    const warning = figures.warning === null ? NO_HTML : html`<p class="warning">${figures.warning}</p>\n`;
    if (figures.kind === 'skipped') {
      bodies.push(html`<h3>Markers of day ${String(day)}</h3>${warning}<p class="note">Not analysed. ${figures.reason}</p>
`);
      continue;
    }
    const drawn = input.curvesOf(arm, day) ?? { curves: [], calibration: [] };
    const block = await rocBlock({
      id: `figure-${arm}-${day}`,
      title: `Markers of day ${day}, ${label}`,
      analysis: { figures, ...drawn },
      open: 'figures',
      outcome: { positive: 'responders (CR, PR, SD)', negative: 'non-responders (PD)' },
      ...(input.onWarning === undefined ? {} : { onWarning: input.onWarning }),
    });
    bodies.push(html`${warning}${block}`);
  }
  const head = html`<p>${formatCount(study.completed)} patients completed, ${formatCount(study.failed)} failed. Predictive values are stated at a prevalence of ${formatFixed(100 * study.prevalence, 1)} %, from ${study.prevalence_source}.</p>
`;
  return { id: `arm-${arm}`, title: label, body: html`${head}${bodies}` };
}

/**
 * The report of `qcic biomarkers`: areas against marker day, then arm by arm and day by day.
 *
 * @param input - study, curves, where it comes from
 * @returns the page
 */
export async function renderBiomarkerReport(input: BiomarkerReportInput): Promise<string> {
  const { study, aucByDay, version, command, onWarning } = input;
  const arms = armStyles(Object.keys(study.arms));
  const rows = aucByDay.map((row) => ({
    ...row,
    score: row.kind === 'marker' ? markerStyle(row.score).label : row.score,
  }));
  const lines = [...new Set(rows.map(lineOf))];
  const figure =
    rows.length === 0
      ? html`<p class="note">No table could be analysed.</p>
`
      : html`<figure id="figure-auc-by-day"><h3>How early can the response of day ${String(study.assessment_day)} be told?</h3>
${figureKey(lines.map((line, index) => ({ shape: 'line', colour: SCORE_COLOURS[index % SCORE_COLOURS.length] ?? '', label: line === 'best pair' ? 'best pair, out of fold' : line === 'all markers' ? 'all markers, out of fold' : line })))}
${await renderSvg(aucByDayFigure(rows, { arms, lines, assessmentDay: study.assessment_day }), { id: 'auc-by-day', label: 'Area under the ROC curve against marker day', ...(onWarning === undefined ? {} : { onWarning }) })}
<figcaption>Points are set off sideways so that their 95 % intervals can be told apart; dashed: chance. On grey ground marker and response come from the same visit or the marker comes later. Data: <a href="figures/auc_by_day.csv">figures/auc_by_day.csv</a>.</figcaption></figure>
`;
  const warnings = [...new Set(Object.values(study.arms).flatMap(({ days }) => Object.values(days)))].flatMap(
    ({ warning }) => (warning === null ? [] : [warning]),
  );
  const sections: Section[] = [
    { id: 'by-day', title: 'Areas against marker day', body: html`${figure}${summaryTable(study, arms)}` },
  ];
  for (const [arm, armStudy] of Object.entries(study.arms)) {
    sections.push(await daySections(input, { arm, study: armStudy, label: armLabel(arms, arm) }));
  }
  return reportPage({
    kicker: 'QCIC biomarkers of response',
    title: study.run,
    facts: [
      ['Virtual patients', `${formatCount(study.patients)} per arm`],
      ['Outcome', study.outcome],
      ['Response rule', study.response_rule],
      ['Seed', study.seed],
    ],
    head: html`${[...new Set(warnings)].map((warning) => html`<p class="warning">${warning}</p>\n`)}<p class="note">Patients are drawn from the fitted shapes of the run. Their number was chosen, so intervals and p values say nothing of the uncertainty of the model or its fit; permutation tests are made on the first patients of the cohort, as many as a trial might have. Curves: <a href="figures/roc.csv">figures/roc.csv</a>, <a href="figures/calibration.csv">figures/calibration.csv</a>; all figures: <a href="biomarkers.json">biomarkers.json</a>; markers of every patient: <span class="mono">tables/</span>, ready for <span class="mono">qcic roc</span>.</p>
`,
    sections,
    version,
    command,
  });
}
