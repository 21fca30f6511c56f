import type { MarkerScale } from './score-table.js';

/**
 * Shape of `roc.json` and of each table in `biomarkers.json`. Names are those that users script against; probabilities and
 * rates are proportions, intervals have 95 %.
 */
export const ROC_SCHEMA_VERSION = 1;

export interface AucFigures {
  readonly auc: number;
  readonly delong_se: number;
  readonly ci_low: number;
  readonly ci_high: number;
}

/** A rule `marker rule threshold`, and how it does. */
export interface ThresholdFigures {
  readonly rule: '>=' | '<=';
  /** Unit of the marker; null where the rule calls nobody positive. */
  readonly threshold: number | null;
  readonly sensitivity: number;
  readonly sensitivity_low: number;
  readonly sensitivity_high: number;
  readonly specificity: number;
  readonly specificity_low: number;
  readonly specificity_high: number;
  /** Predictive values at `prevalence` of the table; null where the rule calls nobody so. */
  readonly ppv: number | null;
  readonly ppv_low: number;
  readonly ppv_high: number;
  readonly npv: number | null;
  readonly npv_low: number;
  readonly npv_high: number;
}

export interface MarkerFigures extends AucFigures {
  readonly n_pos: number;
  readonly n_neg: number;
  /** `lower` where positives tend to have the lower value: all figures are then those of the reversed marker. */
  readonly direction: 'higher' | 'lower';
  /** P(a positive has the higher value), ties counting one half: 1 - auc where the direction is `lower`. */
  readonly auc_higher: number;
  /** Percentiles of the stratified bootstrap; null where it was not asked for. */
  readonly bootstrap_low: number | null;
  readonly bootstrap_high: number | null;
  /** Area up to the false positive rate `partial_auc_to`, and after McClish. */
  readonly partial_auc: number;
  readonly partial_auc_standardised: number;
  readonly thresholds: {
    readonly youden: ThresholdFigures;
    readonly at_sensitivity: ThresholdFigures;
    readonly at_specificity: ThresholdFigures;
  };
}

/** Paired DeLong test of two markers, each in its own direction. */
export interface ComparisonFigures {
  readonly first: string;
  readonly second: string;
  /** auc of the first less auc of the second. */
  readonly difference: number;
  readonly se: number;
  readonly ci_low: number;
  readonly ci_high: number;
  readonly z: number | null;
  readonly p: number | null;
  /** After Holm, over all comparisons of the table. */
  readonly p_holm: number | null;
}

export interface EstimateFigures {
  readonly value: number;
  readonly se: number;
  readonly ci_low: number;
  readonly ci_high: number;
}

export interface ClassifierFigures {
  readonly markers: readonly string[];
  readonly scale: MarkerScale;
  /** Who the weights are from: TensorFlow.js, or float64 Newton where labels are separated or training did not end. */
  readonly trainer: string;
  /** `firth` where labels are separated and the weights would have no finite value otherwise. */
  readonly penalty: 'none' | 'firth';
  readonly separated: boolean;
  /** Log odds = intercept + sum of weight x marker (or its natural logarithm). */
  readonly intercept: EstimateFigures;
  readonly weights: readonly EstimateFigures[];
  /** Per standard deviation. */
  readonly standardised_weights: readonly number[];
  /** Largest difference between TensorFlow.js and float64 Newton over intercept and weights, in standard errors. */
  readonly trainer_difference: number | null;
  /** Judged on the rows it was trained on. */
  readonly in_sample: AucFigures;
  /** Means over the repeats of a stratified k-fold cross-validation; the standard error is that of one repeat. */
  readonly out_of_fold: AucFigures & {
    /** Standard deviation of the area between repeats; null for a single one. */
    readonly repeat_sd: number | null;
    readonly brier: number;
    /** 1 - brier / (prevalence (1 - prevalence)). */
    readonly brier_scaled: number;
    /** null where out-of-fold log odds separate the labels or do not vary. */
    readonly calibration_slope: EstimateFigures | null;
    readonly calibration_intercept: EstimateFigures | null;
    readonly calibration_in_the_large: EstimateFigures | null;
    /** Of folds x repeats, how many were separated and fitted with Firth's penalty. */
    readonly penalised_folds: number;
  };
}

export interface PermutationFigures {
  /** Largest out-of-fold area over all classifiers on raw markers, and that shuffled labels reach it. */
  readonly best_auc: number;
  readonly p: number;
  readonly permutations: number;
  readonly rows: number;
  /** Mean of the largest area under shuffling: what the search finds where there is nothing. */
  readonly mean_under_null: number;
}

export interface RocFigures {
  readonly n_pos: number;
  readonly n_neg: number;
  readonly prevalence: number;
  readonly folds: number;
  readonly repeats: number;
  readonly bootstrap_replicates: number;
  readonly partial_auc_to: number;
  readonly sensitivity: number;
  readonly specificity: number;
  readonly markers: Readonly<Record<string, MarkerFigures>>;
  readonly comparisons: readonly ComparisonFigures[];
  readonly classifiers: readonly ClassifierFigures[];
  readonly permutation: PermutationFigures | null;
  readonly remarks: readonly string[];
}

/** A ROC curve for plotting. */
export interface RocCurveFigures {
  readonly score: string;
  readonly kind: 'marker' | 'out of fold' | 'in sample';
  readonly scale: MarkerScale;
  readonly auc: number;
  readonly fpr: readonly number[];
  readonly tpr: readonly number[];
  /** Unit of the marker, or log odds; null for the infinite one. */
  readonly thresholds: readonly (number | null)[];
}

/** A calibration curve for plotting: groups of rows with similar out-of-fold probabilities, first repeat. */
export interface CalibrationFigures {
  readonly score: string;
  readonly scale: MarkerScale;
  readonly groups: readonly {
    readonly rows: number;
    readonly predicted: number;
    readonly observed: number;
    readonly low: number;
    readonly high: number;
  }[];
}

/** All that is found out about one score table. */
export interface RocAnalysis {
  readonly figures: RocFigures;
  readonly curves: readonly RocCurveFigures[];
  readonly calibration: readonly CalibrationFigures[];
}
