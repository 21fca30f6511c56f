import { join } from 'node:path';
import { Command } from 'commander';
import { InputError, InterruptedError, streamNames, toPrettyJson, writeFileAtomically } from '../../../src/index.js';
import { analysisDefaults } from '../../biomarkers/score-table.js';
import type { Config } from '../../config/config-schema.js';
import { withScalars } from '../../config/fitted-scalars.js';
import { biomarkerArms, parseConfig } from '../../config/parse-config.js';
import type { PageOrigin } from '../../page/study-page.js';
import { formatSeconds, progressDisplay } from '../../session/progress-display.js';
import { stageTimer } from '../../session/stage-timer.js';
import { chunkFiles } from '../../store/chunk-files.js';
import { readFittedRun } from '../../store/read-fitted-run.js';
import { requireSameStudy } from '../../store/require-same-study.js';
import { openRunFolder, runFiles } from '../../store/run-folder.js';
import { type BiomarkersSettings, computeBiomarkers } from '../../studies/biomarkers/compute.js';
import { render } from '../../studies/biomarkers/report.js';
import type { BiomarkersResult } from '../../studies/biomarkers/result.js';
import type { StudyOutput } from '../../studies/study.js';
import {
  type EngineFlags,
  engineOptionText,
  openChosenEngine,
  withEngineOptions,
  workersOf,
} from '../engine/engine-options.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { interruptSignal } from '../interrupt-signal.js';
import { dayList, nameList, wholeNumber } from '../option-values.js';
import { commitOf, packageInformation } from '../package-information.js';
import { storedTable, writeTables } from '../study-tables.js';

interface BiomarkerFlags extends EngineFlags {
  readonly patients: number;
  readonly arms?: readonly string[];
  readonly days: readonly number[];
  readonly folds: number;
  readonly repeats: number;
  readonly bootstrap: number;
  readonly permutations: number;
  readonly seed?: string;
  readonly out: string;
  readonly resume: boolean;
  readonly force: boolean;
}

/** Rows of the permutation tests: about as many as a trial has patients. */
const PERMUTATION_PATIENTS = 500;

/** `qcic biomarkers RUN`: how early, and how well, markers tell the response of a fitted model's patients. */
export function biomarkersCommand(finish: (code: ExitCode) => void): Command {
  return withEngineOptions(
    new Command('biomarkers')
      .description('markers of response on several days, for a cohort drawn from the fitted shapes of a run')
      .argument('<run>', 'folder of a finished run')
      .option('--patients <number>', 'virtual patients per arm', wholeNumber(20), 4000)
      .option('--arms <list>', "arms, separated by commas (default: those of the run's biomarkers)", nameList)
      .option('--days <list>', 'days at which markers are read', dayList, [7, 14, 28, 42, 56])
      .option('--folds <number>', 'folds of the cross-validation', wholeNumber(2), 10)
      .option('--repeats <number>', 'repeats of the cross-validation', wholeNumber(1), 2)
      .option('--bootstrap <number>', 'bootstrap resamples; 0 for none', wholeNumber(0), analysisDefaults.bootstrap)
      .option(
        '--permutations <number>',
        `permutations of the permutation test, on the first ${PERMUTATION_PATIENTS} patients; 0 for none`,
        wholeNumber(0),
        99,
      )
      .option('--seed <seed>', "seed of cohort, folds, bootstrap and permutations (default: the run's)")
      .requiredOption('--out <folder>', 'folder to write')
      .option('--resume', 'go on in a folder that holds an interrupted study', false)
      .option('--force', 'replace the study that the folder holds', false)
      .addHelpText(
        'after',
        `
Writes biomarkers.json, report.html, figures/auc_by_day.csv, figures/roc.csv, figures/calibration.csv, tables/*.csv (markers
and response of every patient, as qcic roc reads them), manifest.json and chunks/ (for --resume).

Example:
  $ qcic biomarkers runs/mcrc --patients 20000 --days 7,14,28,42,56 --out runs/mcrc-biomarkers`,
      )
      .action(async (run: string, flags: BiomarkerFlags) => finish(await biomarkers(run, flags))),
  );
}

