import { missingRemarks } from '../../../src/index.js';
import { analyseMarkers } from '../../biomarkers/analyse-markers.js';
import { bestOfSize } from '../../biomarkers/classifier-sets.js';
import { calibrationColumns, calibrationRows, rocColumns, rocRows } from '../../biomarkers/curve-tables.js';
import type { ParsedScoreTable } from '../../biomarkers/parse-score-table.js';
import type { AucEstimate } from '../../biomarkers/result.js';
import type { AnalysisSettings } from '../../biomarkers/score-table.js';
import type { StudyOutput } from '../study.js';
import { ROC_SCHEMA_VERSION, type RocResult } from './result.js';

/**
 * Analyses the markers of a user's table.
 *
 * @param table - markers and labels, with their source
 * @param label - column of the outcome
 * @param settings - everything else that determines the result
 * @param options - a signal to stop
 * @returns the result and the data of its plots
 * @throws DataError - when the table cannot be analysed
 */
export async function computeRoc(
  { positive, negative, absent, missing, ...table }: ParsedScoreTable,
  label: string,
  settings: AnalysisSettings,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<StudyOutput<RocResult>> {
  const analysis = await analyseMarkers(table, settings, options);
  const remarks = [
    ...missingRemarks(missing),
    ...(absent.length === 0 ? [] : [`No row has the outcome ${absent.join(', ')}, which an option names.`]),
  ];
  const result: RocResult = {
    schema_version: ROC_SCHEMA_VERSION,
    table: table.name,
    label,
    positive: [...positive],
    negative: [...negative],
    missing: { policy: missing.policy, lines: [...missing.lines], columns: [...missing.columns] },
    seed: settings.seed,
    ...analysis.result,
    remarks: [...remarks, ...analysis.result.remarks],
  };
  const named = [{ names: [], ...analysis }];
  return {
    status: 'done',
    result,
    tables: [
      { file: 'figures/roc.csv', header: rocColumns, rows: rocRows(named) },
      { file: 'figures/calibration.csv', header: calibrationColumns, rows: calibrationRows(named) },
    ],
    summary: [...remarks, ...summaryLines(result)],
    patients: [],
  };
}

function summaryLines({
  label,
  positive,
  negative,
  n_pos,
  n_neg,
  markers,
  classifiers,
  permutation,
}: RocResult): readonly string[] {
  const describeAuc = ({ auc, ci_low, ci_high }: AucEstimate) =>
    `${auc.toFixed(3)} (${ci_low.toFixed(3)} to ${ci_high.toFixed(3)})`;
  const largest = bestOfSize(classifiers, Math.max(0, ...classifiers.map(({ markers: set }) => set.length)));
  const best = [...new Set([bestOfSize(classifiers, 2), largest])].filter((classifier) => classifier !== undefined);
  return [
    `${n_pos} positive rows (${label}: ${positive.join(', ')}) and ${n_neg} negative ones (${negative.join(', ')}); AUC with 95 % confidence intervals:`,
    ...Object.entries(markers).map(
      ([name, marker]) => `  ${name}: ${describeAuc(marker)}, ${marker.direction} in positives`,
    ),
    ...best.map(({ markers: set, out_of_fold }) => `  ${set.join(' + ')}: ${describeAuc(out_of_fold)} out-of-fold`),
    ...(permutation === null
      ? []
      : [
          `Permutation test of the whole search: p = ${permutation.p.toPrecision(2)} (${permutation.permutations} permutations)`,
        ]),
  ];
}
