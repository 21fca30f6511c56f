import { type BetaMarginal, type Cohort, cohortUniforms, sampleCohort } from '../../src/index.js';
import type { LoopSettings } from './loop-settings.js';

/** Patients whose uniforms become parameters at a time. */
const BLOCK_PATIENTS = 4096;

/** What a cohort is drawn by; see {@link drawCohort}. */
type Draw = readonly [
  marginals: readonly BetaMarginal[],
  settings: Pick<LoopSettings, 'seed' | 'design'>,
  streamName: string,
  patients: number,
];

/** Virtual patients of one stream name: its own design, the given marginals. */
export function drawCohort(...draw: Draw): Cohort {
  const [marginals, , , patients] = draw;
  const logX = new Float64Array(patients * marginals.length);
  const log1mX = new Float64Array(logX.length);
  const values = drawnBlocks(draw, (block, at) => {
    logX.set(block.logX, at);
    log1mX.set(block.log1mX, at);
  });
  return { values, logX, log1mX };
}

/** The same patients, drawn again when their logarithms are asked for: 0.34 kB less per patient of 21 parameters until then. */
export function drawWithoutLogs(...draw: Draw): Cohort {
  let logs: Omit<Cohort, 'values'> | undefined;
  const drawn = () => {
    if (logs === undefined) {
      const { logX, log1mX } = drawCohort(...draw);
      logs = { logX, log1mX };
    }
    return logs;
  };
  return {
    values: drawnBlocks(draw, () => {}),
    get logX() {
      return drawn().logX;
    },
    get log1mX() {
      return drawn().log1mX;
    },
  };
}

/** The first patients of a cohort: views. */
export function firstOf(cohort: Cohort, patients: number, dimensions: number): Cohort {
  const rows = (all: Float64Array) => all.subarray(0, patients * dimensions);
  return {
    values: rows(cohort.values),
    get logX() {
      return rows(cohort.logX);
    },
    get log1mX() {
      return rows(cohort.log1mX);
    },
  };
}

/** Parameters of all patients, in the memory of their uniforms; blocks of patients with the place of their first number. */
function drawnBlocks(
  [marginals, { seed, design }, streamName, patients]: Draw,
  visit: (block: Cohort, at: number) => void,
): Float64Array {
  const parameters = marginals.map(({ name }) => name);
  const values = cohortUniforms({ design, parameters, patients, seed, streamName });
  for (let first = 0; first < patients; first += BLOCK_PATIENTS) {
    const count = Math.min(BLOCK_PATIENTS, patients - first);
    const at = first * marginals.length;
    const uniforms = values.subarray(at, at + count * marginals.length);
    const block = sampleCohort({ marginals, uniforms, patients: count });
    values.set(block.values, at);
    visit(block, at);
  }
  return values;
}

/**
 * One patient of a cohort, without the others: the same values as in the whole cohort.
 *
 * @param draw - what the cohort is drawn by
 * @param patient - row, from 0
 */
export function drawnPatient([marginals, { seed, design }, streamName, patients]: Draw, patient: number): Float64Array {
  const parameters = marginals.map(({ name }) => name);
  const uniforms = cohortUniforms({ design, parameters, patients, seed, streamName });
  const own = uniforms.subarray(patient * parameters.length, (patient + 1) * parameters.length);
  return sampleCohort({ marginals, uniforms: own, patients: 1 }).values;
}
