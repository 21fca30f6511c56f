import { bestOfSize } from '../../biomarkers/classifier-sets.js';
import { type DrawnCurves, readCurves } from '../../biomarkers/curve-tables.js';
import type { AucEstimate } from '../../biomarkers/result.js';
import { dataTable, type TableRow } from '../../page/data-table.js';
import { drawnFigure, type FigureReceiver } from '../../page/drawn-plot.js';
import { foldedDetail } from '../../page/folded-detail.js';
import { formatCount, formatFixed, NO_NUMBER } from '../../page/format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from '../../page/html.js';
import { unbroken } from '../../page/listed.js';
import type { ReportPage, Section } from '../../page/page.js';
import { studyPage, warningNote } from '../../page/study-page.js';
import { type ArmStyle, armLabel, armName, armStyles } from '../../plots/arm-style.js';
import { markerStyle, scoreLabel } from '../../plots/marker-style.js';
import { rocBlock, rocNotes } from '../../plots/roc-block.js';
import { aucCell, setLabel } from '../../plots/roc-tables.js';
import { ALL_COLOUR, BEST_COLOUR, scoreColour } from '../../plots/score-colours.js';
import type { PageSource } from '../study.js';
import { storedLabels, uncalibratedNote } from '../treatments.js';
import { biomarkersAnswer } from './report/answer.js';
import { type AucLine, aucByDayFigure, lineOf } from './report/auc-by-day-plot.js';
import { type ArmResult, type AucOfDay, aucByDay, type BiomarkersResult, type MarkerDay } from './result.js';

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

interface DrawnArms {
  readonly arms: readonly ArmStyle[];
  readonly receiver: FigureReceiver;
}

/** The day whose block is open: the last before the response assessment, else the first. */
function openDay({ days }: ArmResult): number | undefined {
  const analysed = Object.values(days).filter(({ kind }) => kind === 'analysed');
  const before = analysed.filter(({ timing }) => timing === 'before');
  return (before.at(-1) ?? analysed[0])?.marker_day;
}

/** `Day 28: Th1/Treg 0.63 alone, Th1 + Th1/Treg 0.72`. */
function dayTitle(result: MarkerDay): string {
  const day = `Markers of day ${result.marker_day}${result.timing === 'before' ? '' : ` (${result.timing})`}`;
  if (result.kind === 'skipped') return `${day}: not analysed`;
  const [single] = Object.entries(result.markers).sort(([, a], [, b]) => b.auc - a.auc);
  const [best] = [...result.classifiers].sort((a, b) => b.out_of_fold.auc - a.out_of_fold.auc);
  const alone = single === undefined ? [] : [`${setLabel([single[0]])} alone ${formatFixed(single[1].auc, 2)}`];
  const set =
    best === undefined ? [] : [`${setLabel(best.markers)} ${formatFixed(best.out_of_fold.auc, 2)} out of fold`];
  return `${day}: AUC of ${[...alone, ...set].join(', of ')}`;
}

async function armSection(
  arm: ArmResult,
  { name, curvesOf }: { readonly name: string; readonly curvesOf: (...names: readonly string[]) => DrawnCurves },
  { arms, receiver }: DrawnArms,
): Promise<Section> {
  const label = armLabel(arms, name);
  const bodies: Html[] = [];
  const open = openDay(arm);
  for (const result of Object.values(arm.days)) {
    const day = result.marker_day;
    const body =
      result.kind === 'skipped'
        ? html`<p class="note">Not analysed: ${result.reason}</p>
`
        : await rocBlock(
            {
              id: `figure-${name}-${day}`,
              title: `Markers of day ${day}, ${label}`,
              result,
              curves: curvesOf(name, String(day)),
              open: 'plots',
              notes: 'on the page',
              outcome: { positive: 'responders (CR, PR, SD)', negative: 'non-responders (PD)' },
            },
            receiver,
          );
    bodies.push(day === open ? body : foldedDetail({ id: `block-${name}-${day}`, title: dayTitle(result), body }));
  }
  const head = html`<p>${formatCount(arm.completed)} patients completed, ${formatCount(arm.failed)} failed. Predictive values assume a prevalence of ${formatFixed(100 * arm.prevalence, 1)} %, from ${arm.prevalence_source}.</p>
`;
  return { id: `arm-${name}`, title: label, body: html`${head}${bodies}` };
}

