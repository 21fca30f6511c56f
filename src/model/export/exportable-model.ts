import { InputError } from '../../errors.js';
import { compileExpressions } from '../compile/compile-expressions.js';
import type { ModelOptions } from '../compile/compile-model.js';
import type { Program } from '../compile/program.js';
import { simplifyProgram } from '../compile/simplify/simplify-program.js';
import type { DrugName, ModelDrug } from '../drugs/drug-definition.js';
import { requireDrugs } from '../drugs/drug-issues.js';
import { type PharmacokineticQuantity, pharmacokineticQuantities } from '../drugs/drug-parameters.js';
import { type DrugStateDescription, drugStatesOf, statesOfDrug } from '../drugs/drug-states.js';
import { publishedDrugs } from '../drugs/shipped-drugs.js';
import { type Expression, namedParameter } from '../expression.js';
import { initialStates } from '../initial-state.js';
import { heterogeneityParameterNames, heterogeneityParameters } from '../parameters/heterogeneity.js';
import {
  fixedParameterNames,
  fixedParameterTable,
  requireFixedParameter,
  requireParameterValue,
  resolveFixedParameters,
} from '../parameters/resolve-parameters.js';
import { derivativesOf, type QcicModel, qcicModel } from '../qcic-model.js';
import { cellStates } from '../species.js';
import type { Switches } from '../switches.js';

/** What an export is made of: the model, and the patient whose values it states. */
export interface ExportOptions extends ModelOptions {
  /** Values of one patient by name: per-patient parameters, and others that replace those of the model; own unit. */
  readonly patient?: Readonly<Record<string, number>>;
}

/** A parameter that stays an input of an export. */
export interface ExportedParameter {
  readonly name: string;
  readonly unit: string;
  /** The patient's value; without one, the baseline of a per-patient parameter, the model's value of another; own unit. */
  readonly example: number;
}

export interface ExportedState {
  readonly name: string;
  readonly unit: string;
  /** Value at day 0. */
  readonly initial: number;
}

/** A drug of an export. */
export interface ExportedDrug extends ModelDrug {
  /** Positions of its rates among the program's outputs; those that its pharmacokinetics has. */
  readonly rates: Readonly<Partial<Record<PharmacokineticQuantity, number>>>;
  /** Positions of its amounts among the states, by compartment. */
  readonly states: Readonly<Partial<Record<DrugStateDescription['compartment'], number>>>;
}

/** Everything that an exporter writes, whatever the format. */
export interface ExportableModel {
  readonly switches: Switches;
  readonly overrides: Readonly<Record<string, number>>;
  /** Values that were stated for one patient; none where the example is the published baseline. */
  readonly patient: Readonly<Record<string, number>>;
  readonly states: readonly ExportedState[];
  readonly parameters: readonly ExportedParameter[];
  /** Outputs: the 53 cell derivatives in canonical order, then the rates that `drugs` point at. */
  readonly program: Program;
  readonly cells: number;
  /** Names of the parameters beyond the 21 per-patient ones. */
  readonly varying: readonly string[];
  readonly drugs: readonly ExportedDrug[];
  /** The declaration: processes by family and quasi-steady molecules, with the expressions that `program` was made of. */
  readonly network: QcicModel;
  /** Value of every fixed parameter, the varying ones and those of the drugs among them; overrides applied; own unit. */
  readonly values: ReadonlyMap<string, number>;
}

/** Dosing that an export carries along: stretches of constant input, in order, without gap. */
export interface ExportedDosing {
  /** Name of the regimen, for the reader. */
  readonly regimen: string;
  readonly segments: readonly {
    readonly startDay: number;
    readonly endDay: number;
    /** Dose units per day; a drug that is absent has none. */
    readonly input: Readonly<Record<DrugName, number>>;
    /** Dose units that enter at once at the start; absent where none do. */
    readonly bolus?: Readonly<Record<DrugName, number>>;
  }[];
}

/**
 * Lays the model out for an exporter: the straight-line program of the cell derivatives with the rate constants of the
 * drugs beside them, and the names that go with it.
 *
 * @param options - switches, overrides, further varying parameters and drugs, as for `compileModel`; values of a patient
 * @returns states in canonical order (53 cells, the amounts of the drugs), parameters (21 per patient, then the varying ones), program
 * @throws InputError - on an unknown parameter name, one named twice, or an impossible value
 */
export function exportableModel({
  switches,
  overrides = {},
  varying = [],
  drugs = publishedDrugs,
  patient = {},
}: ExportOptions): ExportableModel {
  requireDrugs(drugs);
  const known = fixedParameterNames(switches, drugs);
  for (const [index, name] of varying.entries()) {
    requireFixedParameter(name, known);
    if (varying.indexOf(name) !== index)
      throw new InputError(`varying: must name each parameter once; got ${name} twice`);
  }
  const values = resolveFixedParameters(switches, { ...overrides, ...replacedBy(patient) }, drugs);
  const model = qcicModel(switches, drugs);
  const names = [...heterogeneityParameterNames, ...varying];
  const cells = cellStates.length;
  const { expressions, exported } = exportedDrugs(drugs, cells);
  const table = fixedParameterTable(drugs);
  const initial = new Float64Array(cells);
  initialStates(values, new Map()).initialStateInto(new Float64Array(), initial);
  return {
    switches,
    overrides,
    patient,
    varying,
    states: [
      ...cellStates.map((name, index) => ({ name, unit: 'cell/L', initial: initial[index]! })),
      ...drugStatesOf(drugs).map(({ name, drug }) => ({ name, unit: drug.definition.doseUnit, initial: 0 })),
    ],
    parameters: [
      ...heterogeneityParameterNames.map((name) => {
        const { unit, baseline } = heterogeneityParameters[name];
        return { name, unit, example: patient[name] ?? baseline };
      }),
      ...varying.map((name) => ({ name, unit: table[name]!.unit, example: values.get(name)! })),
    ],
    // The amounts of all drugs are given: an export has the equations of the drugs beside those of the cells
    program: simplifyProgram(
      compileExpressions([...derivativesOf(model), ...expressions], model.molecules, values, names, drugs, new Map()),
    ),
    cells,
    drugs: exported,
    network: model,
    values,
  };
}

/** Values of a patient besides the per-patient parameters, after a check of those. */
function replacedBy(patient: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const isPerPatient = (name: string) => Object.hasOwn(heterogeneityParameters, name);
  const entries = Object.entries(patient);
  for (const [name, value] of entries) if (isPerPatient(name)) requireParameterValue(name, value);
  return Object.fromEntries(entries.filter(([name]) => !isPerPatient(name)));
}

/** Rates of the drugs as further outputs, and where each drug has its rates and states. */
function exportedDrugs(
  drugs: readonly ModelDrug[],
  cells: number,
): { readonly expressions: readonly Expression[]; readonly exported: readonly ExportedDrug[] } {
  const expressions: Expression[] = [];
  let nextState = cells;
  const exported = drugs.map((drug): ExportedDrug => {
    const rates = Object.entries(pharmacokineticQuantities(drug)).map(([key, { parameter }]) => {
      expressions.push(namedParameter(parameter));
      return [key, cells + expressions.length - 1] as const;
    });
    const states = statesOfDrug(drug).map(({ compartment }) => [compartment, nextState++] as const);
    return { ...drug, rates: Object.fromEntries(rates), states: Object.fromEntries(states) };
  });
  return { expressions, exported };
}
