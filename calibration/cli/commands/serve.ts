import { Command } from 'commander';
import type { Act } from '../act.js';
import { wholeNumber } from '../option-values.js';

const MOST_PORT = 65_535;

/** `qcic serve [RUNS_DIR]`: the workbench in the browser. */
export function serveCommand(act: Act): Command {
  return new Command('serve')
    .description('open the workbench in the browser: runs, comparisons, explorers; until stopped')
    .argument('[folder]', 'folder of runs', 'runs')
    .option(
      '--port <number>',
      'port of this machine (default: the first free one from 4780 on)',
      wholeNumber(0, MOST_PORT),
    )
    .option('--no-open', 'do not open the browser')
    .addHelpText(
      'after',
      `
Prints one line with the address, whose token lets this browser in, and serves until Ctrl-C. Only programs of this machine reach it,
and no request leaves the machine. It shows the studies in the folder, one and two levels deep, and follows those that run, whoever
started them. Jobs that were started in the browser are interrupted at the end, and can be resumed (docs/workbench.md).

Examples:
  $ qcic serve
  $ qcic serve runs --port 8080 --no-open`,
    )
    .action(act(async () => (await import('../actions/serve.js')).serve));
}
