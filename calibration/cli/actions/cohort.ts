import { mostBytes, readText, streamNames, type UniformDesignKind, writeCsvFile } from '../../../src/index.js';
import { configuredMarginals, parseConfig } from '../../config/parse-config.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { print, type Runtime } from '../../session/runtime.js';
import { requireNewFile } from '../new-file.js';
import { shapesOf } from '../shapes-of.js';

export interface CohortFlags {
  readonly patients: number;
  readonly seed: string;
  readonly from?: string;
  readonly config?: string;
  readonly design: UniformDesignKind;
  readonly out: string;
  readonly force: boolean;
}

export async function cohort(
  runtime: Runtime,
  { patients, seed, from, config, design, out, force }: CohortFlags,
): Promise<undefined> {
  await requireNewFile(out, force);
  const marginals =
    config === undefined
      ? (await shapesOf(from)).marginals
      : configuredMarginals(parseConfig(await readText(config, mostBytes.configuration), config));
  const { values } = drawCohort(marginals, { seed, design }, streamNames.cohortPatients, patients);
  const width = marginals.length;
  const rows = function* () {
    for (let patient = 0; patient < patients; patient++) {
      yield [String(patient + 1), ...values.subarray(patient * width, (patient + 1) * width)];
    }
  };
  await writeCsvFile(out, ['patient', ...marginals.map(({ name }) => name)], rows());
  print(runtime, `${patients} patients: ${out}`);
}
