import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Runtime } from '../session/runtime.js';
import { runFiles } from '../store/run-folder.js';
import { chunkNames } from '../store/study-files.js';
import { storedKinds } from '../studies/registry.js';
import { runResultSchema } from '../studies/run/result.js';
import type { RunDetail } from './api/runs.js';
import { manifestNow } from './files-now.js';
import { readFit } from './read-fit.js';
import { NotFoundError } from './replies.js';
import { condensed, logPath, readLog, restOfLog } from './run-events.js';
import { fileOfRun, runProcess, toSummary, withProcess } from './run-summary.js';

/** Parts of results.json that the page of a run shows beside its report. */
const { status_summary, failures } = runResultSchema.shape;
const parts = z.object({ status_summary, failures });

/**
 * Everything that the page of a run shows beside its report.
 *
 * @throws NotFoundError - when the folder is none of the program
 */
export async function runDetail(
  id: string,
  folder: string,
  runtime: Pick<Runtime, 'host' | 'processStart'>,
): Promise<RunDetail> {
  const manifest = manifestNow(folder);
  if (manifest === undefined) throw new NotFoundError('run: must be one of the folder of runs; got another folder');
  const isFit = manifest.kind === 'run' || manifest.kind === 'refit';
  const files = await Promise.all(
    manifest.files.map(async ({ path }) => ({ path, bytes: await bytesOf(folder, path) })),
  );
  const results = isFit ? await readParts(folder) : undefined;
  const kind = storedKinds[manifest.kind];
  return {
    run: withProcess(toSummary(id, manifest, isFit ? readFit(folder) : null), await runProcess(folder, runtime)),
    manifest,
    files: files.flatMap(({ path, bytes }) => (bytes === undefined ? [] : [{ path, bytes }])),
    chunks: await chunkSizes(folder),
    statusSummary: results?.status_summary ?? [],
    failures: results?.failures ?? [],
    log: await runLog(folder),
    hasReport: kind.report !== null && (kind.result === null || manifest.results_sha256 !== null),
  };
}

/** The log of a run as a history; empty where it has none. */
export async function runLog(folder: string): Promise<RunDetail['log']> {
  const path = await logPath(folder);
  const first = await readLog(path, 0);
  return first === undefined ? [] : condensed((await restOfLog(path, first)).events).map(({ event }) => event);
}

async function bytesOf(folder: string, path: string): Promise<number | undefined> {
  return fileOfRun(folder, path).then(
    async (real) => (await lstat(real)).size,
    () => undefined,
  );
}

async function chunkSizes(folder: string): Promise<RunDetail['chunks']> {
  const names = await chunkNames(folder);
  const sizes = await Promise.all(names.map((name) => bytesOf(folder, join(runFiles.chunks, name))));
  return { files: names.length, bytes: sizes.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0) };
}

async function readParts(folder: string): Promise<z.infer<typeof parts> | undefined> {
  try {
    const text = await readFile(await fileOfRun(folder, runFiles.results), 'utf8');
    return parts.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
