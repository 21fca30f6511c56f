import { Command } from 'commander';
import type { Act } from '../act.js';
import { withEngineOptions, withFolderOptions } from '../engine-options.js';
import { mosts, properShare, wholeNumber } from '../option-values.js';

/** `qcic recover RUN`: trials are drawn from the fit and refitted; the estimates are compared with the truth. */
export function recoverCommand(act: Act): Command {
  const command = new Command('recover')
    .description('simulate and recover: draw trials from a fit, refit them, report bias and coverage')
    .argument('<run>', 'folder of a finished run or refit; its fit is the truth')
    .option('--datasets <number>', 'sets of trials of the real sizes', wholeNumber(2, mosts.resamples), 200)
    .option(
      '--patients <number>',
      'patients of the validation cohort that are used for the fits',
      wholeNumber(100, mosts.patients),
      2000,
    )
    .option('--level <share>', 'central share of the intervals', properShare, 0.9);
  withFolderOptions(command, 'study', '<run>-recover');
  return withEngineOptions(command)
    .addHelpText(
      'after',
      `
Writes recover.json, recover.html and manifest.json.

Example:
  $ qcic recover runs/mcrc --datasets 200 --out runs/mcrc-recover`,
    )
    .action(act(async () => (await import('../actions/recover.js')).recover));
}
