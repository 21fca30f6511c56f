import {
  type CohortRecord,
  heterogeneityParameterNames,
  InputError,
  InterruptedError,
  type MarkerName,
  markerNames,
  type PatientTable,
  stateNamesOf,
  statusCodes,
} from '../../src/index.js';
import { runCohort } from '../pool/run-cohort.js';
import { endpointRows, visitRows } from '../studies/simulate/endpoint-table.js';
import { requirePatientValues } from '../studies/simulate/require-patient-values.js';
import type { ArmsToSimulate } from '../studies/simulate/simulation-of-arms.js';
import { openEngine } from '../tasks/open-engine.js';
import { readFittedPatients } from './fitted-run.js';
import { requireKnownOptions, requireLevel } from './known-options.js';
import {
  drawnTable,
  marginalsOf,
  type ParameterDistribution,
  type PatientParameters,
  recordsOf,
  seedOf,
  tableOfRecords,
  type VirtualPatient,
} from './patients.js';
import { type RecistClass, type ResponseSummary, summariseResponses } from './response-summary.js';
import { type ModelChoices, simulationFor } from './simulation-config.js';

/** What is simulated; everything but the patients has a default. */
export interface SimulateOptions extends ModelChoices {
  /** A number of patients to draw, or patients: those of `sampleCohort` or `readCohort`, or some of their parameters. */
  readonly patients: number | readonly PatientParameters[];
  /** Of the draw of patients; same seed, same patients; default: `1`. */
  readonly seed?: string | number;
  /** Folder of a finished run or refit, whose shapes, arms and model are taken; default: the published model. */
  readonly from?: string;
  /** Distributions that patients are drawn from, and whose medians complete given ones; default: those of `from`, or the published ones. */
  readonly shapes?: readonly ParameterDistribution[];
  /** Whether daily states are kept: 57 numbers per patient, arm and day; default: no. */
  readonly trajectories?: boolean;
  /** Coverage of the intervals of rates; default: 0.95. */
  readonly level?: number;
  /** Threads; default 0: in this one. Results do not depend on it. */
  readonly workers?: number;
  /** Stops the simulation, which then rejects with `InterruptedError`. */
  readonly signal?: AbortSignal;
}

/** Endpoints of one patient under one arm: a row of the table that `qcic simulate` writes. */
export interface PatientEndpoints {
  readonly patient: string;
  readonly arm: string;
  /** `completed`, `completed on retry` (by shorter steps), or `failed: ...` with reason and day. */
  readonly status: string;
  /** Change of tumor size from day 0 to day 56, relative to day 0: -0.3 is a decrease by 30 %; null where the simulation failed. */
  readonly tumorChange: number | null;
  /** RECIST class of that change; null where the simulation failed. */
  readonly response: Exclude<RecistClass, 'NE'> | null;
  /** At the marker day: Th1 cells and CTL in the tumor (cell/L), and their ratios to regulatory T cells; null where the simulation failed. */
  readonly markers: Readonly<Record<MarkerName, number>> | null;
  /** Best overall response over the visits; null where the simulation failed. */
  readonly bestResponse: RecistClass | null;
  /** The same where CR and PR must be confirmed four weeks later. */
  readonly confirmedBestResponse: RecistClass | null;
  /** Day of the first visit that shows progression; null where none does. */
  readonly progressionDay: number | null;
  /** Day of the first visit with CR or PR before progression; null where there is none. */
  readonly responseDay: number | null;
}

/** The tumor of one patient at one visit. */
export interface TumorVisit {
  readonly patient: string;
  readonly arm: string;
  readonly day: number;
  /** Tumor size relative to day 0; 1 is unchanged. */
  readonly tumorRatio: number;
  /** RECIST class of the visit, progression from the smallest size so far. */
  readonly response: RecistClass;
}

/** Daily states of one patient under one arm. */
export interface Trajectory {
  readonly patient: string;
  readonly arm: string;
  /** By name of the state, one value per day from 0: cell densities in cell/L, then amounts of drugs in their dose units. */
  readonly states: Readonly<Record<string, Float64Array>>;
}

/** Responses of an arm. */
export interface ArmResponses {
  readonly arm: string;
  /** Patients whose simulation completed; rates are shares of them. */
  readonly patients: number;
  readonly failed: number;
  /** Response at day 56. */
  readonly response: ResponseSummary;
  /** Best overall response over the visits. */
  readonly bestResponse: ResponseSummary;
}

/** Simulated patients. */
export interface Simulation {
  /** Last day; the first is 0. */
  readonly days: number;
  readonly patients: readonly VirtualPatient[];
  /** One row per patient and arm, patients in order. */
  readonly endpoints: readonly PatientEndpoints[];
  /** One row per patient, arm and visit; none of failed patients. */
  readonly visits: readonly TumorVisit[];
  /** One per patient and arm where they are asked for; none of failed patients. */
  readonly trajectories: readonly Trajectory[];
  /** Response rates by arm; arms without a completed patient are left out. */
  readonly arms: readonly ArmResponses[];
}

