import { join } from 'node:path';
import { Command } from 'commander';
import {
  InputError,
  InterruptedError,
  parseCsv,
  readText,
  sha256,
  toPrettyJson,
  writeFileAtomically,
} from '../../../src/index.js';
import { formatSeconds, progressDisplay } from '../../session/progress-display.js';
import { stageTimer } from '../../session/stage-timer.js';
import { chunkFiles } from '../../store/chunk-files.js';
import { readShippedTrials } from '../../store/read-trials.js';
import { requireSameStudy } from '../../store/require-same-study.js';
import { openRunFolder, runFiles } from '../../store/run-folder.js';
import { writeStudyTables } from '../../store/study-folder.js';
import { computeReplicate } from '../../studies/replicate/compute.js';
import { SWEEP_SAMPLES } from '../../studies/replicate/parameter-sweep.js';
import { parsePublishedResults } from '../../studies/replicate/published-results.js';
import { render } from '../../studies/replicate/report.js';
import type { ReplicateResult } from '../../studies/replicate/result.js';
import type { PageSource, StudyOutput } from '../../studies/study.js';
import {
  type EngineFlags,
  engineOptionText,
  openChosenEngine,
  withEngineOptions,
  workersOf,
} from '../engine/engine-options.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { interruptSignal } from '../interrupt-signal.js';
import { wholeNumber } from '../option-values.js';
import { commitOf, packageInformation } from '../package-information.js';

interface ReplicateFlags extends EngineFlags {
  readonly patients: number;
  readonly samples: number;
  readonly seed: string;
  readonly out: string;
  readonly resume: boolean;
  readonly force: boolean;
}

/** Patients of the cohorts that the paper's marker analyses were drawn from. */
const DEFAULT_PATIENTS = 4000;

/** Fewest patients that leave responders and non-responders on both sides. */
const LEAST_PATIENTS = 40;

/** The day on which the paper appeared. */
const DEFAULT_SEED = '20250413';

/** `qcic replicate`: repeats the paper's analyses, as posted and as corrected, and compares them with what it prints. */
export function replicateCommand(finish: (code: ExitCode) => void): Command {
  return withEngineOptions(
    new Command('replicate')
      .description(
        "repeat the paper's analyses from its published shapes, as posted and as corrected, and compare with what it prints",
      )
      .option(
        '--patients <number>',
        'virtual patients under the posted and the corrected model; half of them for each single switch',
        wholeNumber(LEAST_PATIENTS),
        DEFAULT_PATIENTS,
      )
      .option('--samples <number>', 'samples of the parameter sweep', wholeNumber(LEAST_PATIENTS), SWEEP_SAMPLES)
      .option('--seed <seed>', 'seed of patients and sweep', DEFAULT_SEED)
      .requiredOption('--out <folder>', 'folder to write')
      .option('--resume', 'go on in a folder that holds an interrupted replication', false)
      .option('--force', 'replace what the folder holds', false)
      .addHelpText(
        'after',
        `
Writes replicate.csv and replicate.json (every result with interval, verdict and reason), report.html, the tables behind its
plots in figures/ (with quintiles.csv and switches.csv), manifest.json and chunks/ (for --resume).

Example:
  $ qcic replicate --out runs/replicate`,
      )
      .action(async (flags: ReplicateFlags) => finish(await replicate(flags))),
  );
}

async function replicate(flags: ReplicateFlags): Promise<ExitCode> {
  const { patients, samples, seed, out, resume, force } = flags;
  if (seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  if (resume && force) throw new InputError('--resume: must not stand beside --force; got both');
  const { version, root } = await packageInformation();
  const paper = join(root, 'data', 'published', 'paper-results.csv');
  const text = await readText(paper);
  const published = parsePublishedResults(text, paper);
  const { tables } = await readShippedTrials(join(root, 'data'));
  const settings = { seed, patients, switchPatients: Math.ceil(patients / 2), sweepSamples: samples };
  const asked = { version, settings, paper_results_sha256: sha256(text) };
  await openRunFolder(out, { resume, force });
  if (resume) await requireSameStudy(out, asked);
  const command = `qcic replicate --patients ${patients} --samples ${samples} --seed ${seed} --out ${out}`;
  const commit = await commitOf(root);
  const timer = stageTimer(() => performance.now());
  const manifest = (status: string) =>
    writeFileAtomically(
      join(out, runFiles.manifest),
      toPrettyJson({
        ...asked,
        status,
        command,
        commit,
        node: process.version,
        workers: workersOf(flags, engine),
        timings: { elapsedSeconds: timer.elapsedSeconds(), stages: timer.stages() },
      }),
    );
  const display = progressDisplay(process.stderr, () => performance.now());
  const { signal, release } = interruptSignal(() => display.line('stopping; finished patients are kept'));
  const engine = await openChosenEngine(flags, { title: 'qcic replicate', folder: out, onNotice: display.line });
  try {
    await manifest('running');
    timer.enter('simulate and compare');
    const output = await computeReplicate(
      { ...settings, published, tables },
      { engine, signal, store: chunkFiles(join(out, runFiles.chunks)), onProgress: display.update },
      { onCohort: (streamName, count) => display.begin(streamName, count) },
    );
    timer.enter('write');
    await writeReplication(out, output, { version, commit, command });
    await manifest('done');
    display.end();
    for (const line of output.summary) console.log(line);
    console.log(`\nDone in ${formatSeconds(timer.elapsedSeconds())}. Report: ${join(out, runFiles.report)}`);
    return exitCodes.done;
  } catch (cause) {
    display.end();
    if (!(cause instanceof InterruptedError)) throw cause;
    await manifest('interrupted');
    console.error(`Interrupted. Go on with: ${command}${engineOptionText(flags)} --resume`);
    return exitCodes.interrupted;
  } finally {
    release();
    await engine.close();
  }
}

async function writeReplication(
  folder: string,
  { result, tables }: StudyOutput<ReplicateResult>,
  manifest: PageSource<ReplicateResult>['manifest'],
): Promise<void> {
  await writeFileAtomically(join(folder, runFiles.replicate), toPrettyJson(result));
  await writeStudyTables(folder, tables);
  const table = async (file: string) => {
    const { header, rows } = parseCsv(await readText(join(folder, file)), file);
    return [header, ...rows.map(({ cells }) => cells)];
  };
  await writeFileAtomically(join(folder, runFiles.report), await render({ manifest, result, table }));
}
