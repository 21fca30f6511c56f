import { Command } from 'commander';
import type { Act } from '../act.js';
import { withEngineOptions, withFolderOptions } from '../engine-options.js';
import { mosts, wholeNumber } from '../option-values.js';

/** `qcic optimise CONFIG`: schedules that no other one beats, found on common patients and confirmed on others. */
export function optimiseCommand(act: Act): Command {
  const command = new Command('optimise')
    .alias('optimize')
    .description(
      'search doses, days, intervals, stop rules and orders of drugs for the best schedules of a fitted model',
    )
    .argument('<config>', 'configuration of the search (JSON; docs/optimise.md)')
    .option('--from <folder>', "finished run whose fit is used (default: the configuration's)")
    .option('--seed <seed>', "seed of the patients and of the search (default: the configuration's)")
    .option(
      '--evaluations <number>',
      "schedules that the search simulates at most (default: the configuration's)",
      wholeNumber(2, mosts.resamples),
    );
  withFolderOptions(command, 'search', 'runs/optimise-<name>');
  return withEngineOptions(command)
    .addHelpText(
      'after',
      `
Every schedule is simulated on the same patients. The front is simulated again on other patients, and its figures are from those, with
paired differences from the reference schedule.
Writes optimise.json, candidates.csv (every schedule of the search), front.csv, curves.csv, calendar.csv, report.html, manifest.json.

Example:
  $ qcic optimise optimise.json --from runs/mcrc --out runs/biweekly`,
    )
    .action(act(async () => (await import('../actions/optimise.js')).optimise));
}
