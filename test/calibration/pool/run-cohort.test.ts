// Evidence: slow oracle (one call of the simulator over all patients) · serial = pool bit for bit · resumed = uninterrupted.
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../calibration/engine/engine.js';
import { inProcessEngine } from '../../../calibration/engine/local/in-process-engine.js';
import { workerEngine } from '../../../calibration/engine/local/worker-engine.js';
import { type CohortProgress, type CohortRun, cohortInParts, runCohort } from '../../../calibration/pool/run-cohort.js';
import {
  type SimulatedChunk,
  type SimulateRowsTask,
  type SimulateTask,
  type SimulateTasks,
  simulateTask,
} from '../../../calibration/pool/simulate-task.js';
import { openEngine } from '../../../calibration/tasks/open-engine.js';
import { tasks } from '../../../calibration/tasks/tasks.js';
import {
  type CohortRecord,
  cohortSimulator,
  compileSimulation,
  emptyArmRecord,
  InputError,
  InternalError,
  InterruptedError,
} from '../../../src/index.js';
import { workerScript } from '../engine/test-engine.js';
import { memoryStore } from './memory-store.js';
import { shortRun, shortSpec } from './short-simulation.js';

/** Two full chunks and a rest. */
const PATIENTS = 300;
const CHUNKS = [128, 128, 44];
const run = shortRun(PATIENTS);
const simd = await compileSimulation(shortSpec);
const whole = cohortSimulator(shortSpec, simd)(run.parameters);

/** An engine that counts the patients it simulates, one entry per chunk. */
function countingEngine(simulate: (task: SimulateRowsTask) => SimulatedChunk = simulateTask) {
  const simulated: number[] = [];
  const engine = inProcessEngine({
    simulate: (task: SimulateRowsTask): SimulatedChunk => {
      const record = simulate(task);
      simulated.push(record.patients);
      return record;
    },
  });
  return { engine, simulated };
}

/** A stand-in for the model in two parameters: tri repeats the first; patients whose second is negative fail under `b`. */
const toySpec = { ...shortSpec, arms: [shortSpec.arms[0]!, { ...shortSpec.arms[1]!, name: 'b' }], horizonDays: 1 };
function toySimulate({ spec, parameters }: SimulateTask): CohortRecord {
  const patients = parameters.length / 2;
  const arms = Object.fromEntries(spec.arms.map(({ name, visits }) => [name, emptyArmRecord(spec, patients, visits)]));
  const failures: CohortRecord['failures'][number][] = [];
  for (const [name, arm] of Object.entries(arms)) {
    for (let patient = 0; patient < patients; patient++) {
      const fails = name === 'b' && parameters[2 * patient + 1]! < 0;
      arm.status[patient] = fails ? 0 : 1;
      arm.tri[patient] = fails ? 0 : parameters[2 * patient]!;
      if (fails) failures.push({ patient, arm: name, reason: 'negative density', day: parameters[2 * patient]! });
    }
  }
  return { patients, arms, failures };
}

function toyRun(patients: number, failing: readonly number[]): CohortRun {
  const parameters = new Float64Array(2 * patients);
  for (let patient = 0; patient < patients; patient++) {
    parameters.set([patient, failing.includes(patient) ? -1 : 1], 2 * patient);
  }
  return { spec: toySpec, parameters, patients };
}

