import { inspect } from 'node:util';
import { InterruptedError, isSystemError, NumericalError, toVisibleLine, WorkbenchError } from '../../src/index.js';
import { type ExitCode, exitCodes } from './exit-codes.js';

/** What the system refuses whatever the program does: names, rights, space, handles. */
const ofTheMachine: ReadonlySet<string> = new Set([
  ...['ENAMETOOLONG', 'ELOOP', 'EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EIO'],
  ...['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'ENOMEM'],
]);

/**
 * Turns what a command threw into a message and an exit code.
 *
 * Errors of the input and refusals of the system are shown without a stack; any other error is a bug and shows one.
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
    // Lists of issues have a line each; any other message is one line, whatever names it holds
    write(`error: ${cause.code === 'input' ? toVisibleLine(cause.message) : cause.message}\n`);
    return exitCodes.badInput;
  }
  if (cause instanceof NumericalError) {
    write(`error: ${cause.message}\n`);
    return exitCodes.notConverged;
  }
  if (isSystemError(cause) && ofTheMachine.has(cause.code)) {
    const path = 'path' in cause ? String(cause.path) : cause.syscall;
    write(`error: ${path}: must be usable; got ${cause.code}\n`);
    return exitCodes.badInput;
  }
  write('This is an error of the workbench, not of your input. Please report it with the lines below.\n');
  write(`${typeof cause === 'string' ? cause : inspect(cause)}\n`);
  return exitCodes.bug;
}
