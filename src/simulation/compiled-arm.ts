import type { CompiledSimd } from '../compiled/compile-simd.js';
import { simdOutcomes } from '../compiled/simd-layout.js';
import { SimdMemory } from '../compiled/simd-memory.js';
import { type Instantiate, wasmInstance } from '../compiled/wasm-instance.js';
import type { CompiledModel } from '../model/compile/compile-model.js';
import type { SolverSettings } from '../ode/initial-value-problem.js';
import { startingStep } from '../ode/starting-step.js';
import { LOG_ERROR_FLOOR } from '../ode/step-size-controller.js';
import type { ArmSimulator, DaySelection, KeptDays, OnPatient, PatientRows } from './arm-simulator.js';
import type { BaselineTumor } from './baseline-tumor.js';
import type { DosePlan, DoseSegment } from './dose-segments.js';
import { type DosingUntilProgressionPlan, fixedDosing, showsProgression } from './dosing-paths.js';
import { addBoluses, dosesDelivered, drugsOfPaths, integratedDeliveries } from './drug-courses.js';
import { type LaneDosing, laneDosing, pathSegments } from './lane-dosing.js';
import type { PatientOutcome } from './simulate-patient.js';
import { errorWeights, tighterSettings } from './solver-settings.js';

/** A patient in a SIMD lane. */
interface Occupant {
  readonly patient: number;
  readonly retried: boolean;
  readonly parameters: Float64Array;
  readonly baseline: BaselineTumor;
  /** Stop that is decided on next; beyond the last one where none is left. */
  nextStop: number;
  /** Stop whose doses it is given; -1 for those of the plan. */
  stop: number;
  /** Segment in front of which the lane halts, by its place in memory. */
  halt: number;
}

/** A lane's parts of the memory, and the dosing that they hold. */
interface SimdParts {
  readonly constants: Float64Array;
  readonly coefficients: Float64Array;
  readonly kept: KeptDays;
  dosing: LaneDosing | undefined;
}

const reasonOf = new Map<number, Extract<PatientOutcome, { kind: 'failed' }>['reason']>(
  (['non-finite state', 'step size underflow', 'too many steps', 'negative density'] as const).map((reason) => [
    simdOutcomes[reason],
    reason,
  ]),
);

/**
 * Simulates patients with the compiled backend, one per lane at a time.
 *
 * Each lane works on a patient of its own and takes the next one as soon as it is done, so lanes never wait for each other.
 * A failed patient is tried once more with tighter settings.
 *
 * @param model - compiled right-hand side
 * @param simd - the same model compiled; watches X1, X2, X3
 * @param plan - dose segments up to the horizon
 * @param settings - solver accuracy
 * @param selection - days to keep
 * @param until - the plans of patients whose progression shows at a visit; default: all keep the first plan
 * @param instantiate - makes the compiled code run
 */
