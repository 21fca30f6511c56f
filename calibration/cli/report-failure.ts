import { InterruptedError, NumericalError, WorkbenchError } from '../../src/index.js';
import { type ExitCode, exitCodes } from './exit-codes.js';

/**
 * Turns what a command threw into a message on standard error and an exit code.
 *
 * Faults of the input are shown without a stack; anything unforeseen is our bug and shows one.
 */
export function reportFailure(cause: unknown): ExitCode {
  if (cause instanceof InterruptedError) {
    console.error(cause.message);
    return exitCodes.interrupted;
  }
  if (cause instanceof WorkbenchError && (cause.code === 'input' || cause.code === 'config' || cause.code === 'data')) {
    console.error(`error: ${cause.message}`);
    return exitCodes.badInput;
  }
  if (cause instanceof NumericalError) {
    console.error(`error: ${cause.message}`);
    return exitCodes.notConverged;
  }
  console.error('This is a fault of the workbench, not of your input. Please report it with the lines below.');
  console.error(cause);
  return exitCodes.bug;
}
