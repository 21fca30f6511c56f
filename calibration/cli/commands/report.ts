import { Command } from 'commander';
import type { Act } from '../act.js';

/** `qcic report DIR`: draws the page again from what a study stored. */
export function reportCommand(act: Act): Command {
  return new Command('report')
    .description('draw the report again from what a finished study stored')
    .argument('<folder>', 'folder of a finished study, whatever its command')
    .addHelpText('after', '\nExample:\n  $ qcic report runs/mcrc')
    .action(act(async () => (await import('../actions/report.js')).report));
}
