import { join } from 'node:path';
import { Command, Option } from 'commander';
import { InputError, InterruptedError, sha256, toCanonicalJson } from '../../../src/index.js';
import { overdispersions } from '../../fit/objective/likelihood-rows.js';
import { engineRunner } from '../../inference/refit-context.js';
import { formatSeconds, progressDisplay } from '../../session/progress-display.js';
import { stageTimer } from '../../session/stage-timer.js';
import { chunkFiles } from '../../store/chunk-files.js';
import { layeredChunks } from '../../store/layered-chunks.js';
import type { Manifest } from '../../store/manifest.js';
import { writeRefit } from '../../store/refit-files.js';
import { type RefitChanges, type RefitInputs, readRefitInputs } from '../../store/refit-inputs.js';
import { openRunFolder, readStoredJson, requireOtherFolder, runFiles } from '../../store/run-folder.js';
import { writeCalibration } from '../../store/stored-calibration.js';
import { writeFigures, writeManifest, writeResults } from '../../store/write-run.js';
import { analyseRefit } from '../../studies/refit/analyse-refit.js';
import { endpointChanges } from '../../studies/refit/endpoint-changes.js';
import { refitSummary } from '../../studies/refit/refit-summary.js';
import { restorePools } from '../../studies/refit/restore-pools.js';
import { REFIT_SCHEMA_VERSION, type RefitResults } from '../../studies/refit/result.js';
import { runWorkbench } from '../../studies/run/compute.js';
import { configuredProblem } from '../../studies/run/run-settings.js';
import { clinicalTargets } from '../../targets/clinical-targets.js';
import { notEvaluableRules } from '../../targets/new-trials/to-table-rows.js';
import {
  type EngineFlags,
  engineOptionText,
  openChosenEngine,
  withEngineOptions,
  workersOf,
} from '../engine/engine-options.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { interruptSignal } from '../interrupt-signal.js';
import { manifestBuilder } from '../manifest-builder.js';
import { probability, wholeNumber } from '../option-values.js';
import { reportFit } from '../report-fit.js';
import { summaryLines } from '../summary-lines.js';
import { writeReport } from '../write-report.js';

interface RefitFlags extends RefitChanges, EngineFlags {
  readonly out?: string;
  readonly rounds: number;
  readonly bootstrap: number;
  readonly starts: number;
  readonly profiles: 'none' | 'death' | 'all';
  readonly leaveOneTrialOut: boolean;
  readonly leaveOneArmOut: boolean;
  readonly level: number;
  readonly patients: number;
  readonly resume: boolean;
  readonly force: boolean;
}

/** The same by the names of the command line. */
interface TypedFlags extends Omit<RefitFlags, 'leaveOneTrialOut' | 'leaveOneArmOut'> {
  readonly leaveOut: boolean;
  readonly holdOut: boolean;
}

/** `qcic refit RUN`: fits a finished run again to other trials, on its stored patients, and says what the data leave open. */
export function refitCommand(finish: (code: ExitCode) => void): Command {
  const collect = (value: string, previous: readonly string[]) => [...previous, value];
  return withEngineOptions(
    new Command('refit')
      .description('fit a finished run again, with trials added or left out; uncertainty, profiles, predictions')
      .argument('<run>', 'folder of a finished run or refit')
      .option('--add <file>', 'table of new trials to add (data/new-trials/README.md); may be repeated', collect, [])
      .option('--drop <trial>', 'trial to leave out, by its name in the tables; may be repeated', collect, [])
      .addOption(
        new Option('--not-evaluable <rule>', 'patients of new trials who could not be assessed')
          .choices(notEvaluableRules)
          .default('left-out'),
      )
      .addOption(
        new Option('--objective <kind>', "pooled figures, or the likelihood of the trials' counts").choices([
          'pooled',
          'likelihood',
        ]),
      )
      .addOption(
        new Option('--overdispersion <kind>', 'trials may differ by more than sampling').choices(overdispersions),
      )
      .option('--rounds <number>', 'fits; each after the first on a fresh pool besides', wholeNumber(1), 1)
      .option('--bootstrap <number>', 'sets of trials drawn and fitted again', wholeNumber(0), 200)
      .option('--starts <number>', 'scattered starts', wholeNumber(0), 8)
      .addOption(
        new Option('--profiles <which>', 'profiles of mu and sigma, or of every free shape too')
          .choices(['none', 'death', 'all'])
          .default('death'),
      )
      .option('--no-leave-out', 'do not leave out each trial in turn')
      .option('--no-hold-out', 'do not hold out each arm in turn')
      .option('--level <share>', 'central share of the intervals', probability, 0.9)
      .option('--patients <number>', 'confirmed patients that these fits are made on', wholeNumber(100), 1000)
      .option('--out <folder>', 'folder of the refit (default: <run>-refit)')
      .option('--resume', 'go on in a folder that holds an interrupted refit', false)
      .option('--force', 'replace the run that the folder holds', false)
      .addHelpText(
        'after',
        `
Fits on the run's stored patients (simulated again where they are gone), confirms on fresh ones, and writes what \`qcic run\`
writes, and refit.json: what moved, what each trial contributes, bootstrap intervals, profiles, predictions of left-out trials and
arms.

Examples:
  $ qcic refit runs/mcrc --add data/new-trials/sunlight.csv
  $ qcic refit runs/mcrc --drop "Kotani 2019" --objective likelihood --out runs/without-kotani

Exit codes: 0 done, 1 a fault of the program, 2 bad input, 3 ran but did not converge, 130 interrupted.`,
      )
      .action(async (run: string, { leaveOut, holdOut, ...flags }: TypedFlags) =>
        finish(await refit(run, { ...flags, leaveOneTrialOut: leaveOut, leaveOneArmOut: holdOut })),
      ),
  );
}

