import { Command } from 'commander';
import type { Act } from '../act.js';

/** `qcic archive RUN`: a finished study as one COMBINE archive. */
export function archiveCommand(act: Act): Command {
  return new Command('archive')
    .description(
      'put a finished run with its model, configuration, tables and results into one COMBINE archive (.omex)',
    )
    .argument('<run>', 'folder of a finished run, refit or other study')
    .option('-o, --out <file>', 'file to write (default: <run>.omex)')
    .option('--force', 'replace the file where it is there already', false)
    .addHelpText(
      'after',
      `
The archive has the model of each arm as SBML, the resolved configuration, every table that was read, the results, metadata, and
what repeats the study. The same run gives the same bytes. Simulated patients are not in it: they are simulated again.

\`qcic run ARCHIVE\` repeats archives of run and refit and compares the results, byte for byte.

Examples:
  $ qcic archive runs/mcrc -o mcrc.omex
  $ qcic run mcrc.omex --out runs/mcrc-repeated`,
    )
    .action(act(async () => (await import('../actions/archive.js')).archive));
}
