import { type Command, Option } from 'commander';
import { defaultWorkers, mosts, wholeNumber } from './option-values.js';

/**
 * Adds the options that choose where to compute: `--workers`, threads of this machine; `--engine`, workers through a
 * Redis server; `--engine-folder`, for data too large for the server.
 */
export function withEngineOptions(command: Command): Command {
  const threads = `worker threads of this machine; 0 runs in this process (default: one per core, ${defaultWorkers()})`;
  return command
    .option('--workers <number>', threads, wholeNumber(0, mosts.workers))
    .addOption(engineOption('Redis server; its workers (qcic worker) compute instead of local threads'))
    .option('--engine-folder <folder>', 'folder that this machine shares with the workers, for large data');
}

export function engineOption(description: string): Option {
  return new Option('--engine <url>', description);
}

/** Adds the options of the output folder that all commands share. */
export function withFolderOptions(command: Command, what: string, standard: string, resumable = true): Command {
  command.option('--out <folder>', `folder to write (default: ${standard})`);
  if (resumable) command.option('--resume', `continue an interrupted or earlier ${what} in the folder`, false);
  return command.option('--force', `replace the ${what} in the folder`, false);
}
