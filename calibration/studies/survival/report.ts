import { figureKey, ROLE_COLOUR } from '../../page/drawn-plot.js';
import { formatCompact, formatCount, formatPValue, formatSignificant } from '../../page/format-number.js';
import { type Html, html, NO_HTML, rawHtml } from '../../page/html.js';
import { PAGE_STYLE } from '../../page/page-style.js';
import { renderSvg } from '../../page/plots/render-svg.js';
import type { ArmStyle } from '../../plots/arm-style.js';
import { armKey } from '../../plots/arm-style.js';
import { coxTable, differencesTable, groupsTable, type TableSummary, testsTable } from './comparison-tables.js';
import type { AnalysedSurvival } from './compute.js';
import { curvesFigure } from './curves-plot.js';
import { groupStyles } from './group-styles.js';
import type { ComparisonCurves, ComparisonResult, PrognosisResult, SurvivalResults } from './result.js';
import type { ArmSurvival } from './simulated-trial.js';

/** What a caller of {@link renderSurvival} may say. */
export interface RenderSurvivalOptions {
  /** Program version, for the head of the page. */
  readonly version: string;
  /** Expected curves of a simulated trial. */
  readonly arms: readonly ArmSurvival[];
  /** Receives what the figure renderer finds odd; silent when absent. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/**
 * A survival analysis as one HTML page with its figures inside, readable offline, without script.
 *
 * @param analysed - results and drawings
 * @param options - version, expected curves, receiver of figure warnings
 * @returns the page; the same input gives the same bytes
 */
export async function renderSurvival(analysed: AnalysedSurvival, options: RenderSurvivalOptions): Promise<string> {
  const { results, drawing, prognosis } = analysed;
  const isTrial = results.kind === 'simulated trial';
  const title = isTrial ? 'Survival in a simulated trial' : 'Survival';
  const expected = options.arms.flatMap(({ arm, curve }) =>
    Array.from(curve.times, (time, index) => ({ group: arm, time, survival: curve.alive[index]! })),
  );
  const context = { results, expected, onWarning: options.onWarning };
  const main = await comparisonBlock('main', { comparison: results, drawing }, context);
  const parts: Html[] = [];
  for (const [index, { result, drawing: part }] of prognosis.entries()) {
    const block = await comparisonBlock(
      `prognosis-${index + 1}`,
      { comparison: result.comparison, drawing: part },
      { ...context, expected: [] },
    );
    parts.push(
      html`<h3>${result.marker} within ${result.within}</h3>${describeCut(result)}${block}${remarkList(result.comparison.remarks)}`,
    );
  }
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>QCIC workbench - ${title}</title>
<style>${rawHtml(PAGE_STYLE)}</style>
</head>
<body>
<div class="page">
<nav aria-label="Contents"><h2>Contents</h2><ol><li><a href="#top">Summary</a></li><li><a href="#groups">Groups</a></li>${parts.length > 0 ? html`<li><a href="#prognosis">Prognosis</a></li>` : NO_HTML}<li><a href="#method">Method</a></li></ol></nav>
<main>
<header class="top" id="top"><p class="kicker">${isTrial ? 'Simulated trial' : 'Survival analysis'}</p><h1>${title}</h1>
${factList(results, options.version)}</header>
${remarkList(results.remarks)}
<section id="groups"><h2><span class="number">1</span>Groups</h2>${main}</section>
${parts.length > 0 ? html`<section id="prognosis"><h2><span class="number">2</span>Prognosis by marker</h2>${parts}</section>` : NO_HTML}
<section id="method"><h2><span class="number">${parts.length > 0 ? '3' : '2'}</span>Method</h2>${describeMethod(results)}</section>
<footer>Data: <a href="survival.json">survival.json</a>, <a href="curves.csv">curves.csv</a>, <a href="at_risk.csv">at_risk.csv</a>${parts.length > 0 ? html`, <a href="prognosis_curves.csv">prognosis_curves.csv</a>` : NO_HTML}${isTrial ? html`, <a href="expected.csv">expected.csv</a>` : NO_HTML}. For research. Not for decisions about patients.</footer>
</main>
</div>
</body>
</html>
`;
  return page.markup;
}

interface BlockContext {
  readonly results: SurvivalResults;
  readonly expected: readonly { readonly group: string; readonly time: number; readonly survival: number }[];
  readonly onWarning: ((message: string) => void) | undefined;
}

async function comparisonBlock(
  id: string,
  { comparison, drawing }: { readonly comparison: ComparisonResult; readonly drawing: ComparisonCurves },
  { results, expected, onWarning }: BlockContext,
): Promise<Html> {
  const styles: readonly ArmStyle[] = groupStyles(comparison.group_names);
  const summary: TableSummary = {
    styles,
    level: results.level,
    landmarks: results.landmarks,
    expected: expected.length > 0 ? (results.expected ?? {}) : {},
  };
  const timeTitle =
    results.time_unit === null ? `Time (${columnDescription(results.columns.time)})` : `Time (${results.time_unit})`;
  const shareTitle = results.kind === 'table' ? 'Without event (%)' : 'Patients alive (%)';
  const svg = await renderSvg(curvesFigure({ drawing, styles, timeTitle, shareTitle, expected }), {
    id: `${id}-chart`,
    label: `Kaplan-Meier curves of ${styles.map(({ label }) => label).join(', ')}`,
    ...(onWarning === undefined ? {} : { onWarning }),
  });
  const exact =
    expected.length > 0 ? [{ shape: 'dashes' as const, colour: ROLE_COLOUR, label: 'exact expected curve' }] : [];
  return html`<figure id="${id}">${figureKey([...armKey(styles, 'line'), ...exact])}
${svg}
<figcaption>Kaplan-Meier curves with pointwise ${formatCompact(100 * results.level)} % bands; ticks are censored patients. Below: patients at risk.</figcaption></figure>
${groupsTable(comparison, summary)}${testsTable(comparison)}${coxTable(comparison, summary)}${differencesTable(comparison, summary)}`;
}

function columnDescription(column: SurvivalResults['columns'][string] | undefined): string {
  return typeof column === 'string' ? column : 'unit of the table';
}

function factList(results: SurvivalResults, version: string): Html {
  const facts: readonly (readonly [string, string])[] = [
    ['source', results.source],
    ['patients', formatCount(results.n)],
    ['events', formatCount(results.events)],
    ...Object.entries(results.columns).map(([role, column]) => [role, [column].flat().join(', ')] as const),
    ['seed', results.seed],
    ['version', version],
  ];
  return html`<dl class="facts">${facts.map(([term, summary]) => html`<div><dt>${term}</dt><dd>${summary}</dd></div>`)}</dl>`;
}

function remarkList(remarks: readonly string[]): Html {
  if (remarks.length === 0) return NO_HTML;
  return html`<div class="note"><ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul></div>`;
}

function describeCut({ marker, cut, cuts, optimal }: PrognosisResult): Html {
  const at = cuts.map((value) => formatCompact(value, 4)).join(' and ');
  if (optimal === null) return html`<p>${marker} cut at its ${cut === 'median' ? 'median' : 'tertiles'}, ${at}.</p>`;
  return html`<p>${marker} cut at ${at}, the best of ${formatCount(optimal.cuts_tried)} cuts: largest standardised log-rank statistic
${formatSignificant(optimal.statistic, 3)}. p of the choice: <strong class="whole">${formatPValue(optimal.p_permutation)}</strong> by ${formatCount(optimal.permutations)} permutations
(Miller-Siegmund ${formatPValue(optimal.p_miller_siegmund)}, Lausen's bound ${formatPValue(optimal.p_lausen)}); as if the cut had been given beforehand it would be ${formatPValue(optimal.p_unadjusted)}.</p>`;
}

function describeMethod({ weights, tau, cox_adjusted: adjusted, logrank, prognosis }: SurvivalResults): Html {
  const isComparison = logrank !== null || prognosis.length > 0;
  const sentences = [
    'Product-limit curves; bands on the log(-log) scale from Greenwood’s variance; medians with the interval of Brookmeyer and Crowley on the same scale.',
    'The log-rank test has the hypergeometric variance, with ties as they are. Cox regression maximises the partial likelihood; intervals of hazard ratios are Wald intervals.',
    ...(tau === null
      ? []
      : [
          'The restricted mean is the area under the curve up to the stated time; its standard error is the sampling error of that area.',
        ]),
    ...(isComparison
      ? [
          'Differences have normal intervals from the standard errors of both groups; their p-values are not adjusted for the number of pairs and times.',
        ]
      : []),
    ...(isComparison || adjusted !== null
      ? [
          'A hazard ratio sums up curves whose hazards are proportional; where curves cross, read the differences instead.',
        ]
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
