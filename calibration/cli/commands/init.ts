import { Command } from 'commander';
import type { Act } from '../act.js';

/** `qcic init FOLDER`: a folder to start a study in. */
export function initCommand(act: Act): Command {
  return new Command('init')
    .description('make a project folder: a configuration with comments, a table of trials, a README')
    .argument('<folder>', 'folder to make; its name is that of the study')
    .option('--examples', 'also copy the example programs of the package', false)
    .option('--force', 'replace files that are there already', false)
    .addHelpText(
      'after',
      `
Writes configs/<name>.jsonc, configs/quick.jsonc (the same in seconds), configs/schema.json (completion in editors),
data/my-trials.csv (rows marked as an example), README.md and .gitignore, and prints what comes next. A folder with other files is
left alone, and nothing in it is replaced without --force.

Example:
  $ qcic init my-study`,
    )
    .action(act(async () => (await import('../actions/init.js')).init));
}
