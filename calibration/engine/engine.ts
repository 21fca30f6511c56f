/** Functions that a task may name; each takes and returns plain data (typed arrays included), or a promise of it. */
export type TaskRegistry = Readonly<Record<string, (input: never) => unknown>>;

/** How a task that ends its workers is divided down to the inputs that cause it, so that the others keep their results. */
export interface Division<Input, Output> {
  /** Two smaller inputs that make up this one, in order; null where it cannot be divided. */
  split(input: Input): readonly [Input, Input] | null;
  /** The result of the whole from the results of its two parts. */
  join(parts: readonly [Output, Output]): Output;
  /** What replaces the result of an input that cannot be divided and ended its workers. */
  lost(input: Input): Output;
}

export interface RunOptions<Input, Output> {
  /**
   * Called once per finished task, in the order in which tasks finish. What it returns is waited for: a slow receiver
   * slows the run down instead of letting results pile up.
   */
  readonly onResult?: (output: Output, index: number) => void | Promise<void>;
  /** Stops the run: tasks not yet started never start, and the run rejects with InterruptedError. */
  readonly signal?: AbortSignal | undefined;
  /** Without it a task that ended its workers ends the run. */
  readonly division?: Division<Input, Output>;
  /** Workers that a task, or a part of it, may end before it is divided; two by default, because the first may be chance. */
  readonly workersPerSubtask?: number;
}

type InputOf<Registry extends TaskRegistry, Kind extends keyof Registry> = Parameters<Registry[Kind]>[0];
type OutputOf<Registry extends TaskRegistry, Kind extends keyof Registry> = Awaited<ReturnType<Registry[Kind]>>;

/**
 * Runs lists of tasks. It knows names and data, not biology: what a task does is in the registry.
 *
 * Results come back in input order, whatever order they finish in and however many workers there are. A task must not
 * depend on which worker runs it, and it may be run again from its start. Inputs are copied to the worker; arrays
 * in shared memory are not, so a task may write its results where its input points.
 *
 * At most two tasks per worker lie between their start and the end of their `onResult`.
 */
export interface Engine<Registry extends TaskRegistry> {
  /** For the log: kind of engine and number of workers. */
  readonly description: string;
  readonly workers: number;
  run<Kind extends keyof Registry & string>(
    kind: Kind,
    inputs: readonly InputOf<Registry, Kind>[],
    options?: RunOptions<InputOf<Registry, Kind>, OutputOf<Registry, Kind>>,
  ): Promise<OutputOf<Registry, Kind>[]>;
  /** Releases the workers; the engine must not be used afterwards. */
  close(): Promise<void>;
}
