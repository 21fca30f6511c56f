import { z } from 'zod';
import { programIdentitySchema } from './identity.js';

/** Names that go into keys: hexadecimal, so that none can reach another's. */
export const sessionIdSchema = z.string().regex(/^[0-9a-f]{16}$/);
export const subtaskIdSchema = z.string().regex(/^[0-9a-f]{32}$/);
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const MOST_LETTERS = 2000;
const messageSchema = z.string().max(MOST_LETTERS);

/** Words as they fit into a message. */
export function fitting(message: string): string {
  return message.length <= MOST_LETTERS ? message : `${message.slice(0, MOST_LETTERS - 3)}...`;
}

/** A job of the queue: which piece of which run. Its data lie beside it. */
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
  /** Hash of the values: that they arrived whole, and that two workers found the same. */
  content: hashSchema,
  bytes: z.number().int().min(0),
  stored: z.enum(['redis', 'folder']),
  /** Who computed it. */
  worker: messageSchema,
  /** Tells the deliveries of one worker apart. */
  delivery: z.string().max(64),
});
export type ResultMessage = z.infer<typeof resultSchema>;

/** Data that many pieces share. */
export const sharedSchema = z.strictObject({ hash: hashSchema, stored: z.enum(['redis', 'folder']) });
export type SharedReference = z.infer<typeof sharedSchema>;

/** What is to be done, as it lies beside its job. */
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
  /** The piece ended the thread that it was given to. */
  z.strictObject({ outcome: z.literal('ended'), reason: z.string() }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** Something that a worker tells the user who waits for the run; a fault ends the run. */
export const noticeSchema = z.strictObject({ place: messageSchema, message: messageSchema, issue: z.boolean() });
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
