import { bestOfSize } from '../../biomarkers/classifier-sets.js';
import { type DrawnCurves, readCurves } from '../../biomarkers/curve-tables.js';
import type { AucEstimate } from '../../biomarkers/result.js';
import { dataTable, type TableRow } from '../../page/data-table.js';
import { type FigureReceiver, figureKey } from '../../page/drawn-plot.js';
import { formatCount, formatFixed, NO_NUMBER } from '../../page/format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from '../../page/html.js';
import type { ReportPage, Section } from '../../page/page.js';
import { renderSvg } from '../../page/plots/render-svg.js';
import { studyPage, warningNote } from '../../page/study-page.js';
import { type ArmStyle, armLabel, armName, armStyles } from '../../plots/arm-style.js';
import { markerStyle } from '../../plots/marker-style.js';
import { rocBlock } from '../../plots/roc-block.js';
import { aucCell, setLabel } from '../../plots/roc-tables.js';
import { SCORE_COLOURS } from '../../plots/score-colours.js';
import type { PageSource } from '../study.js';
import { storedLabels, uncalibratedNote } from '../treatments.js';
import { aucByDayFigure, lineOf } from './report/auc-by-day-plot.js';
import { type ArmResult, aucByDay, type BiomarkersResult, type MarkerDay } from './result.js';

function labelledAuc(estimate: AucEstimate | undefined, label = ''): HtmlPart {
  return estimate === undefined ? NO_NUMBER : html`${aucCell(estimate)} ${label}`;
}

function summaryRow(result: MarkerDay): TableRow {
  const day = html`${String(result.marker_day)}${result.timing === 'before' ? NO_HTML : html` <span class="flag">${result.timing}</span>`}`;
  if (result.kind === 'skipped') return { cells: [day, NO_NUMBER, NO_NUMBER, NO_NUMBER], look: 'quiet' };
  const singles = Object.entries(result.markers).sort(([, a], [, b]) => b.auc - a.auc);
  const raw = result.classifiers.filter(({ scale }) => scale === 'raw');
  const pair = bestOfSize(raw, 2);
  const all = bestOfSize(raw, singles.length);
  return {
    cells: [
      day,
      labelledAuc(singles[0]?.[1], setLabel(singles.slice(0, 1).map(([name]) => name))),
      labelledAuc(pair?.out_of_fold, pair === undefined ? '' : setLabel(pair.markers)),
      labelledAuc(all?.out_of_fold),
    ],
  };
}

function summaryTable(result: BiomarkersResult, arms: readonly ArmStyle[]): Html {
  return dataTable({
    caption: `AUC for ${result.outcome}, with 95 % confidence intervals. AUCs of classifiers are out-of-fold, on untransformed markers. Best: largest AUC of its kind on that day.`,
    columns: [
      { title: 'Marker day' },
      { title: 'Best single marker', align: 'right' },
      { title: 'Best pair', unit: 'logistic, out-of-fold', align: 'right' },
      { title: 'All markers', unit: 'logistic, out-of-fold', align: 'right' },
    ],
    rows: Object.entries(result.arms).flatMap(([arm, { days, completed }]): readonly TableRow[] => [
      { group: html`${armName(arms, arm)} <span class="se">${formatCount(completed)} patients</span>` },
      ...Object.values(days).map(summaryRow),
    ]),
  });
}

async function armSection(
  arm: ArmResult,
  {
    name,
    label,
    curvesOf,
    onWarning,
  }: {
    readonly name: string;
    readonly label: string;
    readonly curvesOf: (...names: readonly string[]) => DrawnCurves;
    readonly onWarning: FigureReceiver['onWarning'];
  },
): Promise<Section> {
  const bodies: Html[] = [];
  for (const result of Object.values(arm.days)) {
    const day = result.marker_day;
    const warning = result.warning === null ? NO_HTML : html`<p class="warning">${result.warning}</p>\n`;
    if (result.kind === 'skipped') {
      bodies.push(html`<h3>Markers of day ${String(day)}</h3>${warning}<p class="note">Not analysed: ${result.reason}</p>
`);
      continue;
    }
    const block = await rocBlock({
      id: `figure-${name}-${day}`,
      title: `Markers of day ${day}, ${label}`,
      result,
      curves: curvesOf(name, String(day)),
      open: 'plots',
      outcome: { positive: 'responders (CR, PR, SD)', negative: 'non-responders (PD)' },
      onWarning,
    });
    bodies.push(html`${warning}${block}`);
  }
  const head = html`<p>${formatCount(arm.completed)} patients completed, ${formatCount(arm.failed)} failed. Predictive values assume a prevalence of ${formatFixed(100 * arm.prevalence, 1)} %, from ${arm.prevalence_source}.</p>
`;
  return { id: `arm-${name}`, title: label, body: html`${head}${bodies}` };
}

