import type { Context } from 'hono';
import type { z } from 'zod';
import { ConfigError, DataError, InputError, isSystemError, toVisibleText, WorkbenchError } from '../../src/index.js';
import { parseStored } from '../store/parse-stored.js';

/** What was asked for is not there, or lies outside of the folder of runs. */
export class NotFoundError extends InputError {}

/** The request cannot be met at present: another process uses the folder, too many jobs run. */
export class ConflictError extends InputError {}

/** A body is larger than accepted. */
export class TooLargeError extends InputError {}

/** Reply of a request that failed. */
export interface ErrorReply {
  readonly error: string;
  /** Issues of a configuration or a table, one each. */
  readonly issues?: readonly string[];
}

/** Status and body for what a route threw. Errors of the workbench itself tell nothing but that. */
export function errorReply(cause: unknown): {
  readonly status: 400 | 404 | 409 | 413 | 500;
  readonly body: ErrorReply;
} {
  if (cause instanceof NotFoundError) return { status: 404, body: { error: visible(cause.message) } };
  if (cause instanceof ConflictError) return { status: 409, body: { error: visible(cause.message) } };
  if (cause instanceof TooLargeError) return { status: 413, body: { error: visible(cause.message) } };
  if (cause instanceof ConfigError) {
    const [first = ''] = cause.message.split('\n');
    return { status: 400, body: { error: visible(first), issues: cause.issues.map(visible) } };
  }
  if (cause instanceof DataError && cause.issues.length > 0) {
    const [first = ''] = cause.message.split('\n');
    return { status: 400, body: { error: visible(first), issues: cause.issues.map(visible) } };
  }
  if (cause instanceof WorkbenchError && cause.code !== 'internal')
    return { status: 400, body: { error: visible(cause.message) } };
  // Another request has deleted it since it was found
  if (isSystemError(cause) && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
    return { status: 404, body: { error: 'run: must still be there; got one that was moved or deleted' } };
  return {
    status: 500,
    body: { error: 'qcic serve: must answer; got an error of the workbench, which its terminal shows' },
  };
}

const visible = (text: string) => toVisibleText(text);

/** Largest body of a JSON request, unless a route states its own; bytes. */
export const MOST_BODY_BYTES = 1_000_000;

/**
 * Reads the JSON body of a request.
 *
 * @param c - of the request
 * @param schema - its form
 * @param mostBytes - accepted size
 * @throws InputError - when it is no JSON, or not of the form; TooLargeError - when it is larger
 */
export async function readJson<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
  mostBytes = MOST_BODY_BYTES,
): Promise<z.infer<Schema>> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new InputError(`request: must be application/json; got '${c.req.header('content-type') ?? ''}'`);
  const text = await readBody(c, mostBytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`request: must be JSON; got ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  return parseStored(schema, value, 'request');
}

/** Body of a request as text; reading ends where it is too large. @throws TooLargeError */
async function readBody(c: Context, mostBytes: number): Promise<string> {
  const tooLarge = () => new TooLargeError(`request: must have at most ${mostBytes} bytes; got more`);
  if (Number(c.req.header('content-length') ?? 0) > mostBytes) throw tooLarge();
  const reader = c.req.raw.body?.getReader();
  if (reader === undefined) return '';
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new TextDecoder('utf-8', { fatal: false }).decode(Buffer.concat(parts));
    length += value.length;
    if (length > mostBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    parts.push(value);
  }
}
