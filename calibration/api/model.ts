/**
 * The model: states, parameters, drugs, regimens, switches, equations, export.
 *
 * @packageDocumentation
 */
export {
  type BuiltInArm,
  builtInArms,
  builtInRegimens,
  type CellState,
  type CellType,
  type Compartment,
  cellStates,
  cellTypes,
  compartments,
  type DosingCourse,
  type DrugDefinition,
  type DrugEffect,
  type DrugName,
  defaultRegimen,
  describeCellState,
  describeEffects,
  type EffectTarget,
  equationsMarkdown,
  type HeterogeneityParameter,
  InputError,
  type Pharmacokinetics,
  type ProcessReference,
  type Quantity,
  type Regimen,
  resolveSwitches,
  type Switches,
  type SwitchName,
  shippedDrugs,
  stateNames,
  switchDescriptions,
  switchNames,
} from '../../src/index.js';
