import { z } from 'zod';

/*
 * The schema of a biomarker analysis, shared by results.json, biomarkers.json and roc.json. Users script against these names.
 * Probabilities and rates are proportions, intervals are 95 % confidence intervals; a number that is not finite is null.
 */

const share = z.number().min(0).max(1);
const count = z.int().min(0);
/** A read-only list; `readonly()` of zod would freeze the data of a message. */
const list = <Item extends z.ZodType>(item: Item) =>
  z.array(item) as z.ZodType<readonly z.output<Item>[], readonly z.input<Item>[]>;
const markerList = list(z.string());

/** Scale on which a classifier takes its markers. */
export const markerScaleSchema = z.enum(['raw', 'log']);
export type MarkerScale = z.infer<typeof markerScaleSchema>;

const aucEstimateSchema = z.strictObject({
  auc: share.describe('area under the ROC curve'),
  delong_se: z.number().describe('DeLong standard error of the AUC'),
  ci_low: z.number().describe('lower end of the 95 % confidence interval of the AUC'),
  ci_high: z.number().describe('upper end of the 95 % confidence interval of the AUC'),
});
/** AUC with its DeLong standard error and 95 % confidence interval. */
export type AucEstimate = Readonly<z.infer<typeof aucEstimateSchema>>;

const estimateSchema = z.strictObject({
  value: z.number().nullable().describe('the estimate'),
  se: z.number().nullable().describe('its standard error'),
  ci_low: z.number().nullable().describe('lower end of the 95 % interval'),
  ci_high: z.number().nullable().describe('upper end of the 95 % interval'),
});
/** An estimate with its standard error and interval. */
export type Estimate = Readonly<z.infer<typeof estimateSchema>>;

const groupSummarySchema = z.strictObject({
  n: count.describe('rows of the group'),
  mean: z.number().describe('mean; unit of the marker'),
  sd: z.number().describe('sample standard deviation; unit of the marker'),
  min: z.number().describe('smallest value; unit of the marker'),
  q1: z.number().describe('lower quartile; unit of the marker'),
  median: z.number().describe('median; unit of the marker'),
  q3: z.number().describe('upper quartile; unit of the marker'),
  max: z.number().describe('largest value; unit of the marker'),
});
export type GroupSummary = Readonly<z.infer<typeof groupSummarySchema>>;

const tTestSchema = z.strictObject({
  t: z.number().describe('positive where positive rows have the larger mean'),
  degrees_of_freedom: z.number().describe('degrees of freedom'),
  p: share.describe('two-sided p value; 0 where it is below about 1e-307'),
});
export type TTest = Readonly<z.infer<typeof tTestSchema>>;

const thresholdSchema = z.strictObject({
  rule: z.enum(['>=', '<=']).describe('a row is classified as positive where `marker rule threshold` holds'),
  threshold: z.number().nullable().describe('unit of the marker; null where the rule classifies no row as positive'),
  sensitivity: share.describe('proportion of positive rows classified as positive'),
  sensitivity_low: z.number().describe('lower end of the 95 % Wilson interval'),
  sensitivity_high: z.number().describe('upper end of the 95 % Wilson interval'),
  specificity: share.describe('proportion of negative rows classified as negative'),
  specificity_low: z.number().describe('lower end of the 95 % Wilson interval'),
  specificity_high: z.number().describe('upper end of the 95 % Wilson interval'),
  ppv: z
    .number()
    .nullable()
    .describe('positive predictive value at the prevalence; null where no row is classified as positive'),
  ppv_low: z.number().describe('lower end of the 95 % interval'),
  ppv_high: z.number().describe('upper end of the 95 % interval'),
  npv: z
    .number()
    .nullable()
    .describe('negative predictive value at the prevalence; null where no row is classified as negative'),
  npv_low: z.number().describe('lower end of the 95 % interval'),
  npv_high: z.number().describe('upper end of the 95 % interval'),
});
/** A rule `marker rule threshold` and its accuracy on the rows on which it was selected. */
export type ThresholdResult = Readonly<z.infer<typeof thresholdSchema>>;

