import { type CohortRecord, DataError, randomStream } from '../../../src/index.js';
import { analyseBiomarkers, type BiomarkerAnalysis } from '../../biomarkers/analyse-biomarkers.js';
import { tensorflow } from '../../biomarkers/tensorflow.js';
import { toBiomarkersResult } from '../../biomarkers/to-biomarkers-result.js';
import { armMarkers, type CohortFigureSettings, markerRows } from './cohort-plot-rows.js';
import type { MarkerRow, RocRow } from './plot-tables.js';
import type { BiomarkersResult } from './result.js';

/** Most points of a ROC curve that is stored for plotting. */
const CURVE_POINTS = 200;

export interface BiomarkerRunSettings extends CohortFigureSettings {
  readonly seed: string;
  readonly arms: readonly string[];
  readonly folds: number;
  readonly markerDay: number;
  readonly assessmentDay: number;
  readonly signal?: AbortSignal | undefined;
}

export interface BiomarkerRun {
  readonly result: BiomarkersResult | null;
  readonly markers: readonly MarkerRow[];
  readonly roc: readonly RocRow[];
}

/**
 * Analyses the markers of a simulated cohort, arm by arm.
 *
 * An arm that cannot be analysed (no responders, say) is left out with the reason in the remarks.
 */
export async function runBiomarkers(record: CohortRecord, settings: BiomarkerRunSettings): Promise<BiomarkerRun> {
  if (settings.arms.length === 0) return { result: null, markers: [], roc: [] };
  const { backend } = await tensorflow();
  const analyses: Record<string, BiomarkerAnalysis> = {};
  const skipped: Record<string, string> = {};
  const markers: MarkerRow[] = [];
  const roc: RocRow[] = [];
  for (const arm of settings.arms) {
    const data = armMarkers(record.arms[arm]!, settings);
    try {
      const analysis = await analyseBiomarkers(
        { arm, ...data },
        { folds: settings.folds, curvePoints: CURVE_POINTS },
        {
          random: (streamName) => randomStream({ seed: settings.seed, streamName, index: 0 }),
          signal: settings.signal,
        },
      );
      analyses[arm] = analysis;
      markers.push(...markerRows(arm, data));
      for (const { score, kind, fpr, tpr, auc } of analysis.curves) {
        roc.push(...fpr.map((rate, index) => ({ arm, score, kind, fpr: rate, tpr: tpr[index]!, auc })));
      }
    } catch (cause) {
      if (!(cause instanceof DataError)) throw cause;
      skipped[arm] = cause.message;
    }
  }
  const { markerDay, assessmentDay } = settings;
  return { result: toBiomarkersResult({ markerDay, assessmentDay, backend, analyses, skipped }), markers, roc };
}
