import {
  aucDeLong,
  DataError,
  InputError,
  minMaxScale,
  rocCurve,
  stratifiedFolds,
  streamNames,
  thinRocCurve,
} from '../../src/index.js';
import type { ArmBiomarkers, ClassifierResult, MarkerResult, MinMaxSumResult } from '../studies/run/result.js';
import { analyseMarker, toAucEstimate } from './analyse-marker.js';
import { type ArmMarkerData, checkMarkerData } from './check-marker-data.js';
import { outOfFoldScores } from './cross-validation.js';
import { classifierScores, trainLogisticClassifier } from './logistic-classifier.js';
import { MARKER_NAMES, MARKER_PAIRS, type MarkerName } from './marker-names.js';
import { pause } from './pause.js';
import { type TensorFlow, tensorflow } from './tensorflow.js';

export interface BiomarkerSettings {
  /** Folds of the cross-validation; whole, at least 2. */
  readonly folds: number;
  /** Most points that a ROC curve for plotting may have; whole, at least 2. */
  readonly curvePoints: number;
}

export interface BiomarkerServices {
  /** A seeded stream of uniform numbers in [0, 1) for a purpose; the same numbers for the same purpose. */
  readonly random: (streamName: string) => () => number;
  readonly signal?: AbortSignal | undefined;
}

/** A ROC curve for plotting. */
export interface BiomarkerCurve {
  /** The marker, or markers joined by ` + `. */
  readonly score: string;
  readonly kind: 'single' | 'logistic in sample' | 'logistic held out' | 'min-max sum';
  /** False and true positive rate, rising from 0 to 1 together. */
  readonly fpr: readonly number[];
  readonly tpr: readonly number[];
  /** Area under the whole curve, before points were dropped for plotting. */
  readonly auc: number;
}

export interface BiomarkerAnalysis {
  readonly biomarkers: ArmBiomarkers;
  readonly curves: readonly BiomarkerCurve[];
  /** What a reader of this arm's figures must know; sentences. */
  readonly remarks: readonly string[];
}

/**
 * Markers of response in one arm: each marker alone, logistic classifiers of every pair and of all four, and sums of
 * min-max scaled pairs.
 *
 * Classifiers are judged on the patients they were trained on and, held out, by stratified cross-validation; all share
 * one assignment to folds, so that their held-out areas can be compared. The min-max sums are the paper's combined score:
 * both markers scaled to [0, 1] on the patients at hand and added, evaluated on the same patients.
 *
 * @param data - markers and outcome of the arm's patients; any number that gives each fold both outcomes
 * @param settings - folds and curve points
 * @param services - random streams, and a signal to stop
 * @returns figures, curves and remarks
 * @throws DataError - when the arm cannot be analysed (see checkMarkerData), or markers are collinear
 * @throws InterruptedError - when the signal is raised
 */
