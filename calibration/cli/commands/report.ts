import { Command } from 'commander';
import type { Act } from '../act.js';

/** `qcic report DIR`: redraws the page from the stored results of a study. */
export function reportCommand(act: Act): Command {
  return new Command('report')
    .description('redraw the report of a finished study from its stored results')
    .argument('<folder>', 'folder of a finished study of any command')
    .option('--interactive', 'write the explorer of a run or a refit as one HTML file that needs no server', false)
    .option('--out <file>', 'that file (default: <run>-explorer.html)')
    .option('--force', 'replace that file', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ qcic report runs/mcrc\n  $ qcic report runs/mcrc --json > parts.json\n  $ qcic report runs/mcrc --interactive',
    )
    .action(act(async () => (await import('../actions/report.js')).report));
}
