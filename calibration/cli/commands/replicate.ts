import { Command } from 'commander';
import type { Act } from '../act.js';
import { SWEEP_SAMPLES } from '../choices.js';
import { withEngineOptions, withFailureOption, withFolderOptions } from '../engine-options.js';
import { mosts, wholeNumber } from '../option-values.js';

/** Patients of the cohorts that the paper's marker analyses were drawn from. */
const DEFAULT_PATIENTS = 4000;

/** Fewest patients that leave responders and non-responders on both sides. */
const LEAST_PATIENTS = 40;

/** The day on which the paper appeared. */
const DEFAULT_SEED = '20250413';

/**
 * `qcic replicate`: repeats the paper's analyses, as posted and as corrected, and compares with the printed results.
 */
export function replicateCommand(act: Act): Command {
  const command = new Command('replicate')
    .description(
      "repeat the paper's analyses from its published shapes, as posted and as corrected, and compare with the printed results",
    )
    .option(
      '--patients <number>',
      'virtual patients under the posted and the corrected model; half of them for each single switch',
      wholeNumber(LEAST_PATIENTS, mosts.patients),
      DEFAULT_PATIENTS,
    )
    .option(
      '--samples <number>',
      'samples of the parameter sweep',
      wholeNumber(LEAST_PATIENTS, mosts.patients),
      SWEEP_SAMPLES,
    )
    .option('--seed <seed>', 'seed of patients and sweep', DEFAULT_SEED);
  withFolderOptions(command, 'replication', 'runs/replicate');
  return withEngineOptions(withFailureOption(command))
    .addHelpText(
      'after',
      `
Writes replicate.csv and replicate.json (every result with interval, verdict and reason), report.html, the tables behind its
plots in figures/ (with quintiles.csv and switches.csv), manifest.json and chunks/ (for --resume).

Example:
  $ qcic replicate --out runs/replicate`,
    )
    .action(act(async () => (await import('../actions/replicate.js')).replicate));
}
