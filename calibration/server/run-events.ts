import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionEvent } from '../session/session-events.js';
import { replacementFolder } from '../store/replacement.js';
import { runFiles } from '../store/run-folder.js';
import { fileMark } from './run-summary.js';

/** A line of a log, and where the next one begins. */
export interface LoggedEvent {
  readonly event: SessionEvent;
  /** Byte behind the line. */
  readonly end: number;
}

/** Part of a log. */
export interface LogPart {
  /** Distinguishes the file from a later one of the same name. */
  readonly file: string;
  /** Byte that it begins at: 0 where the file has become shorter than asked for. */
  readonly start: number;
  readonly events: readonly LoggedEvent[];
  /** Byte behind the last whole line. */
  readonly end: number;
}

/** Bytes that are read at once; a longer line is none of the program. */
const PART_BYTES = 1_000_000;

/**
 * Path of the log that grows: that of a replacement where one is computed, otherwise the run's own.
 *
 * @param folder - of the run
 */
export async function logPath(folder: string): Promise<string> {
  const replacement = join(replacementFolder(folder), runFiles.events);
  return (await fileMark(replacement)) === null ? join(folder, runFiles.events) : replacement;
}

/**
 * Reads whole lines of a log.
 *
 * @param path - of the log
 * @param from - byte to begin at, the first of a line
 * @returns at most about a megabyte of them; undefined where there is no log
 */
export async function readLog(path: string, from: number): Promise<LogPart | undefined> {
  if ((await fileMark(path)) === null) return undefined;
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const found = await file.stat();
    const id = String(found.ino);
    const start = from > found.size ? 0 : from;
    const bytes = Buffer.alloc(Math.min(PART_BYTES, found.size - start));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    const text = bytes.subarray(0, bytesRead);
    const last = text.lastIndexOf(10);
    // A line that does not end within the part is passed over
    if (last < 0) return { file: id, start, events: [], end: bytesRead >= PART_BYTES ? start + bytesRead : start };
    const events: LoggedEvent[] = [];
    for (let begin = 0; begin <= last; ) {
      const end = text.indexOf(10, begin);
      const event = toEvent(text.toString('utf8', begin, end));
      if (event !== undefined) events.push({ event, end: start + end + 1 });
      begin = end + 1;
    }
    return { file: id, start, events, end: start + last + 1 };
  } finally {
    await file.close();
  }
}

const kinds: ReadonlySet<unknown> = new Set<SessionEvent['kind']>([
  'start',
  'begin',
  'progress',
  'stage',
  'line',
  'fit',
  'validation',
  'end',
]);

/** A line as an event; undefined where it is none. */
function toEvent(line: string): SessionEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('kind' in value) || !kinds.has(value.kind)) return undefined;
    return 'seconds' in value && typeof value.seconds === 'number' ? (value as SessionEvent) : undefined;
  } catch {
    return undefined;
  }
}

/** The rest of a log behind a part of it, in parts. */
export async function restOfLog(path: string, first: LogPart): Promise<LogPart> {
  const events = [...first.events];
  let end = first.end;
  for (;;) {
    const next = await readLog(path, end);
    if (next === undefined || next.file !== first.file || next.start !== end || next.end === end)
      return { ...first, events, end };
    events.push(...next.events);
    end = next.end;
  }
}

/** Iterates of a fit that a history keeps. */
const MOST_ITERATES = 400;

/**
 * A history without what later events replace: of the progress of a stretch the last one, and of many iterates of fits an even choice;
 * ends of rounds all stay.
 */
export function condensed(events: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const iterates = events.filter(({ event }) => event.kind === 'fit' && event.converged === null);
  const step = Math.max(1, Math.ceil(iterates.length / MOST_ITERATES));
  const chosen = new Set(iterates.filter((_, place) => place % step === 0));
  return events.filter((each, place) => {
    if (each.event.kind === 'progress') return events[place + 1]?.event.kind !== 'progress';
    return each.event.kind !== 'fit' || each.event.converged !== null || chosen.has(each);
  });
}