/**
 * Simulates patients under arms, with the bits of `qcic simulate`.
 *
 * The first call compiles the model, about a third of a second; then a patient takes about a millisecond per arm and year.
 *
 * @param options - patients, and what differs from the published model under the three arms of the trials over a year
 * @returns endpoints, visits and response rates; a failed patient is counted and has no endpoints
 * @throws InputError, ConfigError - naming each option that is wrong; InterruptedError - when stopped
 * @example
 * const { arms } = await simulate({ patients: 200 });
 * for (const { arm, bestResponse } of arms) console.log(arm, bestResponse.diseaseControlRate);
 */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
  const { spec, responseRule, table, record } = await simulateRecords(options);
  const { ids } = table;
  const endpoints = Array.from(endpointRows(record, { spec, responseRule }, ids), endpointsOf);
  return {
    days: spec.horizonDays,
    patients: recordsOf(table),
    endpoints,
    visits: Array.from(visitRows(record.arms, spec, ids), visitOf),
    trajectories: spec.keepTrajectories ? trajectoriesOf(record, spec, ids) : [],
    arms: spec.arms.flatMap(({ name }) => responsesOf(name, endpoints, options.level)),
  };
}

const DEFAULT_LEVEL = 0.95;

/** Names of all options, which the compiler keeps complete. */
const optionNames = Object.keys({
  patients: true,
  arms: true,
  days: true,
  visits: true,
  markerDay: true,
  switches: true,
  parameters: true,
  drugs: true,
  seed: true,
  from: true,
  shapes: true,
  trajectories: true,
  level: true,
  workers: true,
  signal: true,
} satisfies Record<keyof SimulateOptions, true>);

/** Simulated patients as the simulator has them. */
export interface SimulatedRecords extends ArmsToSimulate {
  readonly table: PatientTable;
  readonly record: CohortRecord;
}

/** The part of {@link simulate} that simulates. */
export async function simulateRecords(options: SimulateOptions): Promise<SimulatedRecords> {
  const { patients, seed = '1', from, shapes, trajectories = false, workers = 0, signal } = options;
  requireKnownOptions(options, optionNames, 'simulate');
  requireLevel(options.level ?? DEFAULT_LEVEL);
  const fitted = from === undefined ? undefined : await readFittedPatients(from);
  const { spec: choice, responseRule } = simulationFor(options, trajectories, fitted?.config);
  const marginals = marginalsOf(shapes, fitted?.marginals);
  const table =
    typeof patients === 'number'
      ? drawnTable(patients, marginals, seedOf(seed))
      : tableOfRecords(patients, marginals, choice);
  const spec = { ...choice, varying: table.columns.slice(heterogeneityParameterNames.length) };
  requirePatientValues(table, spec, 'patients');
  if (!(Number.isInteger(workers) && workers >= 0)) {
    throw new InputError(`workers: must be a whole number >= 0; got ${workers}`);
  }
  if (signal?.aborted) throw new InterruptedError('simulate: stopped before it began');
  const engine = openEngine(workers);
  try {
    const record = await runCohort({ spec, parameters: table.values, patients: table.ids.length }, { engine, signal });
    return { spec, responseRule, table, record };
  } finally {
    await engine.close();
  }
}

type Cell = string | number | null;

/** A row of `endpoints.csv` as a record. */
function endpointsOf(cells: readonly unknown[]): PatientEndpoints {
  const [patient, arm, status, tumorChange, response, ...rest] = cells as readonly Cell[];
  const values = rest.slice(0, markerNames.length) as readonly (number | null)[];
  const [best, confirmed, progressionDay, responseDay] = rest.slice(markerNames.length);
  const markers = Object.fromEntries(markerNames.map((name, index) => [name, values[index]!]));
  return {
    patient: patient as string,
    arm: arm as string,
    status: status as string,
    tumorChange: tumorChange as number | null,
    response: response as PatientEndpoints['response'],
    markers: values[0] === null ? null : (markers as Record<MarkerName, number>),
    bestResponse: best as RecistClass | null,
    confirmedBestResponse: confirmed as RecistClass | null,
    progressionDay: progressionDay as number | null,
    responseDay: responseDay as number | null,
  };
}

function visitOf(cells: readonly unknown[]): TumorVisit {
  const [patient, arm, day, tumorRatio, response] = cells;
  return { patient, arm, day, tumorRatio, response } as TumorVisit;
}

function trajectoriesOf(
  record: CohortRecord,
  { arms, drugs, horizonDays }: ArmsToSimulate['spec'],
  ids: readonly string[],
): readonly Trajectory[] {
  const names = stateNamesOf(drugs);
  const days = horizonDays + 1;
  return ids.flatMap((patient, row) =>
    arms.flatMap(({ name: arm }) => {
      const { status, trajectories } = record.arms[arm]!;
      if (status[row] === statusCodes.failed) return [];
      const own = trajectories.subarray(row * days * names.length, (row + 1) * days * names.length);
      const states = names.map(
        (name, state) =>
          [name, Float64Array.from({ length: days }, (_, day) => own[day * names.length + state]!)] as const,
      );
      return [{ patient, arm, states: Object.fromEntries(states) }];
    }),
  );
}

function responsesOf(
  arm: string,
  endpoints: readonly PatientEndpoints[],
  level: number | undefined,
): readonly ArmResponses[] {
  const own = endpoints.filter((row) => row.arm === arm);
  const completed = own.flatMap(({ response, bestResponse }) =>
    response === null || bestResponse === null ? [] : [{ response, bestResponse }],
  );
  if (completed.length === 0) return [];
  return [
    {
      arm,
      patients: completed.length,
      failed: own.length - completed.length,
      response: summariseResponses(
        completed.map(({ response }) => response),
        level,
      ),
      bestResponse: summariseResponses(
        completed.map(({ bestResponse }) => bestResponse),
        level,
      ),
    },
  ];
}
