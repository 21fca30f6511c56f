import { describe, expect, it } from 'vitest';
import { bytesPerPatient, rowsOf, sharedArms } from '../../../../calibration/pool/cohort-rows.js';
import { compiledModelOf, modelHash } from '../../../../calibration/pool/compiled-model.js';
import type { SimulateRowsTask } from '../../../../calibration/pool/simulate-task.js';
import { simulateTask } from '../../../../calibration/pool/simulate-task.js';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';
import { chunkSchema, simulateFormWith, simulationSchema } from '../../../../calibration/tasks/wire/simulate-form.js';
import {
  builtInRegimens,
  compileSimulation,
  DataError,
  defaultSolverSettings,
  fixedArm,
  heterogeneityParameterNames,
  InputError,
  postedSwitches,
  type Regimen,
  type SimulationSpec,
} from '../../../../src/index.js';
import { shortRun, shortSpec } from '../../pool/short-simulation.js';
import { arrived, type Damage, damaged, nothing, type Path, sent, throughWire, titled } from './over-the-wire.js';
import { bitDifferences } from './same-bits.js';
import {
  at,
  exactly,
  expects,
  issue,
  listOfAtLeast,
  listOfAtMost,
  noLessThan,
  noMoreThan,
  oneOf,
  textOfAtMost,
  unknownField,
  withGot,
} from './schema-words.js';

// Evidence: laws.

const simulateForm = simulateFormWith();
const parsed = (spec: unknown) => parsePacked(simulationSchema, spec, 'spec');

const untilProgression = (delayDays: number, next: Regimen | null) => ({
  ...fixedArm('a', builtInRegimens['protocol-tas102']!, [7, 14]),
  untilProgression: { delayDays, next },
});
const course = { dose: 95, days: [1, 2.5], cycleDays: 10.5, cycles: null, durationDays: 0.1 };
const furtherCourses = [{ ...course, durationDays: 0, startDay: 3.5, per: 'm2', loadingDose: 9 }, course] as const;

