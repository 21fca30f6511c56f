import {
  calibrationCurve,
  InputError,
  log,
  minMaxScale,
  NumericalError,
  type RocCurve,
  randomStream,
  rocCurve,
  standardise,
  stratifiedFolds,
  streamNames,
  thinRocCurve,
  whiten,
} from '../../src/index.js';
import { classifierSets } from './classifier-sets.js';
import { aucEstimate } from './estimates.js';
import { type ClassifierColumn, fitClassifier } from './fit-classifier.js';
import { validateRepeatedly } from './out-of-fold.js';
import { pause } from './pause.js';
import { permuteProcedure } from './permute-procedure.js';
import type {
  AnalysedMarkers,
  CalibrationGroups,
  ClassifierResult,
  MarkerResult,
  MarkerScale,
  MinMaxSum,
  RocCurvePoints,
} from './result.js';
import { type AnalysisSettings, checkScoreTable, type ScoreTable } from './score-table.js';
import { bootstrapIntervals, compareMarkers, type LabelCounts, markerResult, orientMarker } from './single-markers.js';
import { type TensorFlowBackend, tensorflow } from './tensorflow.js';

/** Largest number of groups of a calibration curve, and smallest number of rows of a group. */
const MOST_CALIBRATION_GROUPS = 10;
const LEAST_ROWS_OF_GROUP = 10;

/** State shared by the steps, which append to `curves`, `calibration` and `remarks`. */
interface TableRun {
  readonly table: ScoreTable;
  readonly settings: AnalysisSettings;
  readonly signal: AbortSignal | undefined;
  readonly counts: LabelCounts;
  readonly curves: RocCurvePoints[];
  readonly calibration: CalibrationGroups[];
  readonly remarks: string[];
}

/**
 * The analysis of markers and a binary outcome, from one table: that of a run, of `biomarkers` and of `roc`.
 *
 * Each marker alone (groups, t-tests, AUC with DeLong and bootstrap intervals, partial AUC, thresholds), pairwise
 * comparisons, logistic classifiers of sets of markers on each requested scale, with repeated stratified cross-validation, the
 * combined score of the paper, and a permutation test of the search.
 *
 * @param table - markers and labels
 * @param settings - everything else that determines the result
 * @param options - a signal to stop
 * @returns the result, curves for plotting, calibration curves
 * @throws DataError - when the table cannot be analysed (see checkScoreTable)
 * @throws InterruptedError - when the signal is raised
 */
