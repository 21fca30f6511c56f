// The door through which pages of the workbench reach the program: what runs in a browser, and nothing that needs Node. A test
// bundles it. Sorted by file; each page adds what it needs.
export {
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
  describeCellState,
  drugStatesOf,
  exp,
  ownValue,
  stateNamesOf,
  statusCodes,
  toCanonicalJson,
  toCsv,
  toCsvLine,
  toPrettyJson,
  tumorCells,
  Z95,
} from '../src/index.js';
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
export { type ThemeName, themeColours, withoutVariables } from './page/theme.js';
export { shellQuoted } from './session/repeat-command.js';
export {
  drawnValues,
  medianValues,
  pairsOfPatient,
} from './studies/patient/patient-values.js';
export { dailyDeath, onePatientSimulator, type SimulatedPatient } from './studies/patient/simulate-one.js';
export { isOwnPlan, leastHorizon, planConfig, planSpec, simulateWords } from './studies/patient/treatment-plan.js';
export {
  endpointColumns,
  endpointRows,
  trajectoryColumns,
  trajectoryRows,
  visitColumns,
  visitRows,
} from './studies/simulate/endpoint-table.js';
