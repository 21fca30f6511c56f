import {
  bootstrapAucs,
  calibrationCurve,
  InputError,
  NumericalError,
  quantileSorted,
  type RocCurve,
  randomStream,
  rocCurve,
  standardise,
  stratifiedFolds,
  streamNames,
  thinRocCurve,
  whiten,
} from '../../src/index.js';
import { checkScoreTable } from './check-score-table.js';
import { classifierSets } from './classifier-sets.js';
import { compareMarkers } from './compare-markers.js';
import { type ClassifierColumn, fitClassifier } from './fit-classifier.js';
import { type LabelCounts, markerFigures, orientMarker } from './marker-figures.js';
import { validateRepeatedly } from './out-of-fold-figures.js';
import { permuteProcedure } from './permute-procedure.js';
import type {
  CalibrationFigures,
  ClassifierFigures,
  MarkerFigures,
  RocAnalysis,
  RocCurveFigures,
} from './roc-results.js';
import type { MarkerScale, RocSettings, ScoreTable } from './score-table.js';
import { type TensorFlowBackend, tensorflow } from './tensorflow.js';

/** Groups of a calibration curve, at most: each must hold enough rows for its share to mean something. */
const MOST_CALIBRATION_GROUPS = 10;
const LEAST_ROWS_OF_GROUP = 10;

/** What the steps share; they add to `curves`, `calibration` and `remarks`. */
interface TableRun {
  readonly table: ScoreTable;
  readonly settings: RocSettings;
  readonly counts: LabelCounts;
  readonly curves: RocCurveFigures[];
  readonly calibration: CalibrationFigures[];
  readonly remarks: string[];
}

/**
 * All that the workbench says about markers and a binary outcome, from one table.
 *
 * Each marker alone (area, DeLong and bootstrap intervals, partial area, thresholds), every two compared, logistic
 * classifiers of every set of up to four on each scale asked for, with repeated stratified cross-validation, and a
 * permutation test of the search.
 *
 * @param table - markers and labels
 * @param settings - everything else that determines the figures
 * @returns figures, curves for plotting, calibration curves
 * @throws DataError - when the table cannot be analysed (see checkScoreTable)
 */
export async function analyseScoreTable(table: ScoreTable, settings: RocSettings): Promise<RocAnalysis> {
  checkScoreTable(table, settings.folds);
  const rows = table.labels.length;
  const positives = table.labels.reduce((sum, label) => sum + label, 0);
  const counts = { positives, negatives: rows - positives, prevalence: settings.prevalence ?? positives / rows };
  const run: TableRun = { table, settings, counts, curves: [], calibration: [], remarks: [] };
  const { markers, comparisons } = singleMarkers(run);
  const classifiers = logisticClassifiers(run, await tensorflow());
  return {
    figures: {
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
      permutation: permuted(run),
      remarks: run.remarks,
    },
    curves: run.curves,
    calibration: run.calibration,
  };
}

function singleMarkers(run: TableRun) {
  const { table, settings, counts } = run;
  const oriented = table.columns.map(({ name, values }) => ({ name, ...orientMarker(values, table.labels) }));
  const resampled =
    settings.bootstrap === 0
      ? []
      : bootstrapAucs(
          oriented.map(({ score }) => score),
          table.labels,
          { replicates: settings.bootstrap, streamOf: streamOf(run, streamNames.bootstrap) },
        );
  const markers: Record<string, MarkerFigures> = {};
  oriented.forEach((marker, index) => {
    const { figures, curve } = markerFigures(marker, table.labels, { counts, settings });
    const areas = resampled[index]?.sort();
    markers[marker.name] = {
      ...figures,
      bootstrap_low: areas === undefined ? null : quantileSorted(areas, 0.025),
      bootstrap_high: areas === undefined ? null : quantileSorted(areas, 0.975),
    };
    const sign = marker.direction === 'lower' ? -1 : 1;
    addCurve(run, { score: marker.name, kind: 'marker', scale: 'raw', auc: figures.auc }, curve, sign);
    if (marker.direction === 'lower') {
      run.remarks.push(`${marker.name} is lower in positives; its figures are those of the reversed marker.`);
    }
  });
  return { markers, comparisons: compareMarkers(oriented, table.labels) };
}

function logisticClassifiers(run: TableRun, backend: TensorFlowBackend): readonly ClassifierFigures[] {
  const { table, settings } = run;
  const plans = Array.from({ length: settings.repeats }, (_, repeat) =>
    stratifiedFolds(table.labels, settings.folds, streamOf(run, streamNames.folds)(repeat)),
  );
  return settings.scales.flatMap((scale) =>
    classifierSets(columnsOn(run, scale)).flatMap((set) => {
      try {
        return [logisticClassifier(run, { backend, set, scale, plans })];
      } catch (cause) {
        if (!(cause instanceof InputError || cause instanceof NumericalError)) throw cause;
        run.remarks.push(`${scoreOf(set)} (${scale}) is left out: ${collinear(set) ?? cause.message}.`);
        return [];
      }
    }),
  );
}

/** Markers on a scale; those with values that have no logarithm are left out of the logarithmic one. */
function columnsOn({ table, remarks }: TableRun, scale: MarkerScale): readonly ClassifierColumn[] {
  const usable = table.columns.filter(({ values }) => scale === 'raw' || values.every((value) => value > 0));
  const left = table.columns.filter((column) => !usable.includes(column)).map(({ name }) => name);
  if (left.length > 0) {
    remarks.push(`Left out on the log scale, because not all values are positive: ${left.join(', ')}.`);
  }
  return usable.map(({ name, values: raw }) => {
    const values = scale === 'log' ? raw.map((value) => Math.log(value)) : raw;
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
): ClassifierFigures {
  const { labels } = run.table;
  const fitted = fitClassifier(backend, set, labels);
  const validation = validateRepeatedly(fitted.rows, plans, fitted.coefficients);
  const score = scoreOf(set);
  const named = (kind: RocCurveFigures['kind'], auc: number) => ({ score, kind, scale, auc });
  addCurve(run, named('out of fold', validation.figures.auc), rocCurve(validation.logOdds, labels));
  addCurve(run, named('in sample', fitted.figures.in_sample.auc), rocCurve(fitted.logOdds, labels));
  const groups = Math.max(1, Math.min(MOST_CALIBRATION_GROUPS, Math.floor(labels.length / LEAST_ROWS_OF_GROUP)));
  run.calibration.push({ score, scale, groups: calibrationCurve(validation.probabilities, labels, groups) });
  if (fitted.figures.penalty === 'firth') {
    run.remarks.push(
      `${score} (${scale}) ${fitted.figures.separated ? 'separates the labels' : 'has no fit that ends'}: its weights are held finite by Firth's penalty.`,
    );
  }
  const { penalised_folds } = validation.figures;
  if (penalised_folds > 0) {
    run.remarks.push(
      `${score} (${scale}): ${penalised_folds} of ${plans.length * run.settings.folds} folds were fitted with Firth's penalty, because their training rows are separated.`,
    );
  }
  return { markers: set.map(({ name }) => name), scale, ...fitted.figures, out_of_fold: validation.figures };
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
  return `${set[dependent]!.name} is a linear function of the markers before it, which say all that it says`;
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

function addCurve(
  run: TableRun,
  named: Omit<RocCurveFigures, 'fpr' | 'tpr' | 'thresholds'>,
  curve: RocCurve,
  sign = 1,
) {
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
