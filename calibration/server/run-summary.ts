import { lstatSync } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import type { Runtime } from '../session/runtime.js';
import { LOCK, lockHolder } from '../store/folder-lock.js';
import type { Manifest } from '../store/manifest.js';
import { replacementFolder } from '../store/replacement.js';
import { runFiles } from '../store/run-folder.js';
import type { FitSummary, RunProcess, RunSummary } from './api/runs.js';
import { manifestNow } from './files-now.js';
import { NotFoundError } from './replies.js';

/** {@link fileMarkNow} without holding up other requests. */
export async function fileMark(path: string): Promise<string | null> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() ? `${found.ino} ${found.size} ${found.mtimeMs}` : null;
}

/** Whether a process holds a folder, or has ended without releasing it: what {@link runProcess} looks into. */
export function isHeld(folder: string): boolean {
  try {
    return lstatSync(join(folder, LOCK), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/**
 * A file of a run, by its path in the folder.
 *
 * @returns its real path
 * @throws NotFoundError - when it is no file, or a link leads out of the folder
 */
export async function fileOfRun(folder: string, path: string): Promise<string> {
  const [own, real] = await Promise.all(
    [folder, join(folder, path)].map((each) => realpath(each).catch(() => undefined)),
  );
  if (own !== undefined && real?.startsWith(own + sep) && (await fileMark(real)) !== null) return real;
  throw new NotFoundError('file: must be one of the run; got another path');
}

/**
 * The process that writes into a folder; null where none holds its lock.
 *
 * @param folder - of a run
 * @param runtime - looks up processes of this machine
 */
export async function runProcess(
  folder: string,
  { host, processStart }: Pick<Runtime, 'host' | 'processStart'>,
): Promise<RunProcess | null> {
  const holder = await lockHolder(folder);
  if (holder === undefined) return null;
  const start = holder.host === host ? await processStart(holder.pid) : null;
  const isRunning = holder.host === host ? start !== null && start === holder.processStart : null;
  return {
    pid: holder.pid,
    host: holder.host,
    since: holder.since,
    command: holder.command,
    isRunning,
    isReplacement: isRunning !== false && (await fileMark(join(replacementFolder(folder), runFiles.manifest))) !== null,
  };
}

/** A row of the table of runs, from what its manifest states. */
export function toSummary(id: string, manifest: Manifest, fit: FitSummary | null): Omit<RunSummary, 'process'> {
  const { kind, name, status, seed, version, command, patients, timings, inputs } = manifest;
  const total = (what: 'patients' | 'failed') => patients.reduce((sum, cohort) => sum + cohort[what], 0);
  return {
    id,
    kind,
    name,
    status,
    seed,
    version,
    command,
    started: timings.started,
    seconds: timings.elapsed_seconds,
    patients: total('patients'),
    failed: total('failed'),
    inputs: inputs.map(({ path }) => basename(path)),
    resultsSha256: manifest.results_sha256,
    fit,
  };
}

/** The status with what its process tells: a run whose process has ended without a message is interrupted. */
export function withProcess(summary: Omit<RunSummary, 'process'>, process: RunProcess | null): RunSummary {
  const isLost = summary.status === 'running' && (process === null || process.isRunning === false);
  return { ...summary, status: isLost ? 'interrupted' : summary.status, process };
}

/** The row of one run, read now. @returns null where the folder is none of the program */
export async function readSummary(
  id: string,
  folder: string,
  runtime: Pick<Runtime, 'host' | 'processStart'>,
): Promise<RunSummary | null> {
  const manifest = manifestNow(folder);
  if (manifest === undefined) return null;
  return withProcess(toSummary(id, manifest, null), await runProcess(folder, runtime));
}
