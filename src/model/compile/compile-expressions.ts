import { InternalError } from '../../errors.js';
import type { ModelDrug } from '../drugs/drug-definition.js';
import { centralState, type StateName } from '../drugs/drug-states.js';
import { inputRate, integratedStates } from '../drugs/saturable-drugs.js';
import { publishedDrugs } from '../drugs/shipped-drugs.js';
import type { Expression } from '../expression.js';
import type { Molecule } from '../molecule.js';
import { cellIndex } from '../species.js';
import type { Program } from './program.js';
import { ProgramBuilder } from './program-builder.js';
import { pruned } from './pruned-program.js';

const stageRank = { constant: 0, patient: 1, state: 2 } as const;

/**
 * Lowers expressions to a straight-line program.
 *
 * Factors and terms are grouped by how often they change (constant, patient, state), so that everything a patient's
 * parameters fix is computed once per patient and everything fixed is folded into a literal.
 *
 * @param outputs - expressions wanted; evaluated in this order
 * @param molecules - quasi-steady quantities that the expressions may name
 * @param values - value of every fixed parameter (overrides applied)
 * @param varying - parameters that stay inputs, one slot each, in this order
 * @param drugs - one input slot each, in this order: the central amount, or the input rate where amounts are integrated
 * @param amounts - places of the integrated amounts in the state; empty: all amounts are inputs; default: behind the cells
 * @returns the program
 * @throws InternalError - when an expression names a parameter, molecule or drug that has no value
 */
export function compileExpressions(
  outputs: readonly Expression[],
  molecules: readonly Molecule[],
  values: ReadonlyMap<string, number>,
  varying: readonly string[],
  drugs: readonly ModelDrug[] = publishedDrugs,
  amounts: ReadonlyMap<StateName, number> = integratedStates(drugs),
): Program {
  const builder = new ProgramBuilder();
  const slots = new Map(varying.map((name, slot) => [name, slot]));
  const inputs = new Map(
    drugs.map((drug, slot) => [amounts.has(centralState(drug)) ? inputRate(drug) : centralState(drug), slot]),
  );
  const expressionOf = new Map(molecules.map((molecule) => [molecule.name, molecule.expression]));
  const lowered = new Map<Expression, number>();

  const lower = (expression: Expression): number => {
    const known = lowered.get(expression);
    if (known !== undefined) return known;
    const index = lowerNew(expression);
    lowered.set(expression, index);
    return index;
  };

  const combine = (indices: readonly number[], operation: (a: number, b: number) => number, neutral: number) => {
    const ordered = [...indices].sort((a, b) => stageRank[builder.stageOf(a)] - stageRank[builder.stageOf(b)]);
    const groups = (['constant', 'patient', 'state'] as const).map((stage) =>
      ordered.filter((index) => builder.stageOf(index) === stage),
    );
    const parts = groups.filter((group) => group.length > 0).map((group) => group.reduce(operation));
    return parts.length === 0 ? builder.constant(neutral) : parts.reduce(operation);
  };

  const reciprocalTimes = (numerator: number, denominator: number): number => {
    // A division by something that does not change with the state costs a multiplication in the kernel.
    if (builder.stageOf(denominator) === 'state') return builder.divide(numerator, denominator);
    return builder.multiply(numerator, builder.divide(builder.constant(1), denominator));
  };

  const lowerSum = (terms: readonly Expression[]): number => {
    const added: number[] = [];
    const subtracted: number[] = [];
    for (const [of, coefficient] of likeTerms(terms)) {
      const term = builder.multiply(builder.constant(Math.abs(coefficient)), of);
      if (coefficient > 0) added.push(term);
      if (coefficient < 0) subtracted.push(term);
    }
    const plus = combine(added, (a, b) => builder.add(a, b), 0);
    return subtracted.length === 0
      ? plus
      : builder.subtract(
          plus,
          combine(subtracted, (a, b) => builder.add(a, b), 0),
        );
  };

  /** Terms that differ by a constant factor, collected: c1 x - c2 x is one multiplication by (c1 - c2). */
  const likeTerms = (terms: readonly Expression[]): ReadonlyMap<number, number> => {
    const coefficients = new Map<number, number>();
    for (const term of terms) {
      const sign = term.kind === 'negative' ? -1 : 1;
      const { factor, of } = builder.withoutConstantFactor(lower(term.kind === 'negative' ? term.of : term));
      coefficients.set(of, (coefficients.get(of) ?? 0) + sign * factor);
    }
    return coefficients;
  };

  const lowerNew = (expression: Expression): number => {
    switch (expression.kind) {
      case 'number':
        return builder.constant(expression.value);
      case 'parameter': {
        const slot = slots.get(expression.name);
        if (slot !== undefined) return builder.parameter(slot);
        const value = values.get(expression.name);
        if (value === undefined)
          throw new InternalError(`model: parameter ${expression.name} must have a value; got none`);
        return builder.constant(value);
      }
      case 'cell':
        return builder.cell(cellIndex[expression.name]);
      case 'drug': {
        const place = amounts.get(expression.name);
        if (place !== undefined) return builder.cell(place);
        const input = inputs.get(expression.name);
        if (input === undefined)
          throw new InternalError(`model: amount ${expression.name} must be that of a drug of the model; got another`);
        return builder.input(input);
      }
      case 'molecule': {
        const definition = expressionOf.get(expression.name);
        if (definition === undefined)
          throw new InternalError(`model: molecule ${expression.name} must be defined; got none`);
        return lower(definition);
      }
      case 'sum':
        return lowerSum(expression.terms);
      case 'product':
        return combine(expression.factors.map(lower), (a, b) => builder.multiply(a, b), 1);
      case 'quotient':
        return reciprocalTimes(lower(expression.numerator), lower(expression.denominator));
      case 'negative':
        return builder.subtract(builder.constant(0), lower(expression.of));
      case 'exponential':
        return builder.exponential(lower(expression.of));
      case 'saturation': {
        const of = lower(expression.of);
        return reciprocalTimes(of, builder.add(lower(expression.half), of));
      }
      case 'inhibition': {
        // 1 / (1 + a/K) = K / (K + a), valid for every K > 0
        const half = lower(expression.half);
        return reciprocalTimes(half, builder.add(half, lower(expression.of)));
      }
      case 'hill': {
        const of = power(builder, lower(expression.of), expression.exponent);
        return reciprocalTimes(of, builder.add(power(builder, lower(expression.half), expression.exponent), of));
      }
    }
  };

  const outputIndices = outputs.map(lower);
  return { ...pruned(builder, outputIndices), varying, inputs: drugs.length };
}

function power(builder: ProgramBuilder, base: number, exponent: number): number {
  let result = base;
  for (let count = 1; count < exponent; count++) result = builder.multiply(result, base);
  return result;
}
