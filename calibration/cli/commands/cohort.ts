import { join } from 'node:path';
import { Command, Option } from 'commander';
import {
  type BetaMarginal,
  heterogeneityParameterNames,
  heterogeneityParameters,
  InputError,
  streamNames,
  writeCsvFile,
} from '../../../src/index.js';
import { drawCohort } from '../../fit/outer-loop.js';
import { runFiles } from '../../store/run-folder.js';
import { readResults } from '../../store/write-run.js';
import { wholeNumber } from '../option-values.js';

interface CohortFlags {
  readonly patients: number;
  readonly seed: string;
  readonly from?: string;
  readonly design: 'latin-hypercube' | 'random';
  readonly out: string;
}

/** `qcic cohort`: draws virtual patients into a table that `qcic simulate` reads. */
export function cohortCommand(): Command {
  return new Command('cohort')
    .description('draw virtual patients from the published or from fitted Beta shapes')
    .requiredOption('--patients <number>', 'number of patients', wholeNumber(1))
    .requiredOption('--seed <seed>', 'seed of the design')
    .option('--from <folder>', 'folder of a finished run whose fitted shapes are used (default: published shapes)')
    .addOption(
      new Option('--design <kind>', 'how uniforms are drawn')
        .choices(['latin-hypercube', 'random'])
        .default('latin-hypercube'),
    )
    .requiredOption('--out <file>', 'CSV file to write')
    .addHelpText('after', '\nExample:\n  $ qcic cohort --patients 500 --seed 1 --from runs/mcrc --out patients.csv')
    .action(async ({ patients, seed, from, design, out }: CohortFlags) => {
      const marginals = from === undefined ? publishedMarginals() : await fittedMarginals(from);
      const { values } = drawCohort(marginals, { seed, design }, streamNames.cohortPatients, patients);
      const width = marginals.length;
      const rows = Array.from({ length: patients }, (_, patient) => [
        String(patient + 1),
        ...values.subarray(patient * width, (patient + 1) * width),
      ]);
      await writeCsvFile(out, ['patient', ...marginals.map(({ name }) => name)], rows);
      console.log(`${patients} patients: ${out}`);
    });
}

function publishedMarginals(): readonly BetaMarginal[] {
  return heterogeneityParameterNames.map((name) => {
    const { min, max, alpha, beta } = heterogeneityParameters[name];
    return { name, min, max, alpha, beta };
  });
}

async function fittedMarginals(folder: string): Promise<readonly BetaMarginal[]> {
  const path = join(folder, runFiles.results);
  const { fit } = await readResults(folder, ['fit']);
  return heterogeneityParameterNames.map((name) => {
    const shape = fit?.shapes?.[name];
    if (shape === undefined) throw new InputError(`${path}: fit.shapes.${name}: must be present; got none`);
    const { min, max, alpha, beta } = shape;
    return { name, min, max, alpha, beta };
  });
}
