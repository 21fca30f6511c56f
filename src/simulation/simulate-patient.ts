import type { CompiledModel } from '../model/compile/compile-model.js';
import type { DrugName } from '../model/drugs/drug-definition.js';
import { cellIndex } from '../model/species.js';
import { DormandPrince, type FailureReason } from '../ode/dormand-prince.js';
import type { SolverSettings } from '../ode/initial-value-problem.js';
import type { DosePlan } from './dose-segments.js';
import { type DosingUntilProgressionPlan, fixedDosing, showsProgression } from './dosing-paths.js';
import {
  addBoluses,
  beginSegment,
  type DrugAmounts,
  dosesDelivered,
  drugAmounts,
  drugSpeeds,
  drugsGiven,
  drugsOfPaths,
  endSegment,
  firstStepOf,
  inputOf,
  integratedDeliveries,
  jumpsAt,
} from './drug-courses.js';
import { patientDosing } from './patient-dosing.js';
import { NEGATIVE_DENSITY } from './patient-limits.js';
import { errorWeights, tighterSettings } from './solver-settings.js';
import { tumorCells } from './tumor-burden.js';

/** How the simulation of one patient under one arm ended. */
export type PatientOutcome =
  | { readonly kind: 'completed'; readonly retried: boolean }
  | { readonly kind: 'failed'; readonly reason: PatientFailure; readonly day: number };

/** Why a patient has no result; `ended its worker` where the simulation took its thread down, under whichever arm. */
export type PatientFailure = FailureReason | 'negative density' | 'dose not delivered' | 'ended its worker';

/** Reads the solution at one whole day; valid only inside the observer's call. */
export interface DayReader {
  /** Density of a cell state; cell/L; index in canonical order. */
  cell(index: number): number;
  /** Drug amounts; dose units; before a bolus of the day. */
  drug(name: DrugName): { readonly central: number; readonly peripheral: number };
}

/** Called for day 0, 1, ..., horizon, in order. A retry starts again at day 0. */
export type DayObserver = (day: number, reader: DayReader) => void;

/**
 * Simulates patients of one compiled model under one dose plan, or under those that follow progression.
 *
 * The solver restarts its stretch at every dose start and end, the drugs follow their closed form or are integrated with
 * the cells, and what entered the body is compared with what was scheduled. A failed patient is tried once more with tighter settings.
 *
 * @param model - compiled right-hand side
 * @param plan - dose segments up to the horizon
 * @param settings - solver accuracy
 * @param until - the plans of patients whose progression shows at a visit; default: all keep the first plan
 * @returns a function that simulates one parameter vector (order of `model.parameterNames`); it allocates almost nothing
 *   and must not be called again from inside its observer
 */
export function patientSimulator(
  model: CompiledModel,
  plan: DosePlan,
  settings: SolverSettings,
  until: DosingUntilProgressionPlan = fixedDosing,
): (parameters: Float64Array, observe: DayObserver) => PatientOutcome {
  const attempt = attemptWith(model, plan, settings, until);
  let retry: typeof attempt | undefined;
  return (parameters, observe) => {
    const first = attempt(parameters, observe);
    if (first.kind === 'completed') return first;
    retry ??= attemptWith(model, plan, tighterSettings(settings), until);
    const second = retry(parameters, observe);
    return second.kind === 'completed' ? { kind: 'completed', retried: true } : second;
  };
}