async function byDaySection(
  result: BiomarkersResult,
  { arms, onWarning }: { readonly arms: readonly ArmStyle[]; readonly onWarning: FigureReceiver['onWarning'] },
): Promise<Section> {
  const rows = aucByDay(result).map((row) => ({
    ...row,
    score: row.kind === 'marker' ? markerStyle(row.score).label : row.score,
  }));
  const lines = [...new Set(rows.map(lineOf))];
  const plot =
    rows.length === 0
      ? html`<p class="note">No marker table could be analysed.</p>
`
      : html`<figure id="figure-auc-by-day"><h3>How early can the response of day ${String(result.assessment_day)} be predicted?</h3>
${figureKey(lines.map((line, index) => ({ shape: 'line', colour: SCORE_COLOURS[index % SCORE_COLOURS.length] ?? '', label: line === 'best pair' ? 'best pair, out-of-fold' : line === 'all markers' ? 'all markers, out-of-fold' : line })))}
${await renderSvg(aucByDayFigure(rows, { arms, lines, assessmentDay: result.assessment_day }), { id: 'auc-by-day', label: 'AUC against marker day', onWarning })}
<figcaption>Points are shifted horizontally so that their 95 % confidence intervals do not overlap. Dashed: AUC of chance, 0.5. Grey: the marker is measured at the visit of the response assessment or later. Data: <a href="figures/auc_by_day.csv">figures/auc_by_day.csv</a>.</figcaption></figure>
`;
  return { id: 'by-day', title: 'AUC against marker day', body: html`${plot}${summaryTable(result, arms)}` };
}

/**
 * The report of `qcic biomarkers`: AUC against marker day, then every arm and day.
 *
 * @param stored - manifest, result and tables of the study
 * @param receiver - of the plot renderer's warnings
 * @returns the page
 */
export async function render(
  stored: PageSource<BiomarkersResult>,
  { onWarning }: FigureReceiver = { onWarning: () => undefined },
): Promise<ReportPage> {
  const { manifest, result } = stored;
  const tables = {
    roc: await stored.table('figures/roc.csv'),
    calibration: await stored.table('figures/calibration.csv'),
  };
  const curvesOf = readCurves(tables, ['arm', 'day']);
  const arms = armStyles(Object.keys(result.arms), storedLabels(result));
  const sections = [await byDaySection(result, { arms, onWarning })];
  for (const [name, arm] of Object.entries(result.arms)) {
    sections.push(await armSection(arm, { name, label: armLabel(arms, name), curvesOf, onWarning }));
  }
  const warnings = new Set(
    Object.values(result.arms).flatMap(({ days }) => Object.values(days).flatMap(({ warning }) => warning ?? [])),
  );
  return studyPage({
    kicker: 'QCIC biomarkers of response',
    title: result.run,
    facts: [
      ['Virtual patients', `${formatCount(result.patients)} per arm`],
      ['Outcome', result.outcome],
      ['Response rule', result.response_rule],
      ['Seed', result.seed],
    ],
    head: html`${warningNote(uncalibratedNote(result))}${[...warnings].map((warning) => html`<p class="warning">${warning}</p>\n`)}<p class="note">Patients are sampled from the fitted shapes of the run. Confidence intervals and p values reflect the number of simulated patients; they do not include the uncertainty of the model or of its fit. Permutation tests use the first patients of the cohort; their number is similar to that of a trial. Curves: <a href="figures/roc.csv">figures/roc.csv</a>, <a href="figures/calibration.csv">figures/calibration.csv</a>; all results: <a href="biomarkers.json">biomarkers.json</a>; markers of every patient: <span class="mono">tables/</span>, in the format of <span class="mono">qcic roc</span>.</p>
`,
    sections,
    manifest,
  });
}
