import { Command, Option } from 'commander';
import type { Act } from '../act.js';
import { markerCuts, trialEndpoints } from '../choices.js';
import { withFolderOptions } from '../engine-options.js';
import { missingOption } from '../missing-option.js';
import {
  ascendingTimes,
  markerCut,
  mosts,
  nameList,
  positiveNumber,
  properShare,
  wholeNumber,
} from '../option-values.js';

/** `qcic survival`: Kaplan-Meier, log-rank, Cox and restricted means of a table, or of a trial simulated from a run. */
export function survivalCommand(act: Act): Command {
  const command = new Command('survival')
    .description('survival analysis of a CSV table, or of a trial simulated from a stored run')
    .argument('[run]', 'folder of a finished run, whose arms a trial is simulated of; or give --table')
    .option('--table <table>', 'CSV or Parquet table of patients, real ones included')
    .option('--time <column>', 'follow-up time; >= 0')
    .option('--event <column>', '1 for an event, 0 for censored (or TRUE and FALSE, T and F)')
    .option('--event-value <value>', 'value of an event in another coding; all other values are censored')
    .option('--group <column>', 'groups to compare (default: all patients are one)')
    .option('--stratum <column>', 'strata for log-rank and Cox')
    .option('--covariate <columns>', 'covariates of the Cox regression, separated by commas', nameList, [])
    .option(
      '--covariate-reference <list>',
      'reference of covariates of text, as column=value (default: the first value)',
      nameList,
      [],
    )
    .addOption(missingOption())
    .option('--weight <column>', 'weights of the patients; > 0')
    .addOption(
      new Option('--weights-are <meaning>', 'sampling: robust variances; patients: number of patients of the row')
        .choices(['sampling', 'patients'])
        .default('sampling'),
    )
    .option('--marker <column>', 'marker that splits each group')
    .option('--cut <place>', `where the marker is cut: ${markerCuts.join(', ')}, or a number`, markerCut, 'median')
    .option('--reference <name>', 'group (or arm) that others are compared with (default: the first)')
    .option('--landmarks <times>', 'times at which survival is read, separated by commas', ascendingTimes)
    .option('--tau <time>', 'end of the restricted mean (default: the longest possible)', positiveNumber)
    .option('--level <share>', 'coverage of intervals', properShare, 0.95)
    .addOption(
      new Option('--ties <kind>', 'how Cox regression handles equal death times')
        .choices(['efron', 'breslow'])
        .default('efron'),
    )
    .addOption(
      new Option(
        '--endpoint <name>',
        'of a run: os, overall survival; pfs, progression-free survival; ttp, time to progression, deaths censored (default: os)',
      ).choices(trialEndpoints),
    )
    .option(
      '--trial-size <number>',
      'patients per simulated arm (default: those of the trials)',
      wholeNumber(1, mosts.patients),
    )
    .option(
      '--permutations <number>',
      'permutations for the p value of an optimal cut',
      wholeNumber(1, mosts.resamples),
      1999,
    )
    .option('--seed <seed>', 'seed of drawn deaths and permutations (default: the seed of the run, or 1)');
  return withFolderOptions(command, 'analysis', 'runs/survival; of a run: <run>-survival', false)
    .addHelpText(
      'after',
      `
Writes survival.json, curves.csv, at_risk.csv, report.html, manifest.json; prognosis_curves.csv and prognosis_at_risk.csv
with --marker; expected.csv for a run. Covariates of text become one term for each value but the reference. Missing are empty
cells, ., NA, na, NaN, nan, N/A, n/a, #N/A, in any column that is used.

Examples:
  $ qcic survival --table patients.csv --time months --event died --group arm --landmarks 3,6,9,12 --out runs/survival
  $ qcic survival --table patients.csv --time months --event died --group arm --marker th1 --cut optimal --out runs/th1
  $ qcic survival runs/mcrc --trial-size 200 --seed 7
  $ qcic survival runs/mcrc --endpoint pfs --out runs/mcrc-pfs`,
    )
    .action(act(async () => (await import('../actions/survival.js')).survival));
}
