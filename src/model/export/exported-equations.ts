import type { ModelDrug } from '../drugs/drug-definition.js';
import { pharmacokineticQuantities } from '../drugs/drug-parameters.js';
import { statesOfDrug } from '../drugs/drug-states.js';
import { inputRate, integratedDerivatives, isIntegrated } from '../drugs/saturable-drugs.js';
import { type Expression, namedParameter, negative, product, sum } from '../expression.js';
import { heterogeneityParameterNames, heterogeneityParameters } from '../parameters/heterogeneity.js';
import { fixedParameterTable } from '../parameters/resolve-parameters.js';
import type { Process } from '../processes.js';
import type { ExportableModel } from './exportable-model.js';

/** A parameter that some equation of an export has. */
export interface EquationParameter {
  readonly name: string;
  readonly unit: string;
  /** The patient's value, else the baseline, of a per-patient parameter; published or overridden value of another. */
  readonly value: number;
  /** Whether it differs between patients. */
  readonly perPatient: boolean;
}

/** A process with a name that is its own. */
export interface ExportedProcess {
  /** `kind(from -> to)`; a second process of the same kind and route has a number. */
  readonly name: string;
  readonly process: Process;
}

/** The equations of a model as its declaration has them, in the form that is exported. */
export interface ExportedEquations {
  readonly families: readonly { readonly title: string; readonly processes: readonly ExportedProcess[] }[];
  /** In an order in which each needs only those before it. */
  readonly molecules: readonly { readonly name: string; readonly unit: string; readonly expression: Expression }[];
  /** Derivative of each amount of each drug; `J_<symbol>` is its input rate, of kind `drug`. */
  readonly drugs: readonly {
    readonly drug: ModelDrug;
    readonly input: string;
    readonly derivatives: readonly { readonly state: string; readonly expression: Expression }[];
  }[];
  /** Every parameter of these equations, those of the patients first. */
  readonly parameters: readonly EquationParameter[];
}

/**
 * The declared equations behind an export: processes, molecules, drugs and the parameters that they have.
 *
 * @param model - what is exported
 * @returns equations in the order of the declaration; all drugs as differential equations
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eqs. (1)-(20)
 */
export function exportedEquations(model: ExportableModel): ExportedEquations {
  const { families, molecules } = model.network;
  const drugs = model.drugs.map((drug) => ({ drug, input: inputRate(drug), derivatives: drugDerivatives(drug) }));
  const expressions = [
    ...families.flatMap(({ processes }) => processes.flatMap(({ flux, gain }) => [flux, gain])),
    ...molecules.map(({ expression }) => expression),
    ...drugs.flatMap(({ derivatives }) => derivatives.map(({ expression }) => expression)),
  ];
  const seen = new Map<string, number>();
  return {
    families: families.map(({ title, processes }) => ({
      title,
      processes: processes.map((process) => ({ name: numbered(processName(process), seen), process })),
    })),
    molecules,
    drugs,
    parameters: parametersOf(model, expressions),
  };
}

function processName({ kind, leaves, enters, towards }: Process): string {
  return `${kind}(${[leaves, enters ?? towards].filter((state) => state !== undefined).join(' -> ')})`;
}

/** A name that comes again gets the number of its coming. */
function numbered(name: string, seen: Map<string, number>): string {
  const times = (seen.get(name) ?? 0) + 1;
  seen.set(name, times);
  return times === 1 ? name : name.replace(')', `; ${times})`);
}

/** c1' = J + k21 c2 - (k12 + k10) c1, c2' = k12 c1 - k21 c2, eqs. (19) and (20); saturable elimination as it is integrated. */
function drugDerivatives(drug: ModelDrug): readonly { readonly state: string; readonly expression: Expression }[] {
  const states = statesOfDrug(drug).map(({ name }) => name);
  const named = (expressions: readonly Expression[]) =>
    expressions.map((expression, index) => ({ state: states[index]!, expression }));
  if (isIntegrated(drug)) return named(integratedDerivatives([drug]));
  const { k12, k21, k10 } = pharmacokineticQuantities(drug);
  const [central, peripheral] = states.map((name): Expression => ({ kind: 'drug', name }));
  const input: Expression = { kind: 'drug', name: inputRate(drug) };
  const eliminated = product(namedParameter(k10!.parameter), central!);
  if (k12 === undefined || k21 === undefined || peripheral === undefined) {
    return named([sum(input, negative(eliminated))]);
  }
  const out = product(namedParameter(k12.parameter), central!);
  const back = product(namedParameter(k21.parameter), peripheral);
  return named([sum(input, back, negative(out), negative(eliminated)), sum(out, negative(back))]);
}

function parametersOf(model: ExportableModel, expressions: readonly Expression[]): readonly EquationParameter[] {
  const used = new Set(expressions.flatMap(parameterNames));
  const ofPatients = heterogeneityParameterNames.map((name): EquationParameter => {
    const { unit, baseline } = heterogeneityParameters[name];
    return { name, unit, value: model.patient[name] ?? baseline, perPatient: true };
  });
  const fixed = Object.entries(fixedParameterTable(model.drugs)).map(
    ([name, { unit }]): EquationParameter => ({ name, unit, value: model.values.get(name)!, perPatient: false }),
  );
  return [...ofPatients, ...fixed].filter(({ name }) => used.has(name));
}

/** Names of the parameters of an expression, as often as it has them. */
export function parameterNames(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'parameter':
      return [expression.name];
    case 'sum':
      return expression.terms.flatMap(parameterNames);
    case 'product':
      return expression.factors.flatMap(parameterNames);
    case 'quotient':
      return [...parameterNames(expression.numerator), ...parameterNames(expression.denominator)];
    case 'negative':
    case 'exponential':
      return parameterNames(expression.of);
    case 'saturation':
    case 'inhibition':
    case 'hill':
      return [...parameterNames(expression.of), ...parameterNames(expression.half)];
    default:
      return [];
  }
}
