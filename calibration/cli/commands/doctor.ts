import { Command } from 'commander';
import type { Act } from '../act.js';
import { engineOption } from '../engine-options.js';

/** `qcic doctor`: what this machine has, and what it lacks. */
export function doctorCommand(act: Act): Command {
  return new Command('doctor')
    .description('tell what this machine has: Node.js, cores, memory, TensorFlow, compiler, browser, Redis')
    .addOption(engineOption('also ask this Redis server'))
    .addHelpText(
      'after',
      `
States: ok, absent (costs time or a feature), problem (needs attention). The exit code is 0 unless qcic cannot work at all.

Examples:
  $ qcic doctor
  $ qcic doctor --json`,
    )
    .action(act(async () => (await import('../actions/doctor.js')).doctor));
}
