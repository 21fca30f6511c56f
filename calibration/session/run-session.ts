import { join, relative } from 'node:path';
import { ConfigError, InterruptedError, toVisibleLine } from '../../src/index.js';
import type { Engine } from '../engine/engine.js';
import type { Backend } from '../native/backend.js';
import { openEventLog } from '../store/event-log.js';
import { MANIFEST_SCHEMA_VERSION, type Manifest, PROGRAM, writeManifest, writeManifestNow } from '../store/manifest.js';
import { runFiles } from '../store/run-folder.js';
import type { StoredKind } from '../studies/study.js';
import type { Tasks } from '../tasks/tasks.js';
import { drawReport, drawsReports } from './draw-report.js';
import { openChosenBackend } from './open-backend.js';
import { checkEngineFlags, type EngineFlags, engineOptionText, openChosenEngine } from './open-engine.js';
import { formatSeconds, progressDisplay, progressSeconds } from './progress-display.js';
import { repeatCommand, shellQuoted, tableCommand, withArguments } from './repeat-command.js';
import { print, printError, type Runtime } from './runtime.js';
import { type Session, sessionOf } from './session.js';
import { sessionEvents, withEvents } from './session-events.js';
import { openSessionFolder, type SessionFolder } from './session-folder.js';
import {
  hashedFiles,
  plannedFiles,
  type SessionOutput,
  type StudyFile,
  unchangedFiles,
  withFailures,
  writeOutput,
} from './session-output.js';
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
  readonly inputs: readonly Manifest['inputs'][number][];
  /** Null where nothing is simulated. */
  readonly engine: EngineFlags | null;
  /** Folder of a run whose stored patients may be used too. */
  readonly patientsOf?: string;
  /** Largest share of a cohort that may fail; above it the study is `incomplete`. None where its status tells that itself. */
  readonly acceptedFailedShare?: number | undefined;
  /** Files that the work writes itself, as streams. */
  readonly streams?: readonly string[];
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
  const drawn = drawsReports(runtime.env) && study.report !== null;
  const { version } = await runtime.packageInformation();
  const command = repeatCommand(runtime);
  const commit = await runtime.commit();
  const place = await openSessionFolder(
    {
      ...request,
      kind: study.kind,
      resume: request.resume,
      version,
      command,
      read: filesRead(request),
    },
    runtime,
  );
  const started = runtime.date().toISOString();
  const timer = stageTimer(runtime.now);
  // A finished study that is computed again stays one: it gets the same bytes
  const isNew = place.finished === null;
  const terminal = progressDisplay(runtime.stderr, runtime.now, progressSeconds(runtime.env));
  const hasLog = isNew || place.finished.files.some(({ path }) => path === runFiles.events);
  let events = sessionEvents(null, timer.elapsedSeconds, terminal.line);
  let display = terminal;
  let engine: Engine<Tasks> | null = null;
  let backend: Backend | null = null;
  let files = (request.streams ?? []).map((path): StudyFile => ({ path, sha256: null }));
  const inputs = request.inputs.map((input) => ({ ...input, path: relative(runtime.cwd, input.path) || input.path }));
  const provenance = { version, command: tableCommand(runtime), seed, config, inputs };
  const manifestOf = (status: string, further: Partial<Manifest> = {}): Manifest => ({
    schema_version: MANIFEST_SCHEMA_VERSION,
    program: PROGRAM,
    kind: study.kind,
    name,
    status,
    version,
    commit,
    command,
    working_folder: relative(folder, runtime.cwd) || '.',
    node: runtime.node,
    platform: runtime.platform,
    // Asked for whenever a manifest is written: workers of other machines come and go
    workers:
      flags === null ? 0 : flags.engine === undefined ? (flags.workers ?? runtime.cores) : (engine?.workers ?? 0),
    engine: flags === null ? 'this process' : (engine?.description ?? 'being opened'),
    backend: flags?.engine === undefined ? (backend?.used() ?? null) : WORKERS_CHOOSE,
    tensorflow: null,
    seed,
    config,
    settings,
    inputs,
    patients: [],
    timings: { started, elapsed_seconds: timer.elapsedSeconds(), stages: [...timer.stages()] },
    files: hasLog ? [...files, { path: runFiles.events, sha256: null }] : files,
    results_sha256: null,
    ...further,
  });
  let isWhole = false;
  const mark = async (status: string) => {
    if (isNew) await writeManifest(place.path, manifestOf(status));
  };
  const { signal, release } = stopSignal(
    runtime,
    () => display.line(request.resume === undefined ? 'stopping' : 'stopping; finished patients are kept'),
    () => {
      if (isNew && !isWhole) writeManifestNow(place.path, manifestOf('interrupted'));
    },
  );
  try {
    const logPath = hasLog ? await place.growing(runFiles.events) : null;
    await mark('running');
    if (logPath !== null) {
      events = sessionEvents(openEventLog(logPath), timer.elapsedSeconds, terminal.line);
      display = withEvents(terminal, events);
      const resumed = request.resume === true;
      events.write({ kind: 'start', study: study.kind, name, command, date: started, resumed });
    }
    const stage = (title: string) => {
      events.write({ kind: 'stage', name: title });
      timer.enter(title);
    };
    if (flags !== null) {
      // Workers of the queue open their own
      if (flags.engine === undefined) backend = openChosenBackend(flags.backend, runtime, display.line, signal);
      engine = await openChosenEngine(flags, {
        runtime,
        title: `qcic ${study.kind} ${name}`,
        folder,
        onNotice: display.line,
      });
      display.line(
        `${name}: ${seed === '' ? '' : `seed ${seed}, `}${engine.description}, folder ${toVisibleLine(folder)}`,
      );
      if (place.isReplacement) display.line(`what ${folder} holds stays until its replacement is finished`);
    }
    await place.begun();
    const aside = [...(await place.clear(request.streams ?? []))];
    const session = sessionOf({
      study,
      resume: request.resume,
      patientsOf: request.patientsOf,
      path: place.path,
      provenance,
      engine,
      compile: backend?.compile,
      signal,
      display,
      events,
      stage,
    });
    const worked = await untilStopped(work(session), flags === null ? signal : undefined);
    const output = withFailures(worked, request.acceptedFailedShare);
    stage('results and report');
    // Listed before they are written: a process that is killed meanwhile leaves no file of unknown origin
    files = plannedFiles(study, request.streams ?? [], output);
    await mark('running');
    const streams = new Set(request.streams);
    aside.push(...(await place.clear(files.map(({ path }) => path).filter((path) => !streams.has(path)))));
    await writeOutput(place.path, study, output, provenance);
    files = await hashedFiles(place.path, files, study);
    files.push(...(await unchangedFiles(place.path, place.finished?.files ?? [], files)));
    await writeManifest(
      place.path,
      manifestOf(output.status, {
        tensorflow: output.tensorflow ?? null,
        patients: [...output.patients],
        results_sha256: files.find(({ path }) => path === study.result?.file)?.sha256 ?? null,
      }),
    );
    isWhole = true;
    if (drawn) await drawReport(place.path, study);
    display.end();
    events.write({ kind: 'end', status: output.status });
    events.close();
    for (const name of [...(await place.dropOwn(aside)), ...(await place.keep())]) {
      printError(runtime, `${folder}: ${name} is what was in the way of a result`);
    }
    for (const { path, read_as: readAs } of request.inputs)
      if (readAs !== undefined) print(runtime, `${path}: ${readAs}`);
    for (const line of output.summary) print(runtime, line);
    const { status, result } = output;
    runtime.reply?.({ status, folder, result, files: files.map(({ path }) => join(folder, path)) });
    if (study.report !== null) {
      const report = drawn
        ? `Report: ${toVisibleLine(join(folder, study.page))}`
        : `Draw its report with: ${shellQuoted(['qcic', 'report', folder])}`;
      print(runtime, `\nDone in ${formatSeconds(timer.elapsedSeconds())}. ${report}`);
    }
    return output.status;
  } catch (cause) {
    display.end();
    const isStopped = cause instanceof InterruptedError;
    if (!isStopped) events.write({ kind: 'line', text: cause instanceof Error ? cause.message : String(cause) });
    events.write({ kind: 'end', status: isStopped ? 'interrupted' : 'failed' });
    events.close();
    if (!isStopped) {
      // What a faulty configuration has simulated serves no other one
      if (!isWhole && (await place.discard(cause instanceof ConfigError))) await mark('failed');
      throw cause;
    }
    await mark('interrupted');
    runtime.reply?.({ status: 'interrupted', folder });
    printError(runtime, `Interrupted. ${wayOn(request, command, place)}`);
    return 'interrupted';
  } finally {
    release();
    await engine?.close();
    await place.release();
  }
}

/** In place of a backend where workers of the queue simulate. */
const WORKERS_CHOOSE = 'the backend that each worker chooses';

/** Files that a session reads, those of a run that it starts from included. */
function filesRead({ inputs, patientsOf }: SessionRequest): readonly string[] {
  const read = inputs.map(({ path }) => path);
  return patientsOf === undefined ? read : [...read, join(patientsOf, runFiles.results)];
}

/** How to continue after an interruption. */
function wayOn({ resume, engine, folder }: SessionRequest, command: string, { isReplacement }: SessionFolder): string {
  const before = isReplacement ? `What ${folder} held before is untouched. ` : '';
  if (resume === undefined) return `${before}No patients were kept. Run the same command again with --force.`;
  return `${before}Continue with: ${withArguments(command, `${engine === null ? '' : engineOptionText(engine)} --resume`)}`;
}

/** Work that ignores the signal ends for its session when it is stopped. */
function untilStopped<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return work;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new InterruptedError('session: stopped on request')));
  });
  return Promise.race([work, stopped]);
}
