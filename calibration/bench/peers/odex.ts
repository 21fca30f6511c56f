import { createRequire } from 'node:module';
import {
  compileModel,
  drugStatesOf,
  exportableModel,
  heterogeneityParameterNames,
  postedSwitches,
  publishedDrugs,
  stateNames,
} from '../../../src/index.js';
import {
  openDoubles,
  type PeerArguments,
  type PeerReport,
  type PeerSegment,
  parsePeerArguments,
  readPatients,
  readSegmentFile,
} from '../peer-protocol.js';
import { generatedKernel } from './generated-kernel.js';

/** The interface of the package odex 2 as used here; it has no type declarations. */
interface OdexSolver {
  relativeTolerance: number;
  absoluteTolerance: number;
  denseOutput: boolean;
  denseComponents: number[];
  maxSteps: number;
  initialStepSize: number;
  solve(
    derivatives: (time: number, state: number[]) => number[],
    start: number,
    state: number[],
    end: number,
    onStep: (
      step: number,
      from: number,
      to: number,
      state: number[],
      interpolate: (component: number, time: number) => number,
    ) => void,
  ): {
    readonly y: number[];
    readonly outcome: number;
    readonly nEval: number;
    readonly nStep: number;
  };
}

interface OdexModule {
  readonly Solver: new (dimension: number) => OdexSolver;
  readonly Outcome: { readonly Converged: number };
}

const { Solver, Outcome }: OdexModule = createRequire(import.meta.url)('odex');

const initialState = exportableModel({ switches: postedSwitches }).states.map(({ initial }) => initial);
const CELLS = stateNames.length - drugStatesOf(publishedDrugs).length;
const TUMOR = stateNames.indexOf('X1_C');
/** Steps between two dose edges, and evaluations of one patient, after which a patient counts as failed. */
const MAX_STEPS = 20_000;
const MAX_EVALUATIONS = 2_000_000;

/** Ends a solution that has left the numbers: the package would continue to halve its step without end. */
class Diverged extends Error {}

/** Two-compartment rate constants in the order used by the derivative below. */
type Rates = readonly [k12: number, k21: number, k10: number];

/** Extrapolation solver odex of npm on all 57 states with the generated JavaScript kernel, restarted at dose edges. */
function runOdex(peer: PeerArguments): Omit<PeerReport, 'peakBytes'> {
  const { count, days, out } = peer;
  const { kernel, ratesOf } = compileModel({ switches: postedSwitches }, generatedKernel);
  const { segments } = readSegmentFile(peer.segments);
  const width = heterogeneityParameterNames.length;
  const patients = readPatients(peer.patients, count);
  const constants = new Float64Array(kernel.constantCount);
  const cells = new Float64Array(CELLS);
  const amounts = new Float64Array(publishedDrugs.length);
  const derivatives = new Float64Array(CELLS);
  const file = out === null ? undefined : openDoubles(out);
  const burden = new Float32Array(count * (days + 1));
  const row = new Float64Array((days + 1) * CELLS);
  // Dense output of the stored states: three, or all cells where a file is requested
  const components = out === null ? [TUMOR, TUMOR + 1, TUMOR + 2] : Array.from({ length: CELLS }, (_, index) => index);
  let [evaluations, steps, checksum, failed] = [0, 0, 0, 0];

  for (let patient = 0; patient < count; patient++) {
    const parameters = patients.subarray(patient * width, (patient + 1) * width);
    kernel.prepareInto(parameters, constants);
    const rates = publishedDrugs.map(({ name }): Rates => {
      const { k12, k21, k10 } = ratesOf(name, parameters);
      return [k12, k21, k10];
    });
    let state = initialState;
    let nextDay = 0;
    let spent = 0;
    let total = 0;
    row.fill(0);
    const keep = (read: (component: number) => number) => {
      const tumor = read(TUMOR) + read(TUMOR + 1) + read(TUMOR + 2);
      burden[patient * (days + 1) + nextDay] = tumor;
      total += tumor;
      if (out !== null) for (let index = 0; index < CELLS; index++) row[nextDay * CELLS + index] = read(index);
      nextDay++;
    };
    keep((component) => state[component]!);
    const follow = ({ startDay, endDay, input }: PeerSegment) => {
      const slope = (_time: number, y: number[]): number[] => {
        for (let index = 0; index < CELLS; index++) cells[index] = y[index]!;
        for (let drug = 0; drug < amounts.length; drug++) amounts[drug] = y[CELLS + 2 * drug]!;
        kernel.evaluateInto(cells, amounts, constants, derivatives);
        if (!Number.isFinite(derivatives[TUMOR]) || ++spent > MAX_EVALUATIONS) throw new Diverged();
        const result: number[] = new Array(initialState.length);
        for (let index = 0; index < CELLS; index++) result[index] = derivatives[index]!;
        publishedDrugs.forEach(({ name }, drug) => {
          setDrug(result, y, CELLS + 2 * drug, rates[drug]!, input[name] ?? 0);
        });
        return result;
      };
      const solver = new Solver(initialState.length);
      solver.relativeTolerance = peer.relativeTolerance;
      solver.absoluteTolerance = peer.absoluteTolerance;
      solver.denseOutput = true;
      solver.denseComponents = components;
      solver.maxSteps = MAX_STEPS;
      const result = solver.solve(slope, startDay, state, endDay, (step, _from, to, _state, interpolate) => {
        // The first call is made before any step
        if (step === 1) return;
        for (; nextDay <= Math.min(to, days); ) keep((component) => interpolate(component, nextDay));
      });
      steps += result.nStep;
      if (result.outcome !== Outcome.Converged) throw new Diverged();
      state = result.y;
      // The last step can end a rounding before the edge
      while (nextDay <= endDay) keep((component) => state[component]!);
    };
    try {
      for (const segment of segments) follow(segment);
      checksum += total;
    } catch (cause) {
      if (!(cause instanceof Diverged)) throw cause;
      failed++;
      row.fill(0);
    }
    evaluations += spent;
    file?.append(row);
  }
  file?.close();
  return { patients: count, failed, evaluations, steps, checksum };
}

/** c1' = k21 c2 - (k12 + k10) c1 + J, c2' = k12 c1 - k21 c2. */
function setDrug(slope: number[], y: readonly number[], central: number, [k12, k21, k10]: Rates, input: number): void {
  const [c1, c2] = [y[central]!, y[central + 1]!];
  slope[central] = k21 * c2 - (k12 + k10) * c1 + input;
  slope[central + 1] = k12 * c1 - k21 * c2;
}

const report: PeerReport = {
  ...runOdex(parsePeerArguments(process.argv.slice(2))),
  peakBytes: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
