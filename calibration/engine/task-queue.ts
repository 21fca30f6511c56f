import { InternalError } from '../../src/errors.js';
import type { Division } from './engine.js';

/** The first death of a worker may be chance; after two the subtask is the cause. */
const WORKERS_PER_SUBTASK = 2;

/** A task, or a part of a divided task. */
export interface Subtask<Input, Output> {
  /** Position of the task in its list. */
  readonly task: number;
  readonly input: Input;
  workersEnded: number;
  /** Passes the result on; returns the task that it completes, if it does. */
  readonly deliver: (output: Output) => FinishedTask<Output> | undefined;
}

/** A task whose result is whole. */
export interface FinishedTask<Output> {
  readonly task: number;
  readonly output: Output;
}

/**
 * The queue of a list of tasks. Workers may die during a task: no task is lost, and none is retried without end.
 *
 * A subtask that ended two workers (by default) is divided in two, down to what cannot be divided; that gets the result that the
 * division has for it. A task is finished when all its parts are.
 */
export class TaskQueue<Input, Output> {
  /** Results in input order; complete when `isFinished`. */
  readonly outputs: Output[];
  readonly #inputs: readonly Input[];
  readonly #division: Division<Input, Output> | undefined;
  readonly #workersPerSubtask: number;
  readonly #again: Subtask<Input, Output>[] = [];
  #next = 0;
  #notConverged: number;

  /**
   * @param inputs - one per task
   * @param division - how a task is divided; without it a task that ended its workers is an error
   * @param workersPerSubtask - workers that a subtask may end before it is divided or given up
   */
  constructor(
    inputs: readonly Input[],
    division?: Division<Input, Output>,
    workersPerSubtask: number = WORKERS_PER_SUBTASK,
  ) {
    this.#inputs = inputs;
    this.#division = division;
    this.#workersPerSubtask = workersPerSubtask;
    this.#notConverged = inputs.length;
    this.outputs = new Array<Output>(inputs.length);
  }

  /** Subtasks that wait to be taken. */
  get waiting(): number {
    return this.#inputs.length - this.#next + this.#again.length;
  }

  get isFinished(): boolean {
    return this.#notConverged === 0;
  }

  /** The next subtask: first those to be repeated, then tasks in input order. */
  take(): Subtask<Input, Output> | undefined {
    return this.#again.pop() ?? this.#nextTask();
  }

  /**
   * Takes back a subtask whose worker ended.
   *
   * @param cause - how the worker ended
   * @returns the task that this completes, where the subtask could not be divided further
   * @throws InternalError - when the subtask ended its workers and there is no division
   */
  takeBack(subtask: Subtask<Input, Output>, cause: unknown): FinishedTask<Output> | undefined {
    subtask.workersEnded++;
    if (subtask.workersEnded < this.#workersPerSubtask) {
      this.#again.push(subtask);
      return undefined;
    }
    const division = this.#division;
    if (division === undefined) {
      throw new InternalError(`engine: task ${subtask.task} ended ${this.#workersPerSubtask} workers`, { cause });
    }
    const inputs = division.split(subtask.input);
    if (inputs === null) return subtask.deliver(division.lost(subtask.input));
    const [first, second] = partsOf(subtask, inputs, division);
    this.#again.push(second, first);
    return undefined;
  }

  #nextTask(): Subtask<Input, Output> | undefined {
    if (this.#next >= this.#inputs.length) return undefined;
    const task = this.#next++;
    return {
      task,
      input: this.#inputs[task]!,
      workersEnded: 0,
      deliver: (output) => {
        this.outputs[task] = output;
        this.#notConverged--;
        return { task, output };
      },
    };
  }
}

function partsOf<Input, Output>(
  { task, deliver }: Subtask<Input, Output>,
  [firstInput, secondInput]: readonly [Input, Input],
  { join }: Division<Input, Output>,
): readonly [Subtask<Input, Output>, Subtask<Input, Output>] {
  const results: { first?: { readonly output: Output }; second?: { readonly output: Output } } = {};
  const part = (input: Input, place: keyof typeof results): Subtask<Input, Output> => ({
    task,
    input,
    workersEnded: 0,
    deliver: (output) => {
      results[place] = { output };
      const { first, second } = results;
      return first === undefined || second === undefined ? undefined : deliver(join([first.output, second.output]));
    },
  });
  return [part(firstInput, 'first'), part(secondInput, 'second')];
}
