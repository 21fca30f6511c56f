import type { CompiledSimd } from '../compiled/compile-simd.js';
import { LANES, segmentFields, simdOutcomes } from '../compiled/simd-layout.js';
import { SimdMemory } from '../compiled/simd-memory.js';
import type { CompiledModel } from '../model/compile/compile-model.js';
import { type DrugName, drugNames } from '../model/regimens.js';
import { initialState } from '../model/species.js';
import type { SolverSettings } from '../ode/initial-value-problem.js';
import { startingStep } from '../ode/starting-step.js';
import { ERROR_FLOOR } from '../ode/step-size-controller.js';
import type { ArmSimulator, DaySelection, KeptDays, OnPatient, PatientRows } from './arm-simulator.js';
import type { DosePlan } from './dose-segments.js';
import { type DrugAmounts, dosesDelivered, drugAmounts, drugsGiven, firstStepOf } from './drug-courses.js';
import type { PatientOutcome } from './simulate-patient.js';
import { errorWeights, tighterSettings } from './solver-settings.js';

/** A patient in a SIMD lane. */
interface Occupant {
  readonly patient: number;
  readonly retried: boolean;
  readonly dosesDelivered: boolean;
}

/** The drugs of a plan at some rates. */
interface Dosing {
  /** What the numbers of the segments were made from. */
  readonly rates: string;
  /** Amounts at the end of the plan. */
  readonly amounts: DrugAmounts;
  /** Central amount in the first segment; dose units. */
  readonly initial: Readonly<Record<DrugName, (elapsed: number) => number>>;
  readonly delivered: boolean;
}

/** A lane's parts of the memory, and the dosing that they hold. */
interface SimdParts {
  readonly coefficients: Float64Array;
  readonly kept: KeptDays;
  dosing: Dosing | undefined;
}

const reasonOf = new Map<number, Extract<PatientOutcome, { kind: 'failed' }>['reason']>(
  (['non-finite state', 'step size underflow', 'too many steps', 'negative density'] as const).map((reason) => [
    simdOutcomes[reason],
    reason,
  ]),
);

/**
 * Simulates patients with the compiled backend, two at a time.
 *
 * Each lane works on a patient of its own and takes the next one as soon as it is done, so lanes never wait for each other.
 * A failed patient is tried once more with tighter settings.
 *
 * @param model - compiled right-hand side
 * @param simd - the same model compiled to WebAssembly; watches X1, X2, X3
 * @param plan - dose segments up to the horizon
 * @param settings - solver accuracy
 * @param selection - days to keep
 */
