import type { Program } from '../program.js';
import { ProgramBuilder } from '../program-builder.js';
import { pruned } from '../pruned-program.js';
import { factorSums } from './factor-sums.js';
import { type Factor, sharedFactors } from './shared-factors.js';
import { type Term, Terms } from './terms.js';
import { termsOfProgram } from './terms-of-program.js';

/**
 * The same program with fewer operations of the state stage: constant factors are carried to where they are folded into
 * others, x / (K + x) does not know the unit of x, common factors are taken out of sums, and products share factors.
 *
 * Values differ from those of the given program by rounding alone; what no division did before cannot become infinite.
 *
 * @param program - as lowered from expressions
 * @returns a program with the same parameters, inputs and outputs
 */
export function simplifyProgram(program: Program): Program {
  const terms = new Terms();
  const outputs = factorSums(terms, termsOfProgram(program, terms));
  const { builder, indices } = programOfTerms(program, terms, outputs);
  return { ...pruned(builder, indices), varying: program.varying, inputs: program.inputs };
}

/** Writes terms as instructions, in the order of the outputs. */
function programOfTerms({ instructions, stages }: Program, terms: Terms, outputs: readonly Term[]) {
  const builder = new ProgramBuilder();
  const uses = terms.uses(outputs);
  const factorsOf = sharedFactors(terms, outputs);
  const isState = (index: number) => builder.stageOf(index) === 'state';
  const times = (coefficient: number, index: number) => builder.multiply(builder.constant(coefficient), index);

  const copies = new Map<number, number>();
  const copy = (index: number): number => {
    const instruction = instructions[index]!;
    const copied =
      copies.get(index) ??
      ('left' in instruction
        ? builder[instruction.op](copy(instruction.left), copy(instruction.right))
        : instruction.op === 'exponential'
          ? builder.exponential(copy(instruction.of))
          : instruction.op === 'constant'
            ? builder.constant(instruction.value)
            : builder[instruction.op](instruction.slot));
    copies.set(index, copied);
    return copied;
  };

  const written = new Map<number, number>();
  const write = (node: number): number => {
    const index = written.get(node) ?? writeNew(node);
    written.set(node, index);
    return index;
  };
  const writeNew = (node: number): number => {
    const own = terms.nodes[node]!;
    switch (own.kind) {
      case 'value':
        return copy(own.index);
      case 'sum':
        return writeSum(own.constant, own.terms);
      case 'product':
        return own.factors.length === 0 ? builder.constant(1) : writeProduct(node, 1);
      case 'reciprocal':
        return builder.divide(builder.constant(1), write(own.of));
      case 'exponential':
        return builder.exponential(writeTerm(own.of));
    }
  };
  const writeFactor = (factor: Factor): number =>
    typeof factor === 'number' ? write(factor) : builder.multiply(writeFactor(factor.left), writeFactor(factor.right));
  /** Patient values and the coefficient first: their product is computed once per patient. */
  const writeProduct = (node: number, coefficient: number): number => {
    const indices = factorsOf.get(node)!.map(writeFactor);
    const [fixed, moving] = [indices.filter((index) => !isState(index)), indices.filter(isState)];
    const ordered = fixed.length === 0 ? moving : [...fixed, ...moving];
    return ordered.slice(1).reduce((a, b) => builder.multiply(a, b), times(coefficient, ordered[0]!));
  };
  const isPatientValue = (factor: Factor): boolean => {
    const own = typeof factor === 'number' ? terms.nodes[factor]! : undefined;
    return own?.kind === 'value' && stages[own.index] === 'patient';
  };
  const writeTerm = ({ coefficient, node }: Term): number => {
    const folds = coefficient !== 1 && uses.get(node) === 1 && factorsOf.get(node)?.some(isPatientValue);
    return folds ? writeProduct(node, coefficient) : times(coefficient, write(node));
  };
  /** What is fixed first, then a positive term, then the others from left to right. */
  const writeSum = (constant: number, parts: readonly Term[]): number => {
    const written = parts.map((term) => ({
      negative: term.coefficient < 0,
      index: writeTerm({ ...term, coefficient: Math.abs(term.coefficient) }),
    }));
    if (constant !== 0) written.push({ negative: constant < 0, index: builder.constant(Math.abs(constant)) });
    const ordered = [...written].sort((a, b) => Number(isState(a.index)) - Number(isState(b.index)));
    const at = ordered.findIndex(({ negative }) => !negative);
    if (at < 0) return ordered.reduce((sum, { index }) => builder.subtract(sum, index), builder.constant(0));
    const [first] = ordered.splice(at, 1);
    return ordered.reduce(
      (sum, { negative, index }) => (negative ? builder.subtract(sum, index) : builder.add(sum, index)),
      first!.index,
    );
  };
  /** A sum that only an output reads takes the coefficient into its terms where that costs nothing. */
  const writeOutput = (output: Term): number => {
    const own = terms.nodes[output.node]!;
    if (own.kind !== 'sum' || uses.get(output.node) !== 1) return writeTerm(output);
    const scaled = own.terms.map(({ coefficient, node }) => ({ coefficient: coefficient * output.coefficient, node }));
    const cost = (list: readonly Term[]) => list.filter(({ coefficient }) => Math.abs(coefficient) !== 1).length;
    if (output.coefficient === 1 || cost(scaled) > cost(own.terms) + 1) return writeTerm(output);
    return writeSum(own.constant * output.coefficient, scaled);
  };
  return { builder, indices: outputs.map(writeOutput) };
}
