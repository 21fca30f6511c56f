import { generatedKernel } from '../../../calibration/bench/peers/generated-kernel.js';
import type { CompiledSimd } from '../../../src/compiled/compile-simd.js';
import { segmentFields, simdOutcomes } from '../../../src/compiled/simd-layout.js';
import { SimdMemory } from '../../../src/compiled/simd-memory.js';
import { type Instantiate, wasmInstance } from '../../../src/compiled/wasm-instance.js';
import type { Program } from '../../../src/model/compile/program.js';
import { DormandPrince } from '../../../src/ode/dormand-prince.js';
import type { SolverSettings } from '../../../src/ode/initial-value-problem.js';
import { LOG_ERROR_FLOOR } from '../../../src/ode/step-size-controller.js';

/** An initial value problem of a program, from time 0. */
export interface SimdProblem {
  readonly program: Program;
  readonly parameters: readonly number[];
  readonly start: readonly number[];
  /** First step; not longer than what the JavaScript solver would begin with, so that both begin alike. */
  readonly firstStep: number;
}

/** When it ends and what is kept; the same for both lanes. */
export interface SimdPlan {
  /** Ends of the segments. */
  readonly ends: readonly number[];
  /** Days of which all cells are kept; with day 0. */
  readonly kept: readonly number[];
  readonly settings: SolverSettings;
  /** Factors on the scaled errors: of every cell, and of the first step of each segment; default: 1. */
  readonly errorWeight?: number;
}

/** Memory for a plan; the horizon is the last end, in whole days. */
export function openMemory(
  simd: CompiledSimd,
  { ends, kept }: SimdPlan,
  instantiate: Instantiate = wasmInstance,
): SimdMemory {
  const days = Math.floor(ends.at(-1)!) + 1;
  const memory = new SimdMemory(simd, { segments: ends.length, days, snapshots: kept.length }, instantiate);
  const dayKinds = new Uint8Array(days);
  for (const day of kept) dayKinds[day] = 1;
  memory.writePlan(ends, dayKinds);
  return memory;
}

function kernelOf({ program, parameters }: SimdProblem) {
  const kernel = generatedKernel(program);
  const constants = new Float64Array(kernel.constantCount);
  kernel.prepareInto(Float64Array.from(parameters), constants);
  const derivatives = (_time: number, state: Float64Array, out: Float64Array) =>
    kernel.evaluateInto(state, new Float64Array(0), constants, out);
  return { constants, derivatives };
}

/** Puts a problem into a lane, at its start. */
export function loadLane(
  memory: SimdMemory,
  lane: number,
  { problem, plan, watched }: { problem: SimdProblem; plan: SimdPlan; watched: readonly number[] },
): void {
  const { constants, derivatives } = kernelOf(problem);
  const start = Float64Array.from(problem.start);
  const slope = new Float64Array(start.length);
  derivatives(0, start, slope);
  memory.writeConstants(lane, constants);
  memory.writeVector('state', lane, start);
  memory.writeVector('k1', lane, slope);
  memory.writeVector(
    'errorWeights',
    lane,
    start.map(() => plan.errorWeight ?? 1),
  );
  const write = (field: Parameters<SimdMemory['write']>[0], value: number) => memory.write(field, lane, value);
  for (const field of ['time', 'segmentStart', 'segmentEnd', 'steps', 'rejected', 'accepted', 'lowest'] as const)
    write(field, 0);
  write('step', problem.firstStep);
  write('mostSteps', plan.settings.maxSteps);
  write('relativeTolerance', plan.settings.relativeTolerance);
  write('absoluteTolerance', plan.settings.absoluteTolerance);
  write('previousLogError', LOG_ERROR_FLOOR);
  write('day', 1);
  write('outcome', simdOutcomes.running);
  write('active', 1);
  const coefficients = memory.coefficients(lane).fill(0);
  plan.ends.forEach((_, segment) => {
    coefficients[segment * segmentFields.length + segmentFields.indexOf('firstStep')] = Number.POSITIVE_INFINITY;
    coefficients[segment * segmentFields.length + segmentFields.indexOf('errorWeight')] = plan.errorWeight ?? 1;
  });
  memory.daily(lane).set(watched.map((cell) => start[cell]!));
  memory.snapshots(lane).set(start);
  memory.rewind(lane, 1, 1);
}

/** Runs until every loaded lane has an outcome; returns the outcomes. */
export function runSimd(memory: SimdMemory, simd: readonly number[]): readonly number[] {
  const outcomes = new Map<number, number>();
  while (outcomes.size < simd.length) {
    memory.run(0);
    for (const lane of simd) {
      const outcome = memory.read('outcome', lane);
      if (outcome === simdOutcomes.running) continue;
      outcomes.set(lane, outcome);
      memory.write('active', lane, 0);
      memory.write('outcome', lane, simdOutcomes.running);
    }
  }
  return simd.map((lane) => outcomes.get(lane)!);
}

/** The same problem by the JavaScript solver: all cells at the whole days, and how it ended. */
export function oracleSolution(problem: SimdProblem, { ends, settings, errorWeight = 1 }: SimdPlan) {
  const { derivatives } = kernelOf(problem);
  const weights = new Float64Array(problem.start.length).fill(errorWeight);
  const solver = new DormandPrince(problem.start.length, derivatives, settings, weights);
  solver.start(0, problem.start);
  solver.limitNextStep(problem.firstStep, errorWeight);
  const days: number[][] = [[...problem.start]];
  const onStep = () => {
    while (days.length <= solver.time) {
      const day = days.length;
      days.push(problem.start.map((_, cell) => solver.component(cell, day)));
    }
  };
  for (const [index, end] of ends.entries()) {
    if (index > 0) solver.limitNextStep(Number.POSITIVE_INFINITY, errorWeight);
    const outcome = solver.integrateTo(end, onStep);
    if (outcome.kind === 'failed') return { days, outcome: simdOutcomes[outcome.reason], solver };
  }
  return { days, outcome: simdOutcomes.reached, solver };
}