export async function analyseBiomarkers(
  data: ArmMarkerData,
  settings: BiomarkerSettings,
  services: BiomarkerServices,
): Promise<BiomarkerAnalysis> {
  checkMarkerData(data, settings.folds);
  const { tf } = await tensorflow();
  const run: ArmRun = { data, settings, services, tf, curves: [], remarks: [] };
  try {
    const markers = singleMarkers(run);
    const classifiers = await logisticClassifiers(run);
    const minMaxSums = MARKER_PAIRS.map((pair) => minMaxSum(run, pair));
    const responders = data.responder.reduce((sum, label) => sum + label, 0);
    const biomarkers = {
      responders,
      non_responders: data.responder.length - responders,
      markers,
      classifiers,
      min_max_sums: minMaxSums,
    };
    return { biomarkers, curves: run.curves, remarks: run.remarks };
  } catch (error) {
    // The pieces blame their arguments; here the arguments are the arm's data.
    if (error instanceof InputError) throw new DataError(`biomarkers.${data.arm}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** What the steps share; they add to `curves` and `remarks`. */
interface ArmRun {
  readonly data: ArmMarkerData;
  readonly settings: BiomarkerSettings;
  readonly services: BiomarkerServices;
  readonly tf: TensorFlow;
  readonly curves: BiomarkerCurve[];
  readonly remarks: string[];
}

function singleMarkers(run: ArmRun): Record<string, MarkerResult> {
  const results: Record<string, MarkerResult> = {};
  for (const marker of MARKER_NAMES) {
    const { result, score } = analyseMarker(run.data.markers[marker], run.data.responder);
    results[marker] = result;
    addCurve(run, { score: marker, kind: 'single', values: score, auc: result.auc });
    if (result.direction === 'lower') {
      run.remarks.push(`${marker} is lower in responders; its area under the curve is that of the reversed marker.`);
    }
  }
  return results;
}

async function logisticClassifiers(run: ArmRun): Promise<ClassifierResult[]> {
  const uniform = run.services.random(`${streamNames.folds}, ${run.data.arm}`);
  const foldOf = stratifiedFolds(run.data.responder, run.settings.folds, uniform);
  const results: ClassifierResult[] = [];
  for (const markers of [...MARKER_PAIRS, MARKER_NAMES]) {
    await pause(run.services.signal);
    results.push(await logisticClassifier(run, markers, foldOf));
  }
  return results;
}

async function logisticClassifier(
  run: ArmRun,
  markers: readonly MarkerName[],
  foldOf: Uint32Array,
): Promise<ClassifierResult> {
  const { responder: labels } = run.data;
  const columns = markers.map((marker) => run.data.markers[marker]);
  const trained = trainLogisticClassifier(run.tf, { columns, labels });
  const inSampleScores = classifierScores(trained, columns);
  const held = await outOfFoldScores({ columns, labels }, foldOf, {
    train: (training) => trainLogisticClassifier(run.tf, training),
    beforeFold: () => pause(run.services.signal),
  });
  const inSample = toAucEstimate(aucDeLong(inSampleScores, labels));
  const outOfFold = { ...toAucEstimate(aucDeLong(held.scores, labels)), folds: run.settings.folds };
  const score = markers.join(' + ');
  addCurve(run, { score, kind: 'logistic in sample', values: inSampleScores, auc: inSample.auc });
  addCurve(run, { score, kind: 'logistic held out', values: held.scores, auc: outOfFold.auc });
  if (trained.separated)
    run.remarks.push(`${score} separates the responders completely; its weights have no finite value.`);
  else if (!trained.converged) run.remarks.push(`${score}: training of the classifier did not converge.`);
  if (held.separatedFolds + held.unconvergedFolds > 0) {
    run.remarks.push(
      `${score}: of ${run.settings.folds} folds, ${held.separatedFolds} were separated completely and ${held.unconvergedFolds} did not converge; the held-out area is a rough figure.`,
    );
  }
  const { standardisedWeights, ...weights } = trained;
  return {
    markers,
    ...weights,
    standardised_weights: standardisedWeights,
    in_sample: inSample,
    out_of_fold: outOfFold,
  };
}

function minMaxSum(run: ArmRun, markers: readonly [MarkerName, MarkerName]): MinMaxSumResult {
  const [first, second] = markers.map((marker) => minMaxScale(run.data.markers[marker]));
  const values = first!.map((value, patient) => value + second![patient]!);
  const result = { markers, ...toAucEstimate(aucDeLong(values, run.data.responder)) };
  addCurve(run, { score: markers.join(' + '), kind: 'min-max sum', values, auc: result.auc });
  return result;
}

function addCurve(run: ArmRun, { values, ...named }: Omit<BiomarkerCurve, 'fpr' | 'tpr'> & { values: Float64Array }) {
  const curve = thinRocCurve(rocCurve(values, run.data.responder), run.settings.curvePoints);
  run.curves.push({ ...named, fpr: Array.from(curve.falsePositiveRate), tpr: Array.from(curve.truePositiveRate) });
}
