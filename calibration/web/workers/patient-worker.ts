import { onePatientSimulator, type SimulatedPatient } from '../../browser.js';
import type { PatientReply, PatientRequest } from './patient-messages.js';

// Simulates one patient at a time: prepared once for a plan, then as often as a value changes

let simulate: ((values: Float64Array) => SimulatedPatient) | null = null;

const send = (reply: PatientReply, transfer: Transferable[] = []) => postMessage(reply, { transfer });

addEventListener('message', ({ data }: MessageEvent<PatientRequest>) => {
  try {
    if (data.kind === 'prepare') {
      const { model, plan, shown, solver } = data;
      const bytes = Uint8Array.from(atob(solver.wasm), (character) => character.charCodeAt(0));
      const module = new WebAssembly.Module(bytes);
      simulate = onePatientSimulator(model, plan, shown, { ...solver.shape, code: { kind: 'wasm', module } });
      send({ kind: 'prepared', id: data.id });
      return;
    }
    if (simulate === null) throw new Error('patient: must be prepared before it is simulated; it is not');
    const start = performance.now();
    const patient = simulate(data.values);
    send({ kind: 'simulated', id: data.id, patient, took: performance.now() - start }, buffersOf(patient));
  } catch (cause) {
    send({ kind: 'failed', id: data.id, message: cause instanceof Error ? cause.message : String(cause) });
  }
});

/** Memory of a patient's numbers, which moves to the page without a copy. */
function buffersOf({ record, arms }: SimulatedPatient): ArrayBuffer[] {
  const columns = Object.values(record.arms).flatMap((arm) => Object.values(arm) as ArrayBufferView[]);
  const survival = arms.flatMap((arm) => (arm.survival === null ? [] : [arm.survival]));
  return [...new Set([...columns, ...survival].map(({ buffer }) => buffer as ArrayBuffer))];
}
