import { drawnFigure, type FigureReceiver, ROLE_COLOUR } from '../../page/drawn-plot.js';
import { foldedDetail } from '../../page/folded-detail.js';
import { formatCompact, formatCount, formatPValue, formatSignificant } from '../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../page/html.js';
import { unbroken } from '../../page/listed.js';
import type { ReportPage } from '../../page/page.js';
import { studyPage } from '../../page/study-page.js';
import { type ArmStyle, armKey, armLabel } from '../../plots/arm-style.js';
import type { PageSource } from '../study.js';
import { storedLabels } from '../treatments.js';
import { survivalAnswer } from './report/answer.js';
import { coxTable, differencesTable, groupsTable, type TableSummary, testsTable } from './report/comparison-tables.js';
import { curvesAlt } from './report/curves-alt.js';
import { curvesFigure, groupStyles } from './report/curves-plot.js';
import {
  atRiskColumns,
  type ComparisonCurves,
  type ComparisonResult,
  curveColumns,
  type PrognosisResult,
  type SurvivalResults,
  survivalTableFiles,
} from './result.js';

/** The comparison of all patients. */
const MAIN = 'main-plot';

/**
 * The page of a survival analysis from what it stored.
 *
 * @param source - manifest, `survival.json`, tables
 * @param receiver - of the plot renderer's warnings
 * @returns the page; the same input gives the same parts
 */
export async function render(
  { manifest, result: results, table }: PageSource<SurvivalResults>,
  receiver: FigureReceiver = { onWarning: () => {} },
): Promise<ReportPage> {
  const isTrial = results.kind === 'simulated trial';
  const files = survivalTableFiles;
  const expected = isTrial
    ? (await table(files.expected)).slice(1).map(([group = '', time, survival]) => ({
        group,
        time: Number(time),
        survival: Number(survival),
      }))
    : [];
  const context = { results, expected, ...receiver };
  const drawing = drawingOf(await table(files.curves), await table(files.atRisk));
  const main = await comparisonBlock(MAIN, { title: 'All groups', comparison: results, drawing }, context);
  const parts = await prognosisParts({ result: results, table }, context);
  const data = [
    'survival.json',
    files.curves,
    files.atRisk,
    ...(parts.length > 0 ? [files.prognosisCurves, files.prognosisAtRisk] : []),
    ...(isTrial ? [files.expected] : []),
  ];
  return studyPage({
    kicker: isTrial ? 'Simulated trial' : 'Survival analysis',
    title: isTrial
      ? `${fileName(results.source)}: ${endpointForms[endpointOf(results)].title.toLowerCase()} in a simulated trial`
      : fileName(results.source),
    answer: unbroken(survivalAnswer(results, (group) => armLabel(groupStyles([group], storedLabels(results)), group))),
    facts: factsOf(results),
    head: html`${remarkList(results.remarks)}<p class="small">Data: ${data.map((file, index) => html`${index === 0 ? '' : ', '}<a href="${file}">${file}</a>`)}.</p>
`,
    sections: [
      { id: 'groups', title: 'Groups', body: main },
      ...(parts.length > 0 ? [{ id: 'prognosis', title: 'Prognosis by marker', body: html`${parts}` }] : []),
      {
        id: 'method',
        title: 'Method',
        body: foldedDetail({ id: 'methods', title: 'How it was computed', body: describeMethod(results) }),
      },
    ],
    manifest,
  });
}

/** One block per group whose patients are divided by the marker. */
async function prognosisParts(
  { result, table }: Pick<PageSource<SurvivalResults>, 'result' | 'table'>,
  context: BlockContext,
): Promise<readonly Html[]> {
  if (result.prognosis.length === 0) return [];
  const [curves, atRisk] = [
    await table(survivalTableFiles.prognosisCurves),
    await table(survivalTableFiles.prognosisAtRisk),
  ];
  const ofGroup = (rows: readonly (readonly string[])[], within: string) =>
    rows.filter((cells, index) => index === 0 || cells[0] === within).map((cells) => cells.slice(1));
  const parts: Html[] = [];
  for (const [index, prognosis] of result.prognosis.entries()) {
    const { within, marker, comparison } = prognosis;
    const drawing = drawingOf(ofGroup(curves, within), ofGroup(atRisk, within));
    const block = await comparisonBlock(
      `prognosis-${index + 1}`,
      { title: `${marker} within ${within}`, comparison, drawing },
      { ...context, expected: [] },
    );
    parts.push(html`${describeCut(prognosis)}${block}${remarkList(comparison.remarks)}`);
  }
  return parts;
}

