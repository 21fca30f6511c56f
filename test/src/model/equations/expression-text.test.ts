import { describe, expect, test } from 'vitest';
import { formulaLines, formulaText, indentAfter } from '../../../../src/model/equations/expression-text.js';
import {
  cell,
  type Expression,
  exponential,
  hill,
  inhibition,
  negative,
  one,
  parameter,
  product,
  quotient,
  saturation,
  sum,
} from '../../../../src/model/expression.js';
import { randomStream } from '../../../../src/random/streams.js';
import { drug } from '../drug-amount.js';
import { valueAsWritten } from '../expression-value.js';
import { formulaValue } from './formula-value.js';

const [a, b, k] = [cell('T1_A'), cell('T8_A'), parameter('kappa_T8')] as const;

describe('formulaText', () => {
  test.each<[string, Expression]>([
    ['1', one],
    ['0', sum()],
    ['1', product()],
    ['T1_A', sum(product(a))],
    ['T1_A + T8_A - kappa_T8', sum(a, b, negative(k))],
    ['-T1_A + T8_A', sum(negative(a), b)],
    ['T1_A - (T8_A + kappa_T8)', sum(a, negative(sum(b, k)))],
    ['kappa_T8 * (1 + T1_A) * T8_A', product(k, sum(one, a), b)],
    ['(T1_A + T8_A)/kappa_T8', quotient(sum(a, b), k)],
    ['T1_A/(T8_A * kappa_T8)', quotient(a, product(b, k))],
    ['T1_A/(T8_A/kappa_T8)', quotient(a, quotient(b, k))],
    ['T1_A/(K_I2 + T1_A)', saturation(a, 'K_I2')],
    ['T1_A * T8_A/(K_I2 + T1_A * T8_A)', saturation(product(a, b), 'K_I2')],
    ['K_I2/(K_I2 + T1_A)', inhibition(a, 'K_I2')],
    ['Chem_C^2/(K_Chem^2 + Chem_C^2)', hill(drug('Chem_C'), 'K_Chem')],
    ['(T1_A * T8_A)^2/(K_D^2 + (T1_A * T8_A)^2)', hill(product(a, b), 'K_D')],
    ['1 - exp(-kappa_T8 * Chem_C)', sum(one, negative(exponential(negative(product(k, drug('Chem_C'))))))],
  ])('prints %s', (text, expression) => {
    expect(formulaText(expression)).toBe(text);
  });

  test('a named sub-expression is written by its name, by identity', () => {
    const flux = product(k, a);
    const names = new Map([[flux, 'apoptosis(T1_A)']]);
    expect(formulaText(sum(flux, product(k, a)), names)).toBe('apoptosis(T1_A) + kappa_T8 * T1_A');
    expect(formulaLines(sum(flux, flux), 10, names)).toEqual(['apoptosis(T1_A)', '+ apoptosis(T1_A)']);
  });
});

/** Leaves with values; none of them is 0, so no quotient fails. */
const values: Readonly<Record<string, number>> = { T1_A: 1.5, T8_A: 0.75, kappa_T8: 2.25, K_I2: 3, Chem_C: 0.5 };

function randomExpression(next: () => number, depth: number): Expression {
  const pick = (count: number) => Math.floor(next() * count);
  const part = () => randomExpression(next, depth - 1);
  const leaves = [one, a, b, k, drug('Chem_C')];
  if (depth === 0) return leaves[pick(leaves.length)]!;
  const parts = () => Array.from({ length: 1 + pick(4) }, part);
  const makers: readonly (() => Expression)[] = [
    () => sum(...parts()),
    () => product(...parts()),
    () => quotient(part(), part()),
    () => negative(part()),
    () => exponential(negative(saturation(a, 'K_I2'))),
    () => saturation(part(), 'K_I2'),
    () => inhibition(part(), 'K_I2'),
    () => ({ kind: 'hill', of: part(), half: parameter('K_I2'), exponent: 2 }),
  ];
  return makers[pick(makers.length)]!();
}

/** Slow oracle: the printed text, read as arithmetic, against the expression evaluated as it is written. */
describe('printed text and expression have the same value', () => {
  test.each([100, 40, 1])('at line width %i, for 300 random expressions', (width) => {
    const next = randomStream({ seed: '0', streamName: 'random expressions', index: width });
    for (let count = 0; count < 300; count++) {
      const expression = randomExpression(next, 4);
      const expected = valueAsWritten(expression, ({ name }) => values[name]!);
      const printed = formulaValue(formulaLines(expression, width).join('\n'), values);
      if (Number.isFinite(expected)) expect(printed).toBeCloseTo(expected, 8 - Math.log10(1 + Math.abs(expected)));
      else expect(Number.isFinite(printed)).toBe(false);
    }
  });
});

describe('formulaLines', () => {
  const long = product(
    k,
    sum(one, saturation(a, 'K_I2'), negative(saturation(b, 'K_I2'))),
    inhibition(drug('Chem_C'), 'K_Chem'),
    a,
  );

  test('stays on one line where that holds', () => {
    expect(formulaLines(long)).toEqual([formulaText(long)]);
  });

  test('breaks at factors first, then at the terms of one that is still too long', () => {
    expect(formulaLines(long, 60)).toEqual([
      'kappa_T8',
      '  * (1 + T1_A/(K_I2 + T1_A) - T8_A/(K_I2 + T8_A))',
      '  * K_Chem/(K_Chem + Chem_C)',
      '  * T1_A',
    ]);
    expect(formulaLines(long, 40)).toEqual([
      'kappa_T8',
      '  * (1',
      '     + T1_A/(K_I2 + T1_A)',
      '     - T8_A/(K_I2 + T8_A))',
      '  * K_Chem/(K_Chem + Chem_C)',
      '  * T1_A',
    ]);
  });

  test('a quotient breaks before its divisor', () => {
    expect(formulaLines(quotient(sum(a, b, k), parameter('d_I2')), 20)).toEqual([
      '(T1_A',
      ' + T8_A',
      ' + kappa_T8)',
      '/ d_I2',
    ]);
  });

  test('breaking changes white space only', () => {
    for (const width of [10, 30, 50, 70]) {
      const squeezed = (text: string) => text.replaceAll(/\s/g, '');
      expect(squeezed(formulaLines(long, width).join(''))).toBe(squeezed(formulaText(long)));
    }
  });
});

test('indentAfter aligns the later lines behind the prefix', () => {
  expect(indentAfter('x = ', ['1', '+ 2'])).toEqual(['x = 1', '    + 2']);
  expect(indentAfter('x = ', [])).toEqual([]);
});
