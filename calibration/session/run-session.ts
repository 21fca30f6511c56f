import { join, relative } from 'node:path';
import { InternalError, InterruptedError, sha256, writeFileAtomically } from '../../src/index.js';
import type { Engine } from '../engine/engine.js';
import type { ChunkStore, CohortContext } from '../pool/run-cohort.js';
import { chunkFiles } from '../store/chunk-files.js';
import { layeredChunks } from '../store/layered-chunks.js';
import { MANIFEST_SCHEMA_VERSION, type Manifest, writeManifest } from '../store/manifest.js';
import { runFiles } from '../store/run-folder.js';
import { storedText, writeStudyTables } from '../store/study-folder.js';
import type { StoredKind, StudyOutput } from '../studies/study.js';
import type { Tasks } from '../tasks/tasks.js';
import { drawReport } from './draw-report.js';
import { checkEngineFlags, type EngineFlags, engineOptionText, openChosenEngine } from './open-engine.js';
import { formatSeconds, type ProgressDisplay, progressDisplay } from './progress-display.js';
import { repeatCommand, withArguments } from './repeat-command.js';
import { print, type Runtime } from './runtime.js';
import { openSessionFolder } from './session-folder.js';
import { stageTimer } from './stage-timer.js';
import { stopSignal } from './stop-signal.js';

/** What a command asks of its session. */
export interface SessionRequest {
  readonly study: StoredKind;
  /** Name of the configuration, the run or the method. */
  readonly name: string;
  readonly folder: string;
  /** Undefined where a command cannot be resumed. */
  readonly resume?: boolean | undefined;
  readonly force: boolean;
  readonly seed: string;
  /** The resolved configuration; null where there is none. */
  readonly config: unknown;
  /** Plain data that determines the result besides the configuration; null where there is nothing else. */
  readonly settings: unknown;
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
  /** Null where nothing is simulated. */
  readonly engine: EngineFlags | null;
  /** Folder of a run whose stored patients may be used too. */
  readonly patientsOf?: string;
}

/** What the work of a session may use. */
export interface Session {
  readonly folder: string;
  readonly engine: Engine<Tasks>;
  readonly signal: AbortSignal;
  /** For cohorts: engine, signal, stored patients, progress. */
  readonly context: CohortContext & { readonly engine: Engine<Tasks>; readonly signal: AbortSignal };
  readonly display: ProgressDisplay;
  /** Ends the current stage of the timings and begins the next. */
  readonly stage: (name: string) => void;
  /** A cohort begins. */
  readonly onCohort: (streamName: string, patients: number) => void;
  /** For fits on the engine: their stages and progress. */
  readonly fits: {
    readonly signal: AbortSignal;
    readonly onBegin: (what: string, jobs: number) => void;
    readonly onResult: (done: number, jobs: number) => void;
  };
}

/** What a session writes, besides what every study leaves. */
export interface SessionOutput extends StudyOutput<unknown> {
  /** Implementation of TensorFlow.js. */
  readonly tensorflow?: string | null;
  /** Further files by name: plain data as JSON, or bytes. */
  readonly files?: Readonly<Record<string, object | Uint8Array>>;
}

/**
 * What every command that writes a folder shares: it opens and checks the folder, writes the manifest (`running` before
 * anything else), opens the engine, shows progress, listens to Ctrl-C, runs the work, writes result, tables, manifest
 * and report.
 *
 * @param runtime - the process, or its replacement
 * @param request - folder, what determines the result, engine
 * @param work - computes; writes nothing but streams of its own
 * @returns status of the study; `interrupted` after Ctrl-C
 */
