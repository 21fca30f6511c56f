// Evidence: slow oracle (the JavaScript backend, bit for bit) · laws.
import { describe, expect, test } from 'vitest';
import { flow, i32, vector as vectors } from '../../../src/compiled/code/expressions.js';
import { emitRightHandSide, RIGHT_HAND_SIDE } from '../../../src/compiled/emit-right-hand-side.js';
import { emitStatements, storedConstants, workRows } from '../../../src/compiled/emit-statements.js';
import { rightHandSidePlan } from '../../../src/compiled/right-hand-side-plan.js';
import { simdLayout } from '../../../src/compiled/simd-layout.js';
import { InternalError } from '../../../src/errors.js';
import { compileModel } from '../../../src/model/compile/compile-model.js';
import type { Program } from '../../../src/model/compile/program.js';
import { programKernel } from '../../../src/model/compile/program-interpreter.js';
import { initialState } from '../../../src/model/species.js';
import { postedSwitches, resolveSwitches, switchNames } from '../../../src/model/switches.js';
import { clampedExp } from '../../../src/numerics/elementary.js';
import { randomStream } from '../../../src/random/streams.js';
import { publishedPatients } from '../simulation/published-patients.js';
import { emittedModule } from './emitted-module.js';
import { cell, constant, exponentialOf, handMade, input, operation, parameter } from './hand-made-program.js';

/** What one patient's right-hand side reads. */
interface Reading {
  readonly cells: readonly number[];
  readonly parameters: readonly number[];
  readonly inputs?: readonly number[];
}
type PairOf<T> = readonly [T, T];

const orders = ['in the order of the program', 'in short statements'] as const;

/** The emitted right-hand side of two patients. */
async function emittedIn(
  order: (typeof orders)[number],
  program: Program,
): Promise<(patients: PairOf<Reading>) => PairOf<number[]>> {
  const kernel = programKernel(program);
  const plan = order === 'in short statements' ? rightHandSidePlan(program) : undefined;
  const work = plan === undefined ? 0 : workRows(plan);
  const layout = simdLayout(program.outputs.length, kernel.constantCount, program.inputs, 2, work);
  const { drugs, rowBytes, vector } = layout;
  const module = await emittedModule(layout, (code) => {
    if (plan === undefined) emitRightHandSide(code, program, vector.k1);
    else emitStatements(code, program, plan, vector.k1);
    code.function('apply', [], 'none', () => [
      ...(plan === undefined ? [] : storedConstants(code, program, plan)),
      flow.call(RIGHT_HAND_SIDE, i32.number(vector.k3 - vector.k1), ...drugs.map(({ amount }) => vectors.load(amount))),
    ]);
    return ['apply'];
  });
  return (patients) => {
    const setEach = (address: number, of: (patient: Reading) => ArrayLike<number>) => {
      const [first, second] = [of(patients[0]), of(patients[1])];
      for (let index = 0; index < first.length; index++) {
        module.setPair(address + index * rowBytes, [first[index]!, second[index]!]);
      }
    };
    setEach(vector.trial, ({ cells }) => cells);
    setEach(layout.constants, ({ parameters }) => {
      const constants = new Float64Array(kernel.constantCount);
      kernel.prepareInto(Float64Array.from(parameters), constants);
      return constants;
    });
    drugs.forEach(({ amount }, drug) => {
      setEach(amount, ({ inputs = [] }) => [inputs[drug] ?? 0]);
    });
    module.call('apply');
    const pairs = program.outputs.map((_, index) => module.pairAt(vector.k3 + index * rowBytes));
    return [pairs.map(([first]) => first), pairs.map(([, second]) => second)];
  };
}

/** The JavaScript backend on one patient. */
function interpreted(program: Program, { cells, parameters, inputs = [] }: Reading): number[] {
  const kernel = programKernel(program);
  const [constants, outputs] = [new Float64Array(kernel.constantCount), new Float64Array(kernel.outputCount)];
  kernel.prepareInto(Float64Array.from(parameters), constants);
  kernel.evaluateInto(Float64Array.from(cells), Float64Array.from(inputs), constants, outputs);
  return [...outputs];
}

const odd = [-0, 0, 5e-324, -5e-324, 1e-310, 0.1 + 0.2, -1 / 3, 1e308, -1.7976931348623157e308, 2 ** -1022];

