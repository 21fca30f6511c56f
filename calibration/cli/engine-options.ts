import { type Command, Option } from 'commander';
import { defaultWorkers, wholeNumber } from './option-values.js';

/**
 * Adds the options that say where to compute: `--workers`, threads of this machine; `--engine`, workers by way of a Redis
 * server; `--engine-folder`, for what is too large for the server.
 */
export function withEngineOptions(command: Command): Command {
  const threads = `worker threads of this machine; 0 runs in this process (default: one per core, ${defaultWorkers()})`;
  return command
    .option('--workers <number>', threads, wholeNumber(0))
    .addOption(engineOption('Redis server whose workers (qcic worker) compute in place of threads'))
    .option('--engine-folder <folder>', 'folder that this machine shares with the workers, for large data');
}

export function engineOption(description: string): Option {
  return new Option('--engine <url>', description);
}

/** Adds what every command says of the folder that it writes. */
export function withFolderOptions(command: Command, what: string, standard: string, resumable = true): Command {
  command.option('--out <folder>', `folder to write (default: ${standard})`);
  if (resumable) command.option('--resume', `go on in a folder that holds an interrupted or earlier ${what}`, false);
  return command.option('--force', `replace the ${what} that the folder holds`, false);
}
