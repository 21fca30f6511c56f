import { Command } from 'commander';
import type { Act } from '../act.js';
import { arms } from '../choices.js';
import { withEngineOptions, withFailureOption, withFolderOptions } from '../engine-options.js';
import { collect, mosts, nameList, wholeNumber } from '../option-values.js';
import { parquetOption } from '../parquet-option.js';

/** `qcic simulate`: given patients under given arms, without any fit. */
export function simulateCommand(act: Act): Command {
  const command = new Command('simulate')
    .description('simulate given patients under given arms')
    .option(
      '--patients <table>',
      'CSV or Parquet: column patient, the 21 per-patient parameters, further ones of each patient (fixed parameters, state:NAME, baseline_tumor, body)',
    )
    .option(
      '--patient <values>',
      'one patient in place of a table: NAME=VALUE,... or median; other parameters are at the medians of their distributions',
    )
    .option(
      '--arms <list>',
      `arms, separated by commas: ${arms.join(', ')}, or those of --config (default: all of --config)`,
      nameList,
    )
    .option('--config <config>', 'configuration of a run: its arms, regimens, visits, switches, days and solver')
    .option('--days <number>', 'days to simulate (default: 365, or those of --config)', wholeNumber(1, mosts.days))
    .option('--visits', 'also write size and class at every visit', false)
    .option('--trajectories', 'also write all states of the model, daily', false)
    .addOption(parquetOption())
    .option(
      '--marker-day <number>',
      'day at which markers are read (default: 56, or that of --config)',
      wholeNumber(0, mosts.days),
    )
    .option('--switch <name=value>', 'form of a disputed term, e.g. dosing=corrected; may be repeated', collect, []);
  withFolderOptions(command, 'simulation', 'runs/simulate');
  return withEngineOptions(withFailureOption(command))
    .addHelpText(
      'after',
      `
Writes endpoints.csv (patient, arm, status, tri_day56, recist, th1, ctl, th1_treg, ctl_treg, bor, bor_confirmed, progression_day,
response_day), manifest.json and, with --visits, visits.csv (patient, arm, day, size relative to baseline, class), with --trajectories,
trajectories.csv (patient, arm, day, then 57 states and those of further drugs: cell/L and dose units); with --parquet, each of them as .parquet too. Visits are every 56 days unless --config says otherwise.

Examples:
  $ qcic simulate --patients patients.csv --arms ${arms.join()} --days 365 --out runs/simulated
  $ qcic simulate --patient beta_X3=0.045,K1=3e9 --arms ${arms.join()} --visits --trajectories --out runs/one
  $ qcic simulate --patients patients.csv --config until-progression.json --visits --out runs/until-progression`,
    )
    .action(act(async () => (await import('../actions/simulate.js')).simulate));
}
