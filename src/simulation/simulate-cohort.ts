import {
  type CompiledSimd,
  compileSimd,
  type SimdShape,
  simdBinary,
  simdShape,
  simdSource,
  WASM_LANES,
} from '../compiled/compile-simd.js';
import { programChecksum } from '../compiled/program-checksum.js';
import { type Instantiate, wasmInstance } from '../compiled/wasm-instance.js';
import { InputError, InternalError } from '../errors.js';
import { type CompiledModel, compileModel } from '../model/compile/compile-model.js';
import { cellIndex } from '../model/species.js';
import { ownValue } from '../numerics/own-value.js';
import { type ArmRecord, armRecorder, daysToKeep, emptyArmRecord, statusCodes } from './arm-record.js';
import { baselineTumors } from './baseline-tumor.js';
import { compiledArm } from './compiled-arm.js';
import { dosingPaths } from './dosing-paths.js';
import { javascriptArm } from './javascript-arm.js';
import { NEGATIVE_DENSITY } from './patient-limits.js';
import type { PatientRows } from './patient-rows.js';
import type { PatientFailure } from './simulate-patient.js';
import { requireDays, requireDrugsOfArms, type SimulationSpec } from './simulation-spec.js';
import { tumorCells } from './tumor-burden.js';

export interface PatientFailureRecord {
  /** Row of the patient. */
  readonly patient: number;
  readonly arm: string;
  readonly reason: PatientFailure;
  readonly day: number;
}

export interface CohortRecord<Burden extends PatientRows = Float32Array> {
  readonly patients: number;
  readonly arms: Readonly<Record<string, ArmRecord<Burden>>>;
  /** In order of patients within an arm, arms in the order of the specification. */
  readonly failures: readonly PatientFailureRecord[];
}

/** What runs the simulation: the model compiled for several patients at once, or the JavaScript oracle for one at a time. */
export type SimulationBackend = CompiledSimd | 'javascript';

/**
 * Compiles the model of a specification to WebAssembly; about a tenth of a second, most of it for the assembler. The result
 * can be sent to worker threads.
 *
 * @throws InputError - on an unknown parameter or an impossible value
 */
export function compileSimulation(spec: SimulationSpec): Promise<CompiledSimd> {
  return compileSimd(modelOf(spec).program, watchedCells(), NEGATIVE_DENSITY);
}

/**
 * The module of {@link compileSimulation} as bytes, for an engine elsewhere: a page compiles them without the assembler.
 *
 * @returns what is needed to lay out its memory, and the bytes
 * @throws InputError - on an unknown parameter or an impossible value
 */
export async function simulationBinary(
  spec: SimulationSpec,
): Promise<{ readonly shape: SimdShape; readonly bytes: Uint8Array }> {
  const { program } = modelOf(spec);
  const watched = watchedCells();
  const options = { program, watched, lowestDensity: NEGATIVE_DENSITY, lanes: WASM_LANES, hoistsLoads: true };
  return { shape: simdShape(options), bytes: await simdBinary(program, watched, NEGATIVE_DENSITY) };
}

/**
 * The model of a specification as C text, for so many patients at once; see {@link simdSource}.
 *
 * @throws InputError - on an unknown parameter or an impossible value
 */
export function simulationSource(spec: SimulationSpec, lanes: number): ReturnType<typeof simdSource> {
  return simdSource(modelOf(spec).program, watchedCells(), NEGATIVE_DENSITY, lanes);
}

/** Cells that are kept every day, by index. */
const watchedCells = () => tumorCells.map((name) => cellIndex[name]);

/**
 * Simulates patients under every arm.
 *
 * @param parameters - row-major vectors, n x number of parameters; order of `CompiledModel.parameterNames`
 * @param into - records to write into, by arm; n rows of zeros each; default: new ones
 */
export type CohortSimulator = (parameters: Float64Array, into?: Readonly<Record<string, ArmRecord>>) => CohortRecord;

/**
 * Prepares a simulator of cohorts: model, dose plans and working memory are set up once.
 *
 * @param spec - model, arms, days and solver
 * @param backend - result of {@link compileSimulation} for the same specification, or the JavaScript oracle
 * @param instantiate - makes the compiled code run; default: WebAssembly
 * @returns the simulator; each arm simulates the same patients, and a patient's numbers do not depend on the others
 * @throws InputError - on an unknown parameter, an impossible regimen, a day outside the horizon, or ragged vectors
 */
export function cohortSimulator(
  spec: SimulationSpec,
  backend: SimulationBackend,
  instantiate: Instantiate = wasmInstance,
): CohortSimulator {
  const model = modelOf(spec);
  requireDays(spec);
  requireDrugsOfArms(spec);
  if (backend !== 'javascript' && backend.checksum !== programChecksum(model.program)) {
    throw new InternalError('simulation: the compiled model must be that of the specification; got another');
  }
  const selection = daysToKeep(spec);
  const baselineOf = baselineTumors(model);
  const arms = spec.arms.map((arm) => {
    const { name, visits } = arm;
    const { plan, stops } = dosingPaths(arm, spec.horizonDays);
    const until = { visits, stops, rules: spec.assessment, baselineOf };
    const simulate =
      backend === 'javascript'
        ? javascriptArm(model, plan, spec.solver, selection, until)
        : compiledArm(model, backend, plan, spec.solver, selection, until, instantiate);
    return { name, visits, simulate, write: armRecorder(spec, model, plan, until) };
  });
  const width = model.parameterNames.length;
  return (parameters, into) => {
    const patients = parameters.length / width;
    if (!Number.isInteger(patients)) {
      throw new InputError(`patients: must be rows of ${width} parameters; got ${parameters.length} numbers`);
    }
    const rows = {
      count: patients,
      row: (patient: number) => parameters.subarray(patient * width, (patient + 1) * width),
    };
    const failures: PatientFailureRecord[] = [];
    const records = arms.map(({ name, visits, simulate, write }) => {
      const record = ownValue(into, name) ?? emptyArmRecord(spec, patients, visits);
      const failed: PatientFailureRecord[] = [];
      simulate(rows, (patient, outcome, days) => {
        if (outcome.kind === 'failed') {
          failed.push({ patient, arm: name, reason: outcome.reason, day: outcome.day });
          return;
        }
        write(record, patient, rows.row(patient), days);
        record.status[patient] = statusCodes[outcome.retried ? 'completed on retry' : 'completed'];
      });
      failures.push(...failed.sort((a, b) => a.patient - b.patient));
      return [name, record] as const;
    });
    return { patients, arms: Object.fromEntries(records), failures };
  };
}

function modelOf({ switches, overrides, varying, drugs }: SimulationSpec): CompiledModel {
  return compileModel({ switches, overrides, varying, drugs });
}
