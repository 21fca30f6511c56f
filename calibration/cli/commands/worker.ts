import { Command } from 'commander';
import type { Act } from '../act.js';
import { engineOption } from '../engine-options.js';
import { defaultWorkers, wholeNumber } from '../option-values.js';

/** `qcic worker`: computes for runs that other machines have started with `--engine`. */
export function workerCommand(act: Act): Command {
  return new Command('worker')
    .description('compute for runs started with --engine, on this or any other machine, until it is stopped')
    .addOption(engineOption('Redis server where runs leave their work').makeOptionMandatory())
    .option('--engine-folder <folder>', 'folder that the run shares with its workers, for large data')
    .option('--concurrency <number>', 'threads', wholeNumber(1), defaultWorkers())
    .option(
      '--lease <seconds>',
      'a chunk whose worker is silent for so long, or a quarter longer, goes to another',
      wholeNumber(1),
      30,
    )
    .option('--idle-exit <seconds>', 'end when no run was under way for so long (default: wait)', wholeNumber(1))
    .addHelpText(
      'after',
      `
Takes chunks of work off the queue, computes them and hands the results in. It may be started before or after the run, on any
number of machines, and be killed at any time: what it held goes to another worker. It must be the same program as the run's,
and reports it where it is not. SIGTERM or Ctrl-C: it finishes what it holds, and ends with exit code 0.

The address is redis://host:port/database?prefix=name, or rediss:// for TLS. User name, password and certificates are read from
QCIC_ENGINE_USERNAME, QCIC_ENGINE_PASSWORD and the PEM files QCIC_ENGINE_CA, QCIC_ENGINE_CERT, QCIC_ENGINE_KEY.

Example:
  $ qcic worker --engine redis://queue.lab:6379 --concurrency 16

Exit codes: 0 done, 1 an error of the program, 2 bad input, a server that does not answer or runs of another program.`,
    )
    .action(act(async () => (await import('../actions/worker.js')).worker));
}