async function refit(run: string, flags: RefitFlags): Promise<ExitCode> {
  const inputs = await readRefitInputs(run, flags);
  const folder = flags.out ?? `${run.replace(/[\\/]+$/, '')}-refit`;
  requireOtherFolder(folder, run);
  await openRunFolder(folder, flags);
  const { config, tables, calibration, additions } = inputs;
  const command = commandOf(run, folder, flags);
  if (flags.resume) await requireSameRefit(folder, inputs, command);
  const timer = stageTimer(() => performance.now());
  const display = progressDisplay(process.stderr, () => performance.now());
  const { signal, release } = interruptSignal(() => display.line('stopping; finished patients are kept'));
  const engine = await openChosenEngine(flags, { title: `qcic refit ${run}`, folder, onNotice: display.line });
  const { files } = inputs;
  const started = new Date();
  const compute = () => ({ workers: workersOf(flags, engine), engine: engine.description });
  const description = { config, files, command, compute, started };
  const manifestOf = await manifestBuilder(description);
  const store = layeredChunks([chunkFiles(join(folder, runFiles.chunks)), chunkFiles(join(run, runFiles.chunks))]);
  const context = { engine, signal, store, onProgress: display.update };
  const onCohort = (streamName: string, patients: number) => {
    timer.enter(`simulate ${streamName}`);
    display.begin(streamName, patients);
  };
  try {
    await writeManifest(folder, manifestOf('running', timer.elapsedSeconds(), [], [], null, null));
    display.line(`${config.name}: refit of ${run}, ${engine.description}, folder ${folder}`);
    const targets = clinicalTargets(tables, Object.keys(config.arms));
    const problem = configuredProblem(config, targets, tables);
    const pools = await restorePools(config, problem, calibration.draws, context, onCohort);
    timer.enter('fit');
    const output = await runWorkbench(
      {
        config: { ...config, fit: { ...config.fit, rounds: flags.rounds } },
        tables,
        publishedModel: calibration.published_model,
      },
      context,
      {
        onCohort,
        onCohortDone: () => timer.enter('fit'),
        onFit: (record, fit) => reportFit(display, record.round, fit),
        onStage: (message) => {
          timer.enter(message);
          display.line(message);
        },
      },
      {
        pools,
        values: problem.parameters.map(({ name, start }) => calibration.values[name] ?? start),
        prefix: refitPrefix(calibration.draws),
      },
    );
    const analyses = await analyseRefit(
      config,
      tables,
      output.fitted,
      flags,
      engineRunner(engine, {
        signal,
        onBegin: (what, jobs) => {
          timer.enter(what);
          display.begin(what, jobs, 'fits');
        },
        onResult: (done, total) => display.update({ done, total, failed: 0, stored: 0 }),
      }),
    );
    timer.enter('results and report');
    const before = clinicalTargets(inputs.before, Object.keys(config.arms));
    const draft: Omit<RefitResults, 'summary'> = {
      schema_version: REFIT_SCHEMA_VERSION,
      from: run,
      objective: config.targets.objective,
      overdispersion: config.targets.overdispersion,
      added: uniqueTrials(inputs),
      dropped: flags.drop,
      endpoint_changes: endpointChanges(before, targets, output.results, analyses.bootstrap),
      ...analyses,
    };
    const refitResults: RefitResults = { ...draft, summary: refitSummary(draft) };
    const text = await writeResults(folder, output.results);
    await writeRefit(folder, refitResults);
    await writeCalibration(folder, {
      ...calibration,
      draws: [...calibration.draws, ...output.draws],
      values: output.values,
      tables,
    });
    await writeFigures(folder, output.figures);
    const { status, biomarkers } = output.results;
    const backend = biomarkers?.backend ?? null;
    const seconds = timer.elapsedSeconds();
    await writeManifest(folder, manifestOf(status, seconds, timer.stages(), output.counts, sha256(text), backend));
    await writeReport(folder);
    display.end();
    for (const line of summaryLines(output.results)) console.log(line);
    console.log('');
    for (const line of refitResults.summary) console.log(line);
    if (additions.length === 0 && flags.add.length > 0) console.log('Nothing of the added files was new.');
    console.log(`\nDone in ${formatSeconds(timer.elapsedSeconds())}. Report: ${join(folder, runFiles.report)}`);
    return status === 'not-converged' ? exitCodes.notConverged : exitCodes.done;
  } catch (cause) {
    display.end();
    if (!(cause instanceof InterruptedError)) throw cause;
    await writeManifest(folder, manifestOf('interrupted', timer.elapsedSeconds(), timer.stages(), [], null, null));
    console.error(`Interrupted. Go on with: ${command}${engineOptionText(flags)} --resume`);
    return exitCodes.interrupted;
  } finally {
    release();
    await engine.close();
  }
}

