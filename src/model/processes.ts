import {
  cell,
  type Expression,
  hill,
  inhibition,
  molecule,
  negative,
  one,
  parameter,
  product,
  quotient,
  saturation,
  sum,
} from './expression.js';
import type { ParameterName } from './parameters/parameter-name.js';
import type { ProcessKind } from './process-kind.js';
import { type CellState, type CellType, type Compartment, compartments } from './species.js';

/**
 * One process of eq. (1): a flux in cell/L/day that leaves one density and/or enters another.
 *
 * `gain` scales what enters: 1 where the two densities share a compartment, a volume ratio where they do not.
 */
export interface Process {
  readonly kind: ProcessKind;
  /** Equation of the paper that defines the form. */
  readonly equation: string;
  readonly flux: Expression;
  readonly leaves?: CellState;
  readonly enters?: CellState;
  /** Destination of a transition from which nothing enters it. */
  readonly towards?: CellState;
  readonly gain: Expression;
}

type StateOf<Cell extends CellType, Place extends Compartment> = Extract<CellState, `${Cell}_${Place}`>;

/** A cytokine or chemokine with its half-saturation constant. */
type Effector = readonly [name: string, half: ParameterName];

/** lambda * a / (K + a), optionally weakened by inhibitors of that enhancement alone. */
export function by(gain: ParameterName, [name, half]: Effector, ...weakenedBy: readonly Effector[]): Expression {
  return product(
    parameter(gain),
    saturation(molecule(name), half),
    ...weakenedBy.map(([other, constant]) => inhibition(molecule(other), constant)),
  );
}

function enhanced(terms: readonly Expression[]): readonly Expression[] {
  return terms.length === 0 ? [] : [sum(one, ...terms)];
}

function inhibited(effectors: readonly Effector[]): readonly Expression[] {
  return effectors.map(([name, half]) => inhibition(molecule(name), half));
}

/** Constant inflow from bone marrow or thymus (eq. 2). */
export function source(enters: CellState, rate: ParameterName): Process {
  return { kind: 'source', equation: '2', flux: parameter(rate), enters, gain: one };
}

/** Cell number flows between compartments (eq. 9): the density that arrives is scaled by V_from / V_to. */
export function migration<Cell extends CellType, From extends Compartment, To extends Compartment>(
  name: Cell,
  from: From,
  to: To,
): Process {
  const rate = `V_${name}_${from}${to}` as ParameterName;
  const leaves = `${name}_${from}` as StateOf<Cell, From>;
  const enters = `${name}_${to}` as StateOf<Cell, To>;
  return {
    kind: 'migration',
    equation: '9',
    flux: product(parameter(rate), cell(leaves)),
    leaves,
    enters,
    gain: volumeRatio(from, to),
  };
}

function volumeRatio(from: Compartment, to: Compartment): Expression {
  return quotient(parameter(compartments[from].volume), parameter(compartments[to].volume));
}

/** Whether chemotaxis scales what arrives by the volume ratio (switch `chemotaxis-volume`). */
export type ChemotaxisBalance = 'without volume ratio' | 'cell numbers balance';

/** Cells follow chemokines of the destination (eq. 10); with or without the volume ratio of migration. */
export function chemotaxis(
  leaves: CellState,
  enters: CellState,
  attractants: readonly (readonly [rate: ParameterName, ...chemokine: Effector])[],
  balance: ChemotaxisBalance,
): Process {
  const rates = attractants.map(([rate, name, half]) => product(parameter(rate), saturation(molecule(name), half)));
  const from = leaves.slice(-1) as Compartment;
  const to = enters.slice(-1) as Compartment;
  return {
    kind: 'chemotaxis',
    equation: '10',
    flux: product(sum(...rates), cell(leaves)),
    leaves,
    enters,
    gain: balance === 'cell numbers balance' ? volumeRatio(from, to) : one,
  };
}

/** Naive T cells differentiate under dendritic-cell priming and cytokines (eq. 3). */
export function differentiation(spec: {
  readonly from: CellState;
  readonly to: CellState;
  readonly rate: ParameterName;
  readonly enhancedBy: readonly Expression[];
  readonly inhibitedBy: readonly Effector[];
}): Process {
  const { from, to, rate, enhancedBy, inhibitedBy } = spec;
  const priming = hill(cell('D_A'), 'K_D');
  return {
    kind: 'differentiation',
    equation: '3',
    flux: product(parameter(rate), ...enhanced(enhancedBy), ...inhibited(inhibitedBy), priming, cell(from)),
    leaves: from,
    enters: to,
    gain: one,
  };
}

/** Monocytes and neutrophils polarize in the tumor (eq. 4). */
export function polarization(
  from: CellState,
  to: CellState,
  rate: ParameterName,
  enhancedBy: readonly Expression[],
): Process {
  const flux = product(parameter(rate), ...enhanced(enhancedBy), cell(from));
  return { kind: 'differentiation', equation: '4', flux, leaves: from, enters: to, gain: one };
}

/** Logistic proliferation of naive T cells (eq. 5). */
export function logisticProliferation(state: CellState, rate: ParameterName, capacity: ParameterName): Process {
  const room = sum(one, negative(quotient(cell(state), parameter(capacity))));
  return {
    kind: 'proliferation',
    equation: '5',
    flux: product(parameter(rate), cell(state), room),
    enters: state,
    gain: one,
  };
}

/** Cytokine-driven proliferation of lymphocytes (eq. 6); `of` is the density it is proportional to. */
export function proliferation(spec: {
  readonly state: CellState;
  readonly of?: CellState;
  readonly rate: ParameterName;
  readonly enhancedBy: readonly Expression[];
  readonly inhibitedBy?: readonly Effector[];
}): Process {
  const { state, of = state, rate, enhancedBy, inhibitedBy = [] } = spec;
  return {
    kind: 'proliferation',
    equation: '6',
    flux: product(parameter(rate), ...enhanced(enhancedBy), ...inhibited(inhibitedBy), cell(of)),
    enters: state,
    gain: one,
  };
}

/** Change of phenotype at a rate that a driver modulates (eq. 8); with gain 0 the destination receives nothing. */
export function transition(
  leaves: CellState,
  enters: CellState,
  rate: ParameterName,
  drivers: readonly Expression[],
  gain = 1,
): Process {
  const driver = drivers.length === 1 ? drivers : [sum(...drivers)];
  return {
    kind: 'transition',
    equation: '8',
    flux: product(parameter(rate), ...driver, cell(leaves)),
    leaves,
    ...(gain === 0 ? { towards: enters } : { enters }),
    gain: { kind: 'number', value: gain },
  };
}

/** Immune killing of a tumor population, damped by the PD-1/PD-L1 complex (eq. 11). */
export function killing(
  target: CellState,
  killers: readonly (readonly [rate: ParameterName, by: CellState])[],
): Process {
  const rate = sum(...killers.map(([eta, killer]) => product(parameter(eta), cell(killer))));
  const damping = sum(one, negative(by('lambda_PL', ['PD1_PDL1_C', 'K_PL'])));
  return { kind: 'killing', equation: '11', flux: product(rate, damping, cell(target)), leaves: target, gain: one };
}

/** Death at a constant rate (eq. 12), raised (or lowered) by the modifiers of eqs. (13) and (14). */
export function apoptosis(state: CellState, rate: ParameterName, modifiers: readonly Expression[] = []): Process {
  return {
    kind: 'apoptosis',
    equation: modifiers.length === 0 ? '12' : '13, 14',
    flux: product(parameter(rate), ...enhanced(modifiers), cell(state)),
    leaves: state,
    gain: one,
  };
}