/** Curves and numbers at risk from the cells of their tables, header first. */
function drawingOf(
  [, ...curves]: readonly (readonly string[])[],
  [, ...atRisk]: readonly (readonly string[])[],
): ComparisonCurves {
  const numbers = <Column extends string>(columns: readonly Column[], cells: readonly string[]) =>
    Object.fromEntries(
      columns.map((column, index) => [column, column === 'group' ? cells[index] : numberOf(cells[index])]),
    ) as Record<Exclude<Column, 'group'>, number> & { readonly group: string };
  const numberOf = (cell: string | undefined) => (cell === '' ? null : Number(cell));
  return {
    curves: curves.map((cells) => numbers(curveColumns, cells)),
    at_risk: atRisk.map((cells) => numbers(atRiskColumns, cells)),
  };
}

/** How a simulated trial's endpoint is named on the page. */
const endpointForms = {
  os: { title: 'Overall survival', share: 'Patients alive (%)', left: 'Alive' },
  pfs: {
    title: 'Progression-free survival',
    share: 'Alive without progression (%)',
    left: 'Alive without progression',
  },
  ttp: { title: 'Time to progression', share: 'Without progression (%)', left: 'Without progression' },
} as const;
const TABLE_FORM = { share: 'Without event (%)', left: 'Without event' } as const;

const endpointOf = ({ endpoint }: SurvivalResults): keyof typeof endpointForms => endpoint ?? 'os';

/** Last part of a path. */
const fileName = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? path;

interface BlockContext extends FigureReceiver {
  readonly results: SurvivalResults;
  readonly expected: readonly { readonly group: string; readonly time: number; readonly survival: number }[];
}

interface Compared {
  readonly title: string;
  readonly comparison: ComparisonResult;
  readonly drawing: ComparisonCurves;
}

/** Curves, and what they show of the groups; tests and differences folded. */
async function comparisonBlock(
  id: string,
  { title, comparison, drawing }: Compared,
  { results, expected, ...receiver }: BlockContext,
): Promise<Html> {
  const styles: readonly ArmStyle[] = groupStyles(comparison.group_names, storedLabels(results));
  const form = results.kind === 'table' ? TABLE_FORM : endpointForms[endpointOf(results)];
  const unit = results.time_unit === null ? '' : ` ${results.time_unit.split(' ')[0]}`;
  const summary: TableSummary = {
    styles,
    level: results.level,
    landmarks: results.landmarks,
    share: form.left,
    unit,
    expected: new Map(expected.length > 0 ? Object.entries(results.expected ?? {}) : []),
  };
  const timeTitle =
    results.time_unit === null ? `Time (${columnDescription(results.columns.time)})` : `Time (${results.time_unit})`;
  const exact =
    expected.length > 0 ? [{ shape: 'dashes' as const, colour: ROLE_COLOUR, label: 'exact expected curve' }] : [];
  const figure = await drawnFigure(
    {
      id,
      title,
      key: [...armKey(styles, 'line'), ...exact],
      alt: curvesAlt(comparison, { styles, landmarks: results.landmarks, left: form.left, unit }),
      caption: html`Kaplan-Meier curves with pointwise ${formatCompact(100 * results.level)} % bands; ticks are censored patients. Below: patients at risk.`,
      table: {
        columns: ['Group', timeTitle, 'At risk', 'Events', 'Censored', form.share, 'Lower end (%)', 'Upper end (%)'],
        rows: drawing.curves.map(({ group, time, at_risk: count, events, censored, survival, low, high }) => [
          ...[armLabel(styles, group), time, count, events, censored],
          ...[survival, low, high].map((share) => (share === null ? null : 100 * share)),
        ]),
      },
      draw: (layout) => curvesFigure({ drawing, styles, timeTitle, shareTitle: form.share, expected }, layout),
    },
    receiver,
  );
  const tests = html`${testsTable(comparison)}${coxTable(comparison, summary)}${differencesTable(comparison, summary)}`;
  const isMain = id === MAIN;
  return html`${figure}${groupsTable(comparison, summary)}${
    tests.markup === '' || isMain
      ? tests
      : foldedDetail({ id: `${id}-tests`, title: `Tests, hazard ratios and differences: ${title}`, body: tests })
  }`;
}

