import { DataError } from '../../../src/index.js';
import { parsePacked } from '../../tasks/wire/parse-packed.js';
import type { Subtask } from '../task-queue.js';
import { contentHash } from './content-hash.js';
import { type Outcome, outcomeSchema, type ResultMessage } from './messages.js';
import { fromBytes } from './payload.js';
import type { FoundResult } from './run-session.js';
import type { AnyWireForm } from './wire-form.js';

/**
 * What became of a piece, from the bytes that a worker has handed in.
 *
 * @returns undefined where the bytes are gone, or not what the worker has described
 * @throws DataError - when they are, and no outcome all the same
 */
export function readOutcome({ description: { worker, content }, bytes }: FoundResult): Outcome | undefined {
  if (bytes === undefined) return undefined;
  let value: unknown;
  try {
    value = fromBytes(bytes, 'result');
    if (contentHash(value) !== content) return undefined;
  } catch (cause) {
    if (cause instanceof DataError) return undefined;
    throw cause;
  }
  return parsePacked(outcomeSchema, value, `result from ${worker}`);
}

/** The result of a task, checked and put in place. @throws DataError - naming the task and the worker */
export function unpackResult(
  form: AnyWireForm,
  packed: unknown,
  { task, input }: Pick<Subtask<unknown, unknown>, 'task' | 'input'>,
  { worker }: ResultMessage,
): unknown {
  try {
    return form.unpackOutput(packed, input);
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    throw new DataError(`the result of task ${task} from ${worker}: ${cause.message}`, { cause });
  }
}
