import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, isSystemError } from '../../src/index.js';

/** Name of the folder that holds the name of the process that writes into a study's folder. */
export const LOCK = '.lock';
/** How names of locks begin that are not in their place yet; a UUID and the name of the owner follow. */
const PREPARED = `${LOCK}.`;
const UUID_LENGTH = 36;

/** The process that writes into a folder. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /** When the process started, as its system counts; distinguishes it from a later one of the same number. */
  readonly processStart: string | null;
  /** Date and time of the lock, ISO 8601. */
  readonly since: string;
  readonly command: string;
}

/** When a process of this machine started; null where there is none of that number. */
export type ProcessStart = (pid: number) => Promise<string | null>;

/** Another process writes into the folder, or may do so. */
export class FolderInUse extends InputError {}

/** Each turn meets another process at the same lock; so many never come. */
const MOST_TURNS = 100;

/**
 * Makes sure that one process alone writes into a folder.
 *
 * The lock is a folder with one file, named by its owner. A lock whose process has ended (no process of that number, or a
 * later one) is taken over by renaming that file, which can succeed for one process only. The lock of another machine is
 * never taken over, because its process cannot be looked up.
 *
 * @param folder - exists
 * @param owner - this process
 * @param processStart - looks up processes of this machine
 * @returns releases the folder
 * @throws FolderInUse - naming the process that uses the folder; InputError - when it cannot be written
 */
export async function lockFolder(
  folder: string,
  owner: LockOwner,
  processStart: ProcessStart,
): Promise<() => Promise<void>> {
  const path = join(folder, LOCK);
  const name = nameOf(owner);
  const own = await prepareLock(folder, name, owner.command);
  try {
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      // Onto no folder or an empty one: a lock appears with its owner, or not at all
      if (await isDone(rename(own, path), ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'])) {
        await removeLeftovers(folder, owner, processStart);
        return () => release(path, name);
      }
      const held = await heldName(path);
      if (held === undefined) continue;
      await requireEnded(path, held, { folder, owner, processStart });
      if (await isDone(rename(join(path, held), join(path, name)), ['ENOENT'])) {
        await writeFile(join(path, name), owner.command);
        await removeLeftovers(folder, owner, processStart);
        return () => release(path, name);
      }
    }
    throw new InputError(`${path}: must be free; got another process at each of ${MOST_TURNS} attempts`);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** The process that holds a folder, or has ended without releasing it; undefined where there is none. */
export async function lockHolder(folder: string): Promise<LockOwner | undefined> {
  const path = join(folder, LOCK);
  const name = await readdir(path).then(
    ([first]) => first,
    () => undefined,
  );
  const held = name === undefined ? undefined : parseName(name);
  if (name === undefined || held === undefined) return undefined;
  return { ...held, command: await readFile(join(path, name), 'utf8').catch(() => '') };
}

/** A lock beside its place; its name tells whose it is, before it holds anything. */
async function prepareLock(folder: string, name: string, command: string): Promise<string> {
  const own = join(folder, `${PREPARED}${randomUUID()}.${name}`);
  try {
    await mkdir(own);
    await writeFile(join(own, name), command);
    return own;
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    await rm(own, { recursive: true, force: true }).catch(() => undefined);
    throw new InputError(`${folder}: must be a folder that can be written; got ${cause.code}`, { cause });
  }
}

/** Locks that another machine had prepared go when they are this old; milliseconds. */
const LEFTOVER_MILLISECONDS = 60_000;

/** Removes prepared locks of killed processes: at once where they ran on this machine, else by the clock of the file system. */
async function removeLeftovers(folder: string, owner: LockOwner, processStart: ProcessStart): Promise<void> {
  const { mtimeMs: now } = await stat(join(folder, LOCK));
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith(PREPARED)) continue;
    const held = parseName(entry.slice(PREPARED.length + UUID_LENGTH + 1));
    const isGone = held?.host === owner.host && !(await mayRun(held, processStart));
    const found = await stat(join(folder, entry)).catch(() => undefined);
    if (found?.isDirectory() && (isGone || now - found.mtimeMs > LEFTOVER_MILLISECONDS)) {
      await rm(join(folder, entry), { recursive: true, force: true });
    }
  }
}

async function release(path: string, name: string): Promise<void> {
  await rm(join(path, name), { force: true });
  // Another process may have put its own in the place of the empty one
  await rmdir(path).catch(() => undefined);
}

/** Name of the file in a lock; undefined where it has been released. */
async function heldName(path: string): Promise<string | undefined> {
  try {
    return (await readdir(path))[0];
  } catch (cause) {
    if (isSystemError(cause) && cause.code === 'ENOENT') return undefined;
    if (isSystemError(cause))
      throw new InputError(`${path}: must be a folder that qcic made; got ${cause.code}`, { cause });
    throw cause;
  }
}

interface LockCheck {
  readonly folder: string;
  readonly owner: LockOwner;
  readonly processStart: ProcessStart;
}

/** @throws FolderInUse - when the process that holds a lock runs, or may run */
async function requireEnded(path: string, name: string, { folder, owner, processStart }: LockCheck): Promise<void> {
  const held = parseName(name);
  if (held === undefined) throw new InputError(`${path}: must hold the name of a process; got ${name}`);
  const command = await readFile(join(path, name), 'utf8').catch(() => '');
  const whose = `process ${held.pid} on ${held.host} since ${held.since}${command === '' ? '' : ` (${command})`}`;
  if (held.host !== owner.host) {
    throw new FolderInUse(
      `${folder}: must not be in use by another process; got ${whose}. If it no longer runs there, delete ${path}`,
    );
  }
  if (await mayRun(held, processStart)) {
    throw new FolderInUse(`${folder}: must not be in use by another process; got ${whose}`);
  }
}

/** Whether a process of this machine runs, or may: one of its number is there, and nothing tells that it is a later one. */
async function mayRun({ pid, processStart: since }: Omit<LockOwner, 'command'>, processStart: ProcessStart) {
  const start = await processStart(pid);
  return start !== null && (since === null || since === start);
}

/** An owner as a file name. */
function nameOf({ host, pid, processStart, since }: LockOwner): string {
  return [host, String(pid), processStart ?? '', since].map(encodeURIComponent).join(',');
}

function parseName(name: string): Omit<LockOwner, 'command'> | undefined {
  const parts = name.split(',');
  if (parts.length !== 4 || !/^\d+$/.test(parts[1]!)) return undefined;
  try {
    const [host = '', pid = '', processStart = '', since = ''] = parts.map(decodeURIComponent);
    return { host, pid: Number(pid), processStart: processStart === '' ? null : processStart, since };
  } catch {
    return undefined;
  }
}

/** @returns false where the system reports one of these codes */
async function isDone(step: Promise<void>, codes: readonly string[]): Promise<boolean> {
  try {
    await step;
    return true;
  } catch (cause) {
    if (isSystemError(cause) && codes.includes(cause.code)) return false;
    throw cause;
  }
}
