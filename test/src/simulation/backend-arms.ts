import { generatedKernel } from '../../../calibration/bench/peers/generated-kernel.js';
import { type CompiledSimd, compileSimd } from '../../../src/compiled/compile-simd.js';
import { type CompiledModel, compileModel, type ModelOptions } from '../../../src/model/compile/compile-model.js';
import { cellIndex } from '../../../src/model/species.js';
import type { SolverSettings } from '../../../src/ode/initial-value-problem.js';
import type { ArmSimulator, DaySelection } from '../../../src/simulation/arm-simulator.js';
import { compiledArm } from '../../../src/simulation/compiled-arm.js';
import type { DosePlan } from '../../../src/simulation/dose-segments.js';
import type { DosingUntilProgressionPlan } from '../../../src/simulation/dosing-paths.js';
import { javascriptArm } from '../../../src/simulation/javascript-arm.js';
import { NEGATIVE_DENSITY } from '../../../src/simulation/patient-limits.js';
import type { PatientOutcome } from '../../../src/simulation/simulate-patient.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { tumorCells } from '../../../src/simulation/tumor-burden.js';

/** A model for both backends; its kernel is generated code, which gives the bits of the interpreter in a quarter of the time. */
export interface BothModels {
  readonly model: CompiledModel;
  readonly simd: CompiledSimd;
}

export async function compileBoth(options: ModelOptions): Promise<BothModels> {
  const model = compileModel(options, generatedKernel);
  const watched = tumorCells.map((name) => cellIndex[name]);
  return { model, simd: await compileSimd(model.program, watched, NEGATIVE_DENSITY) };
}

/** What a simulation is made of besides the model and the patients. */
export interface ArmCase {
  readonly plan: DosePlan;
  readonly settings?: SolverSettings;
  /** Default: all days up to the plan's end. */
  readonly snapshotDays?: readonly number[];
  /** Default: none stops. */
  readonly until?: DosingUntilProgressionPlan;
}

/** The simulators of both backends; each may be used again and again. */
export function bothArms(
  { model, simd }: BothModels,
  { plan, settings = defaultSolverSettings, snapshotDays, until }: ArmCase,
) {
  const horizonDays = plan.segments.at(-1)!.endDay;
  const selection: DaySelection = {
    horizonDays,
    snapshotDays: snapshotDays ?? Array.from({ length: horizonDays + 1 }, (_, day) => day),
  };
  return {
    compiled: compiledArm(model, simd, plan, settings, selection, until),
    oracle: javascriptArm(model, plan, settings, selection, until),
  };
}

/** What one patient left. */
export interface PatientRun {
  readonly outcome: PatientOutcome;
  readonly tumor: Float64Array;
  readonly snapshots: Float64Array;
}

/** Simulates patients; results in input order. Each patient must be handed over exactly once. */
export function runArm(simulate: ArmSimulator, vectors: readonly Float64Array[]): readonly PatientRun[] {
  const runs = new Map<number, PatientRun>();
  simulate({ count: vectors.length, row: (patient) => vectors[patient]! }, (patient, outcome, days) => {
    if (runs.has(patient)) throw new Error(`patient ${patient} was handed over twice`);
    runs.set(patient, { outcome, tumor: days.tumor.slice(), snapshots: days.snapshots.slice() });
  });
  return vectors.map((_, patient) => runs.get(patient)!);
}