export async function analyseMarkers(
  table: ScoreTable,
  settings: AnalysisSettings,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<AnalysedMarkers> {
  checkScoreTable(table, settings.folds);
  const rows = table.labels.length;
  const positives = table.labels.reduce((sum, label) => sum + label, 0);
  const counts = { positives, negatives: rows - positives, prevalence: settings.prevalence ?? positives / rows };
  const run: TableRun = { table, settings, signal, counts, curves: [], calibration: [], remarks: [] };
  const { markers, comparisons } = singleMarkers(run);
  const classifiers = await logisticClassifiers(run, await tensorflow());
  return {
    result: {
      n_pos: counts.positives,
      n_neg: counts.negatives,
      prevalence: counts.prevalence,
      folds: settings.folds,
      repeats: settings.repeats,
      bootstrap_replicates: settings.bootstrap,
      partial_auc_to: settings.partialAucTo,
      sensitivity: settings.sensitivity,
      specificity: settings.specificity,
      markers,
      comparisons,
      classifiers,
      min_max_sums: settings.minMaxSums === 'none' ? [] : minMaxSums(run),
      permutation: permuted(run),
      remarks: run.remarks,
    },
    curves: run.curves,
    calibration: run.calibration,
  };
}

function singleMarkers(run: TableRun) {
  const { table, settings, counts } = run;
  const oriented = table.columns.map((column) => orientMarker(column, table.labels));
  const intervals = bootstrapIntervals(oriented, table.labels, {
    replicates: settings.bootstrap,
    streamOf: streamOf(run, streamNames.bootstrap),
  });
  const markers = oriented.map((marker, index): [string, MarkerResult] => {
    const { name, direction } = marker;
    const { result, curve } = markerResult(marker, table.labels, { counts, settings });
    const sign = direction === 'lower' ? -1 : 1;
    addCurve(run, { score: name, kind: 'marker', scale: 'raw', auc: result.auc }, curve, sign);
    if (direction === 'lower') {
      run.remarks.push(`${name} is lower in positives; its AUC and thresholds are those of the reversed marker.`);
    }
    return [name, { ...result, ...intervals[index]! }];
  });
  return { markers: Object.fromEntries(markers), comparisons: compareMarkers(oriented, table.labels) };
}

async function logisticClassifiers(run: TableRun, backend: TensorFlowBackend): Promise<readonly ClassifierResult[]> {
  const { table, settings } = run;
  const plans = Array.from({ length: settings.repeats }, (_, repeat) =>
    stratifiedFolds(table.labels, settings.folds, streamOf(run, streamNames.folds)(repeat)),
  );
  const classifiers: ClassifierResult[] = [];
  for (const scale of settings.scales) {
    for (const set of classifierSets(columnsOn(run, scale), settings.classifierSizes)) {
      await pause(run.signal);
      try {
        classifiers.push(logisticClassifier(run, { backend, set, scale, plans }));
      } catch (cause) {
        if (!(cause instanceof InputError || cause instanceof NumericalError)) throw cause;
        run.remarks.push(`${scoreOf(set)} (${scale}) was not fitted: ${collinear(set) ?? cause.message}.`);
      }
    }
  }
  return classifiers;
}

/** The combined score of the paper for every two markers: both scaled to [0, 1] on the rows of the table, and added. */
function minMaxSums(run: TableRun): readonly MinMaxSum[] {
  const { columns, labels } = run.table;
  const scaled = columns.map(({ name, values }) => ({ name, values: minMaxScale(values) }));
  return classifierSets(scaled, [2]).map((pair) => {
    const [first, second] = pair;
    const sum = first!.values.map((value, row) => value + second!.values[row]!);
    const estimate = aucEstimate(sum, labels);
    addCurve(
      run,
      { score: scoreOf(pair), kind: 'min-max sum', scale: 'raw', auc: estimate.auc },
      rocCurve(sum, labels),
    );
    return { markers: pair.map(({ name }) => name), ...estimate };
  });
}

/** Markers on a scale; those with values that are not positive are omitted on the log scale. */
function columnsOn({ table, remarks }: TableRun, scale: MarkerScale): readonly ClassifierColumn[] {
  const usable = table.columns.filter(({ values }) => scale === 'raw' || values.every((value) => value > 0));
  const omitted = table.columns.filter((column) => !usable.includes(column)).map(({ name }) => name);
  if (omitted.length > 0) {
    remarks.push(`Omitted on the log scale, because not all values are positive: ${omitted.join(', ')}.`);
  }
  return usable.map(({ name, values: raw }) => {
    const values = scale === 'log' ? raw.map((value) => log(value)) : raw;
    return { name, values, standardised: standardise(values, name) };
  });
}

function logisticClassifier(
  run: TableRun,
  {
    backend,
    set,
    scale,
    plans,
  }: {
    readonly backend: TensorFlowBackend;
    readonly set: readonly ClassifierColumn[];
    readonly scale: MarkerScale;
    readonly plans: readonly Uint32Array[];
  },
): ClassifierResult {
  const { labels } = run.table;
  const fitted = fitClassifier(backend, set, labels);
  const validation = validateRepeatedly(fitted.rows, plans, fitted.coefficients);
  const score = scoreOf(set);
  const named = (kind: RocCurvePoints['kind'], auc: number) => ({ score, kind, scale, auc });
  addCurve(run, named('out of fold', validation.result.auc), rocCurve(validation.logOdds, labels));
  addCurve(run, named('in sample', fitted.result.in_sample.auc), rocCurve(fitted.logOdds, labels));
  const groups = Math.max(1, Math.min(MOST_CALIBRATION_GROUPS, Math.floor(labels.length / LEAST_ROWS_OF_GROUP)));
  run.calibration.push({ score, scale, groups: calibrationCurve(validation.probabilities, labels, groups) });
  if (fitted.result.penalty === 'firth') {
    run.remarks.push(
      `${score} (${scale}) ${fitted.result.separated ? 'separates the labels' : 'has no finite maximum-likelihood fit'}: fitted with Firth's penalty.`,
    );
  }
  const { penalised_folds } = validation.result;
  if (penalised_folds > 0) {
    run.remarks.push(
      `${score} (${scale}): ${penalised_folds} of ${plans.length * run.settings.folds} folds were fitted with Firth's penalty, because their training rows are separated.`,
    );
  }
  return { markers: set.map(({ name }) => name), scale, ...fitted.result, out_of_fold: validation.result };
}

/** Names the first marker that is a linear function of those before it, e.g. the logarithm of a ratio of ratios. */
function collinear(set: readonly ClassifierColumn[]): string | null {
  const dependent = set.findIndex((_, index) => {
    const before = set.slice(0, index + 1).map(({ values }) => values);
    try {
      whiten(before);
      return false;
    } catch (cause) {
      if (cause instanceof InputError) return true;
      throw cause;
    }
  });
  if (dependent < 0) return null;
  return `${set[dependent]!.name} is a linear function of the markers before it, which contain the same information`;
}

function permuted(run: TableRun) {
  try {
    return permuteProcedure(run.table, run.settings);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    run.remarks.push(`No permutation test: ${cause.message}.`);
    return null;
  }
}

function addCurve(run: TableRun, named: Omit<RocCurvePoints, 'fpr' | 'tpr' | 'thresholds'>, curve: RocCurve, sign = 1) {
  const thinned = thinRocCurve(curve, run.settings.curvePoints);
  run.curves.push({
    ...named,
    fpr: Array.from(thinned.falsePositiveRate),
    tpr: Array.from(thinned.truePositiveRate),
    thresholds: Array.from(thinned.thresholds, (value) => (Number.isFinite(value) ? sign * value : null)),
  });
}

function scoreOf(set: readonly { readonly name: string }[]): string {
  return set.map(({ name }) => name).join(' + ');
}

function streamOf({ table, settings }: TableRun, streamName: string): (index: number) => () => number {
  return (index) => randomStream({ seed: settings.seed, streamName: `${streamName}, ${table.name}`, index });
}
