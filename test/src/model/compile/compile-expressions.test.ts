import { describe, expect, test } from 'vitest';
import { generatedKernel } from '../../../../calibration/bench/peers/generated-kernel.js';
import { InternalError } from '../../../../src/errors.js';
import { compileExpressions } from '../../../../src/model/compile/compile-expressions.js';
import {
  cell,
  type Expression,
  exponential,
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
} from '../../../../src/model/expression.js';
import { resolveFixedParameters } from '../../../../src/model/parameters/resolve-parameters.js';
import { derivativesOf, qcicModel } from '../../../../src/model/qcic-model.js';
import { cellIndex, cellStates, initialState } from '../../../../src/model/species.js';
import { postedSwitches } from '../../../../src/model/switches.js';
import { randomStream } from '../../../../src/random/streams.js';
import { drug } from '../drug-amount.js';
import { valueAsWritten } from '../expression-value.js';

/** Regrouping of a handful of rounded operations. */
const ROUNDING = 1e-13;
/** A sum of at most seven products, regrouped; relative to the sum of their sizes. */
const SUM_ROUNDING = 1e-15;

const values = new Map([
  ['kappa_T8', 0.3],
  ['K_D', 7],
  ['K_I2', 2.5],
  ['d_I2', 4],
]);
const cells = Float64Array.from(cellStates, (_, index) => 1 + index / 10);
const drugs: Readonly<Record<string, number>> = { Targ_C: 1.5, Chem_C: 0.25 };
/** In the order of the published drugs. */
const inputs = Float64Array.of(1.5, 0.25);

function run(
  outputs: readonly Expression[],
  varying: Readonly<Record<string, number>> = {},
  molecules: Parameters<typeof compileExpressions>[1] = [],
) {
  const program = compileExpressions(outputs, molecules, values, Object.keys(varying));
  const kernel = generatedKernel(program);
  const constants = new Float64Array(kernel.constantCount);
  const result = new Float64Array(outputs.length);
  kernel.prepareInto(Float64Array.from(Object.values(varying)), constants);
  kernel.evaluateInto(cells, inputs, constants, result);
  return { program, result };
}

function naive(expression: Expression, varying: Readonly<Record<string, number>> = {}): number {
  return valueAsWritten(expression, (leaf) => {
    if (leaf.kind === 'cell') return cells[cellIndex[leaf.name]]!;
    if (leaf.kind === 'drug') return drugs[leaf.name]!;
    return varying[leaf.name] ?? values.get(leaf.name)!;
  });
}

const kinds: readonly [string, Expression][] = [
  ['number', one],
  ['fixed parameter', parameter('kappa_T8')],
  ['cell', cell('T8_A')],
  ['drugs', sum(drug('Chem_C'), product(drug('Targ_C'), cell('D_A')))],
  ['empty sum', sum()],
  ['empty product', product()],
  ['sum with a negative first term', sum(negative(cell('T8_A')), one, parameter('K_D'))],
  ['sum of negative terms', sum(negative(cell('T8_A')), negative(parameter('K_D')))],
  [
    'product of all stages',
    product(cell('T8_A'), parameter('K1'), parameter('kappa_T8'), cell('D_A'), parameter('K_D')),
  ],
  ['quotient by a cell', quotient(parameter('kappa_T8'), cell('D_A'))],
  ['quotient by a patient value', quotient(cell('D_A'), parameter('K1'))],
  ['quotient by a constant', quotient(cell('D_A'), parameter('d_I2'))],
  ['negative of a product', negative(product(cell('T8_A'), parameter('K1')))],
  ['exponential of a state', exponential(negative(product(parameter('K1'), cell('T8_A'))))],
  ['exponential of a constant', exponential(negative(parameter('kappa_T8')))],
  ['saturation', saturation(cell('T8_A'), 'K_I2')],
  ['saturation of a product', saturation(product(cell('T8_A'), cell('D_A')), 'K_I2')],
  ['inhibition', inhibition(cell('T8_A'), 'K_I2')],
  ['hill', hill(cell('D_A'), 'K_D')],
  ['hill of exponent 3', { kind: 'hill', of: cell('D_A'), half: parameter('K_D'), exponent: 3 }],
  ['hill of a patient value', hill(cell('D_A'), 'K1')],
];

