import { join } from 'node:path';
import { DataError, InterruptedError } from '../../src/index.js';
import type { Engine } from '../engine/engine.js';
import { openChosenBackend } from '../session/open-backend.js';
import { checkEngineFlags, type EngineFlags, openChosenEngine } from '../session/open-engine.js';
import { progressDisplay, progressSeconds } from '../session/progress-display.js';
import { printRemark, type Runtime } from '../session/runtime.js';
import { stopSignal } from '../session/stop-signal.js';
import { chunkFiles } from '../store/chunk-files.js';
import { explorerCacheFolder, fitIdentity, keepPool, keptPool } from '../store/explorer-files.js';
import { readManifest } from '../store/manifest.js';
import { readResults, resultParts } from '../store/read-results.js';
import { readRefitInputs, unchanged } from '../store/refit-inputs.js';
import { runFiles } from '../store/run-folder.js';
import { spoolFiles } from '../store/spool-files.js';
import type { ExplorerPool } from '../studies/explore/explorer-pool.js';
import { packExplorerPool, unpackExplorerPool } from '../studies/explore/packed-pool.js';
import { restoreExplorerPool } from '../studies/explore/restore-explorer-pool.js';
import { storedLabels } from '../studies/treatments.js';
import type { Tasks } from '../tasks/tasks.js';

export interface ExploredPoolFlags extends EngineFlags {
  /** Where packed pools are kept. */
  readonly cache?: string;
}

/**
 * The weighted pool of a finished run: the packed one where it is kept, else made from the stored patients, which are simulated again where
 * they are missing.
 *
 * @param runtime - the process
 * @param run - folder of a run or a refit
 * @param flags - engine, and where packed pools are kept
 * @throws InputError - when the folder holds no finished run; InterruptedError - after Ctrl-C
 */
export async function exploredPool(runtime: Runtime, run: string, flags: ExploredPoolFlags): Promise<ExplorerPool> {
  checkEngineFlags(flags);
  const folder = flags.cache ?? explorerCacheFolder(run);
  const source = await fitIdentity(run);
  const kept = await keptPool(folder, source);
  if (kept !== undefined) {
    try {
      return unpackExplorerPool(kept, folder);
    } catch (cause) {
      if (!(cause instanceof DataError)) throw cause;
      printRemark(runtime, `${cause.message}; it is made again`);
    }
  }
  const pool = await madePool(runtime, run, source, flags);
  const issue = await keepPool(folder, source, packExplorerPool(pool));
  if (issue !== null) printRemark(runtime, `the pool is not kept for the next time: ${issue}`);
  return pool;
}

async function madePool(runtime: Runtime, run: string, source: string, flags: EngineFlags): Promise<ExplorerPool> {
  const { config, calibration } = await readRefitInputs(run, unchanged);
  const { kind } = await readManifest(run);
  const results = await readResults(run, resultParts.explorer);
  const { version } = await runtime.packageInformation();
  const display = progressDisplay(runtime.stderr, runtime.now, progressSeconds(runtime.env));
  const { signal, release } = stopSignal(runtime, () => display.line('stopping'));
  let engine: Engine<Tasks> | undefined;
  try {
    const opened = async () => {
      engine ??= await openChosenEngine(flags, {
        runtime,
        title: `qcic explore ${config.name}`,
        folder: run,
        onNotice: display.line,
      });
      return engine;
    };
    // Threads start only where patients are missing
    const lazily: Engine<Tasks> = {
      description: 'opened where patients are missing',
      workers: 0,
      run: async (...work) => (await opened()).run(...work),
      close: () => Promise.resolve(),
    };
    const backend = flags.engine === undefined ? openChosenBackend(flags.backend, runtime, display.line, signal) : null;
    return await restoreExplorerPool(
      {
        config,
        calibration,
        origin: { name: config.name, kind, seed: config.seed, version, source },
        labels: storedLabels(results),
        units: Object.fromEntries(Object.entries(results.fit.shapes).map(([name, { unit }]) => [name, unit])),
      },
      {
        engine: lazily,
        signal,
        store: { ...chunkFiles(join(run, runFiles.chunks)), write: () => Promise.resolve() },
        spool: spoolFiles(flags.engineFolder ?? runtime.cwd),
        onProgress: display.update,
        ...(backend === null ? {} : { compile: backend.compile }),
      },
      (streamName, patients) => {
        if (signal.aborted) throw new InterruptedError('explore: stopped on request');
        display.begin(streamName, patients);
      },
    );
  } finally {
    display.end();
    release();
    await engine?.close();
  }
}
