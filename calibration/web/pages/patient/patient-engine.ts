import { type ReadonlySignal, signal } from '@preact/signals';
import type { SolverReply } from '../../../server/api/patient.js';
import type { PatientModel, TreatmentPlan } from '../../../studies/patient/patient-model.js';
import type { SimulatedPatient } from '../../../studies/patient/simulate-one.js';
import type { PatientReply, PatientRequest } from '../../workers/patient-messages.js';

/** What is to be simulated. */
export interface PatientInput {
  readonly model: PatientModel;
  readonly plan: TreatmentPlan;
  readonly shown: readonly string[];
  readonly solver: SolverReply;
  readonly values: Float64Array;
}

/** A patient with the input that it belongs to. */
export interface PatientResult {
  readonly input: PatientInput;
  readonly patient: SimulatedPatient;
  /** Milliseconds of the simulation. */
  readonly took: number;
  /** Patients that have been simulated since the page was opened. */
  readonly count: number;
}

/** The worker of the page. */
export interface PatientEngine {
  /** The latest patient; the one before stays until the next has come. */
  readonly result: ReadonlySignal<PatientResult | null>;
  /** Why the latest input could not be simulated. */
  readonly error: ReadonlySignal<string | null>;
  /** Asks for an input; one that is computed is finished, others that wait are dropped. */
  want(input: PatientInput): void;
  close(): void;
}

/** Starts the worker; the latest input wins. */
export function startPatientEngine(): PatientEngine {
  const result = signal<PatientResult | null>(null);
  const error = signal<string | null>(null);
  const worker = new Worker('/assets/patient-worker.js', { type: 'module', name: 'patient' });
  let wanted: PatientInput | null = null;
  let prepared: PatientInput | null = null;
  let running: PatientInput | null = null;
  let [id, count] = [0, 0];
  const send = (request: PatientRequest) => worker.postMessage(request);
  const next = () => {
    if (running !== null || wanted === null) return;
    running = wanted;
    wanted = null;
    id += 1;
    if (isPrepared(prepared, running)) send({ kind: 'simulate', id, values: running.values });
    else {
      const { model, plan, shown, solver } = running;
      prepared = null;
      send({ kind: 'prepare', id, model, plan, shown, solver });
    }
  };
  worker.addEventListener('message', ({ data }: MessageEvent<PatientReply>) => {
    const input = running;
    running = null;
    if (data.id !== id || input === null) return;
    if (data.kind === 'failed') error.value = data.message;
    if (data.kind === 'prepared') {
      prepared = input;
      wanted ??= input;
    }
    if (data.kind === 'simulated') {
      count += 1;
      result.value = { input, patient: data.patient, took: data.took, count };
      error.value = null;
    }
    next();
  });
  worker.addEventListener('error', (event) => {
    error.value = `The simulation could not start: ${event.message || 'the worker was not loaded'}.`;
  });
  return {
    result,
    error,
    want: (input) => {
      wanted = input;
      next();
    },
    close: () => worker.terminate(),
  };
}

/** Whether the worker has the plan of an input. */
function isPrepared(prepared: PatientInput | null, { model, plan, shown, solver }: PatientInput): boolean {
  return (
    prepared !== null &&
    prepared.model === model &&
    prepared.plan === plan &&
    prepared.shown === shown &&
    prepared.solver === solver
  );
}