describe('simulationSchema', () => {
  it.each<[string, Partial<SimulationSpec>]>([
    ['two arms', {}],
    [
      'every built-in regimen',
      { arms: Object.entries(builtInRegimens).map(([name, regimen]) => fixedArm(name, regimen)) },
    ],
    [
      'a regimen of cycles without end',
      { arms: [fixedArm('a', { tas102: [{ ...course, days: [1], cycleDays: 28 }] })] },
    ],
    ['a regimen whose days are no whole ones', { arms: [fixedArm('a', { tas102: [{ ...course, cycleDays: 28 }] })] }],
    ['boluses, later starts and loading doses per square meter', { arms: [fixedArm('a', { tas102: furtherCourses })] }],
    ['a cycle that is no whole number of days', { arms: [fixedArm('a', { tas102: [{ ...course, days: [1] }] })] }],
    ['a drug that is undefined by name', { arms: [fixedArm('a', { bevacizumab: undefined } as never)] }],
    ['doses until progression', { arms: [untilProgression(14, null), untilProgression(0.5, builtInRegimens.none!)] }],
    ['overrides and varying parameters', { overrides: { V_C: 0.7, kappa_3: 1e-300 }, varying: ['V_C', 'kappa_2'] }],
    ['corrected switches', { switches: { ...postedSwitches, dosing: 'corrected' } }],
    ['no days of markers and tumor', { markerDays: [], tumorDays: [], horizonDays: 0, assessmentDay: 0 }],
    ['daily states', { keepTrajectories: true }],
    ['a century', { horizonDays: 36_525 }],
  ])('takes %s as it is', (_name, changes) => {
    const spec = { ...shortSpec, ...changes };
    expect(bitDifferences(parsed(sent(spec)), spec)).toEqual([]);
  });

  const course1 = ['arms', 1, 'regimen', 'tas102', 0] as const;

  const damages: readonly Damage[] = [
    [[], undefined, expects('object')],
    [[], 'spec', expects('object')],
    [['arms'], nothing, expects('array')],
    [['arms'], [], listOfAtLeast(1)],
    [['arms'], new Array(10_001).fill(shortSpec.arms[0]), listOfAtMost(10_000)],
    [['arms', 0, 'name'], nothing, expects('string')],
    [['arms', 0, 'name'], 'x'.repeat(1001), textOfAtMost(1000)],
    [[...course1, 'dose'], Number.NaN, expects('number')],
    [[...course1, 'dose'], '95', expects('number')],
    [[...course1, 'days', 0], -1, noLessThan(0)],
    [[...course1, 'days', 0], -0.5, noLessThan(0)],
    [[...course1, 'days', 0], Number.NaN, expects('number')],
    [[...course1, 'days', 0], 100_000.5, noMoreThan(100_000)],
    [[...course1, 'cycleDays'], -0.5, noLessThan(0)],
    [[...course1, 'cycleDays'], 100_000.5, noMoreThan(100_000)],
    [[...course1, 'days'], new Array(10_001).fill(1), listOfAtMost(10_000)],
    [[...course1, 'cycles'], -1, noLessThan(0)],
    [[...course1, 'cycles'], 1.5, expects('int')],
    [['switches', 'dosing'], nothing, oneOf('posted', 'corrected')],
    [['switches', 'dosing'], 'mended', oneOf('posted', 'corrected')],
    [['overrides', 'V_C'], '0.7', expects('number')],
    [['overrides', 'V_C'], Number.POSITIVE_INFINITY, expects('number')],
    [['overrides'], [1], expects('record')],
    [['varying'], 'V_C', expects('array')],
    [['varying', 0], 7, expects('string')],
    [['horizonDays'], nothing, expects('number')],
    [['horizonDays'], -1, noLessThan(0)],
    [['horizonDays'], 28.5, expects('int')],
    [['horizonDays'], 100_001, noMoreThan(100_000)],
    [['assessmentDay'], null, expects('number')],
    [['markerDays', 1], -14, noLessThan(0)],
    [['markerDays'], Float64Array.of(14), expects('array')],
    [['tumorDays'], new Array(10_001).fill(0), listOfAtMost(10_000)],
    [['arms', 0, 'visits', 1], -14, noLessThan(0)],
    [['arms', 0, 'visits'], '14', expects('array')],
    [['assessment', 'rule'], 'length', oneOf('volume', 'diameter')],
    [['keepTrajectories'], 1, expects('boolean')],
    [['solver', 'maxSteps'], -1, noLessThan(0)],
    [['solver', 'relativeTolerance'], Number.NaN, expects('number')],
  ];

  it.each(titled(damages))('refuses a specification with %s', (_title, path, value, message) => {
    const invalid = damaged(shortSpec, path, value);
    expect(() => parsed(invalid)).toThrow(new DataError(issue('spec', path, message, value)));
  });

  it.each<Path[]>([
    [['script']],
    [['switches', 'lights']],
    [['arms', 0, 'dose']],
    [['drugs', 0, 'dose']],
    [['drugs', 0, 'definition', 'price']],
    [[...course1, 'route']],
    [['solver', 'method']],
  ])('refuses a specification with a field %j', (path) => {
    const invalid = damaged(shortSpec, path, 'x');
    expect(() => parsed(invalid)).toThrow(new DataError(unknownField('spec', path)));
  });
});

// Evidence: laws; what a chunk may hold is tested through simulateForm.
const chunkOf = (spec: SimulationSpec, patients: number) =>
  ({ spec, into: sharedArms(spec, patients) }) as SimulateRowsTask;

describe('chunkSchema', () => {
  it('is made once for all chunks of a cohort that have the same size', () => {
    const schema = chunkSchema(chunkOf(shortSpec, 4), 4);
    expect(chunkSchema(chunkOf(shortSpec, 4), 4)).toBe(schema);
    expect(chunkSchema(chunkOf(shortSpec, 3), 3)).not.toBe(schema);
    expect(chunkSchema(chunkOf(shortSpec, 4), 4)).toBe(schema);
  });

  it('is another one for other arms and days', () => {
    const longer = { ...shortSpec, horizonDays: 29 };
    const fewer = { ...shortSpec, arms: shortSpec.arms.slice(1) };
    for (const spec of [shortSpec, longer, fewer]) {
      const chunk = { patients: 2, failures: [], arms: sharedArms(spec, 2) };
      for (const asked of [shortSpec, longer, fewer]) {
        const accepted = chunkSchema(chunkOf(asked, 2), 2).safeParse(chunk).success;
        expect(accepted).toBe(spec === asked);
      }
    }
  });

  it('takes failures of its own patients and arms alone', () => {
    const failure = { patient: 2, arm: 'none', reason: 'too many steps', day: 1 };
    const chunk = { patients: 1, failures: [failure], arms: sharedArms(shortSpec, 2) };
    expect(() => parsePacked(chunkSchema(chunkOf(shortSpec, 2), 2), chunk, 'result')).toThrow(
      [
        issue('result', ['patients'], exactly(2), 1),
        issue('result', ['failures', 0, 'patient'], 'must be <= 1', 2),
        `${at('result', ['failures', 0, 'arm'])}: ${oneOf('placebo', 'tas102_bev')}; got "none"`,
      ].join('; '),
    );
  });
});

