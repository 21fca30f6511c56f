import { Command } from 'commander';
import type { Act } from '../act.js';
import { armRoles } from '../choices.js';
import { withEngineOptions, withFolderOptions } from '../engine-options.js';
import { mosts, positiveNumber, properShare, wholeNumber } from '../option-values.js';

/** `qcic predict RUN`: what a new trial would report, with intervals that include the differences between trials. */
export function predictCommand(act: Act): Command {
  const command = new Command('predict')
    .description('predict a new trial: response, medians, survival, hazard ratio, with prediction intervals')
    .argument('<run>', 'folder of a finished run or refit')
    .option('--arm <arm>', 'arm of the new trial')
    .option('--n <number>', 'patients of this arm', wholeNumber(1, mosts.patients))
    .option('--versus <arm>', 'second arm: hazard ratios of --arm over it')
    .option(
      '--n-versus <number>',
      'patients of the second arm; default: those of --arm',
      wholeNumber(1, mosts.patients),
    )
    .option(
      '--visits <days>',
      'visits of the new trial: every so many days, or a list of days; default: those of the run',
    )
    .option('--follow-up <months>', 'follow-up of the hazard ratio; default: the simulated time', positiveNumber)
    .option('--check', 'predict each trial of the fit by a fit without it, and report the coverage')
    .option('--level <share>', 'central share of the intervals', properShare, 0.9)
    .option('--draws <number>', 'draws of each prediction', wholeNumber(100, mosts.resamples), 4000)
    .option('--seed <text>', 'seed of the draws; default: the seed of the run')
    .option(
      '--patients <number>',
      'patients of the validation cohort that are used for the fits of --check',
      wholeNumber(100, mosts.patients),
      1000,
    );
  withFolderOptions(command, 'study', '<run>-predict');
  return withEngineOptions(command)
    .addHelpText(
      'after',
      `
An interval adds up the sampling of the new trial, the errors of the fit and the differences between trials, and states their shares.
Writes predict.json, predict.html and manifest.json (docs/predict.md).

Examples:
  $ qcic predict runs/mcrc --arm ${armRoles.combination} --n 246 --versus ${armRoles.single}
  $ qcic predict runs/mcrc --arm ${armRoles.single} --n 100 --visits 42 --out runs/mcrc-six-weeks
  $ qcic predict runs/mcrc --check --out runs/mcrc-check`,
    )
    .action(act(async () => (await import('../actions/predict.js')).predict));
}