async function biomarkers(run: string, flags: BiomarkerFlags): Promise<ExitCode> {
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  if (flags.resume && flags.force) throw new InputError('--resume: must not stand beside --force; got both');
  const stored = await readFittedRun(run);
  const parsed = parseConfig(JSON.stringify(stored.config), join(run, runFiles.manifest));
  const config = withScalars(parsed, stored.scalars);
  const settings = settingsOf(config, stored.prevalences, flags);
  const { version, root } = await packageInformation();
  const command = commandOf(run, flags);
  const asked = { version, run: { name: stored.name, results_sha256: stored.resultsSha256 }, settings };
  await openRunFolder(flags.out, flags);
  if (flags.resume) await requireSameStudy(flags.out, asked);
  const commit = await commitOf(root);
  const timer = stageTimer(() => performance.now());
  const manifest = async (status: string) =>
    writeFileAtomically(
      join(flags.out, runFiles.manifest),
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
  const engine = await openChosenEngine(flags, {
    title: `qcic biomarkers ${run}`,
    folder: flags.out,
    onNotice: display.line,
  });
  try {
    await manifest('running');
    timer.enter('simulate');
    display.begin(streamNames.cohortPatients, settings.patients);
    let tables = 0;
    const output = await computeBiomarkers(
      { name: stored.name, config, marginals: stored.marginals },
      settings,
      { engine, signal, store: chunkFiles(join(flags.out, runFiles.chunks)), onProgress: display.update },
      {
        onSimulated: (count) => {
          tables = count;
          timer.enter('analyse');
          display.line(`${count} tables to analyse (arms x marker days)`);
        },
        onAnalysed: (table, done) => display.line(`${done}/${tables} ${table}`),
      },
    );
    timer.enter('write');
    await writeStudy(flags.out, output, { version, commit, command });
    await manifest('done');
    display.end();
    for (const line of output.summary) console.log(line);
    console.log(`\nDone in ${formatSeconds(timer.elapsedSeconds())}. Report: ${join(flags.out, runFiles.report)}`);
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

function settingsOf(
  config: Config,
  prevalences: Readonly<Record<string, number>>,
  { patients, days, folds, repeats, bootstrap, permutations, ...flags }: BiomarkerFlags,
): BiomarkersSettings {
  const known = Object.keys(config.arms);
  const arms = flags.arms ?? biomarkerArms(config);
  for (const [index, arm] of arms.entries()) {
    if (!known.includes(arm)) throw new InputError(`--arms: must be arms of the run (${known.join(', ')}); got ${arm}`);
    if (arms.indexOf(arm) < index) throw new InputError(`--arms: must name each arm once; got ${arm} twice`);
  }
  if (arms.length === 0) throw new InputError('--arms: must name at least one arm; got a run without treated arms');
  return {
    seed: flags.seed ?? config.seed,
    patients,
    arms,
    days,
    prevalences,
    analysis: {
      ...analysisDefaults,
      folds,
      repeats,
      bootstrap,
      permutations,
      permutationRows: PERMUTATION_PATIENTS,
      scales: ['raw', 'log'],
    },
  };
}

async function writeStudy(
  folder: string,
  { result, tables }: StudyOutput<BiomarkersResult>,
  manifest: PageOrigin,
): Promise<void> {
  await writeFileAtomically(join(folder, runFiles.biomarkers), toPrettyJson(result));
  await writeTables(folder, tables);
  const stored = { manifest, result, table: storedTable(folder) };
  await writeFileAtomically(join(folder, runFiles.report), await render(stored));
}

function commandOf(run: string, flags: BiomarkerFlags): string {
  const { patients, arms, days, folds, repeats, seed, out } = flags;
  return [
    `qcic biomarkers ${run} --patients ${patients}`,
    ...(arms === undefined ? [] : [`--arms ${arms.join(',')}`]),
    `--days ${days.join(',')} --folds ${folds} --repeats ${repeats}`,
    `--bootstrap ${flags.bootstrap} --permutations ${flags.permutations}`,
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
    `--out ${out}`,
  ].join(' ');
}
