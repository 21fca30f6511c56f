import { dataTable, type TableRow } from '../../../page/data-table.js';
import { formatFixed, formatPValue, formatSignificant, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html } from '../../../page/html.js';
import { armName } from '../../../plots/arm-style.js';
import { markerStyle, scoreLabel } from '../../../plots/marker-style.js';
import type { ArmBiomarkers, AucEstimate, BiomarkersResult, TTest } from '../result.js';
import type { ReportContext } from './report-context.js';
import { describeSameVisit } from './same-visit-warning.js';

function aucCell(estimate: AucEstimate | undefined): HtmlPart {
  return estimate === undefined
    ? NO_NUMBER
    : html`<strong>${formatFixed(estimate.auc, 3)}</strong> <span class="se">${formatFixed(estimate.ci_low, 3)} to ${formatFixed(estimate.ci_high, 3)}</span>`;
}

const testCell = (test: TTest): HtmlPart =>
  html`${formatFixed(test.t, 1)} <span class="se">(${formatFixed(test.degrees_of_freedom, 0)})</span>, p ${test.p < 0.001 ? '' : '= '}${formatPValue(test.p)}`;

const groupHeading = (context: ReportContext, arm: string, group: ArmBiomarkers): Html =>
  html`${armName(context.arms, arm)} <span class="se">${String(group.responders)} responders, ${String(group.non_responders)} non-responders</span>`;

/**
 * Single markers: area under the curve and both t-tests, arm by arm.
 *
 * @param biomarkers - the results
 * @param context - the run, for names and colours
 * @returns a table whose caption states what the areas mean
 */
export function singleMarkerTable(biomarkers: BiomarkersResult, context: ReportContext): Html {
  const rows = Object.entries(biomarkers.arms).flatMap(([arm, group]): readonly TableRow[] => [
    { group: groupHeading(context, arm, group) },
    ...Object.entries(group.markers).map(([marker, result]) => {
      const { label, unit } = markerStyle(marker);
      return {
        cells: [
          unit === '' ? label : html`${label} <span class="se">${unit}</span>`,
          formatSignificant(result.responders.mean),
          formatSignificant(result.non_responders.mean),
          result.direction,
          aucCell(result),
          testCell(result.student),
          testCell(result.welch),
        ],
      };
    }),
  ]);
  return dataTable({
    caption: `Single markers. ${describeSameVisit(biomarkers)}`,
    columns: [
      { title: 'Marker' },
      { title: 'Mean, responders', align: 'right' },
      { title: 'Mean, non-responders', align: 'right' },
      { title: 'In responders' },
      { title: 'AUC', unit: '95 % interval, DeLong', align: 'right' },
      { title: 'Student t', unit: '(degrees of freedom)', align: 'right' },
      { title: 'Welch t', unit: '(degrees of freedom)', align: 'right' },
    ],
    rows,
  });
}

const setKey = (markers: readonly string[]): string => [...markers].sort().join('\n');

function combinedRows(group: ArmBiomarkers): readonly TableRow[] {
  const sets = new Map<string, readonly string[]>();
  for (const { markers } of [...group.classifiers, ...group.min_max_sums]) {
    sets.set(setKey(markers), sets.get(setKey(markers)) ?? markers);
  }
  return [...sets].map(([key, markers]) => {
    const classifier = group.classifiers.find((entry) => setKey(entry.markers) === key);
    const remarks = [
      classifier?.converged === false ? 'did not converge' : '',
      classifier?.separated === true ? 'groups are separable: weights are bounded, not estimated' : '',
    ].filter((summary) => summary !== '');
    return {
      cells: [
        html`${scoreLabel(markers)}${remarks.map((summary) => html` <span class="flag">${summary}</span>`)}`,
        aucCell(classifier?.in_sample),
        aucCell(classifier?.out_of_fold),
        aucCell(group.min_max_sums.find((entry) => setKey(entry.markers) === key)),
      ],
    };
  });
}

/**
 * Combined markers: logistic classifier in sample and held out, and the sum of min-max scaled markers, arm by arm.
 *
 * @param biomarkers - the results
 * @param context - the run, for names and colours
 * @returns a table whose caption states what the areas mean
 */
export function combinedMarkerTable(biomarkers: BiomarkersResult, context: ReportContext): Html {
  const arms = Object.entries(biomarkers.arms);
  const folds = new Set(
    arms.flatMap(([, group]) => group.classifiers.map(({ out_of_fold: outOfFold }) => outOfFold.folds)),
  );
  return dataTable({
    caption: `Combined markers. ${describeSameVisit(biomarkers)} In-sample areas and min-max sums are scaled and judged on the same patients; held-out areas are not.`,
    columns: [
      { title: 'Markers' },
      { title: 'Logistic, in sample', unit: 'AUC, 95 % interval', align: 'right' },
      {
        title: 'Logistic, held out',
        unit: `AUC, 95 % interval; ${[...folds].join(', ') || 'no'} folds`,
        align: 'right',
      },
      { title: 'Min-max sum, in sample', unit: 'AUC, 95 % interval', align: 'right' },
    ],
    rows: arms.flatMap(([arm, group]): readonly TableRow[] => [
      { group: groupHeading(context, arm, group) },
      ...combinedRows(group),
    ]),
  });
}
