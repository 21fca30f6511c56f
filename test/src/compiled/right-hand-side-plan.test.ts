// Evidence: laws.
import { describe, expect, test } from 'vitest';
import { isGiven, leavesOf, rightHandSidePlan } from '../../../src/compiled/right-hand-side-plan.js';
import { compileModel } from '../../../src/model/compile/compile-model.js';
import { postedSwitches } from '../../../src/model/switches.js';
import { cell, constant, handMade, operation } from './hand-made-program.js';

describe('rightHandSidePlan of the model', () => {
  const { program } = compileModel({ switches: postedSwitches });
  const plan = rightHandSidePlan(program);
  const writtenAt = new Map(plan.statements.map(({ value }, at) => [value, at]));

  test('writes every derivative once', () => {
    const cells = plan.statements.flatMap(({ outputs }) => outputs);
    expect([...cells].sort((a, b) => a - b)).toEqual(program.outputs.map((_, at) => at));
  });

  test('computes every operation of the state stage once', () => {
    const count = (tree: Parameters<typeof leavesOf>[0]): number =>
      'leaf' in tree ? 0 : tree.operands.reduce((sum, operand) => sum + count(operand), 1);
    const written = plan.statements.reduce((sum, { tree }) => sum + count(tree), 0);
    expect(written).toBe(program.instructions.filter((_, index) => !isGiven(program, index)).length);
  });

  test('reads what is given or was written before, eleven values in a statement at most', () => {
    plan.statements.forEach(({ tree }, at) => {
      const leaves = leavesOf(tree);
      expect(leaves.length).toBeLessThanOrEqual(11);
      for (const leaf of leaves) {
        if (!isGiven(program, leaf)) expect(writtenAt.get(leaf)).toBeLessThan(at);
      }
    });
  });

  test('holds at most eight values in registers from one statement to the next', () => {
    const readings = new Map<number, number[]>();
    plan.statements.forEach(({ tree }, at) => {
      for (const leaf of leavesOf(tree)) readings.set(leaf, [...(readings.get(leaf) ?? []), at]);
    });
    const busy = plan.statements.map(() => 0);
    for (const [value, own] of readings) {
      own.forEach((end, reading) => {
        if (!plan.inRegister(value, reading)) return;
        const start = reading === 0 ? writtenAt.get(value)! : own[reading - 1]!;
        for (let at = start; at < end; at++) busy[at]!++;
      });
    }
    expect(Math.max(...busy)).toBe(8);
  });
});

test('a value that is read twice is a statement of its own, and an output that another reads is written once', () => {
  const program = handMade(
    [cell(0), constant(2), operation('multiply', 0, 1), operation('add', 2, 2), operation('divide', 3, 2)],
    [3, 4],
  );
  const plan = rightHandSidePlan(program);
  expect(plan.statements.map(({ value, outputs, isRead }) => ({ value, outputs, isRead }))).toEqual([
    { value: 2, outputs: [], isRead: true },
    { value: 3, outputs: [0], isRead: true },
    { value: 4, outputs: [1], isRead: false },
  ]);
  expect(plan.constants).toEqual([1]);
});
