import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  builtInRegimens,
  dosePlan,
  exportableModel,
  heterogeneityParameterNames,
  heterogeneityParameters,
  modelExporter,
  postedSwitches,
  sampleCohort,
  uniformDesign,
} from '../../src/index.js';
import { type BenchContext, processRunner, rosterOf } from './bench-context.js';
import type { BenchPlan, BenchWork } from './bench-plan.js';
import type { BenchResults } from './bench-results.js';
import { sizeChooser } from './choose-sizes.js';
import { describeMachine } from './machine.js';
import { errorMeter } from './measure-error.js';
import { measurePrecision } from './measure-precision.js';
import { measureScaling } from './measure-scaling.js';
import { measureTimings } from './measure-timings.js';
import { segmentText } from './peer-protocol.js';
import { prepareSolvers } from './prepare-solvers.js';
import { remarksOf } from './remarks.js';
import { solvers } from './solvers.js';
import { wideRightHandSide } from './wide-model.js';

/** Inputs of a benchmark besides its plan. */
export interface BenchOptions {
  /** Root of the package: where the C sources of the peers are. */
  readonly root: string;
  readonly version: string;
  readonly commit: string | null;
  readonly signal?: AbortSignal;
  readonly say: (description: string) => void;
}

/** Files of the scratch folder. */
const files = { model: 'qcic-model.c', wide: 'qcic-wide.c', patients: 'patients.f64' } as const;

/**
 * Builds the peers from the exported model and measures: errors and times by tolerance, times at the default tolerance,
 * scaling with patients and workers.
 *
 * @param plan - the measurements
 * @param options - package, abort signal and messages
 * @returns all results
 * @throws InputError - when the workbench's own simulator fails
 * @throws InterruptedError - when the signal was given
 */
export async function runBench(plan: BenchPlan, options: BenchOptions): Promise<BenchResults> {
  const started = performance.now();
  const date = new Date().toISOString();
  const machine = await describeMachine();
  const folder = await mkdtemp(join(tmpdir(), 'qcic-bench-'));
  try {
    options.say('building the peers');
    await writeWork(plan, folder);
    const sources = join(options.root, 'calibration', 'bench', 'peers');
    const list = solvers.filter(({ id }) => plan.solvers.includes(id));
    const context: BenchContext = {
      plan,
      folder,
      patientsPath: join(folder, files.patients),
      segmentsPath: (work) => join(folder, segmentsName(work)),
      run: processRunner(options.signal),
      roster: rosterOf(await prepareSolvers(list, { sources, folder, signal: options.signal })),
      say: options.say,
    };
    const tools = { sizes: sizeChooser(context), meter: errorMeter(context) };
    const precision = await measurePrecision(context, tools);
    const timings = await measureTimings(context, { ...tools, precision });
    const scaling = await measureScaling(context, machine.cores);
    const states = context.roster.states();
    return {
      schemaVersion: 1,
      version: options.version,
      commit: options.commit,
      date,
      quick: plan.quick,
      repeats: plan.repeats,
      seed: plan.seed,
      elapsedSeconds: (performance.now() - started) / 1000,
      machine,
      solvers: states,
      reference: tools.meter.reference,
      errorPatients: plan.errorPatients,
      timings,
      precision,
      scaling,
      remarks: remarksOf({ precision, timings, machine }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function segmentsName({ arm, days }: BenchWork): string {
  return `${arm}-${days}.segments`;
}

/** Writes what the solvers read: the exported model, the patients, the dose segments of every case. */
async function writeWork(plan: BenchPlan, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const model = exportableModel({ switches: postedSwitches });
  const none = { regimen: 'none', segments: dosePlan({}, 1).segments };
  const text = modelExporter('c')(model, none);
  await writeFile(join(folder, files.model), text);
  await writeFile(join(folder, files.wide), wideRightHandSide(text));
  for (const work of [...plan.cases, ...plan.precisionCases]) {
    const { segments } = dosePlan(builtInRegimens[work.regimen]!, work.days);
    await writeFile(join(folder, segmentsName(work)), segmentText({ regimen: work.regimen, segments }));
  }
  await writeFile(join(folder, files.patients), drawPatients(plan));
}

/** Parameter vectors of patients from the published marginals; the first n do not depend on the total number. */
function drawPatients({ seed, mostPatients, scalingPatients, workersPatients }: BenchPlan): Float64Array {
  const patients = Math.max(mostPatients, workersPatients, ...scalingPatients.map((each) => each.patients));
  const marginals = heterogeneityParameterNames.map((name) => ({ name, ...heterogeneityParameters[name] }));
  const uniforms = uniformDesign({
    kind: 'random',
    patients,
    dimensions: marginals.length,
    seed,
    streamName: 'benchmark patients',
  });
  return sampleCohort({ marginals, uniforms, patients }).values;
}
