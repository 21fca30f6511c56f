import { describe, expect, test } from 'vitest';
import { ProgramBuilder } from '../../../../src/model/compile/program-builder.js';

describe('ProgramBuilder', () => {
  test('equal sub-expressions get one instruction, whatever the order of a sum or product', () => {
    const builder = new ProgramBuilder();
    const [x, y] = [builder.cell(0), builder.cell(1)];
    expect(builder.cell(0)).toBe(x);
    expect(builder.add(x, y)).toBe(builder.add(y, x));
    expect(builder.multiply(x, y)).toBe(builder.multiply(y, x));
    expect(builder.exponential(x)).toBe(builder.exponential(x));
  });

  test('differences and quotients keep their order', () => {
    const builder = new ProgramBuilder();
    const [x, y] = [builder.cell(0), builder.cell(1)];
    expect(builder.subtract(x, y)).not.toBe(builder.subtract(y, x));
    expect(builder.divide(x, y)).not.toBe(builder.divide(y, x));
  });

  test('neutral elements vanish and zero annihilates', () => {
    const builder = new ProgramBuilder();
    const [x, zero, unit] = [builder.cell(0), builder.constant(0), builder.constant(1)];
    expect([builder.add(x, zero), builder.add(zero, x), builder.subtract(x, zero)]).toEqual([x, x, x]);
    expect([builder.multiply(x, unit), builder.multiply(unit, x), builder.divide(x, unit)]).toEqual([x, x, x]);
    expect([builder.multiply(x, zero), builder.multiply(zero, x)]).toEqual([zero, zero]);
  });

  test('operations on constants are done at once', () => {
    const builder = new ProgramBuilder();
    const [six, three] = [builder.constant(6), builder.constant(3)];
    const folded = [
      builder.add(six, three),
      builder.subtract(six, three),
      builder.multiply(six, three),
      builder.divide(six, three),
      builder.exponential(three),
    ].map((index) => builder.constantValue(index));
    expect(folded).toEqual([9, 3, 18, 2, Math.exp(3)]);
  });

  test('a result changes as often as the operand that changes most often', () => {
    const builder = new ProgramBuilder();
    const [constant, patient, state] = [builder.constant(2), builder.parameter(0), builder.cell(0)];
    expect([constant, patient, state, builder.input(1)].map((index) => builder.stageOf(index))).toEqual([
      'constant',
      'patient',
      'state',
      'state',
    ]);
    expect(builder.stageOf(builder.multiply(constant, patient))).toBe('patient');
    expect(builder.stageOf(builder.divide(constant, state))).toBe('state');
    expect(builder.stageOf(builder.add(patient, state))).toBe('state');
    expect(builder.stageOf(builder.exponential(patient))).toBe('patient');
  });

  test('a constant factor is taken off whichever side it is on, and only a constant', () => {
    const builder = new ProgramBuilder();
    const [three, x, y, p] = [builder.constant(3), builder.cell(0), builder.cell(1), builder.parameter(0)];
    const product = builder.multiply(x, y);
    for (const [index, expected] of [
      [builder.multiply(three, x), { factor: 3, of: x }],
      [builder.multiply(y, three), { factor: 3, of: y }],
      [builder.multiply(product, three), { factor: 3, of: product }],
      [builder.multiply(three, p), { factor: 3, of: p }],
    ] as const) {
      expect(builder.withoutConstantFactor(index)).toEqual(expected);
    }
    const others = [x, three, product, builder.multiply(p, x), builder.divide(x, three), builder.add(three, x)];
    for (const index of others) expect(builder.withoutConstantFactor(index)).toEqual({ factor: 1, of: index });
  });

  test('two drugs, and a cell and a parameter of one slot, are distinguished', () => {
    const builder = new ProgramBuilder();
    expect(new Set([builder.input(1), builder.input(0), builder.cell(0), builder.parameter(0)]).size).toBe(4);
  });
});
