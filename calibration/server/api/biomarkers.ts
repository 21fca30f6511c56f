import type { RocResult } from '../../studies/roc/result.js';

/** A table of markers and outcomes, as it was analysed. */
export interface AnalysedTable {
  /** Arm and day; empty for a table that `qcic roc` read. */
  readonly arm: string;
  readonly day: number | null;
  readonly label: string;
  /** What the timing of the markers means for the curves; null where there is nothing to say. */
  readonly warning: string | null;
  readonly positives: number;
  readonly negatives: number;
  readonly prevalence: number;
  readonly markers: RocResult['markers'];
  /** Values of every patient, as a path in the folder of the run; null where they are not stored there. */
  readonly file: string | null;
}

/** Points of a ROC curve as a study stores them. */
export interface StoredCurve {
  readonly score: string;
  readonly kind: 'marker' | 'out of fold';
  readonly auc: number;
  /** Threshold, false and true positive rate; the threshold is null where nobody is called positive. */
  readonly points: readonly (readonly [
    threshold: number | null,
    falsePositiveRate: number,
    truePositiveRate: number,
  ])[];
}

/** Reply of `GET /api/biomarkers/RUN`. */
export interface BiomarkersReply {
  readonly run: string;
  readonly name: string;
  readonly kind: 'biomarkers' | 'roc';
  /** What a positive row is. */
  readonly outcome: string;
  readonly tables: readonly AnalysedTable[];
  /** Command that repeats the study. */
  readonly command: string;
}
