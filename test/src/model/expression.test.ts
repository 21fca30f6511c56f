import { describe, expect, test } from 'vitest';
import {
  cell,
  type Expression,
  exponential,
  HILL_EXPONENT,
  hill,
  inhibition,
  molecule,
  negative,
  one,
  parameter,
  product,
  quotient,
  saturation,
  sum,
} from '../../../src/model/expression.js';
import { drug } from './drug-amount.js';
import { valueAsWritten } from './expression-value.js';

const values: Readonly<Record<string, number>> = { T8_A: 6, Chem_C: 2, IL2_A: 5, d_I2: 4, K_I2: 10, K_D: 3 };
const value = (expression: Expression) => valueAsWritten(expression, ({ name }) => values[name] ?? Number.NaN);

/** Closed form: the numbers by hand. */
describe('expressions mean what their names say', () => {
  test.each<[string, Expression, number]>([
    ['one', one, 1],
    ['a parameter', parameter('d_I2'), 4],
    ['a cell', cell('T8_A'), 6],
    ['a drug', drug('Chem_C'), 2],
    ['a molecule', molecule('IL2_A'), 5],
    ['a sum', sum(cell('T8_A'), one, negative(drug('Chem_C'))), 5],
    ['a product', product(cell('T8_A'), drug('Chem_C')), 12],
    ['a quotient', quotient(cell('T8_A'), parameter('d_I2')), 1.5],
    ['an exponential', exponential(negative(drug('Chem_C'))), Math.exp(-2)],
    ['a saturation a/(K + a)', saturation(molecule('IL2_A'), 'K_I2'), 5 / 15],
    ['an inhibition 1/(1 + a/K)', inhibition(molecule('IL2_A'), 'K_I2'), 10 / 15],
    ['a Hill term a^2/(K^2 + a^2)', hill(cell('T8_A'), 'K_D'), 36 / 45],
  ])('%s', (_name, expression, expected) => {
    expect(value(expression)).toBeCloseTo(expected, 15);
  });

  test('saturation and inhibition with one constant add up to one', () => {
    const [rise, fall] = [saturation(molecule('IL2_A'), 'K_I2'), inhibition(molecule('IL2_A'), 'K_I2')];
    expect(value(rise) + value(fall)).toBeCloseTo(1, 15);
  });

  test('the Hill exponents n and n_c are 2', () => {
    expect(HILL_EXPONENT).toBe(2);
  });
});
