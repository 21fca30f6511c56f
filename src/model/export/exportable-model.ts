import { InputError } from '../../errors.js';
import { compileExpressions } from '../compile/compile-expressions.js';
import type { ModelOptions } from '../compile/compile-model.js';
import type { Program } from '../compile/program.js';
import { type Expression, parameter } from '../expression.js';
import { initialStates } from '../initial-state.js';
import { fixedParameters } from '../parameters/fixed-parameters.js';
import { heterogeneityParameterNames, heterogeneityParameters } from '../parameters/heterogeneity.js';
import { correctedOnlyParameters } from '../parameters/parameter-name.js';
import {
  fixedParameterNames,
  requireFixedParameter,
  resolveFixedParameters,
} from '../parameters/resolve-parameters.js';
import { derivativesOf, qcicModel } from '../qcic-model.js';
import type { DrugName } from '../regimens.js';
import { cellStates, drugStates, type StateName } from '../species.js';
import type { Switches } from '../switches.js';

/** A parameter that stays an input of an export. */
export interface ExportedParameter {
  readonly name: string;
  readonly unit: string;
  /** Baseline of a per-patient parameter, published (or overridden) value of another; its own unit. */
  readonly example: number;
}

export interface ExportedState {
  readonly name: StateName;
  readonly unit: string;
  /** Value at day 0. */
  readonly initial: number;
}

/** Rate constants of one drug in a program's outputs: positions of k12, k21 and k10. */
export interface ExportedRates {
  readonly k12: number;
  readonly k21: number;
  readonly k10: number;
}

/** Everything that an exporter writes, whatever the format. */
export interface ExportableModel {
  readonly switches: Switches;
  readonly overrides: Readonly<Record<string, number>>;
  readonly states: readonly ExportedState[];
  readonly parameters: readonly ExportedParameter[];
  /** Outputs: the 53 cell derivatives in canonical order, then the rate constants that `rates` points at. */
  readonly program: Program;
  readonly cells: number;
  /** Names of the parameters beyond the 21 per-patient ones. */
  readonly varying: readonly string[];
  readonly rates: { readonly bevacizumab: ExportedRates; readonly tas102: ExportedRates };
}

/** Dosing that an export carries along: stretches of constant input, in order, without gap. */
export interface ExportedDosing {
  /** Name of the regimen, for the reader. */
  readonly regimen: string;
  readonly segments: readonly {
    readonly startDay: number;
    readonly endDay: number;
    /** Dose units per day. */
    readonly input: Readonly<Record<DrugName, number>>;
  }[];
}

/**
 * Lays the model out for an exporter: the straight-line program of the cell derivatives with the rate constants of the
 * drugs beside them, and the names that go with it.
 *
 * @param options - switches, overrides and further varying parameters, as for `compileModel`
 * @returns states in canonical order (53 cells, 4 drug amounts), parameters (21 per patient, then the varying ones), program
 * @throws InputError - on an unknown parameter name, one named twice, or an impossible value
 */
export function exportableModel({ switches, overrides = {}, varying = [] }: ModelOptions): ExportableModel {
  const known = fixedParameterNames(switches);
  for (const [index, name] of varying.entries()) {
    requireFixedParameter(name, known);
    if (varying.indexOf(name) !== index)
      throw new InputError(`varying: must name each parameter once; got ${name} twice`);
  }
  const values = resolveFixedParameters(switches, overrides);
  const model = qcicModel(switches);
  const names = [...heterogeneityParameterNames, ...varying];
  const rates: readonly Expression[] = [
    parameter('k_12_Targ'),
    parameter('k_21_Targ'),
    parameter('k_10_Targ'),
    parameter('k_12_Chem'),
    parameter('k_21_Chem'),
    parameter('k_10_Chem'),
  ];
  const cells = cellStates.length;
  const initial = new Float64Array(cells);
  initialStates(values, new Map()).initialStateInto(new Float64Array(), initial);
  const unitOf: Readonly<Record<string, { readonly unit: string }>> = {
    ...fixedParameters,
    ...correctedOnlyParameters,
  };
  return {
    switches,
    overrides,
    varying,
    states: [
      ...cellStates.map((name, index) => ({ name, unit: 'cell/L', initial: initial[index]! })),
      ...drugStates.map((name) => ({ name, unit: 'dose unit', initial: 0 })),
    ],
    parameters: [
      ...heterogeneityParameterNames.map((name) => {
        const { unit, baseline } = heterogeneityParameters[name];
        return { name, unit, example: baseline };
      }),
      ...varying.map((name) => ({ name, unit: unitOf[name]!.unit, example: values.get(name)! })),
    ],
    program: compileExpressions([...derivativesOf(model), ...rates], model.molecules, values, names),
    cells,
    rates: {
      bevacizumab: { k12: cells, k21: cells + 1, k10: cells + 2 },
      tas102: { k12: cells + 3, k21: cells + 4, k10: cells + 5 },
    },
  };
}
