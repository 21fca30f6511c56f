import { z } from 'zod';
import type { ClassifierFigures, MarkerFigures, RocFigures, ThresholdFigures } from '../../biomarkers/roc-results.js';
import { anyNumber, count, finite, shortText } from './parse-packed.js';

const share = finite.min(0).max(1);
const auc = { auc: share, delong_se: finite, ci_low: finite, ci_high: finite };
const estimate = z.strictObject({ value: anyNumber, se: anyNumber, ci_low: anyNumber, ci_high: anyNumber });
const trainer = shortText;

const threshold: z.ZodType<ThresholdFigures> = z.strictObject({
  rule: z.enum(['>=', '<=']),
  threshold: finite.nullable(),
  sensitivity: share,
  sensitivity_low: finite,
  sensitivity_high: finite,
  specificity: share,
  specificity_low: finite,
  specificity_high: finite,
  ppv: finite.nullable(),
  ppv_low: finite,
  ppv_high: finite,
  npv: finite.nullable(),
  npv_low: finite,
  npv_high: finite,
});

const marker: z.ZodType<MarkerFigures> = z.strictObject({
  ...auc,
  n_pos: count,
  n_neg: count,
  direction: z.enum(['higher', 'lower']),
  auc_higher: share,
  bootstrap_low: finite.nullable(),
  bootstrap_high: finite.nullable(),
  partial_auc: finite,
  partial_auc_standardised: finite,
  thresholds: z.strictObject({ youden: threshold, at_sensitivity: threshold, at_specificity: threshold }),
});

const classifier: z.ZodType<ClassifierFigures> = z.strictObject({
  markers: z.array(shortText).max(100),
  scale: z.enum(['raw', 'log']),
  trainer,
  penalty: z.enum(['none', 'firth']),
  separated: z.boolean(),
  intercept: estimate,
  weights: z.array(estimate).max(100),
  standardised_weights: z.array(anyNumber).max(100),
  trainer_difference: anyNumber.nullable(),
  in_sample: z.strictObject(auc),
  out_of_fold: z.strictObject({
    ...auc,
    repeat_sd: finite.nullable(),
    brier: finite,
    brier_scaled: finite,
    calibration_slope: estimate.nullable(),
    calibration_intercept: estimate.nullable(),
    calibration_in_the_large: estimate.nullable(),
    penalised_folds: count,
  }),
});

/** The figures of one score table. */
export const rocFiguresSchema: z.ZodType<RocFigures> = z.strictObject({
  n_pos: count,
  n_neg: count,
  prevalence: share,
  folds: count,
  repeats: count,
  bootstrap_replicates: count,
  partial_auc_to: share,
  sensitivity: share,
  specificity: share,
  markers: z.record(shortText, marker),
  comparisons: z
    .array(
      z.strictObject({
        first: shortText,
        second: shortText,
        difference: finite,
        se: finite,
        ci_low: finite,
        ci_high: finite,
        z: finite.nullable(),
        p: finite.nullable(),
        p_holm: finite.nullable(),
      }),
    )
    .max(10_000),
  classifiers: z.array(classifier).max(10_000),
  permutation: z
    .strictObject({ best_auc: share, p: share, permutations: count, rows: count, mean_under_null: finite })
    .nullable(),
  remarks: z.array(z.string()).max(1000),
});
