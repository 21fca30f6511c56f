import {
  mostBytes,
  parquetMetadata,
  readText,
  sha256,
  streamNames,
  textColumn,
  type UniformDesignKind,
  writeCsvFile,
  writeParquetFile,
} from '../../../src/index.js';
import { configuredDrugs, configuredMarginals, parseConfig } from '../../config/parse-config.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { tableCommand } from '../../session/repeat-command.js';
import { print, type Runtime } from '../../session/runtime.js';
import { runFiles } from '../../store/run-folder.js';
import { storedInputs } from '../../store/stored-inputs.js';
import { parameterColumns } from '../../studies/parameter-columns.js';
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

export async function cohort(runtime: Runtime, flags: CohortFlags): Promise<undefined> {
  const { patients, seed, design, out, force } = flags;
  await requireNewFile(out, force);
  const { marginals, drugs, config, inputs } = await shapesToDraw(flags);
  const { values } = drawCohort(marginals, { seed, design }, streamNames.cohortPatients, patients);
  const width = marginals.length;
  const rows = function* () {
    for (let patient = 0; patient < patients; patient++) {
      yield [String(patient + 1), ...values.subarray(patient * width, (patient + 1) * width)];
    }
  };
  const names = marginals.map(({ name }) => name);
  if (isParquetName(out)) {
    const { version } = await runtime.packageInformation();
    const columns = [textColumn('patient', 'name of the patient'), ...parameterColumns(names, drugs)];
    const origin = { version, command: tableCommand(runtime), seed, config, inputs };
    await writeParquetFile(out, { columns, rows: rows() }, parquetMetadata('cohort', columns, origin));
  } else {
    await writeCsvFile(out, ['patient', ...names], rows());
  }
  runtime.reply?.({ files: [out], result: { patients, seed, design, parameters: names } });
  print(runtime, `${patients} patients: ${out}`);
}

const isParquetName = (path: string): boolean => path.toLowerCase().endsWith('.parquet');

/** Shapes of a configuration, of a finished run, or the published ones; and what they were read from. */
async function shapesToDraw({ config: path, from }: CohortFlags) {
  if (path !== undefined) {
    const text = await readText(path, mostBytes.configuration);
    const config = parseConfig(text, path);
    return {
      marginals: configuredMarginals(config),
      drugs: configuredDrugs(config),
      config,
      inputs: [{ path, sha256: sha256(text) }],
    };
  }
  const { marginals } = await shapesOf(from);
  const inputs = from === undefined ? [] : await storedInputs(from, [runFiles.results]);
  return { marginals, drugs: undefined, config: null, inputs };
}
