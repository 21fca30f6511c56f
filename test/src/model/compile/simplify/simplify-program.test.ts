// Evidence: slow oracle (the program as lowered from the expressions) · closed forms · laws.
import { describe, expect, test } from 'vitest';
import { compileExpressions } from '../../../../../src/model/compile/compile-expressions.js';
import type { Program } from '../../../../../src/model/compile/program.js';
import { programKernel } from '../../../../../src/model/compile/program-interpreter.js';
import { simplifyProgram } from '../../../../../src/model/compile/simplify/simplify-program.js';
import {
  cell,
  type Expression,
  exponential,
  hill,
  inhibition,
  molecule,
  negative,
  parameter,
  product,
  quotient,
  saturation,
  sum,
} from '../../../../../src/model/expression.js';
import { fixedParameters } from '../../../../../src/model/parameters/fixed-parameters.js';
import {
  heterogeneityParameterNames,
  heterogeneityParameters,
} from '../../../../../src/model/parameters/heterogeneity.js';
import { resolveFixedParameters } from '../../../../../src/model/parameters/resolve-parameters.js';
import { derivativesOf, qcicModel } from '../../../../../src/model/qcic-model.js';
import { cellIndex, cellStates, initialState } from '../../../../../src/model/species.js';
import { postedSwitches, resolveSwitches, switchNames } from '../../../../../src/model/switches.js';
import { randomStream } from '../../../../../src/random/streams.js';

/** Regrouped roundings of a dozen operations, relative to the largest contribution; a sum loses a digit or two of it. */
const REGROUPED = 1e-12;

const values = new Map([
  ['kappa_T8', 0.3],
  ['K_D', 7],
  ['K_I2', 2.5],
  ['d_I2', 4],
]);

function lowered(outputs: readonly Expression[], varying: readonly string[] = [], il2?: Expression): Program {
  const molecules = il2 === undefined ? [] : [{ name: 'IL2_A', unit: 'pg/L', expression: il2 }];
  return compileExpressions(outputs, molecules, values, varying);
}

/** Operations of the state stage. */
function operations({ instructions, stages }: Program): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { add: 0, subtract: 0, multiply: 0, divide: 0 };
  instructions.forEach(({ op }, index) => {
    if (stages[index] === 'state' && op in counts) counts[op]!++;
  });
  return counts;
}

function valuesOf(program: Program, parameters: readonly number[], cells: readonly number[], inputs = [1.5, 0.25]) {
  const kernel = programKernel(program);
  const constants = new Float64Array(kernel.constantCount);
  const result = new Float64Array(kernel.outputCount);
  kernel.prepareInto(Float64Array.from(parameters), constants);
  kernel.evaluateInto(Float64Array.from(cells), Float64Array.from(inputs), constants, result);
  return result;
}

