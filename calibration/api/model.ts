/**
 * The model of the cancer-immunity cycle: states, parameters, drugs, regimens, switches, right-hand side, equations, export.
 *
 * Time is in days, cell densities in cell/L, amounts of a drug in its dose unit.
 *
 * @packageDocumentation
 */
export {
  type BuiltInArm,
  builtInArms,
  builtInRegimens,
  type CellState,
  ConfigError,
  type DoseBasis,
  type DosingCourse,
  type DrugDefinition,
  type DrugEffect,
  type DrugName,
  defaultRegimen,
  describeEffects,
  type EffectTarget,
  type ErrorCode,
  equationsMarkdown,
  exportFormats,
  InputError,
  type Pharmacokinetics,
  type ProcessKind,
  type ProcessReference,
  type Quantity,
  type Regimen,
  type Switches,
  type SwitchName,
  type SwitchValue,
  shippedDrugs,
  switchDescriptions,
  switchNames,
  WorkbenchError,
} from '../../src/index.js';
export { type ParameterDescription, parameters, type StateDescription, states } from './model/describe-model.js';
export { type ExportOptions, exportModel } from './model/export-model.js';
export type { ModelOptions } from './model/model-options.js';
export { type DrugInput, type RightHandSide, rightHandSide } from './model/right-hand-side.js';
export type { PatientParameters } from './patients.js';
