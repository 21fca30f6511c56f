import { join } from 'node:path';
import {
  type CsvCell,
  heterogeneityParameterNames,
  mostBytes,
  type PatientTable,
  readText,
  sha256,
  treatmentsOf,
} from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { overlapRemarks } from '../../config/course-remarks.js';
import { withExplored } from '../../config/explore-config.js';
import { ownLabels, parseConfig } from '../../config/parse-config.js';
import { patientsPerChunk } from '../../pool/cohort-chunks.js';
import { runCohort } from '../../pool/run-cohort.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import type { Session } from '../../session/session.js';
import type { InputFile } from '../../store/read-trials.js';
import { runFiles } from '../../store/run-folder.js';
import { type StudyTable, tableFiles, writeStudyTable } from '../../store/study-folder.js';
import { describedTable } from '../../studies/described-table.js';
import { storedKinds } from '../../studies/registry.js';
import { describedEndpoints, describedTrajectories, describedVisits } from '../../studies/simulate/described-tables.js';
import {
  type EndpointRecord,
  endpointRecord,
  endpointRows,
  trajectoryRows,
  visitRows,
} from '../../studies/simulate/endpoint-table.js';
import { requirePatientValues } from '../../studies/simulate/require-patient-values.js';
import { type ArmsToSimulate, simulationOf } from '../../studies/simulate/simulation-of-arms.js';
import { noteLines, storedTreatments, uncalibratedNote } from '../../studies/treatments.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { givenPatients, type PatientFlags } from '../given-patients.js';

export interface SimulateFlags extends EngineFlags, PatientFlags {
  readonly config?: string;
  readonly arms?: readonly string[];
  readonly days?: number;
  readonly visits: boolean;
  readonly trajectories: boolean;
  readonly parquet: boolean;
  readonly markerDay?: number;
  readonly switch: readonly string[];
  readonly out?: string;
  readonly resume: boolean;
  readonly force: boolean;
  readonly maxFailed: number;
}

/** Patients whose daily states are in memory at a time. */
const BATCH_WITH_TRAJECTORIES = 100;

/** Chunks whose burdens are in memory at a time: 8,192 patients of three arms and a year. */
const CHUNKS_PER_BATCH = 128;

export async function simulate(runtime: Runtime, flags: SimulateFlags): Promise<ExitCode> {
  const configFile = flags.config === undefined ? undefined : await readConfig(flags.config);
  const simulation = simulationOf(flags, configFile?.config);
  const { spec } = simulation;
  const labels = configFile === undefined ? {} : ownLabels(withExplored(configFile.config, flags.arms ?? []));
  const { table, source, inputs, stated } = await givenPatients(flags, spec, configFile?.config);
  const treatments = storedTreatments(treatmentsOf(spec.arms, spec.drugs, labels), spec.drugs);
  const varying = table.columns.slice(heterogeneityParameterNames.length);
  requirePatientValues(table, spec, source);
  const folder = flags.out ?? join('runs', 'simulate');
  const trajectories = describedTable(runFiles.trajectories, describedTrajectories(spec), []);
  const visits = describedTable(runFiles.visits, describedVisits, []);
  const streams = [...(flags.trajectories ? [trajectories] : []), ...(flags.visits ? [visits] : [])];
  const request = {
    study: storedKinds.simulate,
    name: 'simulate',
    folder,
    resume: flags.resume,
    force: flags.force,
    seed: '',
    config: configFile?.config ?? null,
    settings: { simulation: spec, overridden_parameters: varying, ...treatments, ...stated },
    inputs: [...inputs, ...(configFile?.inputs ?? [])],
    engine: flags,
    acceptedFailedShare: flags.maxFailed,
    streams: streams.flatMap((file) => tableFiles(file, flags.parquet)),
  };
  const status = await runSession(runtime, request, async (session) => {
    const simulated = simulateTable(session, { ...simulation, spec: { ...spec, varying } }, table);
    const provenance = flags.parquet ? session.provenance : null;
    const write = (table: StudyTable, rows: Iterable<CsvCell[]> | AsyncIterable<CsvCell[]>) =>
      writeStudyTable(session.folder, { ...table, rows }, provenance);
    if (flags.trajectories) await write(trajectories, simulated.trajectories);
    else for await (const _ of simulated.trajectories);
    if (flags.visits) await write(visits, simulated.visits());
    const { counts } = simulated;
    return {
      status: 'done',
      result: null,
      tables: [describedTable(runFiles.endpoints, describedEndpoints(spec.assessmentDay), simulated.endpoints())],
      parquet: flags.parquet,
      summary: [
        `${table.ids.length} patient${table.ids.length === 1 ? '' : 's'} x ${spec.arms.length} arm(s), ${counts.simulations} failed simulation(s): ${folder}`,
        ...missingColumns(spec.varying, varying),
        ...overlapRemarks(spec.arms, spec.horizonDays),
        ...noteLines(uncalibratedNote(treatments)),
      ],
      patients: [{ cohort: source, patients: table.ids.length, failed: counts.patients }],
    };
  });
  return exitCodeOf(status);
}

/** A remark on parameters that differ between the configuration's patients and that the table does not state. */
function missingColumns(marginals: readonly string[], columns: readonly string[]): readonly string[] {
  const missing = marginals.filter((name) => !columns.includes(name));
  if (missing.length === 0) return [];
  return [
    `No column ${missing.join(', ')}: every patient has the published value, whatever the configuration's marginal.`,
  ];
}

/** A configuration of arms; the tables that it names are not read. */
async function readConfig(path: string): Promise<{ readonly config: Config; readonly inputs: readonly InputFile[] }> {
  const text = await readText(path, mostBytes.configuration);
  return { config: parseConfig(text, path), inputs: [{ path, sha256: sha256(text) }] };
}

/** Endpoints, visits and failures, complete once all trajectories have been read; small columns alone stay in memory. */
function simulateTable(
  { context, display, stage }: Session,
  { spec, responseRule }: ArmsToSimulate,
  table: PatientTable,
) {
  const batches: { readonly record: EndpointRecord; readonly ids: readonly string[] }[] = [];
  const counts = { patients: 0, simulations: 0, stored: 0 };
  const width = table.columns.length;
  const total = table.ids.length;
  const simulateBatches = async function* (): AsyncGenerator<CsvCell[]> {
    stage('simulate');
    display.begin('simulate', total);
    const size = spec.keepTrajectories ? BATCH_WITH_TRAJECTORIES : CHUNKS_PER_BATCH * patientsPerChunk(spec);
    for (const { first, count } of batchesOf(total, size)) {
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
      batches.push({ record: endpointRecord(record), ids });
      yield* trajectoryRows(record, spec, ids);
    }
  };
  const endpoints = function* () {
    for (const { record, ids } of batches) yield* endpointRows(record, { spec, responseRule }, ids);
  };
  const visits = function* () {
    for (const { record, ids } of batches) yield* visitRows(record.arms, spec, ids);
  };
  return { endpoints, counts, visits, trajectories: simulateBatches() };
}

function batchesOf(patients: number, size: number): readonly { readonly first: number; readonly count: number }[] {
  return Array.from({ length: Math.ceil(patients / size) }, (_, batch) => ({
    first: batch * size,
    count: Math.min(size, patients - batch * size),
  }));
}