function attemptWith(
  model: CompiledModel,
  plan: DosePlan,
  settings: SolverSettings,
  until: DosingUntilProgressionPlan,
): (parameters: Float64Array, observe: DayObserver) => PatientOutcome {
  const { kernel } = model;
  const constants = new Float64Array(kernel.constantCount);
  const start = new Float64Array(model.dimension);
  const given = drugsOfPaths(plan, until.stops);
  const givenFirst = drugsGiven(plan);
  const visitOf = new Map(until.visits.map((day, visit) => [day, visit]));
  const sizes = new Float64Array(until.visits.length);
  const tumorIndices = tumorCells.map((name) => cellIndex[name]);
  const integrated = model.integrated.filter(({ name }) => given.includes(name));
  const dosesOf = patientDosing(model, plan, until.stops);
  let amounts: DrugAmounts = {};
  /** Drugs with a closed form, and their places among the model's drugs. */
  let closed: readonly { readonly slot: number; readonly amount: DrugAmounts[string] }[] = [];
  const inputs = new Float64Array(model.drugs.length);
  let segmentStart = 0;
  const solver = new DormandPrince(
    model.dimension,
    (time, cells, derivatives) => {
      const elapsed = time - segmentStart;
      for (const { slot, amount } of closed) inputs[slot] = amount.central(elapsed);
      kernel.evaluateInto(cells, inputs, constants, derivatives);
    },
    settings,
    errorWeights(model.dimension),
  );
  let readTime = 0;
  const reader: DayReader = {
    cell: (index) => solver.component(index, readTime),
    drug: (name) => {
      if (readTime === 0) return { central: 0, peripheral: 0 };
      const places = model.integrated.find((drug) => drug.name === name);
      const amountAt = (place: number | undefined) => (place === undefined ? 0 : solver.component(place, readTime));
      if (places !== undefined) return { central: amountAt(places.central), peripheral: amountAt(places.peripheral) };
      const amount = amounts[name];
      const elapsed = readTime - segmentStart;
      return amount === undefined
        ? { central: 0, peripheral: 0 }
        : { central: amount.central(elapsed), peripheral: amount.peripheral(elapsed) };
    },
  };

  return (parameters, observe) => {
    kernel.prepareInto(parameters, constants);
    model.initialStateInto(parameters, start);
    amounts = drugAmounts(model, given, parameters);
    closed = model.drugs.flatMap(({ name }, slot) => {
      const amount = amounts[name];
      return amount === undefined ? [] : [{ slot, amount }];
    });
    const speeds = drugSpeeds(model, given, parameters, amounts);
    const doses = dosesOf(parameters);
    let nextDay = 0;
    let lowest = 0;
    const onStep = () => {
      const { state } = solver;
      for (let i = 0; i < state.length; i++) if (state[i]! < lowest) lowest = state[i]!;
      for (; nextDay <= solver.time; nextDay++) {
        readTime = nextDay;
        observe(nextDay, reader);
        const visit = visitOf.get(nextDay);
        if (visit !== undefined) sizes[visit] = tumorIndices.reduce((sum, cell) => sum + reader.cell(cell), 0);
      }
    };
    const baseline = until.baselineOf(parameters);
    let path = doses.plan;
    let nextStop = 0;
    for (let index = 0; index < path.segments.length; index++) {
      const segment = path.segments[index]!;
      segmentStart = segment.startDay;
      beginSegment(segment, amounts);
      for (const { name, slot } of integrated) inputs[slot] = inputOf(segment, name);
      if (index === 0) {
        solver.start(0, start);
        onStep();
      }
      if (jumpsAt(model, segment, path.segments[index - 1])) {
        solver.jump((state) => addBoluses(model, segment, state));
      }
      const { longest, errorWeight } = firstStepOf(segment, path === doses.plan ? givenFirst : given, speeds);
      solver.limitNextStep(longest, errorWeight);
      const outcome = solver.integrateTo(segment.endDay, onStep);
      if (outcome.kind === 'failed') return { kind: 'failed', reason: outcome.reason, day: outcome.time };
      if (lowest < NEGATIVE_DENSITY) return { kind: 'failed', reason: 'negative density', day: solver.time };
      endSegment(segment, amounts);
      for (; path === doses.plan && doses.stops[nextStop]?.shared === index + 1; nextStop++) {
        const { visit, plan: stopped } = doses.stops[nextStop]!;
        if (showsProgression(until, baseline, sizes, visit)) path = stopped;
      }
    }
    if (!dosesDelivered(path, { ...amounts, ...integratedDeliveries(model, solver.state) })) {
      return { kind: 'failed', reason: 'dose not delivered', day: solver.time };
    }
    return { kind: 'completed', retried: false };
  };
}
