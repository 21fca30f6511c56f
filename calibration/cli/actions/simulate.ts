import { join } from 'node:path';
import {
  baselineTumorDensity,
  type CsvCell,
  fixedParameterNames,
  heterogeneityParameterNames,
  InputError,
  type PatientTable,
  parsePatientTable,
  readText,
  requireParameterValue,
  tumorVolumeCm3,
  writeCsvFile,
} from '../../../src/index.js';
import { runCohort } from '../../pool/run-cohort.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession, type Session } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { tableInput } from '../../store/read-trials.js';
import { runFiles } from '../../store/run-folder.js';
import { storedKinds } from '../../studies/registry.js';
import { PUBLISHED_TUMOR_LITERS } from '../../studies/run/run-settings.js';
import {
  endpointColumns,
  endpointRows,
  trajectoryColumns,
  trajectoryRows,
} from '../../studies/simulate/endpoint-table.js';
import { simulationOf } from '../../studies/simulate/simulation-of-arms.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';

export interface SimulateFlags extends EngineFlags {
  readonly patients: string;
  readonly arms: readonly string[];
  readonly days: number;
  readonly trajectories: boolean;
  readonly markerDay: number;
  readonly switch: readonly string[];
  readonly out?: string;
  readonly resume: boolean;
  readonly force: boolean;
  readonly maxFailed: number;
}

/** Patients whose daily states are in memory at a time. */
const BATCH_WITH_TRAJECTORIES = 100;

export async function simulate(runtime: Runtime, flags: SimulateFlags): Promise<ExitCode> {
  const spec = simulationOf(flags);
  const text = await readText(flags.patients);
  const table = parsePatientTable(text, {
    source: flags.patients,
    required: heterogeneityParameterNames,
    optional: fixedParameterNames(spec.switches),
  });
  const varying = table.columns.slice(heterogeneityParameterNames.length);
  requireValues(table, flags.patients);
  const folder = flags.out ?? join('runs', 'simulate');
  const request = {
    study: storedKinds.simulate,
    name: 'simulate',
    folder,
    resume: flags.resume,
    force: flags.force,
    seed: '',
    config: null,
    settings: { simulation: spec, overridden_parameters: varying },
    inputs: [tableInput(flags.patients, text, table.readAs)],
    engine: flags,
    acceptedFailedShare: flags.maxFailed,
    streams: flags.trajectories ? [runFiles.trajectories] : [],
  };
  const status = await runSession(runtime, request, async (session) => {
    const simulated = simulateTable(session, { ...spec, varying }, table);
    const path = join(session.folder, runFiles.trajectories);
    if (flags.trajectories) await writeCsvFile(path, trajectoryColumns, simulated.trajectories);
    else for await (const _ of simulated.trajectories);
    const { endpoints, counts } = simulated;
    return {
      status: 'done',
      result: null,
      tables: [{ file: runFiles.endpoints, header: endpointColumns, rows: endpoints }],
      summary: [
        `${table.ids.length} patients x ${flags.arms.length} arm(s), ${counts.simulations} failed simulation(s): ${folder}`,
      ],
      patients: [{ cohort: flags.patients, patients: table.ids.length, failed: counts.patients }],
    };
  });
  return exitCodeOf(status);
}

/** Endpoints and failures, complete once all trajectories have been read. */
function simulateTable(
  { context, display, stage }: Session,
  spec: ReturnType<typeof simulationOf>,
  table: PatientTable,
) {
  const endpoints: CsvCell[][] = [];
  const counts = { patients: 0, simulations: 0, stored: 0 };
  const width = table.columns.length;
  const total = table.ids.length;
  const volume = table.columns.indexOf('V_C', heterogeneityParameterNames.length);
  const simulateBatches = async function* (): AsyncGenerator<CsvCell[]> {
    stage('simulate');
    display.begin('simulate', total);
    for (const { first, count } of batchesOf(total, spec.keepTrajectories ? BATCH_WITH_TRAJECTORIES : total)) {
      const parameters = table.values.slice(first * width, (first + count) * width);
      const { patients: failedBefore, stored: storedBefore } = counts;
      const record = await runCohort(
        { spec, parameters, patients: count },
        {
          ...context,
          onProgress: ({ done, failed, stored = 0 }) => {
            counts.stored = storedBefore + stored;
            const sum = { done: first + done, total, failed: failedBefore + failed, stored: counts.stored };
            context.onProgress?.(sum);
          },
        },
      );
      counts.patients += new Set(record.failures.map(({ patient }) => patient)).size;
      counts.simulations += record.failures.length;
      const ids = table.ids.slice(first, first + count);
      const volumes = ids.map((_, patient) =>
        tumorVolumeCm3(
          baselineTumorDensity,
          volume < 0 ? PUBLISHED_TUMOR_LITERS : parameters[patient * width + volume]!,
        ),
      );
      endpoints.push(...endpointRows(record, spec, ids, volumes));
      yield* trajectoryRows(record, spec, ids);
    }
  };
  return { endpoints, counts, trajectories: simulateBatches() };
}

function batchesOf(patients: number, size: number): readonly { readonly first: number; readonly count: number }[] {
  return Array.from({ length: Math.ceil(patients / size) }, (_, batch) => ({
    first: batch * size,
    count: Math.min(size, patients - batch * size),
  }));
}

/** Values of a patient must be valid: some parameters are denominators and may not be zero. */
function requireValues({ ids, columns, values }: PatientTable, source: string): void {
  for (const [patient, id] of ids.entries()) {
    for (const [column, name] of columns.entries()) {
      try {
        requireParameterValue(name, values[patient * columns.length + column]!);
      } catch (cause) {
        if (!(cause instanceof InputError)) throw cause;
        throw new InputError(`${source}: patient ${id}: ${cause.message}`, { cause });
      }
    }
  }
}
