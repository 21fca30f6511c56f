import type { CompiledSimd } from '../compiled/compile-simd.js';
import { LANES, simdOutcomes } from '../compiled/simd-layout.js';
import { SimdMemory } from '../compiled/simd-memory.js';
import type { CompiledModel } from '../model/compile/compile-model.js';
import { initialState } from '../model/species.js';
import type { SolverSettings } from '../ode/initial-value-problem.js';
import { startingStep } from '../ode/starting-step.js';
import { ERROR_FLOOR } from '../ode/step-size-controller.js';
import type { ArmSimulator, DaySelection, KeptDays, OnPatient, PatientRows } from './arm-simulator.js';
import type { BaselineTumor } from './baseline-tumor.js';
import type { DosePlan } from './dose-segments.js';
import { type DosingUntilProgressionPlan, fixedDosing, showsProgression } from './dosing-paths.js';
import { drugsOfPaths } from './drug-courses.js';
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
}

/** A lane's parts of the memory, and the dosing that they hold. */
interface SimdParts {
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
 * @param until - the plans of patients whose progression shows at a visit; default: all keep the first plan
 */
export function compiledArm(
  model: CompiledModel,
  simd: CompiledSimd,
  plan: DosePlan,
  settings: SolverSettings,
  selection: DaySelection,
  until: DosingUntilProgressionPlan = fixedDosing,
): ArmSimulator {
  const { kernel } = model;
  const { horizonDays, snapshotDays } = selection;
  const dimension = initialState.length;
  const { stops, visits } = until;
  const paths = drugsOfPaths(plan, stops);
  const given = model.drugs.reduce((mask, { name }, drug) => (paths.includes(name) ? mask | (1 << drug) : mask), 0);
  const inputs = new Float64Array(model.drugs.length);
  const dose = laneDosing(model, plan, stops);
  const { ends, tails } = pathSegments(plan, stops);
  /** Number of segments up to which a lane may run before the doses at a stop are decided on. */
  const sharedUntil = (stop: number) => stops[stop]?.shared ?? plan.segments.length;
  const tighter = tighterSettings(settings);
  const memory = new SimdMemory(simd, {
    segments: ends.length,
    days: horizonDays + 1,
    snapshots: snapshotDays.length,
  });
  const dayKinds = new Uint8Array(horizonDays + 1);
  for (const day of snapshotDays) dayKinds[day] = 1;
  memory.writePlan(ends, dayKinds);
  for (let lane = 0; lane < LANES; lane++) memory.writeVector('errorWeights', lane, errorWeights());
  const startSnapshots = dayKinds[0]!;
  const state = new Float64Array(dimension);
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

  const load = (lane: number, patient: number, parameters: Float64Array, retried: boolean): Occupant => {
    const accuracy = retried ? tighter : settings;
    kernel.prepareInto(parameters, constants);
    model.initialStateInto(parameters, state);
    const own = parts[lane]!;
    own.dosing = dose(parameters, own.coefficients, own.dosing);
    const { amounts, initialInto } = own.dosing;
    const derivatives = (time: number, cells: Float64Array, out: Float64Array) => {
      initialInto(time, inputs);
      kernel.evaluateInto(cells, inputs, constants, out);
    };
    derivatives(0, state, slope);
    const step = startingStep({ derivatives, time: 0, state, slope, scratch: [trial, further] }, accuracy);

    memory.writeConstants(lane, constants);
    memory.writeVector('state', lane, state);
    memory.writeVector('k1', lane, slope);
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
    write('previousLogError', Math.log(ERROR_FLOOR));
    write('day', 1);
    write('outcome', simdOutcomes.running);
    write('active', 1);
    simd.watched.forEach((cell, place) => {
      parts[lane]!.kept.tumor[place] = state[cell]!;
    });
    if (startSnapshots === 1) parts[lane]!.kept.snapshots.set(state);
    memory.rewind(lane, 1, startSnapshots);
    memory.endAfter(lane, sharedUntil(0));
    return { patient, retried, parameters, baseline: until.baselineOf(parameters), nextStop: 0, stop: -1 };
  };

  /** Total density at the visits up to one; cell/L. */
  const sizesUntil = (visit: number, { tumor }: KeptDays) =>
    visits.slice(0, visit + 1).map((day) => {
      const at = day * simd.watched.length;
      return tumor[at]! + tumor[at + 1]! + tumor[at + 2]!;
    });

  /** Decides on the doses that follow; false where no stop is left, so that the patient is done. */
  const resumes = (lane: number, occupant: Occupant): boolean => {
    if (occupant.stop >= 0 || occupant.nextStop >= stops.length) return false;
    const reached = sharedUntil(occupant.nextStop);
    for (; stops[occupant.nextStop]?.shared === reached; occupant.nextStop++) {
      const { visit } = stops[occupant.nextStop]!;
      if (!showsProgression(until, occupant.baseline, sizesUntil(visit, parts[lane]!.kept), visit)) continue;
      occupant.stop = occupant.nextStop;
      const { first, end } = tails[occupant.stop]!;
      memory.jumpTo(lane, first);
      memory.endAfter(lane, end);
      break;
    }
    if (occupant.stop < 0) memory.endAfter(lane, sharedUntil(occupant.nextStop));
    memory.write('outcome', lane, simdOutcomes.running);
    return true;
  };

  const outcomeOf = (lane: number, occupant: Occupant): PatientOutcome => {
    const code = memory.read('outcome', lane);
    const day = memory.read('time', lane);
    const reason = reasonOf.get(code);
    if (reason !== undefined) return { kind: 'failed', reason, day };
    if (!parts[lane]!.dosing!.delivered[1 + occupant.stop]!)
      return { kind: 'failed', reason: 'dose not delivered', day };
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
