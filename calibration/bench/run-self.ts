import {
  builtInRegimens,
  type CohortSimulator,
  cohortSimulator,
  compileSimulation,
  defaultSolverSettings,
  dosePlan,
  drugStatesOf,
  fixedArm,
  heterogeneityParameterNames,
  InputError,
  publishedDrugs,
  type SimulationSpec,
  simulationSource,
  stateNames,
  statusCodes,
} from '../../src/index.js';
import { nativeInstance } from '../native/native-library.js';
import { benchModel } from './bench-model.js';
import {
  openDoubles,
  type PeerArguments,
  type PeerReport,
  parsePeerArguments,
  readPatients,
  readSegmentFile,
  segmentText,
} from './peer-protocol.js';

const ARM = 'arm';
/** Last cell state of a row of trajectories; the drug amounts follow. */
const CELLS = stateNames.length - drugStatesOf(publishedDrugs).length;
const K3 = heterogeneityParameterNames.indexOf('K3');
/** Patients whose daily states are held in memory at a time. */
const BATCH_WITH_STATES = 64;

/**
 * Runs the workbench's own simulator under the protocol of the benchmark's peers: one process, no worker threads.
 *
 * Arguments come from the process, the report goes to its standard output.
 *
 * @param backend - the compiled simulator of the main job, or the JavaScript one that it is compared with
 */
export async function runSelf(backend: 'compiled' | 'javascript'): Promise<void> {
  const peer = parsePeerArguments(process.argv.slice(2));
  const spec = specOf(peer);
  report(peer, cohortSimulator(spec, backend === 'compiled' ? await compileSimulation(spec) : 'javascript'));
}

/** The same with native code; the library and its patients per vector are the first arguments. */
export async function runSelfNative(): Promise<void> {
  const [file = '', lanes, ...rest] = process.argv.slice(2);
  const peer = parsePeerArguments(rest);
  const spec = specOf(peer);
  const { shape } = simulationSource(spec, Number(lanes));
  report(peer, cohortSimulator(spec, { ...shape, code: { kind: 'native', file } }, nativeInstance));
}

function report(peer: PeerArguments, simulate: CohortSimulator): void {
  const figures: PeerReport = { ...simulated(peer, simulate), peakBytes: process.resourceUsage().maxRSS * 1024 };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function simulated(peer: PeerArguments, simulate: CohortSimulator): Omit<PeerReport, 'peakBytes'> {
  const width = heterogeneityParameterNames.length;
  const patients = readPatients(peer.patients, peer.count);
  const file = peer.out === null ? undefined : openDoubles(peer.out);
  const batch = file === undefined ? peer.count : BATCH_WITH_STATES;
  let [checksum, failed] = [0, 0];
  for (let first = 0; first < peer.count; first += batch) {
    const rows = patients.slice(first * width, Math.min(first + batch, peer.count) * width);
    const record = simulate(rows).arms[ARM]!;
    const days = peer.days + 1;
    for (let patient = 0; patient * width < rows.length; patient++) {
      if (record.status[patient] === statusCodes.failed) failed++;
      let burden = 0;
      for (let day = 0; day < days; day++) burden += record.burden[patient * days + day]!;
      checksum += burden * rows[patient * width + K3]!;
      for (let day = 0; file !== undefined && day < days; day++) {
        const start = (patient * days + day) * stateNames.length;
        file.append(record.trajectories.subarray(start, start + CELLS));
      }
    }
  }
  file?.close();
  return { patients: peer.count, failed, evaluations: null, steps: null, checksum };
}

/** The same dosing by courses, compared with the stretches that the peers get. */
function specOf({ segments, days, relativeTolerance, absoluteTolerance, out }: PeerArguments): SimulationSpec {
  const { regimen: name, segments: stretches } = readSegmentFile(segments);
  const regimen = builtInRegimens[name];
  if (regimen === undefined) throw new InputError(`${segments}: must name a built-in regimen; got ${name}`);
  const own = dosePlan(regimen, days).segments;
  if (segmentText({ regimen: name, segments: own }) !== segmentText({ regimen: name, segments: stretches })) {
    throw new InputError(`${segments}: must hold the stretches of ${name} up to day ${days}; got others`);
  }
  return {
    ...benchModel,
    arms: [fixedArm(ARM, regimen)],
    horizonDays: days,
    assessmentDay: days,
    markerDays: [days],
    keepTrajectories: out !== null,
    solver: {
      relativeTolerance,
      absoluteTolerance,
      // Tight tolerances need more steps than the default allows
      maxSteps: Math.max(defaultSolverSettings.maxSteps, 2_000_000),
    },
  };
}
