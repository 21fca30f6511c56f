import { type CohortRecord, DataError, type PatientRows } from '../../../src/index.js';
import { analyseMarkers } from '../../biomarkers/analyse-markers.js';
import type { AnalysedMarkers, RunBiomarkers } from '../../biomarkers/result.js';
import { type AnalysisSettings, analysisDefaults } from '../../biomarkers/score-table.js';
import { tensorflow } from '../../biomarkers/tensorflow.js';
import { armMarkers, type CohortFigureSettings, markerRows } from './cohort-plot-rows.js';
import type { MarkerRow, RocRow } from './plot-tables.js';

/** A light analysis: pairs and all four markers, one cross-validation, neither bootstrap nor permutations. */
export const runAnalysis = {
  ...analysisDefaults,
  repeats: 1,
  bootstrap: 0,
  permutations: 0,
  permutationRows: 0,
  scales: ['raw'],
  classifierSizes: [2, 4],
  minMaxSums: 'pairs',
  curvePoints: 200,
} as const satisfies Omit<AnalysisSettings, 'seed' | 'folds'>;

export interface BiomarkerRunSettings extends CohortFigureSettings {
  readonly seed: string;
  readonly arms: readonly string[];
  readonly folds: number;
  readonly markerDay: number;
  readonly assessmentDay: number;
  readonly signal?: AbortSignal | undefined;
}

export interface BiomarkerRun {
  readonly result: RunBiomarkers | null;
  readonly markers: readonly MarkerRow[];
  readonly roc: readonly RocRow[];
}

/**
 * Analyses the markers of a simulated cohort, arm by arm.
 *
 * An arm that cannot be analysed (for example, without responders) is skipped; the remarks give the reason.
 */
export async function runBiomarkers(
  record: CohortRecord<PatientRows>,
  settings: BiomarkerRunSettings,
): Promise<BiomarkerRun> {
  if (settings.arms.length === 0) return { result: null, markers: [], roc: [] };
  const { backend } = await tensorflow();
  const { seed, folds, signal, markerDay, assessmentDay } = settings;
  const analyses: Record<string, AnalysedMarkers['result']> = {};
  const skipped: Record<string, string> = {};
  const markers: MarkerRow[] = [];
  const roc: RocRow[] = [];
  for (const arm of settings.arms) {
    const data = armMarkers(record.arms[arm]!, settings);
    const columns = Object.entries(data.markers).map(([name, values]) => ({ name, values }));
    try {
      const { result, curves } = await analyseMarkers(
        { name: arm, columns, labels: data.responder },
        { ...runAnalysis, seed, folds },
        { signal },
      );
      analyses[arm] = result;
      markers.push(...markerRows(arm, data));
      for (const { fpr, tpr, thresholds, ...curve } of curves) {
        roc.push(
          ...fpr.map((rate, point) => ({ arm, ...curve, threshold: thresholds[point]!, fpr: rate, tpr: tpr[point]! })),
        );
      }
    } catch (cause) {
      if (!(cause instanceof DataError)) throw cause;
      skipped[arm] = cause.message;
    }
  }
  return { result: toRunBiomarkers({ markerDay, assessmentDay, backend, analyses, skipped }), markers, roc };
}

export interface AnalysedArms {
  /** Day at which the markers were read, and day of the response assessment; days of treatment. */
  readonly markerDay: number;
  readonly assessmentDay: number;
  /** Name of the TensorFlow.js backend. */
  readonly backend: string;
  /** By arm, in the order of the report. */
  readonly analyses: RunBiomarkers['arms'];
  /** Arms that could not be analysed, and why. */
  readonly skipped: Readonly<Record<string, string>>;
}

/**
 * Combines the analyses of the arms and adds remarks on their interpretation.
 *
 * @param analysed - days, backend, analyses, and the skipped arms
 * @returns `biomarkers` of results.json
 */
export function toRunBiomarkers(analysed: AnalysedArms): RunBiomarkers {
  const { markerDay, assessmentDay, backend, analyses, skipped } = analysed;
  return {
    marker_day: markerDay,
    assessment_day: assessmentDay,
    backend,
    remarks: [
      describeTiming(markerDay, assessmentDay),
      ...commonRemarks(analyses),
      ...Object.entries(analyses).flatMap(([arm, { remarks }]) => remarks.map((remark) => `${arm}: ${remark}`)),
      ...Object.entries(skipped).map(([arm, reason]) => `${arm}: not analysed. ${reason}`),
    ],
    arms: analyses,
  };
}

function describeTiming(markerDay: number, assessmentDay: number): string {
  if (markerDay === assessmentDay) {
    return `Markers and response are read at the same visit, day ${markerDay}: the AUC measures the association of the markers with the response at that visit, not prediction.`;
  }
  if (markerDay > assessmentDay) {
    return `Markers are read on day ${markerDay}, after the response was assessed on day ${assessmentDay}: the AUC does not measure prediction.`;
  }
  return `Markers are read on day ${markerDay}, ${assessmentDay - markerDay} days before the response is assessed.`;
}

function commonRemarks(arms: RunBiomarkers['arms']): readonly string[] {
  if (Object.keys(arms).length === 0) return [];
  const tests = Object.values(arms).flatMap(({ markers }) =>
    Object.values(markers).flatMap(({ student, welch }) => [student, welch]),
  );
  return [
    'Min-max sums and in-sample classifiers are evaluated on the patients used to fit them; the out-of-fold AUC of a classifier is the estimate for new patients of the same model.',
    'p values and intervals depend on the number of virtual patients, which was chosen; they do not include the uncertainty of the model or of its fit.',
    ...(tests.some((test) => test?.p === 0) ? ['p = 0 denotes a p value too small for a double, below 1e-307.'] : []),
  ];
}
