import { fromBytes } from '../../../../calibration/engine/queue/payload.js';
import type { SharedReference } from '../../../../calibration/engine/queue/protocol.js';
import type { Delivery, ServedSession } from '../../../../calibration/engine/queue/served-session.js';
import type { WireForms } from '../../../../calibration/engine/queue/wire-form.js';
import { DataError, InputError, InternalError, NumericalError, WorkbenchError } from '../../../../src/index.js';

/** Made-up tasks. */
export const registry = {
  /** Multiplies, with a factor that many tasks share. */
  scale: ({ value, factor }: { value: number; factor: number }) => value * factor,
  /** Throws what it is given. */
  fail: (name: string): number => {
    throw issues[name];
  },
};

export const issues: Readonly<Record<string, Error | string>> = {
  input: new InputError('dose: must be positive; got -1'),
  config: new WorkbenchError('config', 'a.json: 1 issue(s)'),
  data: new DataError('table: must have rows; got none'),
  numerical: new NumericalError('fit: must end; got NaN'),
  internal: new InternalError('engine: task 0 failed: no memory', { cause: 'the stack in the thread' }),
  interrupted: new WorkbenchError('interrupted', 'stopped on request'),
  unforeseen: new TypeError('x is not a function'),
  'no error': 'a text',
};

/** How they cross. */
export const forms: WireForms<typeof registry> = {
  scale: {
    pack: ({ value, factor }) => ({ own: value, shared: { factor } }),
    unpackShared: (shared) => {
      if (typeof Reflect.get(shared as object, 'factor') !== 'number')
        throw new DataError('shared.factor: must be one');
      return shared;
    },
    unpack: (own, shared) => ({ value: own as number, factor: (shared as { factor: number }).factor }),
    packOutput: (output, { value }) => ({ output, value }),
    unpackOutput: (packed) => (packed as { output: number }).output,
  },
  fail: {
    pack: (own) => ({ own }),
    unpack: (own) => own as string,
    packOutput: (output) => output,
    unpackOutput: (packed) => packed as number,
  },
};

/** A run's data on the server, as a worker sees them. */
export interface FakeSession extends ServedSession {
  open: boolean;
  answer: Delivery;
  readonly inputs: Map<string, Uint8Array>;
  readonly sharedData: Map<string, Uint8Array>;
  readonly asked: SharedReference[];
  readonly delivered: {
    readonly subtask: string;
    readonly outcome: unknown;
    readonly content: string;
    readonly worker: string;
  }[];
}

export function fakeSession(id = '0123456789abcdef'): FakeSession {
  const session: FakeSession = {
    id,
    open: true,
    answer: 'kept',
    inputs: new Map(),
    sharedData: new Map(),
    asked: [],
    delivered: [],
    isOpen: async () => session.open,
    input: async (subtask) => session.inputs.get(subtask),
    shared: async (reference) => {
      session.asked.push(reference);
      const bytes = session.sharedData.get(reference.hash);
      if (bytes === undefined) throw new Error('shared data: must be there; got no bytes');
      return bytes;
    },
    deliver: async (subtask, bytes, content, worker) => {
      session.delivered.push({ subtask, outcome: fromBytes(bytes, 'test'), content, worker });
      return session.answer;
    },
    notify: async () => {},
  };
  return session;
}
