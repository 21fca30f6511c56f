import { Command } from 'commander';
import type { Act } from '../act.js';
import { arms } from '../choices.js';
import { withEngineOptions, withFailureOption, withFolderOptions } from '../engine-options.js';
import { collect, mosts, nameList, wholeNumber } from '../option-values.js';

/** `qcic simulate`: given patients under given arms, without any fit. */
export function simulateCommand(act: Act): Command {
  const command = new Command('simulate')
    .description('simulate given patients under given arms')
    .requiredOption(
      '--patients <file>',
      'CSV: column patient, the 21 per-patient parameters, fixed parameters to override',
    )
    .requiredOption('--arms <list>', `arms, separated by commas: ${arms.join(', ')}`, nameList)
    .option('--days <number>', 'days to simulate', wholeNumber(1, mosts.days), 365)
    .option('--trajectories', 'also write all 57 states, daily', false)
    .option('--marker-day <number>', 'day at which markers are read', wholeNumber(0, mosts.days), 56)
    .option('--switch <name=value>', 'form of a disputed term, e.g. dosing=corrected; may be repeated', collect, []);
  withFolderOptions(command, 'simulation', 'runs/simulate');
  return withEngineOptions(withFailureOption(command))
    .addHelpText(
      'after',
      `
Writes endpoints.csv (patient, arm, status, tri_day56, recist, th1, ctl, th1_treg, ctl_treg), manifest.json and, with
--trajectories, trajectories.csv (patient, arm, day, then 57 states: cell/L and dose units).

Example:
  $ qcic simulate --patients patients.csv --arms placebo,tas102,tas102_bev --days 365 --out runs/simulated`,
    )
    .action(act(async () => (await import('../actions/simulate.js')).simulate));
}
