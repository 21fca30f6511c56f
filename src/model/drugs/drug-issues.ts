import { InputError } from '../../errors.js';
import { nearestHint } from '../../numerics/nearest-name.js';
import type { Molecule } from '../molecule.js';
import { heterogeneityParameterNames } from '../parameters/heterogeneity.js';
import { fixedParameterTable } from '../parameters/resolve-parameters.js';
import type { Process } from '../processes.js';
import { allProcesses, qcicModel } from '../qcic-model.js';
import { cellStates } from '../species.js';
import { postedSwitches } from '../switches.js';
import type { DrugEffect, EffectTarget, ModelDrug, ProcessReference } from './drug-definition.js';
import { isMolecule, isProcess, killingByDrugs } from './drug-effects.js';
import { type DrugQuantity, effectQuantities, ownParameters, pharmacokineticQuantities } from './drug-parameters.js';
import { statesOfDrug, symbolOf } from './drug-states.js';
import { publishedDrugs } from './shipped-drugs.js';

/** Most drugs of one model: the compiled code has a bit of 32 for each. */
const MOST_DRUGS = 30;

/** Largest Hill exponent; the equations multiply the amount that often. */
export const MOST_EXPONENT = 10;

/** Quantities that the equations divide by, or that a closed form needs above zero. */
const positive = new Set(['half', 'k10', 'k21', 'mostRate']);

/** The network that definitions refer to. */
interface Network {
  readonly processes: readonly Process[];
  readonly molecules: readonly Molecule[];
  /** Published value of each parameter that a quantity may name; per-patient ones have none. */
  readonly values: ReadonlyMap<string, number | undefined>;
}

/**
 * What is wrong with the definitions of some drugs, in themselves and beside each other.
 *
 * @param drugs - all drugs of a model
 * @returns messages `drugs.NAME.key: what was required; got value`; none for the published drugs
 */
export function drugIssues(drugs: readonly ModelDrug[]): readonly string[] {
  // By name: a drug that has been sent to a worker is a copy
  const further = drugs.filter(({ name }) => !publishedDrugs.some((published) => published.name === name));
  if (further.length === 0) return [];
  const model = qcicModel(postedSwitches);
  const network: Network = {
    processes: [...allProcesses(model), ...killingByDrugs(further)],
    molecules: model.molecules.filter(({ name }) => name !== 'X_C'),
    values: new Map([
      ...Object.entries(fixedParameterTable(drugs)).map(([name, { value }]) => [name, value] as const),
      ...heterogeneityParameterNames.map((name) => [name, undefined] as const),
    ]),
  };
  return further.flatMap((drug) => [
    ...symbolIssues(drug, drugs, network),
    ...kineticsIssues(drug, network),
    ...drug.definition.effects.flatMap((effect, index) =>
      effectIssues(effect, `drugs.${drug.name}.effects[${index}]`, drug, network),
    ),
    ...nameIssues(drug, drugs),
  ]);
}

/** @throws InputError - with all that is wrong with the definitions */
export function requireDrugs(drugs: readonly ModelDrug[]): void {
  if (drugs.length > MOST_DRUGS) {
    throw new InputError(`drugs: a model must have at most ${MOST_DRUGS}; got ${drugs.length}`);
  }
  const issues = drugIssues(drugs);
  if (issues.length > 0) throw new InputError(issues.join('\n'));
}

/** A symbol makes names of states, which must be new. */
function symbolIssues(drug: ModelDrug, drugs: readonly ModelDrug[], { molecules }: Network): readonly string[] {
  const where = `drugs.${drug.name}.symbol`;
  const symbol = symbolOf(drug);
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(symbol)) {
    return [`${where}: must be a letter followed by letters, digits or _; got ${symbol}`];
  }
  const others = drugs.slice(0, drugs.indexOf(drug)).flatMap((other) => statesOfDrug(other).map(({ name }) => name));
  const taken = [...cellStates, ...molecules.map(({ name }) => name), 'X_C', ...others];
  const twice = statesOfDrug(drug).find(({ name }) => taken.includes(name));
  return twice === undefined
    ? []
    : [`${where}: must give states of a new name; got ${symbol}, and ${twice.name} exists`];
}

function kineticsIssues(drug: ModelDrug, network: Network): readonly string[] {
  const { pharmacokinetics } = drug.definition;
  const where = `drugs.${drug.name}.pharmacokinetics`;
  const quantities = pharmacokineticQuantities(drug);
  const values = Object.entries(quantities).flatMap(([key, quantity]) =>
    quantityIssues(key, quantity, `${where}.${key}`, network),
  );
  const isHalf =
    pharmacokinetics.model === 'saturable' && (quantities.k12 === undefined) !== (quantities.k21 === undefined);
  return isHalf ? [...values, `${where}: must have both k12 and k21, or neither; got one of them`] : values;
}

