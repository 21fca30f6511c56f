/**
 * Statistics for any data: ROC curves, survival, sensitivity analysis, meta-analysis, calibration of predictions, proportions.
 *
 * Times, scores and labels are arrays of numbers, typed or not. Intervals have a `level`, 0.95 unless it is given; what draws random
 * numbers has a `seed` and gives the same result for the same seed.
 *
 * @packageDocumentation
 */

export {
  type AtRiskRow,
  atRiskTable,
  type BinomialCount,
  type BrierScore,
  benjaminiHochbergAdjusted,
  brierScore,
  type CalibrationGroup,
  type CalibrationLine,
  type CoxCoefficient,
  type CoxTest,
  type CoxTies,
  type DiagnosticCounts,
  type DigitisedSurvival,
  type ErrorCode,
  type FalsePositiveRange,
  type Heterogeneity,
  holmAdjusted,
  type IndexEstimate,
  InputError,
  type KaplanMeier,
  type LandmarkSurvival,
  type LineEstimate,
  type LogRankOptions,
  type LogRankTest,
  logRankTest,
  longestRestriction,
  type MedianSurvival,
  type NormalEstimate,
  NumericalError,
  type OperatingPoint,
  type OptimalCut,
  type PartialAuc,
  type PredictiveValue,
  type PredictiveValues,
  type ProportionInterval,
  type PseudoPatients,
  partialAuc,
  pointAtSensitivity,
  pointAtSpecificity,
  pseudoPatients,
  type RandomEffectsMean,
  type RestrictedMean,
  type RocCurve,
  restrictedMean,
  rocCurve,
  studentTest,
  survivalAt,
  type TTestResult,
  thinRocCurve,
  type Weighting,
  type WeightMeaning,
  WorkbenchError,
  welchTest,
  youdenPoint,
} from '../../src/index.js';
export {
  type Correlation,
  type PartialRankCorrelation,
  partialRankCorrelations,
  pearson,
} from './stats/correlation.js';
export type { IntervalOptions, SeedOptions } from './stats/coverage.js';
export {
  type CoxData,
  type CoxRegression,
  type CoxRegressionOptions,
  type CoxTermResult,
  coxRegression,
} from './stats/cox-regression.js';
export type { Factor, FactorValues, SampledOutputs } from './stats/factors.js';
export { kaplanMeier, type SurvivalCurve, type SurvivalCurveOptions } from './stats/kaplan-meier.js';
export { latinHypercubeSample } from './stats/latin-hypercube-sample.js';
export { type MetaAnalysis, metaAnalysis } from './stats/meta-analysis.js';
export {
  type MorrisAnalysis,
  type MorrisEffect,
  type MorrisOptions,
  type MorrisSample,
  morrisAnalyse,
  morrisSample,
} from './stats/morris.js';
export { calibrationCurve, calibrationLine, wilsonInterval } from './stats/proportions.js';
export {
  type BootstrapAuc,
  type BootstrapAucOptions,
  bootstrapAuc,
  type DeLongComparison,
  deLongTest,
  predictiveValues,
  type RocAuc,
  rocAuc,
} from './stats/roc.js';
export {
  type SaltelliOptions,
  type SaltelliSample,
  type SobolAnalysis,
  type SobolIndex,
  type SobolOptions,
  type SobolPair,
  saltelliSample,
  sobolAnalyse,
} from './stats/sobol.js';
export { landmarkDifference, landmarkSurvival, type OptimalCutSearch, optimalCut } from './stats/survival.js';
