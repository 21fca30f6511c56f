// Errors

// Compiled simulator
export {
  type CompiledSimd,
  type SimdBinary,
  type SimdShape,
  simdAbi,
  simdSource,
} from './compiled/compile-simd.js';
export { productsKernel } from './compiled/products-kernel.js';
export { PRODUCTS_LANES, PRODUCTS_LEFT, PRODUCTS_RIGHT } from './compiled/products-layout.js';
export { type Instantiate, pagedMemory, type SimdInstance, wasmInstance } from './compiled/wasm-instance.js';
export * from './errors.js';
// Input and output of text
export * from './io/atomic-write.js';
export * from './io/cell-numbers.js';
export * from './io/csv.js';
export * from './io/csv-columns.js';
export * from './io/decimal.js';
export * from './io/described-column.js';
export * from './io/file-name.js';
export * from './io/json.js';
export * from './io/missing-cells.js';
export * from './io/most-bytes.js';
export * from './io/parquet-metadata.js';
export * from './io/parse-json.js';
export * from './io/read-table-file.js';
export { readText } from './io/read-text.js';
export * from './io/select-lines.js';
export * from './io/sha256.js';
export * from './io/system-error.js';
export * from './io/table.js';
export * from './io/table-issues.js';
export * from './io/visible-text.js';
export * from './io/write-csv.js';
export * from './io/write-parquet.js';
export * from './io/write-table.js';
// Model
export * from './model/administrations.js';
export * from './model/body-size.js';
export { type CompiledModel, compileModel, modelFingerprint } from './model/compile/compile-model.js';
export type { Kernel } from './model/compile/kernel.js';
export type { Program } from './model/compile/program.js';
export { describeStates } from './model/describe-states.js';
export { configurableDefinition, describeEffects } from './model/drugs/describe-drug.js';
export type {
  DrugDefinition,
  DrugEffect,
  DrugName,
  EffectTarget,
  ModelDrug,
  Pharmacokinetics,
  ProcessReference,
  Quantity,
} from './model/drugs/drug-definition.js';
export { drugIssues } from './model/drugs/drug-issues.js';
export { ownParameters } from './model/drugs/drug-parameters.js';
export { drugStatesOf, type StateName, stateNames, stateNamesOf, symbolOf } from './model/drugs/drug-states.js';
export { modelDrugs } from './model/drugs/model-drugs.js';
export { drugNames, publishedDrugs, shippedDrugs } from './model/drugs/shipped-drugs.js';
export { type TreatedArm, type Treatment, treatmentsOf, uncalibratedRemarks } from './model/drugs/treatments.js';
export {
  armLabels,
  armRoles,
  type BuiltInArm,
  builtInArms,
  defaultRegimen,
  type TrialArm,
  trialArms,
} from './model/drugs/trial-arms.js';
export { builtInRegimens } from './model/drugs/trial-regimens.js';
export { equationsMarkdown } from './model/equations-markdown.js';
export { exportFormats, modelExporter } from './model/export/export-formats.js';
export { type ExportedDosing, exportableModel } from './model/export/exportable-model.js';
export { initialStates, requireTumor } from './model/initial-state.js';
export { fixedParameters } from './model/parameters/fixed-parameters.js';
export {
  BASELINE_TUMOR,
  furtherParameterNames,
  furtherParameters,
  stateParameter,
} from './model/parameters/further-parameters.js';
export {
  type HeterogeneityParameter,
  heterogeneityParameterNames,
  heterogeneityParameters,
} from './model/parameters/heterogeneity.js';
export { inParameterOrder } from './model/parameters/parameter-order.js';
export {
  fixedParameterNames,
  fixedParameterTable,
  replaceableParameterNames,
  requireParameterValue,
} from './model/parameters/resolve-parameters.js';
export type { ProcessKind } from './model/process-kind.js';
export { type DosingCourse, type Regimen, withDose } from './model/regimens.js';
export {
  baselineTumorDensity,
  type CellState,
  type CellType,
  type Compartment,
  cellStates,
  cellTypes,
  compartments,
  describeCellState,
  tumorCells,
} from './model/species.js';
export {
  postedSwitches,
  resolveSwitches,
  type Switches,
  type SwitchName,
  type SwitchValue,
  switchDescriptions,
  switchNames,
} from './model/switches.js';
// Numerics
export * from './numerics/elementary.js';
export { gaussLegendre } from './numerics/gauss-legendre.js';
export { nearestFirst, nearestHint, nearestName } from './numerics/nearest-name.js';
export { ownValue } from './numerics/own-value.js';
export type { SolverSettings } from './ode/initial-value-problem.js';
export { bestPoints, dominates, paretoFront } from './optimise/domination.js';
export { askPoints, type SearchProblem, type SearchState, searchStart, tellPoints } from './optimise/genetic-search.js';
export {
  type EvaluatedPoint,
  pointKey,
  type SearchPoint,
  type SearchVariable,
  spaceSize,
} from './optimise/search-space.js';
export { betaLogCovariances } from './patients/beta-log-covariances.js';
// Patients
export { type BetaMarginal, betaLogDensity, betaQuantile } from './patients/beta-marginal.js';
export { betaMeanLogs } from './patients/beta-moments.js';
export { type BetaNormalScore, betaNormalScores } from './patients/beta-normal-score.js';
export { cohortUniforms } from './patients/cohort-uniforms.js';
export * from './patients/gaussian-copula.js';
export { type PatientTable, parsePatientTable } from './patients/patient-table.js';
export { type Cohort, sampleCohort } from './patients/sample-cohort.js';
export { MAX_SOBOL_DIMENSIONS } from './random/sobol-sequence.js';
// Random numbers
export { streamNames } from './random/stream-names.js';
export { type RandomStream, randomStream } from './random/streams.js';
export { type UniformDesignKind, uniformDesign, uniformDesigns } from './random/uniform-design.js';
// Sensitivity: designs and estimators
export * from './sensitivity/elementary-effects.js';
export { type FactorGroup, singletons } from './sensitivity/factor-groups.js';
export * from './sensitivity/failed-samples.js';
export * from './sensitivity/interval-rates.js';
export * from './sensitivity/local-derivative.js';
export * from './sensitivity/morris-design.js';
export * from './sensitivity/partial-rank-correlation.js';
export * from './sensitivity/saltelli-design.js';
export * from './sensitivity/sobol-convergence.js';
export * from './sensitivity/sobol-indices.js';
export * from './sensitivity/unit-design.js';
export { type ArmRecord, emptyArmRecord, statusCodes } from './simulation/arm-record.js';
export { type BaselineTumor, publishedBaseline } from './simulation/baseline-tumor.js';
// Simulation and endpoints
export * from './simulation/between-visits.js';
export * from './simulation/cohort-progression.js';
export * from './simulation/cohort-survival.js';
export * from './simulation/course-nodes.js';
export * from './simulation/death-covariate.js';
export * from './simulation/death-probability.js';
export * from './simulation/death-record.js';
export {
  type Administrations,
  type DosePlan,
  dosePlan,
  planForBody,
  regimenAdministrations,
} from './simulation/dose-segments.js';
export { administrationsOfPatient, dosingPaths } from './simulation/dosing-paths.js';
export { type DrugCurve, drugCurves } from './simulation/drug-curves.js';
export * from './simulation/expected-survival.js';
export { type MarkerName, markerDescriptions, markerNames } from './simulation/markers.js';
export { armsBytes, isCompressible, packArms, unpackArmsInto } from './simulation/packed-arms.js';
export * from './simulation/patient-courses.js';
export * from './simulation/patient-rows.js';
export * from './simulation/response-course.js';
export * from './simulation/response-rates.js';
export * from './simulation/simulate-cohort.js';
export {
  type ArmSpec,
  armUntil,
  type DosingUntilProgression,
  fixedArm,
  requireDrugsOfArms,
  type SimulationSpec,
} from './simulation/simulation-spec.js';
export { defaultSolverSettings } from './simulation/solver-settings.js';
export * from './simulation/state-occupancy.js';
export * from './simulation/stepped-curve.js';
export * from './simulation/treatment-response.js';
export { tumorVolumeCm3 } from './simulation/tumor-volume.js';
export { DEFAULT_VISIT_INTERVAL_DAYS, requireVisits, type VisitSchedule, visitDays } from './simulation/visits.js';
export * from './stats/adjusted-p.js';
// Statistics
export * from './stats/at-risk-table.js';
export { type AucCovariance, aucCovariance } from './stats/auc-covariance.js';
export * from './stats/auc-delong.js';
export * from './stats/binomial-interval.js';
export * from './stats/bootstrap-auc.js';
export * from './stats/brier-score.js';
export * from './stats/calibration-curve.js';
export * from './stats/calibration-line.js';
export * from './stats/cox.js';
export type { CoxInput, CoxTies } from './stats/cox-data.js';
export type { CoxLoss } from './stats/cox-search.js';
export * from './stats/delong-test.js';
export * from './stats/digitised-survival.js';
export * from './stats/draw-survival-times.js';
export * from './stats/expected-hazard-ratio.js';
export * from './stats/group-summary.js';
export * from './stats/guyot.js';
export * from './stats/heterogeneity.js';
export * from './stats/kaplan-meier.js';
export * from './stats/kaplan-meier-interval.js';
export * from './stats/landmark-survival.js';
export * from './stats/log-rank.js';
export * from './stats/marker-groups.js';
export * from './stats/min-max-scale.js';
export * from './stats/normal-interval.js';
export * from './stats/operating-point.js';
export * from './stats/optimal-cut.js';
export * from './stats/pack-rows.js';
export * from './stats/packed-logistic.js';
export * from './stats/pareto-k.js';
export * from './stats/partial-auc.js';
export * from './stats/pearson.js';
export * from './stats/permutation-test.js';
export * from './stats/predictive-values.js';
export * from './stats/quantile-sorted.js';
export * from './stats/random-effects.js';
export * from './stats/random-effects-mean.js';
export * from './stats/restricted-mean.js';
export { type RiskTable, riskTable, type Weighting, type WeightMeaning } from './stats/risk-table.js';
export * from './stats/roc.js';
export * from './stats/separation.js';
export * from './stats/split-by-label.js';
export * from './stats/standardise.js';
export * from './stats/stratified-folds.js';
export * from './stats/t-test.js';
export { knownTime, tieTimes } from './stats/tied-times.js';
export * from './stats/whiten.js';
