import { Command } from 'commander';
import type { Act } from '../act.js';

/** `qcic validate CONFIG`: checks a configuration and its tables without simulating. */
export function validateCommand(act: Act): Command {
  return new Command('validate')
    .description('check a configuration and every table it names, without simulating')
    .argument('<config>', 'configuration file (JSON)')
    .addHelpText('after', '\nExample:\n  $ qcic validate configs/mcrc.json')
    .action(act(async () => (await import('../actions/validate.js')).validate));
}