export function compiledArm(
  model: CompiledModel,
  simd: CompiledSimd,
  plan: DosePlan,
  settings: SolverSettings,
  selection: DaySelection,
  until: DosingUntilProgressionPlan = fixedDosing,
  instantiate: Instantiate = wasmInstance,
): ArmSimulator {
  const { kernel } = model;
  const { horizonDays, snapshotDays } = selection;
  const { dimension } = model;
  const { lanes } = simd;
  const { stops, visits } = until;
  const paths = drugsOfPaths(plan, stops);
  const given = model.drugs.reduce((mask, { name }, drug) => (paths.includes(name) ? mask | (1 << drug) : mask), 0);
  const inputs = new Float64Array(model.drugs.length);
  const dose = laneDosing(model, plan, stops);
  const { ends, tails } = pathSegments(plan, stops);
  const tighter = tighterSettings(settings);
  const room = { segments: ends.length, days: horizonDays + 1, snapshots: snapshotDays.length };
  const memory = new SimdMemory(simd, room, instantiate);
  const dayKinds = new Uint8Array(horizonDays + 1);
  for (const day of snapshotDays) dayKinds[day] = 1;
  memory.writePlan(ends, dayKinds);
  for (let lane = 0; lane < lanes; lane++) memory.writeVector('errorWeights', lane, errorWeights(dimension));
  const startSnapshots = dayKinds[0]!;
  const state = new Float64Array(dimension);
  const [slope, trial, further] = [0, 1, 2].map(() => new Float64Array(dimension)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const parts: SimdParts[] = Array.from({ length: lanes }, (_, lane) => ({
    dosing: undefined,
    constants: new Float64Array(kernel.constantCount),
    coefficients: memory.coefficients(lane),
    kept: { tumor: memory.daily(lane), snapshots: memory.snapshots(lane) },
  }));

  const load = (lane: number, patient: number, parameters: Float64Array, retried: boolean): Occupant => {
    const accuracy = retried ? tighter : settings;
    const own = parts[lane]!;
    const { constants } = own;
    kernel.prepareInto(parameters, constants);
    state.fill(0);
    model.initialStateInto(parameters, state);
    own.dosing = dose(parameters, own.coefficients, own.dosing);
    const { amounts, inputsInto, jumps } = own.dosing;
    const derivatives = (time: number, cells: Float64Array, out: Float64Array) => {
      inputsInto(0, time, inputs);
      kernel.evaluateInto(cells, inputs, constants, out);
    };
    derivatives(0, state, slope);
    const step = startingStep({ derivatives, time: 0, state, slope, scratch: [trial, further] }, accuracy);

    memory.writeConstants(lane, constants);
    const write = (field: Parameters<SimdMemory['write']>[0], value: number) => memory.write(field, lane, value);
    model.drugs.forEach(({ name }, drug) => {
      memory.writeDrug(drug, 'fastRate', lane, amounts[name]?.fastestRate ?? 0);
      memory.writeDrug(drug, 'slowRate', lane, amounts[name]?.slowestRate ?? 0);
    });
    for (const field of ['time', 'segmentStart', 'segmentEnd', 'steps', 'rejected', 'accepted', 'lowest'] as const)
      write(field, 0);
    write('step', step);
    write('mostSteps', accuracy.maxSteps);
    write('relativeTolerance', accuracy.relativeTolerance);
    // Above zero, because the padding behind the cells is zero and must have an error of zero
    write('absoluteTolerance', Math.max(accuracy.absoluteTolerance, Number.MIN_VALUE));
    write('previousLogError', LOG_ERROR_FLOOR);
    write('day', 1);
    write('outcome', simdOutcomes.running);
    write('active', 1);
    simd.watched.forEach((cell, place) => {
      parts[lane]!.kept.tumor[place] = state[cell]!;
    });
    if (startSnapshots === 1) parts[lane]!.kept.snapshots.set(state);
    memory.rewind(lane, 1, startSnapshots);
    const first = jumps.get(0);
    if (first !== undefined) {
      addBoluses(model, first, state);
      derivatives(0, state, slope);
    }
    memory.writeVector('state', lane, state);
    memory.writeVector('k1', lane, slope);
    const occupant = {
      patient,
      retried,
      parameters,
      baseline: until.baselineOf(parameters),
      nextStop: 0,
      stop: -1,
      halt: 0,
    };
    haltNext(lane, occupant);
    return occupant;
  };

  /** Segment behind the last one of the doses that a patient is given. */
  const pathEnd = ({ stop }: Occupant) => tails[stop]?.end ?? plan.segments.length;

  /** Lets a lane run from where it is to the next jump, to the next stop that is decided on, or to the end. */
  const haltNext = (lane: number, occupant: Occupant): void => {
    const decision = occupant.stop < 0 ? (stops[occupant.nextStop]?.shared ?? pathEnd(occupant)) : pathEnd(occupant);
    let next = occupant.halt + 1;
    while (next < decision && !parts[lane]!.dosing!.jumps.has(next)) next++;
    occupant.halt = Math.min(next, decision);
    memory.endAfter(lane, occupant.halt);
    memory.write('outcome', lane, simdOutcomes.running);
  };

  /** Writes the state behind a jump, and its derivative: the lane moves on to both at its next attempt. */
  const jump = (lane: number, place: number, segment: DoseSegment): void => {
    const { constants, dosing } = parts[lane]!;
    memory.readVector('trial', lane, state);
    addBoluses(model, segment, state);
    dosing!.inputsInto(place, 0, inputs);
    kernel.evaluateInto(state, inputs, constants, slope);
    memory.writeVector('trial', lane, state);
    memory.writeVector('k7', lane, slope);
  };

  /** Total density at the visits up to one; cell/L. */
  const sizesUntil = (visit: number, { tumor }: KeptDays) =>
    visits.slice(0, visit + 1).map((day) => {
      const at = day * simd.watched.length;
      return tumor[at]! + tumor[at + 1]! + tumor[at + 2]!;
    });

  /** Decides on the doses that follow and lets the lane continue; false where the patient is done. */
  const resumes = (lane: number, occupant: Occupant): boolean => {
    for (; occupant.stop < 0 && stops[occupant.nextStop]?.shared === occupant.halt; occupant.nextStop++) {
      const { visit } = stops[occupant.nextStop]!;
      if (!showsProgression(until, occupant.baseline, sizesUntil(visit, parts[lane]!.kept), visit)) continue;
      occupant.stop = occupant.nextStop;
      occupant.halt = tails[occupant.stop]!.first;
      memory.jumpTo(lane, occupant.halt);
    }
    if (occupant.halt === pathEnd(occupant)) return false;
    const segment = parts[lane]!.dosing!.jumps.get(occupant.halt);
    if (segment !== undefined) jump(lane, occupant.halt, segment);
    haltNext(lane, occupant);
    return true;
  };

  /** Whether what entered the body is what the patient's doses schedule. */
  const isDelivered = (lane: number, { stop }: Occupant): boolean => {
    const { delivered, doses } = parts[lane]!.dosing!;
    if (model.integrated.length === 0) return delivered[1 + stop]!;
    memory.readVector('trial', lane, state);
    const path = stop < 0 ? doses.plan : doses.stops[stop]!.plan;
    return delivered[1 + stop]! && dosesDelivered(path, integratedDeliveries(model, state));
  };

  const outcomeOf = (lane: number, occupant: Occupant): PatientOutcome => {
    const code = memory.read('outcome', lane);
    const day = memory.read('time', lane);
    const reason = reasonOf.get(code);
    if (reason !== undefined) return { kind: 'failed', reason, day };
    if (!isDelivered(lane, occupant)) return { kind: 'failed', reason: 'dose not delivered', day };
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
    for (let lane = 0; lane < lanes; lane++) takeNext(lane);
    while (occupants.some((occupant) => occupant !== undefined)) {
      memory.run(given);
      occupants.forEach((occupant, lane) => {
        if (occupant === undefined || memory.read('outcome', lane) === simdOutcomes.running) return;
        if (memory.read('outcome', lane) === simdOutcomes.reached && resumes(lane, occupant)) return;
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
