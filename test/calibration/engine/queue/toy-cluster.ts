import { randomUUID } from 'node:crypto';
import type { Engine } from '../../../../calibration/engine/engine.js';
import { inProcessEngine } from '../../../../calibration/engine/local/in-process-engine.js';
import type { ProgramIdentity } from '../../../../calibration/engine/queue/protocol.js';
import { queueEngine } from '../../../../calibration/engine/queue/queue-engine.js';
import { queueWorker, type WorkerTally } from '../../../../calibration/engine/queue/queue-worker.js';
import { parseRedisAddress } from '../../../../calibration/engine/queue/redis-address.js';
import { openRedis, type TlsCertificates } from '../../../../calibration/engine/queue/redis-link.js';
import type { SharedFolder } from '../../../../calibration/engine/queue/shared-folder.js';
import type { WireForms } from '../../../../calibration/engine/queue/wire-form.js';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';
import { DataError, InputError } from '../../../../src/errors.js';

/** Tasks of the tests: what they are given decides all that they do. */
export const toyTasks = {
  double: (value: number): number => 2 * value,
  sum: ({ values, pool }: SumInput): number => [...values, ...pool.numbers].reduce((sum, value) => sum + value, 0),
  slow: async ({ value, milliseconds }: SlowInput): Promise<number> => {
    await pause(milliseconds);
    return value;
  },
  large: (megabytes: number): Float64Array => new Float64Array((megabytes * 2 ** 20) / 8).fill(1 / 3),
  refuse: (value: number): number => {
    throw new InputError(`value: must please; got ${value}`);
  },
  stumble: (value: number): number => {
    throw new RangeError(`stumbled over ${value}`);
  },
};
export type ToyTasks = typeof toyTasks;

export interface SumInput {
  readonly values: Float64Array;
  readonly pool: { readonly numbers: Float64Array };
}

export interface SlowInput {
  readonly value: number;
  readonly milliseconds: number;
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What travels is the data themselves. */
const plain = <Input, Output>() => ({
  pack: (input: Input) => ({ own: input }),
  unpack: (own: unknown) => own as Input,
  packOutput: (output: Output) => output,
  unpackOutput: (packed: unknown) => packed as Output,
});

export const toyForms: WireForms<ToyTasks> = {
  double: {
    ...plain<number, number>(),
    unpack: (own) => {
      if (typeof own !== 'number') throw new DataError(`double: must be a number; got ${typeof own}`);
      return own;
    },
    unpackOutput: (packed) => {
      if (typeof packed !== 'number') throw new DataError(`result: must be a number; got ${typeof packed}`);
      return packed;
    },
  },
  sum: {
    ...plain<SumInput, number>(),
    pack: ({ values, pool }) => ({ own: { values }, shared: pool }),
    unpack: (own, shared) => ({ ...(own as { values: Float64Array }), pool: shared as SumInput['pool'] }),
    unpackShared: (shared) => shared,
  },
  slow: plain(),
  large: plain(),
  refuse: plain(),
  stumble: plain(),
};

export const toyIdentity: ProgramIdentity = {
  protocol: 1,
  version: '0.0.0',
  code: 'toy',
  model: 'none',
  config: 'none',
  tensorflow: 'none',
};

/** A run, or a worker, of the tests. */
export interface ToyOptions {
  readonly folder?: SharedFolder | undefined;
  readonly identity?: ProgramIdentity;
  readonly certificates?: TlsCertificates;
  readonly password?: string;
}

export interface ToyRun {
  readonly engine: Engine<ToyTasks>;
  readonly notices: string[];
}

/** Opens the engine of a run. */
export async function openToyRun(
  url: string,
  { session = 'aaaaaaaaaaaaaaaa', ...options }: ToyOptions & { readonly session?: string } = {},
): Promise<ToyRun> {
  const notices: string[] = [];
  const onNotice = (message: string) => void notices.push(message);
  const address = parseRedisAddress(url, { password: options.password });
  const link = await openRedis(address, options.certificates ?? {}, onNotice);
  const engine = await queueEngine<ToyTasks>({
    link,
    wire: { forms: toyForms, parse: parsePacked },
    identity: options.identity ?? toyIdentity,
    sessionId: session,
    title: 'toy run',
    place: 'test/1',
    folder: options.folder,
    onNotice,
  }).catch(async (cause: unknown) => {
    await link.close();
    throw cause;
  });
  return { engine, notices };
}

export interface ToyWorker {
  readonly notices: string[];
  /** Settles when the worker has ended, or with why it refused. */
  readonly ended: Promise<WorkerTally>;
  stop(): Promise<WorkerTally>;
}

/** Starts a worker in this process. */
export async function startToyWorker(
  url: string,
  options: ToyOptions & {
    readonly threads?: number;
    readonly place?: string;
    readonly leaseMilliseconds?: number;
    readonly idleSeconds?: number;
    readonly tasks?: ToyTasks;
    /** In place of tasks in this process. */
    readonly engines?: readonly Engine<ToyTasks>[];
  } = {},
): Promise<ToyWorker> {
  const notices: string[] = [];
  const onNotice = (message: string) => void notices.push(message);
  const { threads = 1, place = `worker/${randomUUID().slice(0, 4)}`, tasks = toyTasks } = options;
  const stop = new AbortController();
  const address = parseRedisAddress(url, { password: options.password });
  const link = await openRedis(address, options.certificates ?? {}, onNotice);
  const ended = queueWorker<ToyTasks>({
    link,
    wire: { forms: toyForms, parse: parsePacked },
    identity: options.identity ?? toyIdentity,
    id: randomUUID(),
    place,
    engines: options.engines ?? Array.from({ length: threads }, () => inProcessEngine(tasks)),
    folder: options.folder,
    leaseMilliseconds: options.leaseMilliseconds ?? 1000,
    idleSeconds: options.idleSeconds ?? Number.POSITIVE_INFINITY,
    signal: stop.signal,
    onNotice,
    now: () => performance.now(),
  }).finally(() => link.close());
  ended.catch(() => {});
  return {
    notices,
    ended,
    stop: () => {
      stop.abort();
      return ended;
    },
  };
}
