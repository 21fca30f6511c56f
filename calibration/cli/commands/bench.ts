import { Command } from 'commander';
import type { Act } from '../act.js';
import { mosts, wholeNumber } from '../option-values.js';

/** `qcic bench`: the simulator against native C, CVODE and odex on this machine. */
export function benchCommand(act: Act): Command {
  return new Command('bench')
    .description('measure the simulator against native C, SUNDIALS CVODE and odex on this machine')
    .option('--out <folder>', 'folder to write', 'runs/bench')
    .option('--quick', 'a short benchmark of half a minute: 56 days, few repeats', false)
    .option('--accuracy', 'print the errors of the simulator, also at the corners of the parameter ranges', false)
    .option('--size', 'print the size of the installation and the processor time of short commands', false)
    .option('--repeats <number>', 'repeats of each timing (default: 5, with --quick 2)', wholeNumber(1, mosts.repeats))
    .addHelpText(
      'after',
      `
Builds the peers from the exported model with the C compiler; a peer that cannot be built or found is listed as absent with the
reason. Writes bench.html, bench.json and the tables as CSV. Run nothing else on the machine meanwhile.
--accuracy writes no file: errors of 100 drawn patients and of 100 at the corners of the parameter ranges, for every built-in
regimen.
--size writes no file either: disk space of the packages without those for development, and processor time of ten starts.

Example:
  $ qcic bench --out runs/bench`,
    )
    .action(act(async () => (await import('../actions/bench.js')).bench));
}