function columnDescription(column: SurvivalResults['columns'][string] | undefined): string {
  return typeof column === 'string' ? column : 'unit of the table';
}

function factsOf(results: SurvivalResults): readonly (readonly [string, string])[] {
  return [
    ['Source', results.source],
    ['Patients', formatCount(results.n)],
    ['Events', formatCount(results.events)],
    ...(results.missing === null || results.missing.lines.length === 0
      ? []
      : [['Left out', `${formatCount(results.missing.lines.length)} rows`] as const]),
    ...Object.entries(results.columns).map(
      ([role, column]) => [`Column of ${role}`, [column].flat().join(', ')] as const,
    ),
    ['Seed', results.seed],
  ];
}

function remarkList(remarks: readonly string[]): Html {
  if (remarks.length === 0) return NO_HTML;
  return html`<div class="note"><ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul></div>`;
}

function describeCut({ marker, cut, cuts, optimal }: PrognosisResult): Html {
  const at = cuts.map((value) => formatCompact(value, 4)).join(' and ');
  if (optimal === null)
    return html`<p>${marker} cut ${cut === 'given' ? 'as given' : `at its ${cut === 'median' ? 'median' : 'tertiles'}`}, ${at}.</p>`;
  return html`<p>${marker} cut at ${at}, the best of ${formatCount(optimal.cuts_tried)} cuts: largest standardised log-rank statistic
${formatSignificant(optimal.statistic, 3)}. Adjusted p: <strong class="whole">${formatPValue(optimal.p_permutation)}</strong> by ${formatCount(optimal.permutations)} permutations
(Miller-Siegmund ${formatPValue(optimal.p_miller_siegmund)}, Lausen's bound ${formatPValue(optimal.p_lausen)}); unadjusted, as for a cut chosen in advance: ${formatPValue(optimal.p_unadjusted)}.</p>`;
}

function describeMethod({ weights, tau, cox_adjusted: adjusted, logrank, prognosis }: SurvivalResults): Html {
  const isComparison = logrank !== null || prognosis.length > 0;
  const sentences = [
    'Product-limit curves; bands on the log(-log) scale from Greenwood’s variance; medians with the interval of Brookmeyer and Crowley on the same scale.',
    'The log-rank test uses the hypergeometric variance, which accounts for ties. Cox regression maximises the partial likelihood; intervals of hazard ratios are Wald intervals.',
    ...(tau === null
      ? []
      : [
          'The restricted mean is the area under the curve up to the stated time; its standard error is the sampling error of that area.',
        ]),
    ...(isComparison
      ? [
          'Differences have normal intervals from the standard errors of both groups; their p-values are not adjusted for the number of pairs and times. Where a side has no event by then, no standard error can be estimated, and there is neither interval nor p.',
        ]
      : []),
    ...(isComparison || adjusted !== null
      ? ['A hazard ratio summarises curves with proportional hazards; where curves cross, use the differences instead.']
      : []),
    ...(weights === 'sampling'
      ? [
          'Weights are sampling weights: curves, tests and regressions use robust variances, in which a patient counts once.',
        ]
      : []),
    ...(weights === 'patients' ? ['Weights are numbers of patients: a row of weight 3 counts as three patients.'] : []),
  ];
  return html`${sentences.map((sentence) => html`<p>${sentence}</p>`)}`;
}