describe('compileExpressions', () => {
  test.each(kinds)('%s: the program equals evaluating the expression as written', (_name, expression) => {
    const varying = { K1: 3.25 };
    const expected = naive(expression, varying);
    const [value] = run([expression], varying).result;
    expect(Math.abs(value! - expected)).toBeLessThanOrEqual(ROUNDING * Math.abs(expected));
  });

  test('the whole model: 53 derivatives equal evaluating every process as written', () => {
    const model = qcicModel(postedSwitches);
    const published = resolveFixedParameters(postedSwitches);
    const varying = ['K_TN4', 'K_TN8', 'rho_DD0', 'phi_P', 'phi_L', 'beta_X1', 'beta_X2', 'beta_X3', 'K1', 'K2', 'K3']
      .concat(['d_X1', 'd_X2', 'd_X3', 'rho_X3X1', 'rho_X3X2', 'sigma_X1', 'sigma_X2'])
      .concat(['varepsilon_TX1', 'varepsilon_TX2', 'varepsilon_TX3']);
    const patient = new Map(varying.map((name, index) => [name, 0.1 + 1e-3 * index]));
    const state = initialState.map((density, index) => density * (1 + index / 100) + 1e5);
    const expressions = derivativesOf(model);
    const kernel = generatedKernel(compileExpressions(expressions, model.molecules, published, varying));
    const constants = new Float64Array(kernel.constantCount);
    const result = new Float64Array(kernel.outputCount);
    kernel.prepareInto(Float64Array.from(patient.values()), constants);
    kernel.evaluateInto(Float64Array.from(state), inputs, constants, result);

    const molecules = new Map(model.molecules.map(({ name, expression }) => [name, expression]));
    const known = new Map<string, number>();
    const leaf: Parameters<typeof valueAsWritten>[1] = (part) => {
      if (part.kind === 'cell') return state[cellIndex[part.name]]!;
      if (part.kind === 'drug') return drugs[part.name]!;
      if (part.kind === 'parameter') return patient.get(part.name) ?? published.get(part.name)!;
      const value = known.get(part.name) ?? valueAsWritten(molecules.get(part.name)!, leaf);
      known.set(part.name, value);
      return value;
    };
    // Contributions cancel to about a hundredth of their size, which costs two digits.
    expressions.forEach((expression, index) => {
      const expected = valueAsWritten(expression, leaf);
      expect(Math.abs(result[index]! - expected)).toBeLessThanOrEqual(1e-11 * Math.abs(expected));
    });
  });

  test('what no parameter of a patient and no state enters becomes one literal', () => {
    const constant = quotient(product(parameter('kappa_T8'), parameter('K_D')), parameter('d_I2'));
    expect(run([constant]).program.instructions).toEqual([{ op: 'constant', value: 0.3 * 7 * (1 / 4) }]);
  });

  test('a patient value is computed in the patient stage and read once by the state stage', () => {
    const { program } = run([product(parameter('K1'), parameter('kappa_T8'), cell('D_A'))], { K1: 2 });
    const stateSteps = program.stages.filter((stage) => stage === 'state').length;
    expect(program.patientValues).toHaveLength(1);
    // The cell itself and one multiplication.
    expect(stateSteps).toBe(2);
  });

  describe('like terms of a sum', () => {
    const [x, y] = [cell('T8_A'), cell('D_A')];
    const [a, b, c] = [parameter('kappa_T8'), parameter('K_I2'), parameter('K_D')];
    const [p, q] = [parameter('K1'), parameter('K2')];
    const patient = { K1: 3.25, K2: 0.5 };
    const multiplications = (expression: Expression) =>
      run([expression], patient).program.instructions.filter(({ op }) => op === 'multiply').length;

    test.each<[string, Expression, number]>([
      ['a x - b x', sum(product(a, x), negative(product(b, x))), 1],
      ['a x + x b + c x', sum(product(a, x), product(x, b), product(c, x)), 1],
      ['a x + x', sum(product(a, x), x), 1],
      ['x + x', sum(x, x), 1],
      ['a x y - b y x', sum(product(a, x, y), negative(product(b, y, x))), 2],
      ['a x - b x + a y - b y', sum(product(a, x), negative(product(b, x)), product(a, y), negative(product(b, y))), 2],
    ])('%s costs one multiplication by a constant for each different term', (_name, expression, count) => {
      expect(multiplications(expression)).toBe(count);
    });

    test('x - x vanishes, and with it everything that only x needed', () => {
      const nothing = [{ op: 'constant', value: 0 }];
      expect(run([sum(x, negative(x))]).program.instructions).toEqual(nothing);
      expect(run([sum(product(a, p, x), negative(product(p, a, x)))], patient).program.instructions).toEqual(nothing);
      expect(run([sum(product(x, y), c, negative(product(y, x)))]).program.instructions).toEqual([
        { op: 'constant', value: 7 },
      ]);
    });

    test('terms with different factors of a patient stay apart', () => {
      expect(multiplications(sum(product(p, x), negative(product(q, x))))).toBe(2);
      expect(multiplications(sum(product(a, p, x), negative(product(b, q, x))))).toBe(4);
    });

    test('a factor of a patient is collected in the stage of the patient', () => {
      const { program, result } = run([sum(product(a, p), product(b, p), x)], patient);
      expect(program.patientValues).toHaveLength(1);
      expect(result[0]).toBe((0.3 + 2.5) * 3.25 + cells[cellIndex.T8_A]!);
    });

    test('the value is that of the sum as written, within rounding of its terms', () => {
      const random = randomStream({ seed: '7', streamName: 'sums', index: 0 });
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
      const factors = [a, b, c, p, q, x, y, one, sum(x, y), product(q, y), drug('Chem_C'), exponential(negative(a))];
      for (let round = 0; round < 200; round++) {
        const terms = Array.from({ length: 2 + Math.floor(random() * 6) }, () => {
          const term = product(pick(factors), pick(factors), pick(factors));
          return random() < 0.5 ? term : negative(term);
        });
        const expected = naive(sum(...terms), patient);
        const size = terms.reduce((total, term) => total + Math.abs(naive(term, patient)), 0);
        expect(Math.abs(run([sum(...terms)], patient).result[0]! - expected)).toBeLessThanOrEqual(SUM_ROUNDING * size);
      }
    });
  });

  test('a molecule that two outputs read is computed once', () => {
    const il2 = { name: 'IL2_A', unit: 'pg/L', expression: quotient(cell('T1_A'), parameter('d_I2')) };
    const term = saturation(molecule('IL2_A'), 'K_I2');
    const { program } = run([product(term, cell('T1_A')), product(term, cell('T8_A'))], {}, [il2]);
    expect(program.instructions.filter(({ op }) => op === 'divide')).toHaveLength(1);
  });

  test('what no output needs is omitted', () => {
    const il2 = { name: 'IL2_A', unit: 'pg/L', expression: quotient(cell('T1_A'), parameter('d_I2')) };
    expect(run([cell('T8_A')], { K1: 1 }, [il2]).program.instructions).toEqual([{ op: 'cell', slot: cellIndex.T8_A }]);
  });

  test('a parameter without value, a molecule without definition and the amount of no drug are our bugs', () => {
    expect(() => run([parameter('K_T1')])).toThrow(InternalError);
    expect(() => run([molecule('IL99_A')])).toThrow(InternalError);
    expect(() => run([drug('Targ_P')])).toThrow(InternalError);
  });
});
