import { InternalError } from '../../../errors.js';
import { operandsOf, type Program } from '../program.js';
import { scaled, type Term, type Terms } from './terms.js';

/**
 * The outputs of a program as terms: chains of additions that nothing else reads become one sum, chains of
 * multiplications one product, and a division a product with a reciprocal.
 */
export function termsOfProgram({ instructions, stages, outputs }: Program, terms: Terms): readonly Term[] {
  const uses = new Int32Array(instructions.length);
  instructions.forEach((instruction, index) => {
    if (stages[index] === 'state') for (const operand of operandsOf(instruction)) uses[operand]!++;
  });
  for (const output of outputs) uses[output]!++;

  const known = new Map<number, Term>();
  const termOf = (index: number): Term => {
    const term = known.get(index) ?? newTerm(index);
    known.set(index, term);
    return term;
  };
  const summands = (index: number, sign: number, whole: boolean): readonly Term[] => {
    const instruction = instructions[index]!;
    const isSum = instruction.op === 'add' || instruction.op === 'subtract';
    if (!isSum || stages[index] !== 'state' || !(whole || uses[index] === 1)) return [scaled(termOf(index), sign)];
    const right = instruction.op === 'add' ? sign : -sign;
    return [...summands(instruction.left, sign, false), ...summands(instruction.right, right, false)];
  };
  const newTerm = (index: number): Term => {
    const instruction = instructions[index]!;
    if (instruction.op === 'constant') return terms.constant(instruction.value);
    if (stages[index] !== 'state') return terms.value(index);
    switch (instruction.op) {
      case 'cell':
      case 'input':
        return terms.value(index);
      case 'add':
      case 'subtract':
        return terms.sum(summands(index, 1, true));
      case 'multiply':
        return terms.product([termOf(instruction.left), termOf(instruction.right)]);
      case 'divide':
        return terms.product([termOf(instruction.left), terms.reciprocal(termOf(instruction.right))]);
      case 'exponential':
        return terms.exponential(termOf(instruction.of));
      case 'parameter':
        throw new InternalError(`simplify: instruction ${index} must belong to the patient stage; got a parameter`);
    }
  };
  return outputs.map(termOf);
}
