import { Command } from 'commander';
import type { Act } from '../act.js';
import { withEngineOptions, withFolderOptions } from '../engine-options.js';

/** `qcic sweep CONFIG`: doses, schedules, parameters and switches as one tidy table. */
export function sweepCommand(act: Act): Command {
  const command = new Command('sweep')
    .description('simulate the same patients over a grid or list of doses, schedules, parameters and switches')
    .argument('<config>', 'configuration of the sweep (JSON; see configs/sweep-dose-schedule.json)')
    .option('--from <folder>', "finished run whose shapes and death functions are used (default: the configuration's)")
    .option('--seed <seed>', "seed of the patients (default: the configuration's)");
  withFolderOptions(command, 'sweep', 'runs/sweep-<name>');
  return withEngineOptions(command)
    .addHelpText(
      'after',
      `
Writes sweep.csv and sweep.parquet (one row per point: the values that are varied, response rates, median OS and survival, control and
change of volume on further days, AUC of the markers, with standard errors), differences.csv (of every point from the first one, with
paired standard errors), report.html with maps, manifest.json.

Example:
  $ qcic sweep configs/sweep-dose-schedule.json --from runs/mcrc --out runs/doses`,
    )
    .action(act(async () => (await import('../actions/sweep.js')).sweep));
}
