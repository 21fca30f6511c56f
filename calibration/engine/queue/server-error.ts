import { InputError } from '../../../src/index.js';

/** How answers begin by which a server refuses what it was asked for. */
const REFUSALS = /^(OOM|READONLY|NOPERM|NOAUTH|WRONGPASS|MISCONF|CLUSTERDOWN|MOVED|LOADING|MASTERDOWN|ERR|EXECABORT)\b/;

/** The words of a refusal of the server, without what it was asked for; undefined for anything else. */
export function refusalOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || cause.name !== 'ReplyError') return undefined;
  const [line = ''] = cause.message.split('\n');
  return REFUSALS.test(line) ? line.slice(0, 200) : undefined;
}

/** A refusal of the server as a fault of what the user gave; anything else as it is. */
export function serverError(cause: unknown): unknown {
  const message = refusalOf(cause);
  return message === undefined
    ? cause
    : new InputError(`--engine: must be a server that does its work; got '${message}'`);
}
