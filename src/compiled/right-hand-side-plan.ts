import { InternalError } from '../errors.js';
import { operandsOf, type Program } from '../model/compile/program.js';

/** An expression whose parts nothing else reads; leaves are values of other statements, cells, inputs, patient values and constants. */
export type Tree =
  | { readonly leaf: number }
  | { readonly op: 'add' | 'subtract' | 'multiply' | 'divide' | 'exponential'; readonly operands: readonly Tree[] };

/** One value and where it goes. */
export interface PlannedStatement {
  /** Instruction whose value it is. */
  readonly value: number;
  readonly tree: Tree;
  /** Cells whose derivative it is. */
  readonly outputs: readonly number[];
  /** Whether other statements read it. */
  readonly isRead: boolean;
}

/** The right-hand side as statements, and where their values are found. */
export interface RightHandSidePlan {
  readonly statements: readonly PlannedStatement[];
  /** Constants that are kept in memory, by instruction. */
  readonly constants: readonly number[];
  /** Whether the reading of a value (counted from 0 in the order of the statements) finds it in a register. */
  inRegister(value: number, reading: number): boolean;
}

/** Leaves of a statement at most: all of them are loaded in front of its arithmetic. */
const MOST_LEAVES = 10;
/** Values that stay in registers from one statement to another; the rest of the 16 is for the statement itself. */
const REGISTERS = 8;

/**
 * Cuts a program into short statements for a compiler that moves every load in front of all arithmetic up to the next store
 * and spills what does not fit into registers: those of WebAssembly hosts.
 *
 * Each statement ends in a store. They are ordered by how long the chain of statements is that they wait for, so that
 * neighbours can run at the same time. Values that are read again soon stay in a register, the shortest stretches first.
 *
 * @param program - right-hand side
 */
export function rightHandSidePlan(program: Program): RightHandSidePlan {
  const statements = byDepth(statementsOf(program));
  const readings = new Map<number, number[]>();
  statements.forEach(({ tree }, at) => {
    for (const leaf of leavesOf(tree)) readings.set(leaf, [...(readings.get(leaf) ?? []), at]);
  });
  const kept = keptReadings(program, statements, readings);
  const { instructions } = program;
  return {
    statements,
    constants: [...readings.keys()].filter((value) => instructions[value]!.op === 'constant'),
    inRegister: (value, reading) => kept.has(`${value} ${reading}`),
  };
}

/** Whether a value is there before the first statement. */
export function isGiven({ instructions, stages }: Program, index: number): boolean {
  const { op } = instructions[index]!;
  return stages[index] !== 'state' || op === 'cell' || op === 'input';
}

/** Leaves from left to right, in the order in which code that is written from the tree reads them. */
export function leavesOf(tree: Tree): readonly number[] {
  return 'leaf' in tree ? [tree.leaf] : tree.operands.flatMap(leavesOf);
}

function statementsOf(program: Program): readonly PlannedStatement[] {
  const { instructions, outputs } = program;
  const uses = new Int32Array(instructions.length);
  instructions.forEach((instruction, index) => {
    if (!isGiven(program, index)) for (const operand of operandsOf(instruction)) uses[operand]!++;
  });
  const cellsOf = new Map<number, number[]>();
  outputs.forEach((output, cell) => {
    cellsOf.set(output, [...(cellsOf.get(output) ?? []), cell]);
  });

  const statements: PlannedStatement[] = [];
  /** Values that one other instruction will read. */
  const open = new Map<number, { readonly tree: Tree; readonly leaves: number }>();
  const close = (value: number) => {
    statements.push({ value, tree: take(value), outputs: [], isRead: true });
  };
  const take = (value: number): Tree => {
    const tree = open.get(value)?.tree ?? { leaf: value };
    open.delete(value);
    return tree;
  };
  const leaves = (value: number) => open.get(value)?.leaves ?? 1;
  instructions.forEach((instruction, value) => {
    if (isGiven(program, value)) return;
    if (!('left' in instruction) && instruction.op !== 'exponential') {
      throw new InternalError(`compiled: instruction ${value} must belong to another stage; got ${instruction.op}`);
    }
    const operands = operandsOf(instruction);
    const count = () => operands.reduce((sum, operand) => sum + leaves(operand), 0);
    if (count() > MOST_LEAVES) {
      const [longest] = operands.filter((operand) => open.has(operand)).sort((a, b) => leaves(b) - leaves(a));
      if (longest !== undefined) close(longest);
    }
    const size = count();
    const tree = { op: instruction.op, operands: operands.map(take) };
    const cells = cellsOf.get(value);
    if (cells !== undefined) statements.push({ value, tree, outputs: cells, isRead: uses[value]! > 0 });
    else {
      open.set(value, { tree, leaves: size });
      if (uses[value] !== 1) close(value);
    }
  });
  for (const [value, cells] of cellsOf) {
    if (isGiven(program, value)) statements.push({ value, tree: { leaf: value }, outputs: cells, isRead: false });
  }
  return statements;
}

/** Statements in the order of the longest chain of statements in front of them. */
function byDepth(statements: readonly PlannedStatement[]): readonly PlannedStatement[] {
  const depths = new Map<number, number>();
  for (const { value, tree, isRead } of statements) {
    const depth = Math.max(0, ...leavesOf(tree).map((leaf) => (depths.get(leaf) ?? -1) + 1));
    if (isRead || !depths.has(value)) depths.set(value, depth);
  }
  const depthOf = ({ value }: PlannedStatement) => depths.get(value)!;
  return [...statements].sort((a, b) => depthOf(a) - depthOf(b));
}

/** The readings that find their value in a register; shortest stretches first, no more at a time than there are registers. */
function keptReadings(
  { instructions }: Program,
  statements: readonly PlannedStatement[],
  readings: ReadonlyMap<number, readonly number[]>,
): ReadonlySet<string> {
  const writtenAt = new Map(statements.flatMap(({ value, isRead }, at) => (isRead ? [[value, at] as const] : [])));
  const stretches = [...readings].flatMap(([value, own]) => {
    if (instructions[value]!.op === 'input') return [];
    const from = [writtenAt.get(value), ...own];
    return own.flatMap((end, reading) => {
      const start = from[reading];
      return start === undefined ? [] : [{ value, reading, start, end }];
    });
  });
  const busy = new Int32Array(statements.length);
  const kept = new Set<string>();
  for (const { value, reading, start, end } of stretches.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    if (busy.subarray(start, end).some((count) => count >= REGISTERS)) continue;
    for (let at = start; at < end; at++) busy[at]!++;
    kept.add(`${value} ${reading}`);
  }
  return kept;
}