function uniqueTrials({ additions, tables }: RefitInputs): RefitResults['added'] {
  const rows = [...tables.recist, ...tables.medianOs, ...tables.survival];
  const keys = new Set(
    additions.filter(({ outcome }) => outcome === 'added').map(({ trial, arm }) => `${trial}|${arm}`),
  );
  return [...keys].map((key) => {
    const [trial = '', arm = ''] = key.split('|');
    return { trial, arm, n: rows.find((row) => row.trial === trial && row.arm === arm)?.n ?? 0 };
  });
}

/**
 * Words in front of the purposes of a refit's cohorts: other words for each refit of a refit, whose confirmation would otherwise
 * be the patients that the earlier one was confirmed on.
 */
function refitPrefix(draws: readonly { readonly streamName: string }[]): string {
  let generation = 1;
  const prefix = () => (generation === 1 ? 'refit, ' : `refit ${generation}, `);
  while (draws.some(({ streamName }) => streamName.startsWith(prefix()))) generation++;
  return prefix();
}

/** The command as it can be typed again. */
function commandOf(run: string, folder: string, flags: RefitFlags): string {
  const message = ['qcic', 'refit', run];
  for (const file of flags.add) message.push('--add', file);
  for (const trial of flags.drop) message.push('--drop', trial);
  if (flags.notEvaluable !== 'left-out') message.push('--not-evaluable', flags.notEvaluable);
  if (flags.objective !== undefined) message.push('--objective', flags.objective);
  if (flags.overdispersion !== undefined) message.push('--overdispersion', flags.overdispersion);
  const numbers = { rounds: 1, bootstrap: 200, starts: 8, patients: 1000 } as const;
  for (const [name, usual] of Object.entries(numbers)) {
    const value = flags[name as keyof typeof numbers];
    if (value !== usual) message.push(`--${name}`, String(value));
  }
  if (flags.level !== 0.9) message.push('--level', String(flags.level));
  if (flags.profiles !== 'death') message.push('--profiles', flags.profiles);
  if (!flags.leaveOneTrialOut) message.push('--no-leave-out');
  if (!flags.leaveOneArmOut) message.push('--no-hold-out');
  message.push('--out', folder);
  return message.map((word) => (/^[\w./\\=:-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
}

/** A resumed refit must be the one that was interrupted. */
async function requireSameRefit(folder: string, { config }: RefitInputs, command: string): Promise<void> {
  const path = join(folder, runFiles.manifest);
  const stored = (await readStoredJson(path).catch(() => undefined)) as Manifest | undefined;
  if (stored === undefined) return;
  if (stored.command !== command || toCanonicalJson(stored.config) !== toCanonicalJson(config)) {
    throw new InputError(
      `${path}: must be of the same command for --resume; got '${stored.command}' (use --force or another --out)`,
    );
  }
}
