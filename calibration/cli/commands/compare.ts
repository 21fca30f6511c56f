import { Command, Option } from 'commander';
import type { Act } from '../act.js';

/** `qcic compare RUN RUN ...`: runs side by side. */
export function compareCommand(act: Act): Command {
  return new Command('compare')
    .description('put runs side by side: endpoints, fit, shapes, death functions, configuration, settings')
    .argument('<runs...>', 'folders of runs of any command, at least two')
    .option('--differences', 'only rows that differ', false)
    .addOption(new Option('--format <name>', 'how it is printed').choices(['text', 'csv', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Every value is one of the runs' files (manifest.json, results.json or the result of another command); nothing is computed. Text shows
numbers with six digits, csv and json with all of them; json has the file and the JSON pointer of each value.

Examples:
  $ qcic compare runs/mcrc runs/mcrc-sunlight --differences
  $ qcic compare runs/* --format csv > comparison.csv`,
    )
    .action(act(async () => (await import('../actions/compare.js')).compare));
}
