import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import {
  InputError,
  InterruptedError,
  readText,
  sha256,
  toPrettyJson,
  writeCsvFile,
  writeFileAtomically,
} from '../../../src/index.js';
import { formatSeconds, progressDisplay } from '../../session/progress-display.js';
import { stageTimer } from '../../session/stage-timer.js';
import { chunkFiles } from '../../store/chunk-files.js';
import { readShippedTrials } from '../../store/read-trials.js';
import { requireSameStudy } from '../../store/require-same-study.js';
import { openRunFolder, runFiles } from '../../store/run-folder.js';
import { type ReplicateOutput, runReplicate } from '../../studies/replicate/compute.js';
import { parsePublishedFigures } from '../../studies/replicate/published-results.js';
import { replicateCells, replicateColumns } from '../../studies/replicate/replicate-table.js';
import { renderReplicate } from '../../studies/replicate/report.js';
import { SWEEP_SAMPLES } from '../../studies/replicate/sweep-estimates.js';
import { verdicts } from '../../studies/replicate/verdict.js';
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

/** `qcic replicate`: the paper's analyses again, as posted and as corrected, beside what it prints. */
export function replicateCommand(finish: (code: ExitCode) => void): Command {
  return withEngineOptions(
    new Command('replicate')
      .description(
        "the paper's analyses again from its published shapes: as posted, as corrected, beside what it prints",
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
Writes replicate.csv and replicate.json (every result with interval, verdict and reason), report.html, figures/fifths.csv,
figures/switches.csv, manifest.json and chunks/ (for --resume).

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
  const published = parsePublishedFigures(text, paper);
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
    const output = await runReplicate(
      { ...settings, published, tables },
      { engine, signal, store: chunkFiles(join(out, runFiles.chunks)), onProgress: display.update },
      { onCohort: (streamName, count) => display.begin(streamName, count) },
    );
    timer.enter('write');
    await writeReplication(out, output, { version, command });
    await manifest('done');
    display.end();
    for (const line of summaryLines(output)) console.log(line);
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
  output: ReplicateOutput,
  context: { readonly version: string; readonly command: string },
): Promise<void> {
  const { replication } = output;
  await writeFileAtomically(join(folder, runFiles.replicate), toPrettyJson(replication));
  await writeCsvFile(join(folder, runFiles.replicateTable), replicateColumns, replicateCells(replication.rows));
  const figures = join(folder, runFiles.figures);
  await mkdir(figures, { recursive: true });
  const { quintiles, switches } = replication;
  const cellsOf = (row: object) => Object.values(row).map((cell) => cell ?? '');
  await writeCsvFile(join(figures, 'fifths.csv'), Object.keys(quintiles[0]!), quintiles.map(cellsOf));
  await writeCsvFile(join(figures, 'switches.csv'), Object.keys(switches[0]!), switches.map(cellsOf));
  await writeFileAtomically(join(folder, runFiles.report), await renderReplicate({ ...output, ...context }));
}

function summaryLines({ replication }: ReplicateOutput): readonly string[] {
  const settings = [...new Set(replication.rows.map(({ setting }) => setting))];
  return settings.map((setting) => {
    const rows = replication.rows.filter((row) => row.setting === setting);
    const counts = verdicts
      .map((verdict) => ({ verdict, count: rows.filter((row) => row.verdict === verdict).length }))
      .filter(({ count }) => count > 0)
      .map(({ verdict, count }) => `${count} ${verdict}`);
    return `${setting}: ${counts.join(', ')}`;
  });
}