const markerSchema = z.strictObject({
  ...aucEstimateSchema.shape,
  direction: z
    .enum(['higher', 'lower'])
    .describe(
      '`lower` where positive rows tend to have the lower value: AUC and thresholds are then those of the reversed marker',
    ),
  auc_higher: share.describe(
    'P(a positive row has the higher value), ties count one half; 1 - auc for direction `lower`',
  ),
  positives: groupSummarySchema.describe('the marker in positive rows'),
  negatives: groupSummarySchema.describe('the marker in negative rows'),
  student: tTestSchema.nullable().describe("Student's t-test; null where the marker is constant in both groups"),
  welch: tTestSchema.nullable().describe("Welch's t-test; null where the marker is constant in both groups"),
  bootstrap_low: z
    .number()
    .nullable()
    .describe('2.5th percentile of the stratified bootstrap; null without a bootstrap'),
  bootstrap_high: z
    .number()
    .nullable()
    .describe('97.5th percentile of the stratified bootstrap; null without a bootstrap'),
  partial_auc: z.number().describe('partial AUC up to the false positive rate `partial_auc_to`'),
  partial_auc_standardised: z
    .number()
    .describe('partial AUC standardised after McClish: 1/2 for chance, 1 for a perfect marker'),
  thresholds: z
    .strictObject({
      youden: thresholdSchema.describe('largest sensitivity + specificity - 1'),
      at_sensitivity: thresholdSchema.describe('largest specificity at the requested sensitivity'),
      at_specificity: thresholdSchema.describe('largest sensitivity at the requested specificity'),
    })
    .describe('thresholds, selected and evaluated on the same rows'),
});
/** One marker: groups, tests, AUC, thresholds. */
export type MarkerResult = Readonly<z.infer<typeof markerSchema>>;

const comparisonSchema = z.strictObject({
  first: z.string().describe('first marker'),
  second: z.string().describe('second marker'),
  difference: z.number().describe('AUC of the first minus AUC of the second, each in its own direction'),
  se: z.number().describe('standard error of the difference'),
  ci_low: z.number().describe('lower end of the 95 % interval of the difference'),
  ci_high: z.number().describe('upper end of the 95 % interval of the difference'),
  z: z.number().nullable().describe('paired DeLong statistic; null where the difference has no variance'),
  p: z.number().nullable().describe('two-sided p value'),
  p_holm: z.number().nullable().describe('p value adjusted by Holm’s method over all comparisons of the table'),
});
/** Paired DeLong test of two markers. */
export type MarkerComparison = Readonly<z.infer<typeof comparisonSchema>>;

const outOfFoldSchema = z.strictObject({
  ...aucEstimateSchema.shape,
  repeat_sd: z.number().nullable().describe('standard deviation of the AUC between repeats; null for a single repeat'),
  brier: z.number().describe('Brier score'),
  brier_scaled: z.number().describe('1 - brier / (prevalence (1 - prevalence))'),
  calibration_slope: estimateSchema
    .nullable()
    .describe('ideal value 1; null where the log odds separate the labels or do not vary'),
  calibration_intercept: estimateSchema.nullable().describe('intercept of the same regression; ideal value 0'),
  calibration_in_the_large: estimateSchema.nullable().describe('intercept with the slope fixed at 1; ideal value 0'),
  penalised_folds: count.describe("fits, of folds x repeats, that needed Firth's penalty"),
});

const classifierSchema = z.strictObject({
  markers: markerList.describe('markers of the classifier'),
  scale: markerScaleSchema.describe('untransformed markers, or their natural logarithms'),
  trainer: z
    .string()
    .describe('algorithm of the weights: TensorFlow.js, or float64 Newton where its training did not converge'),
  penalty: z
    .enum(['none', 'firth'])
    .describe('`firth` where the labels are separated or no finite maximum exists without it'),
  separated: z.boolean().describe('whether the markers separate the labels'),
  intercept: estimateSchema.describe('log odds of a positive row = intercept + sum of weight x marker'),
  weights: list(estimateSchema).describe('one per marker; per unit of the marker'),
  standardised_weights: list(z.number()).describe('one per marker; per standard deviation'),
  trainer_difference: z
    .number()
    .nullable()
    .describe('largest difference between TensorFlow.js and float64 Newton; standard errors'),
  in_sample: aucEstimateSchema.describe('AUC on the training rows'),
  out_of_fold: outOfFoldSchema.describe('means over the repeats of a stratified k-fold cross-validation'),
});
/** A logistic classifier. */
export type ClassifierResult = Readonly<z.infer<typeof classifierSchema>>;

