import type { z } from 'zod';
import { DataError } from '../../../src/index.js';
import type { TaskRegistry } from '../engine.js';
import type { Subtask } from '../task-queue.js';
import { contentHash, fromBytes } from './payload.js';
import { type Outcome, outcomeSchema, type ResultMessage } from './protocol.js';
import type { FoundResult } from './run-session.js';

/** The part of a task that is sent. Plain data, typed arrays included. */
interface Packed {
  readonly own: unknown;
  /** Large data that many tasks have in common, the same object in each: they are sent once. */
  readonly shared?: object;
}

/**
 * How one kind of task is sent from the run to a worker and back: data only, checked on arrival like any other input.
 *
 * Within a machine, tasks and workers share memory and compiled code. Neither is sent: a remote worker makes its own.
 */
export interface WireForm<Input, Output> {
  /** On the run's side. */
  pack(input: Input): Packed;
  /**
   * On the worker: the input, ready for a thread.
   *
   * @param shared - what `unpackShared` made of the shared data; undefined where there are none
   * @throws DataError - naming the field, what was required, what came
   */
  unpack(own: unknown, shared: unknown): Input | Promise<Input>;
  /** On the worker, once for many tasks. @throws DataError */
  unpackShared?(shared: unknown): unknown;
  /** On the worker: the part of the result that is sent, memory that the task has written into included. */
  packOutput(output: Output, input: Input): unknown;
  /**
   * On the run's side: the result, put where a local worker would have written it.
   *
   * @throws DataError - naming the field, what was required, what came
   */
  unpackOutput(packed: unknown, input: Input): Output;
}

/**
 * Checks data that came off the queue against a schema and gives them back as they came.
 *
 * @throws DataError - naming the field in `where`, what was required, what came
 */
export type ParsePacked = <Data>(schema: z.ZodType<Data>, data: unknown, where: string) => Data;

/** How the tasks of a registry are sent, and how what arrives is checked. */
export interface Wire<Registry extends TaskRegistry> {
  readonly forms: WireForms<Registry>;
  readonly parse: ParsePacked;
}

export type WireForms<Registry extends TaskRegistry> = {
  readonly [Kind in keyof Registry]: WireForm<Parameters<Registry[Kind]>[0], Awaited<ReturnType<Registry[Kind]>>>;
};

/** A form without its types, for what handles all kinds alike. */
export type AnyWireForm = WireForm<unknown, unknown>;

/** The form of a kind that came as a text; undefined where there is none. */
export function wireFormOf<Registry extends TaskRegistry>(
  forms: WireForms<Registry>,
  kind: string,
): AnyWireForm | undefined {
  return Object.hasOwn(forms, kind) ? (forms as Readonly<Record<string, AnyWireForm>>)[kind] : undefined;
}

/**
 * What became of a subtask, from the bytes that a worker has handed in.
 *
 * @returns undefined where the bytes are gone, or not what the worker has described
 * @throws DataError - when they are, and no outcome all the same
 */
export function readOutcome(
  { description: { worker, content }, bytes }: FoundResult,
  parse: ParsePacked,
): Outcome | undefined {
  if (bytes === undefined) return undefined;
  let value: unknown;
  try {
    value = fromBytes(bytes, 'result');
    if (contentHash(value) !== content) return undefined;
  } catch (cause) {
    if (cause instanceof DataError) return undefined;
    throw cause;
  }
  return parse(outcomeSchema, value, `result from ${worker}`);
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
