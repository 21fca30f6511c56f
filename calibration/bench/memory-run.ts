import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cohortSimulator, compileSimulation, InputError, type SimulationSpec } from '../../src/index.js';
import type { Config } from '../config/config-schema.js';
import { configuredMarginals } from '../config/parse-config.js';
import { inProcessEngine } from '../engine/local/in-process-engine.js';
import { drawCohort } from '../fit/draw-cohort.js';
import type { LoopSettings } from '../fit/loop-settings.js';
import { outerLoop } from '../fit/outer-loop.js';
import { copyRowsInto, rowsOf } from '../pool/cohort-rows.js';
import type { CohortContext } from '../pool/run-cohort.js';
import type { SimulatedChunk, SimulateRowsTask } from '../pool/simulate-task.js';
import { readRunInputs } from '../store/run-inputs.js';
import { spoolFiles } from '../store/spool-files.js';
import { configuredProblem, loopSettings, simulationSpec } from '../studies/run/run-settings.js';
import { clinicalTargets } from '../targets/clinical-targets.js';
import type { TrialTables } from '../targets/trial-tables.js';

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
 * Memory of calibrations whose one pool and whose validation cohort have so many patients, one after the other; arguments CONFIG,
 * bytes of burdens that may stay in memory, and PATIENTS of each. Peaks of a size need a process of its own.
 * Simulation is replaced by copying rows, everything else is that of `qcic run`.
 */
async function measureMemory([path, inMemory, ...sizes]: readonly string[]): Promise<readonly MemoryReport[]> {
  const counts = sizes.map(Number);
  if (path === undefined || !(Number(inMemory) >= 0 && counts.length > 0 && counts.every((count) => count > 0))) {
    throw new InputError(`memory: must be given CONFIG BYTES PATIENTS; got ${[path, inMemory, ...sizes].join(' ')}`);
  }
  const { config, tables } = await readRunInputs(path, { root: null });
  const engine = inProcessEngine({ simulate: await copiedPatients(simulationSpec(config), config) });
  const folder = mkdtempSync(join(tmpdir(), 'qcic-memory-'));
  try {
    const context = { engine, spool: spoolFiles(folder, Number(inMemory)) };
    const reports: MemoryReport[] = [];
    for (const patients of counts) reports.push(await calibrated(config, tables, context, patients));
    return reports;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function calibrated(
  config: Config,
  tables: TrialTables,
  context: CohortContext,
  patients: number,
): Promise<MemoryReport> {
  const stages: Record<string, StageMemory> = {};
  const note = (stage: string) => {
    // What one collection finds unreachable may keep other memory until the next one
    for (let round = 0; round < 4; round++) globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    stages[stage] = { peak: process.resourceUsage().maxRSS * 1024, held: heapUsed + arrayBuffers };
  };
  const spec = simulationSpec(config);
  const targets = clinicalTargets(tables, Object.keys(config.arms), config.targets.median);
  const settings: LoopSettings = {
    ...loopSettings(config, {}),
    pools: [patients],
    confirmationPatients: patients,
    maxConfirmations: 1,
    maxIterations: STEPS,
    looks: [],
  };
  note('start');
  const { confirmation } = await outerLoop(
    configuredProblem(config, targets, tables),
    targets,
    spec,
    settings,
    context,
    { onCohort: () => {}, onCohortDone: note, onFit: () => note('fit') },
  );
  note('validation');
  return { patients: confirmation.record.patients, stages };
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
