import type { Molecule } from '../molecule.js';
import type { Process } from '../processes.js';
import { allProcesses, type QcicModel, qcicModel } from '../qcic-model.js';
import { postedSwitches, resolveSwitches, type SwitchName, switchNames } from '../switches.js';
import { type ExpressionNames, formulaText } from './expression-text.js';

/** Something of the posted model and what single corrected switches turn it into, where they change it. */
export interface Forms<Thing> {
  readonly posted: Thing;
  readonly corrected: readonly { readonly by: SwitchName; readonly form: Thing }[];
}

/** A process with the name that the balances refer to its flux by. */
export interface NamedProcess {
  readonly name: string;
  readonly forms: Forms<Process>;
}

export interface NamedMolecule {
  readonly name: string;
  readonly unit: string;
  /** Formula of each form; tumor death fluxes are written by name. */
  readonly forms: Forms<{ readonly molecule: Molecule; readonly names: ExpressionNames }>;
}

export interface ModelForms {
  readonly families: readonly { readonly title: string; readonly processes: readonly NamedProcess[] }[];
  readonly molecules: readonly NamedMolecule[];
}

/**
 * The posted model beside every form that one corrected switch gives it.
 *
 * Processes and molecules of two forms correspond by position: a switch changes a formula, a gain or a destination and
 * never the list.
 *
 * @returns families and molecules; `corrected` is empty where no switch touches them
 */
export function modelForms(): ModelForms {
  const posted = qcicModel(postedSwitches);
  const others = switchNames.map((by) => ({ by, model: qcicModel(resolveSwitches({ [by]: 'corrected' })) }));
  const names = processNames();
  const corrected = others.map(({ by, model }) => ({ by, processes: allProcesses(model), model }));

  let position = 0;
  const families = posted.families.map(({ title, processes }) => ({
    title,
    processes: processes.map((process): NamedProcess => {
      const index = position++;
      const variants = corrected.map(({ by, processes }) => ({ by, form: processes[index]! }));
      const changed = variants.filter(({ form }) => processSignature(form) !== processSignature(process));
      return { name: names[index]!, forms: { posted: process, corrected: changed } };
    }),
  }));
  return { families, molecules: moleculeForms(posted, others, names) };
}

function moleculeForms(
  posted: QcicModel,
  others: readonly { readonly by: SwitchName; readonly model: QcicModel }[],
  processNames: readonly string[],
): readonly NamedMolecule[] {
  const namesIn = (model: QcicModel): ExpressionNames =>
    new Map(allProcesses(model).map((process, index) => [process.flux, processNames[index]!]));
  const postedNames = namesIn(posted);
  const variants = others.map(({ by, model }) => ({ by, model, names: namesIn(model) }));
  return posted.molecules.map((molecule, index) => {
    const text = formulaText(molecule.expression, postedNames);
    const changed = variants
      .map(({ by, model, names }) => ({ by, form: { molecule: model.molecules[index]!, names } }))
      .filter(({ form }) => formulaText(form.molecule.expression, form.names) !== text);
    return {
      name: molecule.name,
      unit: molecule.unit,
      forms: { posted: { molecule, names: postedNames }, corrected: changed },
    };
  });
}

/**
 * One name per process: its kind and its route, `migration(T1_A -> T1_B)` or `apoptosis(T1_B)`.
 *
 * Routes are those of the fully corrected form, where every transition has a destination; so both forms share the name.
 */
function processNames(): readonly string[] {
  const everySwitch = Object.fromEntries(switchNames.map((name) => [name, 'corrected']));
  return allProcesses(qcicModel(resolveSwitches(everySwitch))).map(({ kind, leaves, enters }) => {
    const route = [leaves, enters].filter((state) => state !== undefined);
    return `${kind}(${route.join(' -> ')})`;
  });
}

function processSignature({ flux, gain, leaves, enters }: Process): string {
  return [formulaText(flux), formulaText(gain), leaves, enters].join('; ');
}
