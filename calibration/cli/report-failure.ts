import { inspect } from 'node:util';
import { InterruptedError, NumericalError, WorkbenchError } from '../../src/index.js';
import { type ExitCode, exitCodes } from './exit-codes.js';

/**
 * Turns what a command threw into a message and an exit code.
 *
 * Errors of the input are shown without a stack; any other error is a bug and shows one.
 *
 * @param cause - what was thrown
 * @param write - standard error
 */
export function reportFailure(cause: unknown, write: (text: string) => unknown): ExitCode {
  if (cause instanceof InterruptedError) {
    write(`${cause.message}\n`);
    return exitCodes.interrupted;
  }
  if (cause instanceof WorkbenchError && (cause.code === 'input' || cause.code === 'config' || cause.code === 'data')) {
    write(`error: ${cause.message}\n`);
    return exitCodes.badInput;
  }
  if (cause instanceof NumericalError) {
    write(`error: ${cause.message}\n`);
    return exitCodes.notConverged;
  }
  write('This is an error of the workbench, not of your input. Please report it with the lines below.\n');
  write(`${typeof cause === 'string' ? cause : inspect(cause)}\n`);
  return exitCodes.bug;
}