function effectIssues(effect: DrugEffect, where: string, drug: ModelDrug, network: Network): readonly string[] {
  const { exponent } = effect as { readonly exponent?: number };
  return [
    ...Object.entries(effectQuantities(drug, effect)).flatMap(([key, quantity]) => [
      ...quantityIssues(key, quantity, `${where}.${key}`, network),
      ...(key === 'most' && effect.effect === 'inhibits' && Number(quantity.quantity) > 1
        ? [`${where}.most: must be at most 1, nothing can be inhibited by more; got ${quantity.quantity}`]
        : []),
    ]),
    ...(exponent === undefined || (Number.isInteger(exponent) && exponent >= 1 && exponent <= MOST_EXPONENT)
      ? []
      : [`${where}.exponent: must be a whole number from 1 to ${MOST_EXPONENT}; got ${exponent}`]),
    ...targetIssues(effect, where, network),
  ];
}

function quantityIssues(
  key: string,
  { quantity }: DrugQuantity,
  where: string,
  { values }: Network,
): readonly string[] {
  if (typeof quantity === 'string' && !values.has(quantity)) {
    return [
      `${where}: must be a number or name a parameter; got ${quantity}${nearestHint(quantity, [...values.keys()])}`,
    ];
  }
  const value = typeof quantity === 'number' ? quantity : values.get(quantity);
  if (value === undefined) return [];
  const required = positive.has(key) ? '> 0' : '>= 0';
  const holds = Number.isFinite(value) && (positive.has(key) ? value > 0 : value >= 0);
  const got = typeof quantity === 'number' ? quantity : `${quantity}, which is ${value}`;
  return holds ? [] : [`${where}: must be a finite number ${required}; got ${got}`];
}

function targetIssues(effect: DrugEffect, where: string, network: Network): readonly string[] {
  if (effect.effect === 'kills') {
    const isCell = cellStates.some((state) => state === effect.cells);
    return isCell
      ? []
      : [`${where}.cells: must be a cell state; got ${effect.cells}${nearestHint(effect.cells, cellStates)}`];
  }
  if (effect.effect === 'drives') return driverIssues(effect.process, `${where}.process`, network);
  return onIssues(effect.on, `${where}.on`, network);
}

/** Only the transitions into drug-pressure cells are caused by drugs alone. */
function driverIssues(reference: ProcessReference, where: string, { processes }: Network): readonly string[] {
  const named = processes.filter((process) => isProcess(reference, process));
  const areDriven = named.every(({ kind, enters, towards }) => kind === 'transition' && (enters ?? towards) === 'X3_C');
  return named.length > 0 && areDriven
    ? []
    : [`${where}: must be a transition of tumor cells into X3_C, which only drugs cause; got ${textOf(reference)}`];
}

function onIssues(target: EffectTarget, where: string, { processes, molecules }: Network): readonly string[] {
  if ('process' in target) {
    return processes.some((process) => isProcess(target.process, process))
      ? []
      : [`${where}.process: must match a process of the model; got ${textOf(target.process)}`];
  }
  const isFound =
    molecules.some((molecule) => isMolecule(target, molecule)) &&
    ('molecule' in target || target.binding[0] !== target.binding[1]);
  if (isFound) return [];
  const names = molecules.map(({ name }) => name);
  return 'molecule' in target
    ? [
        `${where}.molecule: must be a molecule of the model; got ${target.molecule}${nearestHint(target.molecule, names)}`,
      ]
    : [`${where}.binding: must be two molecules that bind, such as PD1_C and PDL1_C; got ${target.binding.join(', ')}`];
}

function textOf({ kind, leaves, enters }: ProcessReference): string {
  return [
    kind,
    ...(leaves === undefined ? [] : [`from ${leaves}`]),
    ...(enters === undefined ? [] : [`to ${enters}`]),
  ].join(' ');
}

/** Two numbers must not become one parameter. */
function nameIssues(drug: ModelDrug, drugs: readonly ModelDrug[]): readonly string[] {
  const known = new Set<string>([
    ...heterogeneityParameterNames,
    ...Object.keys(fixedParameterTable(publishedDrugs)),
    ...Object.keys(ownParameters(drugs.slice(0, drugs.indexOf(drug)))),
  ]);
  const places = [
    { where: 'pharmacokinetics', quantities: Object.values(pharmacokineticQuantities(drug)) },
    ...drug.definition.effects.map((effect, index) => ({
      where: `effects[${index}]`,
      quantities: Object.values(effectQuantities(drug, effect)),
    })),
  ];
  return places.flatMap(({ where, quantities }) =>
    quantities.flatMap(({ quantity, parameter }) => {
      if (typeof quantity !== 'number') return [];
      if (!known.has(parameter)) {
        known.add(parameter);
        return [];
      }
      return [`drugs.${drug.name}.${where}: must give its numbers new names; got ${parameter}, which exists`];
    }),
  );
}