describe('runCohort', () => {
  const returnsTheSame = async (workers: number) => {
    const engine = openEngine(workers);
    try {
      expect(await runCohort(run, { engine })).toEqual(whole);
    } finally {
      await engine.close();
    }
  };
  it.each([0, 2])('returns what one simulator over all patients returns, %i worker(s)', returnsTheSame);
  it.each([1, 5])(
    'returns what one simulator over all patients returns, %i worker(s)',
    { tags: 'full/workers' },
    returnsTheSame,
  );

  it('keeps daily states in their rows', async () => {
    const states = shortRun(130, '1', { ...shortSpec, keepTrajectories: true, horizonDays: 28 });
    const record = await runCohort(states, { engine: inProcessEngine(tasks) });
    expect(record).toEqual(cohortSimulator(states.spec, simd)(states.parameters));
  });

  it('has one row for one patient, and none for none', async () => {
    const { engine } = countingEngine(toySimulate);
    const one = await runCohort(toyRun(1, []), { engine });
    expect(one).toMatchObject({ patients: 1, failures: [] });
    expect(Array.from(one.arms.b!.status)).toEqual([1]);
    const none = await runCohort(toyRun(0, []), { engine });
    expect(none.arms.b!.tri).toHaveLength(0);
    expect(none.failures).toEqual([]);
  });

  it('hands out chunks that the cohort alone determines', async () => {
    const { engine, simulated } = countingEngine(toySimulate);
    await runCohort(toyRun(PATIENTS, []), { engine });
    expect(simulated).toEqual(CHUNKS);
  });

  it('maps the failures of every chunk to their rows, in order', async () => {
    const failing = [3, 127, 128, 255, 256, 299];
    const { engine } = countingEngine(toySimulate);
    const record = await runCohort(toyRun(PATIENTS, failing), { engine });
    expect(record.failures).toEqual(
      failing.map((patient) => ({ patient, arm: 'b', reason: 'negative density', day: patient })),
    );
    const failedRows = [...record.arms.b!.status.keys()].filter((row) => record.arms.b!.status[row] === 0);
    expect(failedRows).toEqual(failing);
    expect(record.arms.placebo!.status.every((status) => status === 1)).toBe(true);
    expect(Array.from(record.arms.placebo!.tri)).toEqual(Array.from({ length: PATIENTS }, (_, row) => row));
  });

  it('gives the same list of failures from stored chunks as from simulated ones', async () => {
    const store = memoryStore();
    const { engine } = countingEngine(toySimulate);
    const toy = toyRun(PATIENTS, [3, 177, 299]);
    const first = await runCohort(toy, { engine, store });
    // Of three chunks, the middle one is simulated again, after the others were read
    store.chunks.delete(store.writes[1]!);
    expect(await runCohort(toy, { engine, store })).toEqual(first);
  });

  it('does not depend on the order in which chunks finish', async () => {
    const toy = toyRun(PATIENTS, [3, 177, 299]);
    const forwards = await runCohort(toy, { engine: countingEngine(toySimulate).engine });
    const { engine } = countingEngine(toySimulate);
    const backwards: Engine<SimulateTasks> = {
      ...engine,
      run: async (kind, inputs, { onResult } = {}) => {
        const outputs = await engine.run(kind, inputs);
        for (let index = inputs.length - 1; index >= 0; index--) await onResult?.(outputs[index]!, index);
        return outputs;
      },
    };
    expect(await runCohort(toy, { engine: backwards })).toEqual(forwards);
  });

  it('reports progress that only grows and ends at all patients', async () => {
    const seen: CohortProgress[] = [];
    const { engine } = countingEngine(toySimulate);
    await runCohort(toyRun(PATIENTS, [3, 177]), { engine, onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([
      { done: 128, total: 300, failed: 1, stored: 0 },
      { done: 256, total: 300, failed: 2, stored: 0 },
      { done: 300, total: 300, failed: 2, stored: 0 },
    ]);
  });

  it('counts a patient that fails under several arms once', async () => {
    const seen: CohortProgress[] = [];
    const bothFail = (task: SimulateTask): CohortRecord => {
      const record = toySimulate(task);
      return { ...record, failures: record.failures.flatMap((failure) => [{ ...failure, arm: 'placebo' }, failure]) };
    };
    const { engine } = countingEngine(bothFail);
    const record = await runCohort(toyRun(PATIENTS, [3, 4, 177]), {
      engine,
      onProgress: (progress) => seen.push(progress),
    });
    expect(record.failures).toHaveLength(6);
    expect(seen.map(({ failed }) => failed)).toEqual([2, 3, 3]);
  });

  it('says how many of the patients were stored before', async () => {
    const store = memoryStore();
    const toy = toyRun(PATIENTS, [60, 200]);
    await runCohort(toy, { engine: countingEngine(toySimulate).engine, store });
    store.chunks.delete(store.writes[0]!);
    const seen: CohortProgress[] = [];
    const onProgress = (progress: CohortProgress) => seen.push(progress);
    await runCohort(toy, { engine: countingEngine(toySimulate).engine, store, onProgress });
    expect(seen).toEqual([
      { done: 128, total: 300, failed: 1, stored: 128 },
      { done: 172, total: 300, failed: 1, stored: 172 },
      { done: 300, total: 300, failed: 2, stored: 172 },
    ]);
  });

  it('keeps parameters and results in shared memory, and takes shared parameters as they are', async () => {
    const toy = toyRun(3, []);
    const shared = new Float64Array(new SharedArrayBuffer(toy.parameters.byteLength));
    shared.set(toy.parameters);
    const seen: unknown[] = [];
    const { engine } = countingEngine((task) => {
      seen.push(task.parameters.buffer);
      return toySimulate(task);
    });
    const record = await runCohort({ ...toy, parameters: shared }, { engine });
    expect(seen).toEqual([shared.buffer]);
    expect(seen[0]).toBe(shared.buffer);
    for (const arm of Object.values(record.arms)) {
      for (const array of Object.values(arm)) expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
    await runCohort(toy, { engine });
    expect(seen[1]).toBeInstanceOf(SharedArrayBuffer);
  });

  it('in parts gives the rows of the whole, and simulates each chunk once', async () => {
    const { engine, simulated } = countingEngine();
    const simulate = cohortInParts(run, { engine });
    const first = await simulate(100);
    expect([first.patients, simulated]).toEqual([100, [128]]);
    expect(first.arms[shortSpec.arms[0]!.name]!.tri).toEqual(whole.arms[shortSpec.arms[0]!.name]!.tri.slice(0, 100));
    expect(await simulate(PATIENTS)).toEqual(whole);
    expect(simulated).toEqual(CHUNKS);
  });

  it('refuses vectors that are no whole rows', async () => {
    const { engine } = countingEngine(toySimulate);
    const ragged = { ...toyRun(3, []), parameters: new Float64Array(7) };
    await expect(runCohort(ragged, { engine })).rejects.toThrow(
      'patients: must be 3 rows of equal length; got 7 numbers',
    );
    await expect(runCohort(ragged, { engine })).rejects.toBeInstanceOf(InputError);
  });

  it('does not simulate again what the store holds', async () => {
    const store = memoryStore();
    const toy = toyRun(PATIENTS, [60]);
    const first = await runCohort(toy, { engine: countingEngine(toySimulate).engine, store });
    expect(store.writes).toHaveLength(CHUNKS.length);
    const { engine, simulated } = countingEngine(toySimulate);
    expect(await runCohort(toy, { engine, store })).toEqual(first);
    expect(simulated).toEqual([]);
  });

  it('simulates the one chunk that the store lost', async () => {
    const store = memoryStore();
    const toy = toyRun(PATIENTS, [60]);
    const first = await runCohort(toy, { engine: countingEngine(toySimulate).engine, store });
    store.chunks.delete(store.writes[2]!);
    const { engine, simulated } = countingEngine(toySimulate);
    expect(await runCohort(toy, { engine, store })).toEqual(first);
    expect(simulated).toEqual([44]);
  });

  it('takes the chunks of a shorter cohort from a longer one', async () => {
    const store = memoryStore();
    await runCohort(toyRun(PATIENTS, [60]), { engine: countingEngine(toySimulate).engine, store });
    const { engine, simulated } = countingEngine(toySimulate);
    const head = await runCohort(toyRun(256, [60]), { engine, store });
    expect(simulated).toEqual([]);
    expect(head.failures).toEqual([{ patient: 60, arm: 'b', reason: 'negative density', day: 60 }]);
  });

  it.each([
    ['a switch', { ...toySpec, switches: { ...toySpec.switches, dosing: 'corrected' as const } }],
    ['an override', { ...toySpec, overrides: { V_C: 1 } }],
    ['a dose', { ...toySpec, arms: toySpec.arms.map((arm) => ({ ...arm, regimen: {} })) }],
    ['the name of an arm', { ...toySpec, arms: toySpec.arms.map((arm) => ({ ...arm, name: `${arm.name}2` })) }],
    ['the assessment day', { ...toySpec, assessmentDay: 0 }],
    ['a marker day', { ...toySpec, markerDays: [1] }],
    ['a tumor day', { ...toySpec, tumorDays: [1] }],
    ['a visit', { ...toySpec, arms: toySpec.arms.map((arm) => ({ ...arm, visits: [7] })) }],
    ['the horizon', { ...toySpec, horizonDays: 2 }],
    ['what is kept', { ...toySpec, keepTrajectories: true }],
    ['the solver', { ...toySpec, solver: { ...toySpec.solver, relativeTolerance: 1e-7 } }],
  ])('takes no stored chunk where %s differs', async (_label, spec) => {
    const store = memoryStore();
    const toy = toyRun(10, []);
    await runCohort(toy, { engine: countingEngine(toySimulate).engine, store });
    const { engine, simulated } = countingEngine(toySimulate);
    await runCohort({ ...toy, spec }, { engine, store });
    expect(simulated).toEqual([10]);
  });

  it('takes no stored chunk where one parameter differs in its last bit', async () => {
    const store = memoryStore();
    const toy = toyRun(10, []);
    await runCohort(toy, { engine: countingEngine(toySimulate).engine, store });
    const parameters = toy.parameters.with(3, 1 + Number.EPSILON);
    const { engine, simulated } = countingEngine(toySimulate);
    await runCohort({ ...toy, parameters }, { engine, store });
    expect(simulated).toEqual([10]);
  });

  it.each([0, 2])('stopped and run again with its store, ends at the same bits, %i worker(s)', async (workers) => {
    const store = memoryStore();
    const controller = new AbortController();
    const first = openEngine(workers);
    const stopped = runCohort(run, {
      engine: first,
      store,
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done > 0) controller.abort();
      },
    });
    await expect(stopped).rejects.toBeInstanceOf(InterruptedError);
    await first.close();
    const kept = store.chunks.size;
    expect(kept).toBeGreaterThanOrEqual(1);
    expect(kept).toBeLessThan(3);
    const { engine, simulated } = countingEngine();
    expect(await runCohort(run, { engine, store })).toEqual(whole);
    expect(simulated).toHaveLength(3 - kept);
  });

  it('refuses a stored chunk whose arrays are not as long as its patients are many', async () => {
    const store = memoryStore();
    const { engine } = countingEngine(toySimulate);
    const toy = toyRun(10, []);
    await runCohort(toy, { engine, store });
    const smaller = toySimulate({ spec: toySpec, parameters: new Float64Array(4) });
    store.chunks.set(store.writes[0]!, { ...smaller, patients: 10 });
    await expect(runCohort(toy, { engine, store })).rejects.toThrow(
      'chunk.placebo.status: must hold 10 numbers; got 2',
    );
    await expect(runCohort(toy, { engine, store })).rejects.toBeInstanceOf(InternalError);
  });

  it('refuses a chunk of fewer patients than its range has', async () => {
    const store = memoryStore();
    const { engine } = countingEngine(toySimulate);
    const toy = toyRun(10, []);
    await runCohort(toy, { engine, store });
    store.chunks.set(store.writes[0]!, toySimulate({ spec: toySpec, parameters: new Float64Array(4) }));
    await expect(runCohort(toy, { engine, store })).rejects.toThrow('chunk: must hold 10 patients; got 2');
  });

  it('stops while it reads stored chunks', async () => {
    const store = memoryStore();
    const toy = toyRun(PATIENTS, []);
    await runCohort(toy, { engine: countingEngine(toySimulate).engine, store });
    store.reads.length = 0;
    const controller = new AbortController();
    const { engine } = countingEngine(toySimulate);
    const run = runCohort(toy, { engine, store, signal: controller.signal, onProgress: () => controller.abort() });
    await expect(run).rejects.toBeInstanceOf(InterruptedError);
    expect(store.reads).toHaveLength(1);
  });

  it('passes on what the store reports when it cannot write', async () => {
    const { engine } = countingEngine(toySimulate);
    const full = { ...memoryStore(), write: () => Promise.reject(new Error('disk full')) };
    await expect(runCohort(toyRun(10, []), { engine, store: full })).rejects.toThrow('disk full');
  });
});

describe('runCohort on workers that die', () => {
  const mortal = (workers: number) => workerEngine<SimulateTasks>(workerScript('mortal-simulation-worker'), workers);

  /** A toy whose patients end so many workers each. */
  function deadlyRun(ends: Readonly<Record<number, number>>): CohortRun {
    const toy = toyRun(PATIENTS, []);
    for (let patient = 0; patient < PATIENTS; patient++) toy.parameters[2 * patient + 1] = ends[patient] ?? 0;
    return toy;
  }

  const losesOne = async (workers: number) => {
    const engine = mortal(workers);
    const store = memoryStore();
    const seen: CohortProgress[] = [];
    try {
      const onProgress = (progress: CohortProgress) => seen.push(progress);
      const record = await runCohort(deadlyRun({ 260: 1000 }), { engine, store, onProgress });
      expect(record.failures).toEqual(
        ['b', 'placebo'].map((arm) => ({ patient: 260, arm, reason: 'ended its worker', day: 0 })),
      );
      for (const { status, tri, burden } of Object.values(record.arms)) {
        expect(Array.from(status)).toEqual(Array.from(status, (_, row) => (row === 260 ? 0 : 1)));
        expect(Array.from(tri)).toEqual(Array.from(tri, (_, row) => (row === 260 ? 0 : row)));
        expect(Array.from(burden)).toEqual(Array.from(burden, (_, cell) => (Math.floor(cell / 2) === 260 ? 0 : 1)));
      }
      expect(seen.at(-1)).toEqual({ done: PATIENTS, total: PATIENTS, failed: 1, stored: 0 });
      // The chunk that lost a patient is not kept: another run tries it again
      expect([...store.chunks.values()].map(({ patients }) => patients)).toEqual([128, 128]);
    } finally {
      await engine.close();
    }
  };
  it.each([1])('loses the patient alone that ends its workers, %i worker(s)', losesOne);
  it.each([2])('loses the patient alone that ends its workers, %i worker(s)', { tags: 'full/workers' }, losesOne);

  it('loses nobody where workers die by chance', { tags: 'full/workers' }, async () => {
    const engine = mortal(2);
    const store = memoryStore();
    try {
      const record = await runCohort(deadlyRun({ 0: 1, 257: 2, 299: 1 }), { engine, store });
      expect(record.failures).toEqual([]);
      expect(record.arms.b!.status.every((status) => status === 1)).toBe(true);
      expect(Array.from(record.arms.b!.tri)).toEqual(Array.from({ length: PATIENTS }, (_, row) => row));
      expect(store.chunks.size).toBe(3);
    } finally {
      await engine.close();
    }
  });
});
