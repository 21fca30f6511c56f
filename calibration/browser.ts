// The door through which pages of the workbench reach the program: what runs in a browser, and nothing that needs Node. A test
// bundles it. Sorted by file; each page adds what it needs.
export {
  armLabels,
  armRoles,
  type BetaMarginal,
  betaLogDensity,
  betaQuantile,
  type CellState,
  type CellType,
  type Compartment,
  cellStates,
  cellTypes,
  compartments,
  DataError,
  describeCellState,
  drugStatesOf,
  exp,
  log,
  log1p,
  nearestHint,
  type OptimalCut,
  optimalCut,
  ownValue,
  parseCsv,
  parseTable,
  predictiveValues,
  rocCurve,
  stateNamesOf,
  statusCodes,
  streamNames,
  tieTimes,
  toCanonicalJson,
  toCsv,
  toCsvLine,
  toPrettyJson,
  toTableText,
  tumorCells,
  UNRELIABLE_PARETO_K,
  wilsonInterval,
  Z95,
} from '../src/index.js';
export { type Curve, type CurveName, curveList } from './endpoints/curves.js';
export {
  decimalsOf,
  type Endpoint,
  type EndpointName,
  endpointLabel,
  endpointOf,
  endpointShort,
  endpoints,
  unitOf,
} from './endpoints/endpoints.js';
export { isAnyMonthColumn } from './endpoints/month-columns.js';
export type { Endpoints } from './fit/objective/pooled-endpoints.js';
export { deathForms } from './fit/survival/death-forms.js';
export {
  formatCompact,
  formatCount,
  formatError,
  formatFixed,
  formatSeconds,
  formatSigned,
  formatSignificant,
  NO_NUMBER,
} from './page/format-number.js';
export { escapeHtml } from './page/html.js';
export { axisExtent, logTicks } from './page/plots/axes.js';
export { type ThemeName, themeColours, themed, withoutVariables } from './page/theme.js';
export { armStyles } from './plots/arm-style.js';
export { parseCommand } from './session/parse-command.js';
export { shellQuoted } from './session/repeat-command.js';
export { poolArguments, refitArguments } from './session/trial-arguments.js';
export { type Comparison, type ComparisonRow, comparedValue, differences } from './studies/compare/comparison.js';
export { comparisonCsv } from './studies/compare/comparison-csv.js';
export type { ClinicalData, TrialCurve, TrialEndpoint } from './studies/explore/clinical-data.js';
export { exploredJson } from './studies/explore/explored-json.js';
export {
  type ExplorerCurves,
  type ExplorerModel,
  type ExplorerResult,
  explorerModel,
} from './studies/explore/explorer-model.js';
export type { ExplorerPool } from './studies/explore/explorer-pool.js';
export { deathFields, type ExplorerState, meanAndSd, pointOf, shapeFields } from './studies/explore/explorer-state.js';
export { unpackExplorerPool } from './studies/explore/packed-pool.js';
export { unpackAnyPool } from './studies/explore/rounded-pool.js';
export { drawnValues, medianValues, pairsOfPatient } from './studies/patient/patient-values.js';
export { dailyDeath, onePatientSimulator, type SimulatedPatient } from './studies/patient/simulate-one.js';
export { isOwnPlan, leastHorizon, planConfig, planSpec, simulateWords } from './studies/patient/treatment-plan.js';
export { fittedDeath } from './studies/run/fitted-values.js';
export {
  endpointColumns,
  endpointRows,
  trajectoryColumns,
  trajectoryRows,
  visitColumns,
  visitRows,
} from './studies/simulate/endpoint-table.js';
export { type AnalysedSurvival, analyseSurvival } from './studies/survival/compute.js';
export { partOf, rowsOfGroup, type SurvivalData } from './studies/survival/survival-data.js';
export { parseSurvivalTable, type SurvivalTableOptions } from './studies/survival/survival-table.js';
export { discrepancies } from './targets/meta-analysis/discrepancies.js';
export {
  type EndpointForest,
  endpointForests,
  type ForestInterval,
  type ForestRow,
} from './targets/meta-analysis/endpoint-forest.js';
export { withoutTrial } from './targets/meta-analysis/leave-one-out.js';
export { armsOf } from './targets/meta-analysis/pool-both-ways.js';
export { addedWithRemarks } from './targets/new-trials/added-with-remarks.js';
export { issuePlace } from './targets/new-trials/issue-places.js';
export { parseNewTrials } from './targets/new-trials/parse-new-trials.js';
export { optionalColumns, requiredColumns, textColumns } from './targets/new-trials/trial-columns.js';
export { trialRecords } from './targets/new-trials/trial-records.js';
export { allRows } from './targets/trial-tables.js';
