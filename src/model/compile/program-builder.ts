import { clampedExp } from '../../numerics/elementary.js';
import type { Instruction, Stage } from './program.js';

/**
 * Builds straight-line programs: folds constants, shares equal sub-expressions, and keeps constant, patient and state
 * stages apart so that nothing is computed more often than its inputs change.
 */
export class ProgramBuilder {
  readonly instructions: Instruction[] = [];
  readonly stages: Stage[] = [];
  readonly #known = new Map<string, number>();

  constant(value: number): number {
    return this.#intern({ op: 'constant', value }, 'constant', `c${value}`);
  }

  parameter(slot: number): number {
    return this.#intern({ op: 'parameter', slot }, 'patient', `p${slot}`);
  }

  cell(slot: number): number {
    return this.#intern({ op: 'cell', slot }, 'state', `y${slot}`);
  }

  input(slot: number): number {
    return this.#intern({ op: 'input', slot }, 'state', `u${slot}`);
  }

  add(left: number, right: number): number {
    if (this.#isConstant(left, 0)) return right;
    if (this.#isConstant(right, 0)) return left;
    return this.#binary('add', left, right, true, (a, b) => a + b);
  }

  subtract(left: number, right: number): number {
    if (this.#isConstant(right, 0)) return left;
    return this.#binary('subtract', left, right, false, (a, b) => a - b);
  }

  multiply(left: number, right: number): number {
    if (this.#isConstant(left, 0) || this.#isConstant(right, 0)) return this.constant(0);
    if (this.#isConstant(left, 1)) return right;
    if (this.#isConstant(right, 1)) return left;
    return this.#binary('multiply', left, right, true, (a, b) => a * b);
  }

  divide(left: number, right: number): number {
    if (this.#isConstant(right, 1)) return left;
    return this.#binary('divide', left, right, false, (a, b) => a / b);
  }

  exponential(of: number): number {
    const value = this.constantValue(of);
    if (value !== undefined) return this.constant(clampedExp(value));
    return this.#intern({ op: 'exponential', of }, this.stageOf(of), `exp${of}`);
  }

  stageOf(index: number): Stage {
    return this.stages[index]!;
  }

  constantValue(index: number): number | undefined {
    const instruction = this.instructions[index]!;
    return instruction.op === 'constant' ? instruction.value : undefined;
  }

  /** A value as a constant times something else: (c, x) for c x, (1, x) for every other x. */
  withoutConstantFactor(index: number): { readonly factor: number; readonly of: number } {
    const instruction = this.instructions[index]!;
    if (instruction.op === 'multiply') {
      const [left, right] = [this.constantValue(instruction.left), this.constantValue(instruction.right)];
      if (left !== undefined) return { factor: left, of: instruction.right };
      if (right !== undefined) return { factor: right, of: instruction.left };
    }
    return { factor: 1, of: index };
  }

  #isConstant(index: number, value: number): boolean {
    return this.constantValue(index) === value;
  }

  #binary(
    op: 'add' | 'subtract' | 'multiply' | 'divide',
    left: number,
    right: number,
    commutes: boolean,
    fold: (a: number, b: number) => number,
  ): number {
    const [a, b] = [this.constantValue(left), this.constantValue(right)];
    if (a !== undefined && b !== undefined) return this.constant(fold(a, b));
    const [first, second] = commutes && left > right ? [right, left] : [left, right];
    const stage = this.stageOf(left) === 'state' || this.stageOf(right) === 'state' ? 'state' : 'patient';
    return this.#intern({ op, left: first, right: second }, stage, `${op}${first},${second}`);
  }

  #intern(instruction: Instruction, stage: Stage, key: string): number {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index = this.instructions.length;
    this.instructions.push(instruction);
    this.stages.push(stage);
    this.#known.set(key, index);
    return index;
  }
}
