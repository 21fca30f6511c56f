import { join } from 'node:path';
import { InterruptedError, parseCsv, readText, toPrettyJson, writeFileAtomically } from '../../../src/index.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import { formatSeconds, progressDisplay } from '../../session/progress-display.js';
import { chunkFiles } from '../../store/chunk-files.js';
import { openRunFolder, runFiles } from '../../store/run-folder.js';
import {
  requireSameStudy,
  type StudyManifest,
  writeStudyManifest,
  writeStudyTables,
} from '../../store/study-folder.js';
import type { PageSource, StudyOutput } from '../../studies/study.js';
import { type EngineFlags, engineOptionText, openChosenEngine, workersOf } from '../engine/engine-options.js';
import { interruptSignal } from '../interrupt-signal.js';
import { commitOf, packageInformation } from '../package-information.js';

export interface StudySession<Result> {
  readonly name: string;
  /** Command that repeats the study, without `--resume` and `--force`. */
  readonly command: string;
  readonly seed: string;
  /** Plain data that determines the result; what `--resume` compares. */
  readonly settings: unknown;
  readonly inputs: StudyManifest['inputs'];
  readonly engine: EngineFlags;
  readonly folder: string;
  readonly resume: boolean;
  readonly force: boolean;
  /** Title of the progress. */
  readonly title: string;
  /** Name of the result's JSON file. */
  readonly resultFile: string;
  readonly render: (source: PageSource<Result>) => Promise<string>;
}

/** Hooks for what is not a CSV table. */
export type WriteFurther = (folder: string) => Promise<void>;

/**
 * Runs a study in its folder: checks the folder, simulates with progress and stored chunks, writes tables, report and manifest.
 *
 * @throws InterruptedError - with the command that goes on, when the user stops it
 */
export async function runStudy<Result>(
  session: StudySession<Result>,
  work: (context: CohortContext) => Promise<StudyOutput<Result> & { readonly writeFurther?: WriteFurther }>,
): Promise<void> {
  const { name, command, seed, settings, inputs, folder, title } = session;
  await openRunFolder(folder, session);
  const { version, root } = await packageInformation();
  if (session.resume) await requireSameStudy(folder, { version, settings });
  const commit = await commitOf(root);
  const started = new Date();
  const begun = performance.now();
  const manifest = (status: StudyManifest['status'], samples: StudyManifest['samples']): StudyManifest => ({
    name,
    status,
    version,
    commit,
    command,
    node: process.version,
    workers: workersOf(session.engine, engine),
    seed,
    settings,
    inputs,
    samples,
    timings: {
      started: started.toISOString(),
      elapsed_seconds: Math.round(performance.now() - begun) / 1000,
    },
  });
  const display = progressDisplay(process.stderr, () => performance.now());
  const { signal, release } = interruptSignal(() => display.line('stopping; finished samples are kept'));
  const engine = await openChosenEngine(session.engine, { title: `qcic ${name}`, folder, onNotice: display.line });
  let total = -1;
  try {
    await writeStudyManifest(folder, manifest('running', []));
    const output = await work({
      engine,
      signal,
      store: chunkFiles(join(folder, runFiles.chunks)),
      onProgress: (progress) => {
        if (progress.total !== total) {
          total = progress.total;
          display.begin(title, total);
        }
        display.update(progress);
      },
    });
    await writeStudyTables(folder, output.tables);
    await output.writeFurther?.(folder);
    const seconds = formatSeconds((performance.now() - begun) / 1000);
    await writeFileAtomically(join(folder, session.resultFile), toPrettyJson(output.result));
    const page = await session.render({
      manifest: { version, commit, command },
      result: output.result,
      table: async (file) => {
        const { header, rows } = parseCsv(await readText(join(folder, file)), file);
        return [header, ...rows.map(({ cells }) => cells)];
      },
    });
    await writeFileAtomically(join(folder, runFiles.report), page);
    await writeStudyManifest(folder, manifest('done', output.patients));
    display.end();
    for (const line of output.summary) console.log(line);
    const failed = output.patients.reduce((sum, own) => sum + own.failed, 0);
    if (failed > 0) console.log(`${failed} sample(s) failed; see the report for what that changes`);
    console.log(`\nDone in ${seconds}. Report: ${join(folder, runFiles.report)}`);
  } catch (cause) {
    display.end();
    if (!(cause instanceof InterruptedError)) throw cause;
    await writeStudyManifest(folder, manifest('interrupted', []));
    throw new InterruptedError(`Interrupted. Go on with: ${command}${engineOptionText(session.engine)} --resume`, {
      cause,
    });
  } finally {
    release();
    await engine.close();
  }
}
