import { z } from 'zod';

/** What must be equal for two processes to compute the same bits from the same data. */
export const programIdentitySchema = z.strictObject({
  /** Form of the messages. */
  protocol: z.number().int(),
  /** Version of the package. */
  version: z.string().max(100),
  /** Hash of the code that runs, and of the versions of the libraries that it runs with. */
  code: z.string().max(100),
  /** Hash of the model's equations and fixed parameters. */
  model: z.string().max(100),
  /** Hash of the schema of configurations. */
  config: z.string().max(100),
  /** Implementation of TensorFlow.js. */
  tensorflow: z.string().max(100),
});
export type ProgramIdentity = Readonly<z.infer<typeof programIdentitySchema>>;

/** Raised when the form of messages, keys or payloads changes. */
export const PROTOCOL = 5;

const message: Readonly<Record<keyof ProgramIdentity, string>> = {
  protocol: 'form of messages',
  version: 'version',
  code: 'code',
  model: 'model',
  config: 'configuration schema',
  tensorflow: 'TensorFlow.js',
};

/**
 * Describes what differs between the program that a run was started with and the one of a worker.
 *
 * @returns empty where nothing differs
 */
export function identityDifferences(run: ProgramIdentity, worker: ProgramIdentity): string {
  return (Object.keys(message) as (keyof ProgramIdentity)[])
    .filter((part) => run[part] !== worker[part])
    .map((part) => `${message[part]} ${run[part]} in the run, ${worker[part]} here`)
    .join('; ');
}

/** What a killed run leaves on the server is kept for this time for the run that resumes it. */
export const KEPT_SECONDS = 24 * 3600;

/** The newest notices of workers, up to this number, are kept until the run reads them. */
export const MOST_NOTICES = 1000;

/** Keys of one run. */
interface SessionKeys {
  /** There while the run may still take results. */
  readonly open: string;
  /** Which process drives the run. */
  readonly owner: string;
  /** By subtask: its data, its result's description, its result. */
  readonly inputs: string;
  readonly results: string;
  readonly outputs: string;
  /** By hash: data that many subtasks share. */
  readonly shared: string;
  /** Subtasks whose result has come, in order. */
  readonly arrivals: string;
  /** Notices of workers for the user. */
  readonly notices: string;
}

interface QueueKeys {
  /** Runs under way and workers, by id. */
  readonly sessions: string;
  readonly workers: string;
  session(id: string): SessionKeys;
  /** Which process drove a run last; kept for a day, so that a suspended process notices that it was replaced. */
  driver(id: string): string;
}

/** All keys outside the queue itself; each begins with the prefix. */
export function queueKeys(prefix: string): QueueKeys {
  return {
    sessions: `${prefix}:sessions`,
    workers: `${prefix}:workers`,
    driver: (id) => `${prefix}:driver:${id}`,
    session: (id) => {
      const key = (name: string) => `${prefix}:session:${id}:${name}`;
      return {
        open: key('open'),
        owner: key('owner'),
        inputs: key('inputs'),
        results: key('results'),
        outputs: key('outputs'),
        shared: key('shared'),
        arrivals: key('arrivals'),
        notices: key('notices'),
      };
    },
  };
}

/**
 * Queue of the runs of one program: workers of another never see their subtasks.
 *
 * @param identity - hash of the program's identity
 */
export function queueName(identity: string): string {
  return `chunks-${identity.slice(0, 16)}`;
}

/** Names that go into keys: hexadecimal, so that none can reach another's. */
export const sessionIdSchema = z.string().regex(/^[0-9a-f]{16}$/);
const subtaskIdSchema = z.string().regex(/^[0-9a-f]{32}$/);
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const MOST_LETTERS = 2000;
const messageSchema = z.string().max(MOST_LETTERS);

/** Text of a length that fits into a message. */
export function fitting(message: string): string {
  return message.length <= MOST_LETTERS ? message : `${message.slice(0, MOST_LETTERS - 3)}...`;
}

/** A job of the queue: which subtask of which run. Its data are stored separately. */
export const jobSchema = z.strictObject({ session: sessionIdSchema, subtask: subtaskIdSchema });
export type JobMessage = z.infer<typeof jobSchema>;

/** A run that is under way, as it announces itself. */
export const sessionSchema = z.strictObject({
  id: sessionIdSchema,
  /** What the user started: command and name. */
  title: messageSchema,
  place: messageSchema,
  identity: programIdentitySchema,
  /** Name of the token in the shared folder; null where there is none. */
  folder: z
    .string()
    .regex(/^[0-9a-f-]{1,64}$/)
    .nullable(),
});
export type SessionMessage = z.infer<typeof sessionSchema>;

/** A worker, as it announces itself. */
export const workerSchema = z.strictObject({
  id: z.string().max(200),
  place: messageSchema,
  threads: z.number().int().min(1).max(4096),
  identity: programIdentitySchema,
  /** Chunks computed so far. */
  done: z.number().int().min(0),
});
export type WorkerMessage = z.infer<typeof workerSchema>;

/** What is known of a result besides its bytes. */
export const resultSchema = z.strictObject({
  /** Hash of the values: shows that they arrived complete, and whether two workers agree. */
  content: hashSchema,
  bytes: z.number().int().min(0),
  stored: z.enum(['redis', 'folder']),
  /** Who computed it. */
  worker: messageSchema,
  /** Distinguishes the deliveries of one worker. */
  delivery: z.string().max(64),
});
export type ResultMessage = z.infer<typeof resultSchema>;

/** Data that many subtasks share. */
export const sharedSchema = z.strictObject({ hash: hashSchema, stored: z.enum(['redis', 'folder']) });
export type SharedReference = z.infer<typeof sharedSchema>;

/** Content of a subtask, stored separately from its job. */
export const workSchema = z.strictObject({
  kind: z.string().max(100),
  own: z.unknown(),
  shared: sharedSchema.nullable(),
});

/** What became of it. */
export const outcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('done'), output: z.unknown() }),
  z.strictObject({
    outcome: z.literal('failed'),
    failure: z.strictObject({
      message: z.string(),
      stack: z.string().optional(),
      code: z.enum(['input', 'config', 'data', 'numerical', 'internal', 'interrupted']).optional(),
    }),
  }),
  /** The subtask ended the thread that it was given to. */
  z.strictObject({ outcome: z.literal('ended'), reason: z.string() }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** A notice of a worker for the user who waits for the run; an error ends the run. */
export const noticeSchema = z.strictObject({ place: messageSchema, message: messageSchema, isError: z.boolean() });
export type NoticeMessage = z.infer<typeof noticeSchema>;

/**
 * Reads a message of the queue.
 *
 * @returns the message; undefined where the text is none of its kind
 */
export function readMessage<Message>(schema: z.ZodType<Message>, text: string): Message | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Tries of a subtask whose worker fails for reasons of its own (a full disk, a lost folder). */
export const MOST_TRIES = 5;

/** Pause before the second try, doubled for each further one; milliseconds. */
export const FIRST_BACKOFF_MILLISECONDS = 250;

/** Workers that may vanish during a subtask before the run takes it back; it is then divided, or tried once more whole. */
export const MOST_STALLS = 2;

/** How the queue's library names a job that was given up because its workers vanished. */
export function isStalledTooOften(reason: string): boolean {
  return reason.includes('stalled more than');
}