describe.each(orders)('the emitted right-hand side, %s,', (order) => {
  const emitted = (program: Program) => emittedIn(order, program);

  test.each([...odd, Number.POSITIVE_INFINITY, Number.NaN].map((value) => ({ value })))(
    'keeps the literal $value to the bit, sign of zero included',
    async ({ value }) => {
      const program = handMade([constant(value), cell(0), operation('multiply', 0, 1)], [0, 2]);
      const [first, second] = (await emitted(program))([
        { cells: [1, 0], parameters: [] },
        { cells: [-1, 0], parameters: [] },
      ]);
      expect(first).toEqual([value, value]);
      expect(second).toEqual([value, -value]);
    },
  );

  test('rounds programs of all operations as the JavaScript backend does, to the bit', async () => {
    const random = randomStream({ seed: '5', streamName: 'hand-made programs', index: 0 });
    const pick = (count: number) => Math.floor(random() * count);
    const operations = ['add', 'subtract', 'multiply', 'divide'] as const;
    let finite = 0;
    for (let round = 0; round < 10; round++) {
      const lines = [cell(0), cell(1), cell(2), input(0), input(1), parameter(0), parameter(1)];
      lines.push(...odd.slice(0, 7).map(constant));
      const inputs = lines.length;
      for (let count = 0; count < 60; count++) {
        lines.push(operation(operations[pick(4)]!, pick(lines.length), pick(lines.length)));
      }
      // Every operation is an output; so are a parameter, a literal, a cell and, twice, one of the operations
      const outputs = [...lines.keys()].slice(inputs).concat(5, 8, 0, inputs + 7);
      const program = handMade(lines, outputs);
      const reading = (): Reading => ({
        cells: outputs.map(() => (random() - 0.5) * 10 ** (20 * random())),
        parameters: [random(), 1e3 * random()],
        inputs: [100 * random(), 50 * random()],
      });
      const patients = [reading(), reading()] as const;
      const results = (await emitted(program))(patients);
      patients.forEach((patient, lane) => {
        expect(results[lane]).toEqual(interpreted(program, patient));
        finite += results[lane]!.filter((value) => Number.isFinite(value) && value !== 0).length;
      });
    }
    expect(finite).toBeGreaterThan(500);
  });

  test.each([1, 2, 5])('knows %i drugs apart', async (drugs) => {
    const slots = Array.from({ length: drugs }, (_, slot) => slot);
    const program = handMade(slots.map(input), slots);
    const amounts = [0, 100].map((first) => slots.map((slot) => first + slot));
    const reading = (inputs: readonly number[]): Reading => ({ cells: slots.map(() => 0), parameters: [], inputs });
    expect((await emitted(program))([reading(amounts[0]!), reading(amounts[1]!)])).toEqual(amounts);
  });

  test('has exponentials of states', async () => {
    const program = handMade([cell(0), exponentialOf(0), cell(1), exponentialOf(2)], [1, 3]);
    const cells = [-2.5, 0.7];
    const [first, second] = (await emitted(program))([
      { cells, parameters: [] },
      { cells: [...cells].reverse(), parameters: [] },
    ]);
    cells.forEach((value, index) => {
      expect(first[index]).toBe(clampedExp(value));
      expect(second[1 - index]).toBe(first[index]);
    });
  });

  test.each([
    ['posted', postedSwitches],
    ['all corrected', resolveSwitches(Object.fromEntries(switchNames.map((name) => [name, 'corrected'])))],
  ])(
    'of the whole model, %s, is that of the JavaScript backend for both patients, to the bit',
    async (_name, switches) => {
      const { program } = compileModel({ switches, varying: ['d_T8'] });
      const evaluate = await emitted(program);
      const vectors = publishedPatients(4, '41');
      const reading = (patient: number, scale: number): Reading => ({
        cells: initialState.map(
          (density, index) => density * (1 + ((index * 7 + patient) % 5) / 5) * scale + patient * 1e4,
        ),
        parameters: [...vectors[patient]!, 0.1 + patient / 10],
        inputs: [patient * 80, 30 / (1 + patient)],
      });
      for (const scale of [1, 0.01, 30]) {
        for (const [a, b] of [
          [0, 1],
          [3, 2],
        ] as const) {
          const patients = [reading(a, scale), reading(b, scale)] as const;
          const results = evaluate(patients);
          patients.forEach((patient, lane) => {
            expect(results[lane]).toEqual(interpreted(program, patient));
          });
        }
      }
    },
  );

  test('of a program whose state reads what no stage computes is our bug', async () => {
    const program = handMade([cell(0), operation('add', 0, 0)], [1]);
    const broken = { ...program, stages: ['patient', 'state'] as const };
    await expect(emitted(broken)).rejects.toThrow(InternalError);
    const parameterOfState = { ...handMade([parameter(0)], [0]), stages: ['state'] as const, patientValues: [] };
    await expect(emitted(parameterOfState)).rejects.toThrow(InternalError);
  });
});
