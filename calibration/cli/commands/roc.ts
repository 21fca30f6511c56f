import { Command } from 'commander';
import type { Act } from '../act.js';
import { roc } from '../choices.js';
import { withFolderOptions } from '../engine-options.js';
import { missingOption } from '../missing-option.js';
import { mosts, nameList, properShare, valueList, wholeNumber } from '../option-values.js';

/** `qcic roc`: markers and a binary outcome in any table. */
export function rocCommand(act: Act): Command {
  const command = new Command('roc')
    .description('ROC curves, paired comparisons and cross-validated classifiers for markers in any table')
    .requiredOption('--table <table>', 'table with one row per patient: CSV, also with semicolons or tabs, or Parquet')
    .requiredOption('--label <column>', 'column of the outcome')
    .requiredOption('--markers <list>', 'columns of the markers, separated by commas', nameList)
    .option(
      '--positive <list>',
      'outcomes that count as positive, separated by commas (default: 1 of 0 and 1)',
      valueList,
    )
    .option('--negative <list>', 'outcomes that count as negative (default: all others)', valueList)
    .addOption(missingOption())
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
manifest.json. Other columns of the table are ignored. A name with a comma in it is put in double quotes, within those of the shell:
--positive '"PR, confirmed",CR'. Missing are empty cells, ., NA, na, NaN, nan, N/A, n/a, #N/A, and NE as an outcome.

Example:
  $ qcic roc --table patients.csv --label response --positive CR,PR,SD --markers th1,ctl --prevalence 0.3 --out runs/roc`,
    )
    .action(act(async () => (await import('../actions/roc.js')).roc));
}