/** A line of the figure of AUCs for each marker, the best pair and all markers. */
function linesOf(result: BiomarkersResult, lines: readonly string[]): readonly AucLine[] {
  const markers = [
    ...new Set(
      Object.values(result.arms).flatMap(({ days }) =>
        Object.values(days).flatMap((day) => (day.kind === 'skipped' ? [] : Object.keys(day.markers))),
      ),
    ),
  ];
  return lines.map((line) => {
    if (line === 'best pair') return { line, label: 'best pair, out of fold', colour: BEST_COLOUR };
    if (line === 'all markers') return { line, label: 'all markers, out of fold', colour: ALL_COLOUR };
    return { line, label: markerStyle(line).label, colour: scoreColour([line], markers) };
  });
}

/** AUCs of the first and the last day of every arm and line. */
function byDayAlt(rows: readonly AucOfDay[], lines: readonly AucLine[], { arms }: DrawnArms): string {
  const texts = arms.flatMap(({ arm, label }) => {
    const own = lines.flatMap((line) => {
      const days = rows.filter((row) => row.arm === arm && lineOf(row) === line.line);
      const [first, last] = [days[0], days.at(-1)];
      return first === undefined || last === undefined
        ? []
        : [
            `${line.label} ${formatFixed(first.auc, 2)} on day ${first.day} to ${formatFixed(last.auc, 2)} on day ${last.day}`,
          ];
    });
    return own.length === 0 ? [] : [`${label}: ${own.join(', ')}`];
  });
  return `Area under the ROC curve against the day of the markers. ${texts.join('. ')}.`;
}

async function byDaySection(result: BiomarkersResult, drawn: DrawnArms): Promise<Section> {
  const { arms, receiver } = drawn;
  const rows = aucByDay(result);
  const lines = linesOf(result, [...new Set(rows.map(lineOf))]);
  const plot =
    rows.length === 0
      ? html`<p class="note">No marker table could be analysed.</p>
`
      : await drawnFigure(
          {
            id: 'figure-auc-by-day',
            title: `How early can the response of day ${result.assessment_day} be predicted?`,
            key: lines.map(({ label, colour }) => ({ shape: 'line', colour, label })),
            alt: byDayAlt(rows, lines, drawn),
            caption: html`Points are shifted horizontally so that their 95 % confidence intervals do not overlap. Dashed: AUC of chance, 0.5. Grey: the marker is measured at the visit of the response assessment or later. Data: <a href="figures/auc_by_day.csv">figures/auc_by_day.csv</a>.`,
            table: {
              columns: ['Arm', 'Marker day', 'Score', 'AUC', '95 % interval, low', '95 % interval, high'],
              rows: rows.map(({ arm, day, score, auc, ci_low: low, ci_high: high }) => [
                ...[armLabel(arms, arm), day, scoreLabel(score.split(' + '))],
                ...[auc, low, high],
              ]),
            },
            draw: (layout) => aucByDayFigure(rows, { arms, lines, assessmentDay: result.assessment_day, layout }),
          },
          receiver,
        );
  return { id: 'by-day', title: 'AUC against marker day', body: html`${plot}${summaryTable(result, arms)}` };
}

/** How the blocks of the days are read, and what several of them remark, once. */
function notesOf(result: BiomarkersResult): Html {
  const analysed = Object.values(result.arms).flatMap(({ days }) =>
    Object.values(days).flatMap((day) => (day.kind === 'analysed' ? [day] : [])),
  );
  const [first] = analysed;
  if (first === undefined) return NO_HTML;
  const remarks = [...new Set(analysed.flatMap((day) => day.remarks))];
  return html`<ul>${[...rocNotes(first.repeats), ...remarks].map((note) => html`<li>${note}</li>`)}</ul>
`;
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
  receiver: FigureReceiver = { onWarning: () => undefined },
): Promise<ReportPage> {
  const { manifest, result } = stored;
  const tables = {
    roc: await stored.table('figures/roc.csv'),
    calibration: await stored.table('figures/calibration.csv'),
  };
  const curvesOf = readCurves(tables, ['arm', 'day']);
  const arms = armStyles(Object.keys(result.arms), storedLabels(result));
  const drawn = { arms, receiver };
  const sections = [await byDaySection(result, drawn)];
  for (const [name, arm] of Object.entries(result.arms)) {
    sections.push(await armSection(arm, { name, curvesOf }, drawn));
  }
  const notes = notesOf(result);
  if (notes.markup !== '') sections.push({ id: 'method', title: 'How to read it', body: notes });
  const warnings = new Set(
    Object.values(result.arms).flatMap(({ days }) => Object.values(days).flatMap(({ warning }) => warning ?? [])),
  );
  return studyPage({
    kicker: 'QCIC biomarkers of response',
    title: result.run,
    answer: unbroken(biomarkersAnswer(result, (arm) => armLabel(arms, arm))),
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
