import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cohortSimulator, compileSimulation, InputError, type SimulationSpec } from '../../src/index.js';
import type { Config } from '../config/config-schema.js';
import { configuredMarginals } from '../config/parse-config.js';
import { inProcessEngine } from '../engine/local/in-process-engine.js';
import type { LoopSettings } from '../fit/loop-settings.js';
import { drawCohort, outerLoop } from '../fit/outer-loop.js';
import { copyRowsInto, rowsOf } from '../pool/cohort-rows.js';
import type { SimulatedChunk, SimulateRowsTask } from '../pool/simulate-task.js';
import { readRunInputs } from '../store/run-inputs.js';
import { spoolFiles } from '../store/spool-files.js';
import { configuredProblem, loopSettings, simulationSpec } from '../studies/run/run-settings.js';
import { clinicalTargets } from '../targets/clinical-targets.js';

/** Patients that are simulated; the rows of all others are copies of theirs, because memory does not depend on what rows hold. */
const BANK_PATIENTS = 128;

/** The fit ends after so many steps, whose memory is that of all others. */
const STEPS = 2;

/** Memory at the end of a stage; bytes. */
export interface StageMemory {
  /** Largest memory of the process so far. */
  readonly peak: number;
  /** What the program holds: objects and arrays, without garbage where the process may collect it (`node --expose-gc`). */
  readonly held: number;
}

export interface MemoryReport {
  readonly patients: number;
  readonly stages: Readonly<Record<string, StageMemory>>;
}

/**
 * Peak memory of a calibration whose one pool and whose validation cohort have so many patients, in a process of its own;
 * arguments CONFIG PATIENTS, and bytes of burdens
 * that may stay in memory. Simulation is replaced by copying rows, everything else is that of `qcic run`.
 */
async function measureMemory([path, count, inMemory]: readonly string[]): Promise<MemoryReport> {
  const patients = Number(count);
  if (path === undefined || !(patients > 0)) {
    throw new InputError(`memory: must be given CONFIG PATIENTS; got ${[path, count].join(' ')}`);
  }
  const stages: Record<string, StageMemory> = {};
  const note = (stage: string) => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    stages[stage] = { peak: process.resourceUsage().maxRSS * 1024, held: heapUsed + arrayBuffers };
  };
  const { config, tables } = await readRunInputs(path, { root: null });
  const spec = simulationSpec(config);
  const targets = clinicalTargets(tables, Object.keys(config.arms), config.targets.median);
  const problem = configuredProblem(config, targets, tables);
  const engine = inProcessEngine({ simulate: await copiedPatients(spec, config) });
  note('start');
  const folder = mkdtempSync(join(tmpdir(), 'qcic-memory-'));
  try {
    const spool = spoolFiles(folder, inMemory === undefined ? undefined : Number(inMemory));
    const settings: LoopSettings = {
      ...loopSettings(config, {}),
      pools: [patients],
      confirmationPatients: patients,
      maxConfirmations: 1,
      maxIterations: STEPS,
      looks: [],
    };
    const events = {
      onCohort: () => {},
      onCohortDone: (name: string) => note(name),
      onFit: () => note('fit'),
    };
    await outerLoop(problem, targets, spec, settings, { engine, spool }, events);
    note('validation');
    return { patients, stages };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A task that copies the rows of a few simulated patients of the configuration. */
async function copiedPatients(
  spec: SimulationSpec,
  config: Config,
): Promise<(task: SimulateRowsTask) => SimulatedChunk> {
  const marginals = configuredMarginals(config);
  const { seed, fit } = config;
  const { values } = drawCohort(marginals, { seed, design: fit.design }, 'bank', BANK_PATIENTS);
  const { arms: bank } = cohortSimulator(spec, await compileSimulation(spec))(values);
  return ({ parameters, into }) => {
    const patients = parameters.length / marginals.length;
    copyRowsInto(rowsOf(bank, { first: 0, count: patients }, BANK_PATIENTS), into);
    return { patients, failures: [] };
  };
}

process.stdout.write(`${JSON.stringify(await measureMemory(process.argv.slice(2)))}\n`);
