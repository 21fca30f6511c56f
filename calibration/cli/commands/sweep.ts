import { Command } from 'commander';
import type { Act } from '../act.js';
import { withEngineOptions, withFolderOptions } from '../engine-options.js';

/** `qcic sweep CONFIG`: doses, schedules, parameters and switches as one tidy table. */
export function sweepCommand(act: Act): Command {
  const command = new Command('sweep')
    .description('simulate the same patients over a grid or list of doses, schedules, parameters, switches')
    .argument('<config>', 'configuration of the sweep (JSON; see configs/sweep-dose-schedule.json)')
    .option('--from <folder>', "finished run whose shapes and death functions are used (default: the configuration's)")
    .option('--seed <seed>', "replaces the configuration's seed");
  withFolderOptions(command, 'sweep', 'runs/sweep-<name>');
  return withEngineOptions(command)
    .addHelpText(
      'after',
      `
Writes sweep.csv and sweep.parquet (one row per point: its coordinates, response rates with standard errors, median OS and
survival, control and change of volume on further days, AUC of the markers), report.html with heat maps, manifest.json.

Example:
  $ qcic sweep configs/sweep-dose-schedule.json --from runs/mcrc --out runs/doses`,
    )
    .action(act(async () => (await import('../actions/sweep.js')).sweep));
}
