import {
  DataError,
  InputError,
  InternalError,
  InterruptedError,
  NumericalError,
  WorkbenchError,
} from '../../src/errors.js';

/** What a task threw, as plain data: the class of an error is lost between threads. */
export interface TaskFailure {
  readonly message: string;
  readonly stack: string | undefined;
  /** Class of the error; absent where the workbench does not throw it intentionally. */
  readonly code?: WorkbenchError['code'];
}

/**
 * Turns anything thrown into plain data.
 *
 * @param cause - what was thrown
 */
export function toTaskFailure(cause: unknown): TaskFailure {
  if (!(cause instanceof Error)) return { message: String(cause), stack: undefined };
  const { message, stack } = cause;
  return cause instanceof WorkbenchError ? { message, stack, code: cause.code } : { message, stack };
}

/**
 * The error that a run rejects with: an error of the user's input keeps its class and message; an unexpected error is an
 * InternalError that names the task. The stack within the worker is the cause.
 *
 * @param failure - what came from the worker
 * @param task - position of the task in its list
 */
export function toError({ message, stack, code }: TaskFailure, task: number): WorkbenchError {
  const options = { cause: stack };
  switch (code) {
    case 'input':
      return new InputError(message, options);
    case 'config':
      return new WorkbenchError(code, message, options);
    case 'data':
      return new DataError(message, options);
    case 'numerical':
      return new NumericalError(message, options);
    case 'interrupted':
      return new InterruptedError(message, options);
    default:
      return new InternalError(`engine: task ${task} failed: ${message}`, options);
  }
}
