import { Command } from 'commander';
import type { Act } from '../act.js';
import { roc } from '../choices.js';
import { withFolderOptions } from '../engine-options.js';
import { mosts, nameList, properShare, wholeNumber } from '../option-values.js';

/** `qcic roc`: markers and a binary outcome in any table. */
export function rocCommand(act: Act): Command {
  const command = new Command('roc')
    .description('ROC curves, paired comparisons and cross-validated classifiers for markers in any table')
    .requiredOption('--table <file>', 'CSV with one row per patient')
    .requiredOption('--label <column>', 'column of the outcome')
    .requiredOption('--markers <list>', 'columns of the markers, separated by commas', nameList)
    .option('--positive <value>', 'outcome that counts as positive (default: 1 in a column of 0 and 1)')
    .option('--log', 'also train classifiers on the logarithms of the markers', false)
    .option('--folds <number>', 'folds of the cross-validation', wholeNumber(2, mosts.folds), 10)
    .option('--repeats <number>', 'repeats of the cross-validation', wholeNumber(1, mosts.repeats), 5)
    .option('--bootstrap <number>', 'bootstrap resamples; 0 for none', wholeNumber(0, mosts.resamples), roc.bootstrap)
    .option(
      '--permutations <number>',
      'permutations of the permutation test; 0 for none',
      wholeNumber(0, mosts.resamples),
      199,
    )
    .option('--prevalence <share>', 'prevalence for predictive values (default: that of the table)', properShare)
    .option('--sensitivity <share>', 'sensitivity at which thresholds are given', properShare, roc.sensitivity)
    .option('--specificity <share>', 'specificity at which thresholds are given', properShare, roc.specificity)
    .option('--seed <seed>', 'seed of folds, bootstrap and permutations', '1');
  return withFolderOptions(command, 'analysis', 'runs/roc', false)
    .addHelpText(
      'after',
      `
Writes roc.json (markers, comparisons, classifiers, permutation), figures/roc.csv, figures/calibration.csv, report.html,
manifest.json. Other columns of the table are ignored; a missing value is an error, reported with line and column.

Example:
  $ qcic roc --table patients.csv --label response --positive CR --markers th1,ctl --prevalence 0.3 --out runs/roc`,
    )
    .action(act(async () => (await import('../actions/roc.js')).roc));
}
