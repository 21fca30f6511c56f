import { Command } from 'commander';
import type { Act } from '../act.js';
import { PERMUTATION_PATIENTS, roc } from '../choices.js';
import { withEngineOptions, withFolderOptions } from '../engine-options.js';
import { mosts, nameList, wholeNumber, wholeNumbers } from '../option-values.js';
import { parquetOption } from '../parquet-option.js';

/** `qcic biomarkers RUN`: how early, and how well, markers predict the response of a fitted model's patients. */
export function biomarkersCommand(act: Act): Command {
  const command = new Command('biomarkers')
    .description('markers of response on several days, for a cohort drawn from the fitted shapes of a run')
    .argument('<run>', 'folder of a finished run')
    .option('--patients <number>', 'virtual patients per arm', wholeNumber(20, mosts.patients), 4000)
    .option('--arms <list>', "arms, separated by commas (default: those of the run's biomarkers)", nameList)
    .option('--days <list>', 'days at which markers are read', wholeNumbers(0, mosts.days), [7, 14, 28, 42, 56])
    .option('--folds <number>', 'folds of the cross-validation', wholeNumber(2, mosts.folds), 10)
    .option('--repeats <number>', 'repeats of the cross-validation', wholeNumber(1, mosts.repeats), 2)
    .option('--bootstrap <number>', 'bootstrap resamples; 0 for none', wholeNumber(0, mosts.resamples), roc.bootstrap)
    .option(
      '--permutations <number>',
      `permutations of the permutation test, on the first ${PERMUTATION_PATIENTS} patients; 0 for none`,
      wholeNumber(0, mosts.resamples),
      99,
    )
    .addOption(parquetOption())
    .option('--seed <seed>', "seed of cohort, folds, bootstrap and permutations (default: the run's)");
  withFolderOptions(command, 'study', '<run>-biomarkers');
  return withEngineOptions(command)
    .addHelpText(
      'after',
      `
Writes biomarkers.json, report.html, figures/auc_by_day.csv, figures/roc.csv, figures/calibration.csv, tables/*.csv (markers
and response of every patient, as qcic roc reads them; with --parquet also *.parquet), manifest.json and chunks/ (for --resume).

Example:
  $ qcic biomarkers runs/mcrc --patients 20000 --days 7,14,28,42,56 --out runs/mcrc-biomarkers`,
    )
    .action(act(async () => (await import('../actions/biomarkers.js')).biomarkers));
}
