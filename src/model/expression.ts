import type { ParameterName } from './parameters/parameter-name.js';
import type { CellState } from './species.js';

/**
 * Right-hand sides as data.
 *
 * The model is written in these terms once; the numerical kernel, the printed equations and every export are derived
 * from them. Leaves name parameters, cell densities, drug amounts and quasi-steady molecules.
 */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'cell'; readonly name: CellState }
  /** Central amount of a drug, by the name of its state. */
  | { readonly kind: 'drug'; readonly name: string }
  | { readonly kind: 'molecule'; readonly name: string }
  | { readonly kind: 'sum'; readonly terms: readonly Expression[] }
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  | { readonly kind: 'quotient'; readonly numerator: Expression; readonly denominator: Expression }
  | { readonly kind: 'negative'; readonly of: Expression }
  | { readonly kind: 'exponential'; readonly of: Expression }
  /** Michaelis-Menten term a / (K + a). */
  | { readonly kind: 'saturation'; readonly of: Expression; readonly half: Expression }
  /** Inhibition 1 / (1 + a / K). */
  | { readonly kind: 'inhibition'; readonly of: Expression; readonly half: Expression }
  /** Hill term a^n / (K^n + a^n) with an integer exponent. */
  | { readonly kind: 'hill'; readonly of: Expression; readonly half: Expression; readonly exponent: number };

/** Hill exponent n of dendritic-cell priming and antigen activation; 2 in the paper. */
export const HILL_EXPONENT = 2;

export const one: Expression = { kind: 'number', value: 1 };

export function parameter(name: ParameterName): Expression {
  return { kind: 'parameter', name };
}

/** A parameter whose name is data: of a drug. */
export function namedParameter(name: string): Expression {
  return { kind: 'parameter', name };
}

export function cell(name: CellState): Expression {
  return { kind: 'cell', name };
}

export function molecule(name: string): Expression {
  return { kind: 'molecule', name };
}

export function sum(...terms: readonly Expression[]): Expression {
  return { kind: 'sum', terms };
}

export function product(...factors: readonly Expression[]): Expression {
  return { kind: 'product', factors };
}

export function quotient(numerator: Expression, denominator: Expression): Expression {
  return { kind: 'quotient', numerator, denominator };
}

export function negative(of: Expression): Expression {
  return { kind: 'negative', of };
}

export function exponential(of: Expression): Expression {
  return { kind: 'exponential', of };
}

export function saturation(of: Expression, half: ParameterName): Expression {
  return { kind: 'saturation', of, half: parameter(half) };
}

export function inhibition(of: Expression, half: ParameterName): Expression {
  return { kind: 'inhibition', of, half: parameter(half) };
}

export function hill(of: Expression, half: string, exponent = HILL_EXPONENT): Expression {
  return { kind: 'hill', of, half: namedParameter(half), exponent };
}