// Evidence: slow oracle (the same task without a wire, bit for bit).

const PATIENTS = 3;
const WIDTH = heterogeneityParameterNames.length;
const { parameters } = shortRun(PATIENTS);

async function taskOf(changes: Partial<SimulationSpec> = {}, given = parameters): Promise<SimulateRowsTask> {
  const spec = { ...shortSpec, ...changes };
  const patients = given.length / (WIDTH + spec.varying.length);
  return { spec, simd: await compiledModelOf(spec), parameters: given, into: sharedArms(spec, patients) };
}

/** The published patients with their own value of one more parameter each. */
const withVolumes = Float64Array.from({ length: PATIENTS * (WIDTH + 1) }, (_, place) => {
  const [patient, column] = [Math.floor(place / (WIDTH + 1)), place % (WIDTH + 1)];
  return column === WIDTH ? 0.7 + 0.1 * patient : parameters[patient * WIDTH + column]!;
});

describe('simulateForm', () => {
  it.each<[string, Partial<SimulationSpec>, Float64Array?]>([
    ['two arms', {}],
    ['one patient', {}, parameters.slice(0, WIDTH)],
    ['daily states', { keepTrajectories: true }],
    [
      'overrides and corrected switches',
      { overrides: { V_C: 0.7 }, switches: { ...shortSpec.switches, 'dptc-inflow': 'corrected' } },
    ],
    ['a parameter that patients bring their own value of', { varying: ['V_C'] }, withVolumes],
    ['patients that fail', { solver: { ...defaultSolverSettings, maxSteps: 12 } }],
    [
      'doses until progression',
      { arms: shortSpec.arms.map((arm) => ({ ...arm, untilProgression: { delayDays: 1, next: {} } })) },
    ],
    ['nothing but the status', { markerDays: [], tumorDays: [] }],
  ])('gives the bits of computing here: %s', async (_name, changes, given) => {
    const [across, here] = [await taskOf(changes, given), await taskOf(changes, given)];
    const result = await throughWire(simulateForm, simulateTask, across);
    expect(bitDifferences(result, simulateTask(here))).toEqual([]);
    expect(bitDifferences(across.into, here.into)).toEqual([]);
    const failing = changes.solver !== undefined;
    expect(result.failures.length > 0).toBe(failing);
    expect(here.into.placebo!.status.some((code) => code > 0)).toBe(!failing);
  });

  it('writes the rows of its own patients, and of no others', async () => {
    const cohort = sharedArms(shortSpec, PATIENTS);
    for (const { tri, status } of Object.values(cohort)) {
      tri.fill(7);
      status.fill(2);
    }
    const one = await taskOf({}, parameters.slice(WIDTH, 2 * WIDTH));
    const into = rowsOf(cohort, { first: 1, count: 1 }, PATIENTS);
    await throughWire(simulateForm, simulateTask, { ...one, into });
    simulateTask(one);
    for (const [arm, { tri, status }] of Object.entries(cohort)) {
      expect([...tri]).toEqual([7, one.into[arm]!.tri[0], 7]);
      expect([...status]).toEqual([2, 1, 2]);
    }
  });

  it('sends specification, model and parameters: neither memory nor compiled code', async () => {
    const { own, ...rest } = simulateForm.pack(await taskOf());
    expect(rest).toEqual({});
    expect(own).toEqual({ spec: shortSpec, model: modelHash(shortSpec), parameters });
  });

  it('sends the same bytes for the same patients, wherever they lie', async () => {
    const task = await taskOf();
    const inShared = new Float64Array(new SharedArrayBuffer(8 * (parameters.length + 2))).subarray(1, -1);
    inShared.set(parameters);
    expect(simulateForm.pack({ ...task, parameters: inShared })).toEqual(simulateForm.pack(task));
  });

  it('lets the worker make memory that its threads share, zeros for every patient, and the compiled model', async () => {
    const task = await taskOf();
    const { into, simd, parameters: there, spec } = await arrived(simulateForm, task);
    expect(bitDifferences(into, task.into)).toEqual([]);
    for (const { burden } of Object.values(into)) expect(burden.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(simd).toBe(task.simd);
    expect(bitDifferences([spec, there], [shortSpec, parameters])).toEqual([]);
  });
});

describe('simulateForm with a damaged task', async () => {
  const { own } = simulateForm.pack(await taskOf());
  const [ours, another] = [modelHash(shortSpec), modelHash({ ...shortSpec, overrides: { V_C: 0.7 } })];
  const century = { ...shortSpec, horizonDays: 100_000 };
  const many = Math.floor(2 ** 30 / bytesPerPatient(century)) + 1;
  const withNumber = (place: number, value: number) => {
    const changed = Float64Array.from(parameters);
    changed[place] = value;
    return changed;
  };
  const rows = `simulate.parameters: must be rows of ${WIDTH} numbers; got`;

  const damages: readonly Damage[] = [
    [[], undefined, `simulate: ${expects('object')}`],
    [['spec'], nothing, `simulate.spec: ${expects('object')}`],
    [['spec', 'arms', 0, 'name'], 7, `${at('simulate', ['spec', 'arms', 0, 'name'])}: ${expects('string')}`],
    [['model'], nothing, `simulate.model: ${expects('string')}`],
    [['model'], 'sesame', 'simulate.model: must be 64 hexadecimal digits'],
    [['model'], another, `simulate.model: must be the model of this worker, ${ours}; got ${another}`],
    [['parameters'], nothing, 'simulate.parameters: must be a Float64Array'],
    [['parameters'], Float32Array.from(parameters), 'simulate.parameters: must be a Float64Array'],
    [['parameters'], [...parameters], 'simulate.parameters: must be a Float64Array'],
    [['parameters'], new Float64Array(), `${rows} 0 numbers`],
    [['parameters'], parameters.slice(1), `${rows} ${parameters.length - 1} numbers`],
    [['parameters'], withNumber(30, Number.NaN), 'simulate.parameters[30]: must be a finite number; got NaN'],
    [
      ['parameters'],
      withNumber(0, Number.NEGATIVE_INFINITY),
      'simulate.parameters[0]: must be a finite number; got -Infinity',
    ],
    [['into'], sharedArms(shortSpec, 1).placebo, unknownField('simulate', ['into'])],
    [['lanes'], Uint8Array.of(0), unknownField('simulate', ['lanes'])],
  ];

  it.each(titled(damages))('refuses it: %s', async (_title, path, value, message) => {
    await expect(unpacked(damaged(own, path, value))).rejects.toThrow(new DataError(withGot(message, value)));
  });

  it('refuses more patients than a message may make a worker keep, before it takes memory', async () => {
    const task = { spec: century, model: ours, parameters: new Float64Array(many * WIDTH).fill(1) };
    const bytes = many * bytesPerPatient(century);
    await expect(unpacked(sent(task))).rejects.toThrow(
      new DataError(`simulate: must keep at most ${2 ** 30} bytes; got ${bytes}`),
    );
  });

  it('refuses a parameter that the model does not know as an error of the data', async () => {
    const arrived = unpacked(damaged(own, ['spec', 'overrides', 'V_X'], 1));
    await expect(arrived).rejects.toThrow(/^parameters\.V_X: must name a parameter of the model; got an unknown name/);
    await expect(arrived).rejects.toBeInstanceOf(DataError);
  });

  it.each<[string, Partial<SimulationSpec>]>([
    ['a value that no parameter has', { overrides: { V_C: -1 } }],
    ['a parameter of the patients that the model does not know', { varying: ['V_X'] }],
  ])('refuses %s with the message of the simulator, as an error of the data', async (_name, changes) => {
    const spec = { ...shortSpec, ...changes };
    const rows = new Float64Array(WIDTH + spec.varying.length).fill(1);
    const task = sent({ spec, model: ours, parameters: rows });
    await expect(unpacked(task)).rejects.toThrow(new DataError(await refusalOf(spec)));
  });

  /** The message of the simulator when called directly. */
  async function refusalOf(spec: SimulationSpec): Promise<string> {
    try {
      await compileSimulation(spec);
    } catch (cause) {
      expect(cause).toBeInstanceOf(InputError);
      return (cause as InputError).message;
    }
    return 'accepted';
  }

  async function unpacked(data: unknown): Promise<SimulateRowsTask> {
    return simulateForm.unpack(data, undefined);
  }
});

describe('simulateForm with a damaged result', async () => {
  const task = await taskOf();
  const there = await arrived(simulateForm, task);
  const failure = { patient: 0, arm: 'placebo', reason: 'too many steps', day: 3 } as const;
  const result = sent(simulateForm.packOutput({ ...simulateTask(there), failures: [failure] }, there));
  const { into: longer } = await taskOf({ horizonDays: 29 });
  const field = (name: string) => ['arms', 'placebo', name];
  const mostFailures = 2 * PATIENTS;

  const damages: readonly Damage[] = [
    [[], null, expects('object')],
    [['patients'], PATIENTS - 1, exactly(PATIENTS)],
    [['patients'], nothing, exactly(PATIENTS)],
    [['failures'], nothing, expects('array')],
    [['failures'], new Array(mostFailures + 1).fill(failure), listOfAtMost(mostFailures)],
    [['failures', 0, 'patient'], PATIENTS, noMoreThan(PATIENTS - 1)],
    [['failures', 0, 'patient'], -1, noLessThan(0)],
    [['failures', 0, 'patient'], 0.5, expects('int')],
    [['failures', 0, 'arm'], 'tas102', oneOf('placebo', 'tas102_bev')],
    [['failures', 0, 'reason'], nothing, expects('string')],
    [['failures', 0, 'day'], Number.NaN, expects('number')],
    [['arms'], nothing, expects('object')],
    [['arms', 'placebo'], nothing, expects('object')],
    [field('status'), nothing, `must be a Uint8Array of ${PATIENTS} numbers`],
    [field('status'), Float64Array.of(1, 1, 1), `must be a Uint8Array of ${PATIENTS} numbers`],
    [field('status'), Uint8Array.of(1, 1), `must be a Uint8Array of ${PATIENTS} numbers`],
    [field('status'), Uint8Array.of(1, 3, 1), 'must hold codes 0, 1, 2; got 3'],
    [field('tri'), new Float32Array(PATIENTS), `must be a Float64Array of ${PATIENTS} numbers`],
    [field('tri'), [0, 0, 0], `must be a Float64Array of ${PATIENTS} numbers`],
    [field('burden'), longer.placebo!.burden, `must be a Float32Array of ${PATIENTS * 29} numbers`],
    [field('burden'), new Float64Array(PATIENTS * 29), `must be a Float32Array of ${PATIENTS * 29} numbers`],
    [field('markers'), new Float64Array(), `must be a Float64Array of ${PATIENTS * 8} numbers`],
    [field('tumor'), new Float64Array(PATIENTS), `must be a Float64Array of ${PATIENTS * 2} numbers`],
    [field('trajectories'), new Float64Array(1), 'must be a Float64Array of 0 numbers'],
  ];

  it.each(titled(damages))('refuses it, and writes nothing: %s', (_title, path, value, message) => {
    const into = sharedArms(shortSpec, PATIENTS);
    const refused = () => simulateForm.unpackOutput(damaged(result, path, value), { ...task, into });
    expect(refused).toThrow(new DataError(issue('result', path, message, value)));
    expect(bitDifferences(into, sharedArms(shortSpec, PATIENTS))).toEqual([]);
  });

  it.each<[Path]>([[['note']], [['failures', 0, 'note']], [['arms', 'tas102']], [['arms', 'placebo', 'note']]])(
    'refuses it with a field %j',
    (path) => {
      expect(() => simulateForm.unpackOutput(damaged(result, path, 'x'), task)).toThrow(
        new DataError(unknownField('result', path)),
      );
    },
  );

  it('refuses the result of other patients', async () => {
    const other = await arrived(simulateForm, await taskOf({}, parameters.slice(WIDTH)));
    const packed = sent(simulateForm.packOutput(simulateTask(other), other));
    expect(() => simulateForm.unpackOutput(packed, task)).toThrow(
      /^result\.patients: .*; result\.arms\.placebo\.status: must be a Uint8Array of 3 numbers; /,
    );
  });

  it('takes it undamaged', () => {
    expect(simulateForm.unpackOutput(result, task)).toEqual({ patients: PATIENTS, failures: [failure] });
  });
});
