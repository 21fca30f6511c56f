import { Command, Option } from 'commander';
import type { Act } from '../act.js';
import { cohortDesigns } from '../choices.js';
import { mosts, wholeNumber } from '../option-values.js';

/** `qcic cohort`: draws virtual patients into a table that `qcic simulate` reads. */
export function cohortCommand(act: Act): Command {
  return new Command('cohort')
    .description('draw virtual patients from the published, configured or fitted Beta shapes')
    .requiredOption('--patients <number>', 'number of patients', wholeNumber(1, mosts.patients))
    .requiredOption('--seed <seed>', 'seed of the design')
    .option(
      '--from <folder>',
      'folder of a finished run whose fitted shapes and correlations are used (default: published shapes)',
    )
    .addOption(
      new Option('--config <config>', 'configuration whose shapes and correlations are used').conflicts('from'),
    )
    .addOption(
      new Option('--design <kind>', 'how uniforms are drawn').choices(cohortDesigns).default('latin-hypercube'),
    )
    .requiredOption('--out <file>', 'file to write: Parquet where its name ends in .parquet, CSV otherwise')
    .option('--force', 'replace the file where it is there already', false)
    .addHelpText(
      'after',
      `
Examples:
  $ qcic cohort --patients 500 --seed 1 --from runs/mcrc --out patients.csv
  $ qcic cohort --patients 500 --seed 1 --out patients.parquet`,
    )
    .action(act(async () => (await import('../actions/cohort.js')).cohort));
}
