import { Command } from 'commander';
import type { Act } from '../act.js';
import { backendOption, engineOption } from '../engine-options.js';
import { defaultWorkers, mosts, wholeNumber } from '../option-values.js';

/** Longest waiting times; seconds. A timer of more milliseconds than 2^31 would end at once. */
const MOST_SECONDS = 1_000_000;

/** `qcic worker`: computes for runs that other machines have started with `--engine`. */
export function workerCommand(act: Act): Command {
  return new Command('worker')
    .description('compute for runs started with --engine, on this or any other machine, until stopped')
    .addOption(engineOption('Redis server that runs use as queue').makeOptionMandatory())
    .option('--engine-folder <folder>', 'folder that the run shares with its workers, for large data')
    .option('--concurrency <number>', 'threads', wholeNumber(1, mosts.workers), defaultWorkers())
    .addOption(backendOption())
    .option(
      '--lease <seconds>',
      'a chunk is given to another worker when its worker has been silent for this long',
      wholeNumber(1, MOST_SECONDS),
      30,
    )
    .option(
      '--idle-exit <seconds>',
      'exit after this time without a run (default: never)',
      wholeNumber(1, MOST_SECONDS),
    )
    .addHelpText(
      'after',
      `
Takes chunks of work from the queue, computes them and returns the results. It may be started before or after the run, on any
number of machines, and be killed at any time: its chunk is then given to another worker. It must be the same version as the
run's, and reports a difference. On SIGTERM or Ctrl-C it finishes its chunk and exits with code 0.

The address is rediss://host:port/database?prefix=name, or redis:// without TLS, for a private network or a tunnel (docs/cluster.md).
User name, password and certificates are read from QCIC_ENGINE_USERNAME, QCIC_ENGINE_PASSWORD and the PEM files
QCIC_ENGINE_CA, QCIC_ENGINE_CERT, QCIC_ENGINE_KEY.

Example:
  $ qcic worker --engine rediss://queue.lab:6379 --concurrency 16

Exit codes: 0 done, 1 a bug in qcic, 2 bad input, a server that does not answer or runs of another program.`,
    )
    .action(act(async () => (await import('../actions/worker.js')).worker));
}