const minMaxSumSchema = z.strictObject({
  markers: markerList.describe('the two markers, each scaled to [0, 1] on the rows of the table, and added'),
  ...aucEstimateSchema.shape,
});
/** The paper's combined score of two markers, evaluated on the rows on which it was scaled. */
export type MinMaxSum = Readonly<z.infer<typeof minMaxSumSchema>>;

const permutationSchema = z.strictObject({
  best_auc: share.describe('largest out-of-fold AUC of all classifiers on raw markers'),
  p: share.describe('p value: probability that the same search finds an AUC at least as large for permuted labels'),
  permutations: count.describe('permutations of the labels'),
  rows: count.describe('rows used'),
  mean_under_null: z.number().describe('mean of the largest AUC under permutation'),
});
export type PermutationResult = Readonly<z.infer<typeof permutationSchema>>;

/** The analysis of one table of markers and labels. */
export const markerAnalysisSchema = z.strictObject({
  n_pos: count.describe('positive rows'),
  n_neg: count.describe('negative rows'),
  prevalence: share.describe('prevalence for the predictive values'),
  folds: count.describe('folds of the cross-validation'),
  repeats: count.describe('repeats of the cross-validation'),
  bootstrap_replicates: count.describe('bootstrap resamples; 0 for none'),
  partial_auc_to: share.describe('upper false positive rate of partial AUCs'),
  sensitivity: share.describe('sensitivity of the thresholds `at_sensitivity`'),
  specificity: share.describe('specificity of the thresholds `at_specificity`'),
  markers: z.record(z.string(), markerSchema).describe('by marker'),
  comparisons: list(comparisonSchema).describe('every two markers'),
  classifiers: list(classifierSchema).describe('logistic classifiers, small sets first'),
  min_max_sums: list(minMaxSumSchema).describe(
    'the combined score of the paper, by pair of markers; empty where not requested',
  ),
  permutation: permutationSchema.nullable().describe('permutation test of the whole search; null where not performed'),
  remarks: list(z.string()).describe('limitations and notes on the analysis'),
});
export type MarkerAnalysis = Readonly<z.infer<typeof markerAnalysisSchema>>;

/** `biomarkers` of results.json. */
export const runBiomarkersSchema = z.strictObject({
  marker_day: z.number().describe('day of treatment at which the markers are measured'),
  assessment_day: z.number().describe('day of treatment at which the response is assessed'),
  backend: z.string().describe('TensorFlow.js backend that trained the classifiers'),
  remarks: list(z.string()).describe('limitations and notes, including those of the arms'),
  arms: z.record(z.string(), markerAnalysisSchema).describe('by arm; positive rows are responders (CR, PR or SD)'),
});
export type RunBiomarkers = Readonly<z.infer<typeof runBiomarkersSchema>>;

/** A ROC curve for plotting. */
export const rocCurveSchema = z.strictObject({
  score: z.string().describe('the marker, or markers joined by ` + `'),
  kind: z.enum(['marker', 'out of fold', 'in sample', 'min-max sum']),
  scale: markerScaleSchema,
  auc: z.number().describe('AUC of the complete curve, before points were dropped for plotting'),
  fpr: list(z.number()).describe('false positive rate, increasing from 0 to 1'),
  tpr: list(z.number()).describe('true positive rate, increasing from 0 to 1'),
  thresholds: list(z.number().nullable()).describe('unit of the marker, log odds or sum; null for an infinite one'),
});
export type RocCurvePoints = Readonly<z.infer<typeof rocCurveSchema>>;

/** A calibration curve for plotting: groups of rows with similar out-of-fold probabilities, first repeat. */
export const calibrationGroupsSchema = z.strictObject({
  score: z.string(),
  scale: markerScaleSchema,
  groups: list(
    z.strictObject({
      rows: count,
      predicted: z.number(),
      observed: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
});
export type CalibrationGroups = Readonly<z.infer<typeof calibrationGroupsSchema>>;

/** A ROC analysis with the data of its plots. */
export interface AnalysedMarkers {
  readonly result: MarkerAnalysis;
  readonly curves: readonly RocCurvePoints[];
  readonly calibration: readonly CalibrationGroups[];
}
