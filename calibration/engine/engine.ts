/** Functions that a task may name; each takes and returns plain data (typed arrays included). */
export type TaskRegistry = Readonly<Record<string, (input: never) => unknown>>;

export interface RunOptions<Output> {
  /** Called once per finished task, in the order in which tasks finish. */
  readonly onResult?: (output: Output, index: number) => void | Promise<void>;
  /** Stops the run: tasks not yet started never start, and the run rejects with InterruptedError. */
  readonly signal?: AbortSignal | undefined;
}

type InputOf<Registry extends TaskRegistry, Kind extends keyof Registry> = Parameters<Registry[Kind]>[0];
type OutputOf<Registry extends TaskRegistry, Kind extends keyof Registry> = ReturnType<Registry[Kind]>;

/**
 * Runs lists of tasks. It knows names and data, not biology: what a task does is in the registry.
 *
 * Results come back in input order, whatever order they finish in and however many workers there are. A task must not
 * depend on which worker runs it.
 */
export interface Engine<Registry extends TaskRegistry> {
  /** For the log: kind of engine and number of workers. */
  readonly description: string;
  readonly workers: number;
  run<Kind extends keyof Registry & string>(
    kind: Kind,
    inputs: readonly InputOf<Registry, Kind>[],
    options?: RunOptions<OutputOf<Registry, Kind>>,
  ): Promise<OutputOf<Registry, Kind>[]>;
  /** Releases the workers; the engine must not be used afterwards. */
  close(): Promise<void>;
}
