import { join } from 'node:path';
import { InternalError, type TableProvenance } from '../../src/index.js';
import type { Engine } from '../engine/engine.js';
import type { CompileModel } from '../pool/compiled-model.js';
import type { ChunkStore, CohortContext } from '../pool/run-cohort.js';
import { chunkFiles } from '../store/chunk-files.js';
import { layeredChunks } from '../store/layered-chunks.js';
import { runFiles } from '../store/run-folder.js';
import { spoolFiles } from '../store/spool-files.js';
import type { StoredKind } from '../studies/study.js';
import type { Tasks } from '../tasks/tasks.js';
import type { ProgressDisplay } from './progress-display.js';
import type { SessionEvents } from './session-events.js';

/** What the work of a session may use. */
export interface Session {
  /** Where files of the study are written. */
  readonly folder: string;
  /** What Parquet files state of their origin. */
  readonly provenance: TableProvenance;
  readonly engine: Engine<Tasks>;
  readonly signal: AbortSignal;
  /** For cohorts: engine, signal, stored patients, progress. */
  readonly context: CohortContext & { readonly engine: Engine<Tasks>; readonly signal: AbortSignal };
  readonly display: ProgressDisplay;
  /** Written down in the log of the study. */
  readonly events: SessionEvents;
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

/** What a session is made of. */
interface SessionParts {
  readonly study: Pick<StoredKind, 'kind'>;
  /** Undefined where a command cannot be resumed. */
  readonly resume: boolean | undefined;
  /** Folder of a run whose stored patients may be used too. */
  readonly patientsOf: string | undefined;
  /** Where it writes. */
  readonly path: string;
  readonly provenance: TableProvenance;
  readonly engine: Engine<Tasks> | null;
  readonly compile: CompileModel | undefined;
  readonly signal: AbortSignal;
  readonly display: ProgressDisplay;
  readonly events: SessionEvents;
  readonly stage: (name: string) => void;
}

/** The session of a command: its engine, its stored patients, and what is shown and timed of its cohorts and fits. */
export function sessionOf(parts: SessionParts): Session {
  const {
    study,
    resume,
    patientsOf,
    path,
    provenance,
    engine: opened,
    compile,
    signal,
    display,
    events,
    stage,
  } = parts;
  const engine = opened ?? withoutEngine(study.kind);
  const own = chunkFiles(join(path, runFiles.chunks));
  const store: ChunkStore =
    patientsOf === undefined ? own : layeredChunks([own, chunkFiles(join(patientsOf, runFiles.chunks))]);
  return {
    folder: path,
    provenance,
    engine,
    signal,
    // Patients are kept where a study can be resumed
    context: {
      engine,
      signal,
      compile,
      ...(resume === undefined ? {} : { store }),
      spool: spoolFiles(path),
      onProgress: display.update,
    },
    display,
    events,
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