export async function runSession(
  runtime: Runtime,
  request: SessionRequest,
  work: (session: Session) => Promise<SessionOutput>,
): Promise<string> {
  const { study, name, folder, seed, config, settings, engine: flags } = request;
  if (flags !== null) checkEngineFlags(flags);
  const { version } = await runtime.packageInformation();
  await openSessionFolder({ ...request, kind: study.kind, resume: request.resume, version });
  const commit = await runtime.commit();
  const command = repeatCommand(runtime);
  const started = runtime.date().toISOString();
  const timer = stageTimer(runtime.now);
  const display = progressDisplay(runtime.stderr, runtime.now, progressSeconds(runtime.env));
  let engine: Engine<Tasks> | null = null;
  const manifestOf = (status: string, further: Partial<Manifest> = {}): Manifest => ({
    schema_version: MANIFEST_SCHEMA_VERSION,
    kind: study.kind,
    name,
    status,
    version,
    commit,
    command,
    node: runtime.node,
    platform: runtime.platform,
    // Asked for whenever a manifest is written: workers of other machines come and go
    workers:
      flags === null ? 0 : flags.engine === undefined ? (flags.workers ?? runtime.cores) : (engine?.workers ?? 0),
    engine: flags === null ? 'this process' : (engine?.description ?? 'being opened'),
    tensorflow: null,
    seed,
    config,
    settings,
    inputs: request.inputs.map(({ path, sha256: hash }) => ({
      path: relative(runtime.cwd, path) || path,
      sha256: hash,
    })),
    patients: [],
    timings: { started, elapsed_seconds: timer.elapsedSeconds(), stages: [...timer.stages()] },
    results_sha256: null,
    ...further,
  });
  await writeManifest(folder, manifestOf('running'));
  const { signal, release } = stopSignal(runtime, () =>
    display.line(request.resume === undefined ? 'stopping' : 'stopping; finished patients are kept'),
  );
  try {
    if (flags !== null) {
      engine = await openChosenEngine(flags, {
        runtime,
        title: `qcic ${study.kind} ${name}`,
        folder,
        onNotice: display.line,
      });
      display.line(`${name}: ${seed === '' ? '' : `seed ${seed}, `}${engine.description}, folder ${folder}`);
    }
    const session = sessionOf({ request, engine, signal, display, stage: timer.enter });
    const output = await untilStopped(work(session), flags === null ? signal : undefined);
    timer.enter('results and report');
    const hash = await writeOutput(folder, study, output);
    const finished = manifestOf(output.status, {
      tensorflow: output.tensorflow ?? null,
      patients: [...output.patients],
      results_sha256: hash,
    });
    await writeManifest(folder, finished);
    const page = study.report === null ? null : await drawReport(folder, study);
    display.end();
    for (const line of output.summary) print(runtime, line);
    if (page !== null) print(runtime, `\nDone in ${formatSeconds(timer.elapsedSeconds())}. Report: ${page}`);
    return output.status;
  } catch (cause) {
    display.end();
    if (!(cause instanceof InterruptedError)) throw cause;
    await writeManifest(folder, manifestOf('interrupted'));
    runtime.stderr.write(`Interrupted. ${wayOn(request, command)}\n`);
    return 'interrupted';
  } finally {
    release();
    await engine?.close();
  }
}

/** How to continue after an interruption. */
function wayOn({ resume, engine }: SessionRequest, command: string): string {
  if (resume === undefined) return 'No patients were kept. Run the same command again with --force.';
  return `Continue with: ${withArguments(command, `${engine === null ? '' : engineOptionText(engine)} --resume`)}`;
}

interface SessionParts {
  readonly request: SessionRequest;
  readonly engine: Engine<Tasks> | null;
  readonly signal: AbortSignal;
  readonly display: ProgressDisplay;
  readonly stage: (name: string) => void;
}

function sessionOf({ request, engine: opened, signal, display, stage }: SessionParts): Session {
  const { folder, patientsOf, resume, study } = request;
  const engine = opened ?? withoutEngine(study.kind);
  const own = chunkFiles(join(folder, runFiles.chunks));
  const store: ChunkStore =
    patientsOf === undefined ? own : layeredChunks([own, chunkFiles(join(patientsOf, runFiles.chunks))]);
  return {
    folder,
    engine,
    signal,
    // Patients are kept where a study can be resumed
    context: { engine, signal, ...(resume === undefined ? {} : { store }), onProgress: display.update },
    display,
    stage,
    onCohort: (streamName, patients) => {
      stage(`simulate ${streamName}`);
      display.begin(streamName, patients);
    },
    fits: {
      signal,
      onBegin: (what, jobs) => {
        stage(what);
        display.begin(what, jobs, 'fits');
      },
      onResult: (done, total) => display.update({ done, total, failed: 0, stored: 0 }),
    },
  };
}

/** In place of an engine where nothing is simulated. */
function withoutEngine(kind: string): Engine<Tasks> {
  return {
    description: 'none',
    workers: 0,
    run: () => Promise.reject(new InternalError(`session of ${kind}: must have an engine to run tasks; got none`)),
    close: () => Promise.resolve(),
  };
}

/** Work that ignores the signal ends for its session when it is stopped. */
function untilStopped<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return work;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new InterruptedError('session: stopped on request')));
  });
  return Promise.race([work, stopped]);
}

/** Writes result, tables and further files. @returns hash of the result file; null where there is none */
async function writeOutput(folder: string, study: StoredKind, output: SessionOutput): Promise<string | null> {
  const text = study.result === null || output.result === null ? null : storedText(output.result);
  if (text !== null) await writeFileAtomically(join(folder, study.result!.file), text);
  for (const [file, content] of Object.entries(output.files ?? {})) {
    await writeFileAtomically(join(folder, file), content instanceof Uint8Array ? content : storedText(content));
  }
  await writeStudyTables(folder, output.tables);
  return text === null ? null : sha256(text);
}

/** Without a terminal, progress is shown at most this often; seconds. */
const PROGRESS_SECONDS = 10;

/** Environment variable that changes this interval. */
function progressSeconds({ QCIC_PROGRESS_SECONDS: text }: Runtime['env']): number {
  const seconds = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return seconds >= 0 ? seconds : PROGRESS_SECONDS;
}
