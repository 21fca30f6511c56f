import type { AucEstimate, MarkerAnalysis, RunBiomarkers, TTest } from '../../../biomarkers/result.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { formatFixed, formatPValue, formatSignificant, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html } from '../../../page/html.js';
import { armName } from '../../../plots/arm-style.js';
import { markerStyle, scoreLabel } from '../../../plots/marker-style.js';
import { aucCell } from '../../../plots/roc-tables.js';
import type { ReportContext } from './report-context.js';

const optionalAucCell = (estimate: AucEstimate | undefined): HtmlPart =>
  estimate === undefined ? NO_NUMBER : aucCell(estimate);

const testCell = (test: TTest | null): HtmlPart =>
  test === null
    ? NO_NUMBER
    : html`${formatFixed(test.t, 1)} <span class="se">(${formatFixed(test.degrees_of_freedom, 0)})</span>, p ${test.p < 0.001 ? '' : '= '}${formatPValue(test.p)}`;

const groupHeading = (context: ReportContext, arm: string, group: MarkerAnalysis): Html =>
  html`${armName(context.arms, arm)} <span class="se">${String(group.n_pos)} responders, ${String(group.n_neg)} non-responders</span>`;

/**
 * Single markers: AUC and both t-tests, by arm.
 *
 * @param biomarkers - the results
 * @param context - the run, for names and colours
 * @returns a table
 */
export function singleMarkerTable(biomarkers: RunBiomarkers, context: ReportContext): Html {
  const rows = Object.entries(biomarkers.arms).flatMap(([arm, group]): readonly TableRow[] => [
    { group: groupHeading(context, arm, group) },
    ...Object.entries(group.markers).map(([marker, result]) => {
      const { label, unit } = markerStyle(marker);
      return {
        cells: [
          unit === '' ? label : html`${label} <span class="se">${unit}</span>`,
          formatSignificant(result.positives.mean),
          formatSignificant(result.negatives.mean),
          result.direction,
          optionalAucCell(result),
          testCell(result.student),
          testCell(result.welch),
        ],
      };
    }),
  ]);
  return dataTable({
    caption: 'Single markers.',
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

function combinedRows(group: MarkerAnalysis): readonly TableRow[] {
  const sets = new Map<string, readonly string[]>();
  for (const { markers } of [...group.classifiers, ...group.min_max_sums]) {
    sets.set(setKey(markers), sets.get(setKey(markers)) ?? markers);
  }
  return [...sets].map(([key, markers]) => {
    const classifier = group.classifiers.find((entry) => setKey(entry.markers) === key);
    const isPenalised = classifier?.penalty === 'firth';
    return {
      cells: [
        html`${scoreLabel(markers)}${isPenalised ? html` <span class="flag">${classifier.separated ? 'separates the groups; ' : ''}Firth's penalty</span>` : ''}`,
        optionalAucCell(classifier?.in_sample),
        optionalAucCell(classifier?.out_of_fold),
        optionalAucCell(group.min_max_sums.find((entry) => setKey(entry.markers) === key)),
      ],
    };
  });
}

/**
 * Combined markers: logistic classifier in sample and out of fold, and the sum of min-max scaled markers, arm by arm.
 *
 * @param biomarkers - the results
 * @param context - the run, for names and colours
 * @returns a table
 */
export function combinedMarkerTable(biomarkers: RunBiomarkers, context: ReportContext): Html {
  const arms = Object.entries(biomarkers.arms);
  const folds = new Set(arms.map(([, group]) => group.folds));
  return dataTable({
    caption: `Combined markers. In-sample AUCs and those of min-max sums are evaluated on the patients used to fit them; out-of-fold AUCs are not.`,
    columns: [
      { title: 'Markers' },
      { title: 'Logistic, in sample', unit: 'AUC, 95 % interval', align: 'right' },
      {
        title: 'Logistic, out of fold',
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