export function compiledArm(
  model: CompiledModel,
  simd: CompiledSimd,
  plan: DosePlan,
  settings: SolverSettings,
  selection: DaySelection,
): ArmSimulator {
  const { kernel } = model;
  const { horizonDays, snapshotDays } = selection;
  const dimension = initialState.length;
  const given = drugsGiven(plan);
  const tighter = tighterSettings(settings);
  const memory = new SimdMemory(simd, {
    segments: plan.segments.length,
    days: horizonDays + 1,
    snapshots: snapshotDays.length,
  });
  const dayKinds = new Uint8Array(horizonDays + 1);
  for (const day of snapshotDays) dayKinds[day] = 1;
  memory.writePlan(
    plan.segments.map(({ endDay }) => endDay),
    dayKinds,
  );
  for (let lane = 0; lane < LANES; lane++) memory.writeVector('errorWeights', lane, errorWeights());
  const startSnapshots = dayKinds[0]!;
  const state = Float64Array.from(initialState);
  const [slope, trial, further] = [0, 1, 2].map(() => new Float64Array(dimension)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const constants = new Float64Array(kernel.constantCount);
  const parts: SimdParts[] = Array.from({ length: LANES }, (_, lane) => ({
    dosing: undefined,
    coefficients: memory.coefficients(lane),
    kept: { tumor: memory.daily(lane), snapshots: memory.snapshots(lane) },
  }));

  /** Writes the numbers of every segment; they depend on the rates of the drugs, which most patients share. */
  const dose = (lane: number, parameters: Float64Array): Dosing => {
    const rates = given.flatMap((drug) => Object.values(model.ratesOf(drug, parameters))).join();
    const { coefficients, dosing: last } = parts[lane]!;
    if (last?.rates === rates) return last;
    const amounts = drugAmounts(model, given, parameters);
    const initial = { bevacizumab: (_: number) => 0, tas102: (_: number) => 0 };
    const put = (segment: number, field: (typeof segmentFields)[number], value: number) => {
      coefficients[segment * segmentFields.length + segmentFields.indexOf(field)] = value;
    };
    plan.segments.forEach((stretch, segment) => {
      const { longest, errorWeight } = firstStepOf(stretch, given, amounts);
      put(segment, 'firstStep', longest);
      put(segment, 'errorWeight', errorWeight);
      for (const drug of given) {
        const amount = amounts[drug]!;
        amount.begin(stretch.input[drug]);
        const { steady, fast, slow } = amount.coefficients;
        put(segment, `${drug}Steady`, steady);
        put(segment, `${drug}Fast`, fast);
        put(segment, `${drug}Slow`, slow);
        if (segment === 0) initial[drug] = centralOf(steady, fast, slow, amount.fastestRate, amount.slowestRate);
        amount.end(stretch.endDay - stretch.startDay);
      }
    });
    const dosing = { rates, amounts, initial, delivered: dosesDelivered(plan, given, amounts) };
    parts[lane]!.dosing = dosing;
    return dosing;
  };

  const load = (lane: number, patient: number, parameters: Float64Array, retried: boolean): Occupant => {
    const accuracy = retried ? tighter : settings;
    kernel.prepareInto(parameters, constants);
    const { amounts, initial, delivered } = dose(lane, parameters);
    const derivatives = (time: number, cells: Float64Array, out: Float64Array) =>
      kernel.evaluateInto(cells, initial.bevacizumab(time), initial.tas102(time), constants, out);
    derivatives(0, state, slope);
    const step = startingStep({ derivatives, time: 0, state, slope, scratch: [trial, further] }, accuracy);

    memory.writeConstants(lane, constants);
    memory.writeVector('state', lane, state);
    memory.writeVector('k1', lane, slope);
    const write = (field: Parameters<SimdMemory['write']>[0], value: number) => memory.write(field, lane, value);
    for (const drug of drugNames) {
      const amount = amounts[drug];
      write(`${drug}FastRate`, amount?.fastestRate ?? 0);
      write(`${drug}SlowRate`, amount?.slowestRate ?? 0);
    }
    for (const field of ['time', 'segmentStart', 'segmentEnd', 'steps', 'rejected', 'accepted', 'lowest'] as const)
      write(field, 0);
    write('step', step);
    write('mostSteps', accuracy.maxSteps);
    write('relativeTolerance', accuracy.relativeTolerance);
    // Above zero, because the padding behind the cells is zero and must have an error of zero
    write('absoluteTolerance', Math.max(accuracy.absoluteTolerance, Number.MIN_VALUE));
    write('previousLogError', Math.log(ERROR_FLOOR));
    write('day', 1);
    write('outcome', simdOutcomes.running);
    write('active', 1);
    simd.watched.forEach((cell, place) => {
      parts[lane]!.kept.tumor[place] = state[cell]!;
    });
    if (startSnapshots === 1) parts[lane]!.kept.snapshots.set(state);
    memory.rewind(lane, 1, startSnapshots);
    return { patient, retried, dosesDelivered: delivered };
  };

  const outcomeOf = (lane: number, occupant: Occupant): PatientOutcome => {
    const code = memory.read('outcome', lane);
    const day = memory.read('time', lane);
    const reason = reasonOf.get(code);
    if (reason !== undefined) return { kind: 'failed', reason, day };
    if (!occupant.dosesDelivered) return { kind: 'failed', reason: 'dose not delivered', day };
    return { kind: 'completed', retried: occupant.retried };
  };

  return (patients: PatientRows, onPatient: OnPatient) => {
    let next = 0;
    const occupants: (Occupant | undefined)[] = [];
    const takeNext = (lane: number) => {
      if (next < patients.count) {
        occupants[lane] = load(lane, next, patients.row(next), false);
        next++;
        return;
      }
      occupants[lane] = undefined;
      // An empty lane computes with steps of zero; nothing reads it.
      for (const field of ['active', 'outcome', 'attempted', 'accepted'] as const) memory.write(field, lane, 0);
    };
    for (let lane = 0; lane < LANES; lane++) takeNext(lane);
    while (occupants.some((occupant) => occupant !== undefined)) {
      memory.run(given.includes('tas102'), given.includes('bevacizumab'));
      occupants.forEach((occupant, lane) => {
        if (occupant === undefined || memory.read('outcome', lane) === simdOutcomes.running) return;
        const outcome = outcomeOf(lane, occupant);
        if (outcome.kind === 'failed' && !occupant.retried) {
          occupants[lane] = load(lane, occupant.patient, patients.row(occupant.patient), true);
          return;
        }
        onPatient(occupant.patient, outcome, parts[lane]!.kept);
        takeNext(lane);
      });
    }
  };
}

function centralOf(steady: number, fast: number, slow: number, fastRate: number, slowRate: number) {
  return (elapsed: number) => steady + fast * Math.exp(-fastRate * elapsed) + slow * Math.exp(-slowRate * elapsed);
}
