import { type Command, Option } from 'commander';
import { backendChoices } from '../native/backend-choice.js';
import { ACCEPTED_FAILED_SHARE } from './choices.js';
import { defaultWorkers, mosts, numberBetween, wholeNumber } from './option-values.js';

/**
 * Adds the options that choose where to compute: `--workers`, threads of this machine; `--engine`, workers through a
 * Redis server; `--engine-folder`, for data too large for the server; `--backend`, what simulates.
 */
export function withEngineOptions(command: Command): Command {
  const threads = `worker threads of this machine; 0 runs in this process (default: one per core, ${defaultWorkers()})`;
  return command
    .option('--workers <number>', threads, wholeNumber(0, mosts.workers))
    .addOption(engineOption('Redis server; its workers (qcic worker) compute instead of local threads'))
    .option('--engine-folder <folder>', 'folder that this machine shares with the workers, for large data')
    .addOption(backendOption());
}

export function backendOption(): Option {
  const what =
    'what simulates, with the same results: native (code that a C compiler builds at first use), wasm (WebAssembly), javascript (slow), auto (native where it was built before, else wasm)';
  return new Option('--backend <name>', `${what} (default: auto)`).choices(backendChoices);
}

export function engineOption(description: string): Option {
  return new Option('--engine <url>', description);
}

/** Adds the option that states how many failed simulations are accepted. */
export function withFailureOption(command: Command): Command {
  return command.option(
    '--max-failed <share>',
    'largest share of a cohort whose simulation may fail; above it the exit code is 3',
    numberBetween(0, 1),
    ACCEPTED_FAILED_SHARE,
  );
}

/** Adds the options of the output folder that all commands share. */
export function withFolderOptions(command: Command, what: string, standard: string, resumable = true): Command {
  command.option('--out <folder>', `folder to write (default: ${standard})`);
  if (resumable) command.option('--resume', `continue an interrupted or earlier ${what} in the folder`, false);
  return command.option('--force', `replace the ${what} in the folder`, false);
}