describe('simplifyProgram', () => {
  const [x, y, z] = [cell('T8_A'), cell('D_A'), cell('NK_A')];
  const [a, b] = [parameter('kappa_T8'), parameter('K_I2')];
  const p = parameter('K1');

  test.each<[string, Expression, Partial<Record<'add' | 'subtract' | 'multiply' | 'divide', number>>]>([
    // K / a + x and 1 / that and x times it
    ['a saturation of a x needs no a x', saturation(product(a, x), 'K_D'), { add: 1, multiply: 1, divide: 1 }],
    [
      'an inhibition by a x is a number over a sum',
      inhibition(product(a, x), 'K_D'),
      { add: 1, multiply: 1, divide: 1 },
    ],
    ['a x y + b x is x (a y + b), scaled', sum(product(a, x, y), product(b, x)), { add: 1, multiply: 2 }],
    ['a (b x) is (a b) x', product(a, sum(product(b, x))), { multiply: 1 }],
    ['a x + a y is a (x + y)', sum(product(a, x), product(a, y)), { add: 1, multiply: 1 }],
    ['- a x - a y is one sum', negative(sum(product(a, x), product(a, y))), { add: 1, multiply: 1 }],
  ])('%s', (_title, expression, expected) => {
    const program = simplifyProgram(lowered([expression]));
    expect(operations(program)).toEqual({ add: 0, subtract: 0, multiply: 0, divide: 0, ...expected });
  });

  test('what products share is multiplied once', () => {
    const outputs = [product(x, y, z), product(a, x, y), product(x, y, p)];
    // x y, then z, a and p times it
    expect(operations(simplifyProgram(lowered(outputs, ['K1']))).multiply).toBe(4);
  });

  test('a constant factor and a patient value are multiplied once per patient', () => {
    const program = simplifyProgram(lowered([sum(product(a, p, x, y), z)], ['K1']));
    expect(program.patientValues).toHaveLength(1);
    expect(operations(program).multiply).toBe(2);
  });

  test('parameters, inputs and the number of outputs stay', () => {
    const program = lowered([x, product(p, y), parameter('K_D'), p, x], ['K1']);
    const { varying, inputs, outputs } = simplifyProgram(program);
    expect({ varying, inputs }).toEqual({ varying: program.varying, inputs: program.inputs });
    expect(outputs).toHaveLength(5);
    expect([...valuesOf(simplifyProgram(program), [3], initialState)]).toEqual([
      initialState[cellIndex.T8_A],
      3 * initialState[cellIndex.D_A]!,
      7,
      3,
      initialState[cellIndex.T8_A],
    ]);
  });

  test('a program that is simple already keeps its value through a second pass', () => {
    const once = simplifyProgram(lowered([sum(product(a, x, y), product(b, x)), saturation(product(a, x), 'K_D')]));
    expect(operations(simplifyProgram(once))).toEqual(operations(once));
  });

  test.each([1e300, 1e-300])('a half-saturation of %s cannot overflow in other units', (half) => {
    const own = new Map(values).set('K_D', half).set('kappa_T8', 1e-9);
    const outputs = [saturation(product(a, x), 'K_D'), inhibition(product(a, x), 'K_D')];
    const program = compileExpressions(outputs, [], own, []);
    const [expected, actual] = [program, simplifyProgram(program)].map((each) => [...valuesOf(each, [], initialState)]);
    actual!.forEach((value, index) => {
      expect(Math.abs(value / expected![index]! - 1)).toBeLessThan(REGROUPED);
    });
    expect(Math.max(...actual!)).toBe(1);
  });

  test('random expressions have the value of the program as lowered, within rounding of their terms', () => {
    const random = randomStream({ seed: '3', streamName: 'simplify', index: 0 });
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const il2 = quotient(sum(product(a, x), product(b, y)), parameter('d_I2'));
    const factors = [a, b, p, x, y, z, sum(x, y), sum(p, product(a, z)), saturation(molecule('IL2_A'), 'K_D')].concat([
      inhibition(product(b, z), 'K_I2'),
      hill(x, 'K_D'),
      exponential(negative(product(a, sum(x, p)))),
    ]);
    const cells = cellStates.map((_, index) => 0.5 + index / 10);
    for (let round = 0; round < 100; round++) {
      const terms = Array.from({ length: 1 + Math.floor(random() * 6) }, () => {
        const term = product(...Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(factors)));
        return random() < 0.4 ? negative(term) : term;
      });
      const outputs = [sum(...terms), product(pick(factors), sum(...terms)), ...terms];
      const program = lowered(outputs, ['K1'], il2);
      const expected = valuesOf(program, [3.25], cells);
      const size = expected.slice(2).reduce((total, value) => total + Math.abs(value), 0) * 10;
      valuesOf(simplifyProgram(program), [3.25], cells).forEach((value, index) => {
        expect(Math.abs(value - expected[index]!)).toBeLessThanOrEqual(REGROUPED * Math.max(size, 1));
      });
    }
  });
});

describe('the model, simplified', () => {
  const corrected = resolveSwitches(Object.fromEntries(switchNames.map((name) => [name, 'corrected'])));
  const forms = [
    ['posted', postedSwitches, []],
    ['corrected', corrected, []],
    ['posted, all fixed parameters per patient', postedSwitches, Object.keys(fixedParameters)],
  ] as const;
  const ranges = Object.values(heterogeneityParameters);

  describe.each(forms)('%s', (_form, switches, further) => {
    const model = qcicModel(switches);
    const published = resolveFixedParameters(switches);
    const varying = [...heterogeneityParameterNames, ...further];
    const program = compileExpressions(derivativesOf(model), model.molecules, published, varying);
    const simplified = simplifyProgram(program);

    test('derivatives of patients at the ends of all ranges, with densities from 0 to 1e13, are those as lowered', () => {
      const random = randomStream({ seed: '5', streamName: 'corners', index: 0 });
      for (let round = 0; round < 30; round++) {
        const parameters = ranges
          .map(({ min, max }) => (random() < 0.5 ? min : max))
          .concat(further.map((name) => published.get(name)!));
        const cells = initialState.map((density) => {
          const kind = random();
          return kind < 0.1 ? 0 : kind < 0.2 ? 1e13 * random() : density * 2 * random();
        });
        const inputs = round % 3 === 0 ? [0, 0] : [280 * random(), 95 * random()];
        const expected = valuesOf(program, parameters, cells, inputs);
        const actual = valuesOf(simplified, parameters, cells, inputs);
        // The rates are of a few per day, so contributions are of the size of the cells that they come from
        const size = Math.max(...cells);
        actual.forEach((value, index) => {
          expect(Number.isFinite(value)).toBe(true);
          expect(Math.abs(value - expected[index]!)).toBeLessThanOrEqual(
            REGROUPED * Math.max(Math.abs(expected[index]!), 1e-3 * size),
          );
        });
      }
    });

    test('has no division and no addition more, and fewer multiplications: by a fifth where parameters are fixed', () => {
      const [before, after] = [operations(program), operations(simplified)];
      expect(after.divide).toBeLessThanOrEqual(before.divide!);
      expect(after.multiply).toBeLessThanOrEqual((further.length === 0 ? 0.8 : 0.97) * before.multiply!);
      expect(after.add! + after.subtract!).toBeLessThanOrEqual(before.add! + before.subtract!);
    });
  });
});
