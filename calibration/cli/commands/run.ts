import { Command } from 'commander';
import type { Act } from '../act.js';
import { withEngineOptions, withFolderOptions } from '../engine-options.js';

/** `qcic run CONFIG`: the whole job, from trial tables to report. */
export function runCommand(act: Act): Command {
  const command = new Command('run')
    .description(
      'fit the model to the trials, check it on an independent validation cohort, analyse biomarkers, write a report',
    )
    .argument(
      '<config>',
      'configuration file (JSON; see configs/ and configs/schema.json), or an archive of `qcic archive` (.omex) to repeat',
    )
    .option('--seed <seed>', "seed of every random stream (default: the configuration's)")
    .option('--by-arm', 'fit separate shapes for each arm: one run per arm, each in its own folder', false);
  withFolderOptions(command, 'run', 'runs/<name of the configuration>');
  return withEngineOptions(command)
    .addHelpText(
      'after',
      `
Writes results.json, report.html, manifest.json, figures/*.csv and chunks/ (simulated patients, so that --resume continues
where an interrupted run stopped, with identical results).

Examples:
  $ qcic run configs/mcrc.json --out runs/mcrc
  $ qcic run configs/quick.json --seed 7 --force
  $ qcic run configs/mcrc.json --out runs/mcrc --resume
  $ qcic run mcrc.omex --out runs/mcrc-repeated     repeats an archive and compares the results, byte for byte

Exit codes: 0 done, 1 a bug in qcic, 2 bad input, 3 ran but did not converge, 130 interrupted.
Of an archive: 0 the same bytes, whatever the status of the run, 3 ran but something differs.`,
    )
    .action(act(async () => (await import('../actions/run-or-repeat.js')).runOrRepeat));
}
