import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { InputError, InterruptedError, sha256, toCanonicalJson } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { formatSeconds, progressDisplay } from '../../session/progress-display.js';
import { stageTimer } from '../../session/stage-timer.js';
import { chunkFiles } from '../../store/chunk-files.js';
import type { Manifest } from '../../store/manifest.js';
import { openRunFolder, readStoredJson, runFiles } from '../../store/run-folder.js';
import { type RunInputs, readRunInputs } from '../../store/run-inputs.js';
import { writeCalibration } from '../../store/stored-calibration.js';
import { writeFigures, writeManifest, writeResults } from '../../store/write-run.js';
import { runWorkbench } from '../../studies/run/compute.js';
import type { RunResults } from '../../studies/run/result.js';
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
import { packageInformation } from '../package-information.js';
import { reportFit } from '../report-fit.js';
import { summaryLines } from '../summary-lines.js';
import { writeReport } from '../write-report.js';

interface RunFlags extends EngineFlags {
  readonly out?: string;
  readonly seed?: string;
  readonly resume: boolean;
  readonly force: boolean;
  readonly byArm: boolean;
}

/** `qcic run CONFIG`: the whole job, from trial tables to report. */
export function runCommand(finish: (code: ExitCode) => void): Command {
  return withEngineOptions(
    new Command('run')
      .description('fit the model to the trials, confirm it on fresh patients, analyse biomarkers, write a report')
      .argument('<config>', 'configuration file (JSON; see configs/ and configs/schema.json)')
      .option('--out <folder>', 'folder of the run (default: runs/<name of the configuration>)')
      .option('--seed <seed>', 'seed of every random stream; replaces the one of the configuration')
      .option('--resume', 'go on in a folder that holds an interrupted or earlier run', false)
      .option('--force', 'replace the run that the folder holds', false)
      .option('--by-arm', 'shapes of its own for each arm: one run per arm, in a folder of its name', false)
      .addHelpText(
        'after',
        `
Writes results.json, report.html, manifest.json, figures/*.csv and chunks/ (simulated patients, so that --resume goes on
where an interrupted run stopped and gives the same bits).

Examples:
  $ qcic run configs/mcrc.json --out runs/mcrc
  $ qcic run configs/quick.json --seed 7 --force
  $ qcic run configs/mcrc.json --out runs/mcrc --resume

Exit codes: 0 done, 1 a fault of the program, 2 bad input, 3 ran but did not converge, 130 interrupted.`,
      )
      .action(async (config: string, flags: RunFlags) => finish(await run(config, flags))),
  );
}

async function run(configPath: string, flags: RunFlags): Promise<ExitCode> {
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const inputs = await readRunInputs(configPath, flags.seed);
  const folder = flags.out ?? join('runs', inputs.config.name);
  if (!flags.byArm) return runOne(configPath, inputs, folder, flags);
  // Shapes and death functions of their own leave nothing that arms share, so the joint fit is one fit per arm
  const codes: ExitCode[] = [];
  for (const arm of Object.keys(inputs.config.arms)) {
    const single = { ...inputs, config: ofOneArm(inputs.config, arm) };
    codes.push(await runOne(configPath, single, join(folder, arm), flags));
    if (codes.includes(exitCodes.interrupted)) return exitCodes.interrupted;
  }
  return codes.find((code) => code !== exitCodes.done) ?? exitCodes.done;
}

async function runOne(configPath: string, inputs: RunInputs, folder: string, flags: RunFlags): Promise<ExitCode> {
  await openRunFolder(folder, flags);
  if (flags.resume) await requireSameConfig(folder, inputs);
  const started = new Date();
  const timer = stageTimer(() => performance.now());
  const display = progressDisplay(process.stderr, () => performance.now());
  const { signal, release } = interruptSignal(() => display.line('stopping; finished patients are kept'));
  const engine = await openChosenEngine(flags, {
    title: `qcic run ${inputs.config.name}`,
    folder,
    onNotice: display.line,
  });
  const manifestOf = await manifestBuilder({
    config: inputs.config,
    files: inputs.files,
    command: `qcic run ${configPath}${flags.out === undefined ? '' : ` --out ${flags.out}`}${otherFlags(flags)}`,
    compute: () => ({ workers: workersOf(flags, engine), engine: engine.description }),
    started,
  });
  try {
    await writeManifest(folder, manifestOf('running', timer.elapsedSeconds(), [], [], null, null));
    display.line(`${inputs.config.name}: seed ${inputs.config.seed}, ${engine.description}, folder ${folder}`);
    const output = await runWorkbench(
      inputs,
      { engine, signal, store: chunkFiles(join(folder, runFiles.chunks)), onProgress: display.update },
      {
        onCohort: (streamName, patients) => {
          timer.enter(`simulate ${streamName}`);
          display.begin(streamName, patients);
        },
        onCohortDone: () => timer.enter('fit'),
        onFit: (record, fit) => reportFit(display, record.round, fit),
        onStage: (message) => {
          timer.enter(message);
          display.line(message);
        },
      },
    );
    timer.enter('results and report');
    const text = await writeResults(folder, output.results);
    await writeCalibration(folder, {
      seed: inputs.config.seed,
      design: inputs.config.fit.design,
      draws: output.draws,
      values: output.values,
      scalars: output.results.fit.scalars?.values ?? {},
      tables: inputs.tables,
      published_model: inputs.publishedModel,
    });
    await writeFigures(folder, output.figures);
    const finished = (seconds: number) =>
      manifestOf(
        output.results.status,
        seconds,
        timer.stages(),
        output.counts,
        sha256(text),
        output.results.biomarkers?.backend ?? null,
      );
    await writeManifest(folder, finished(timer.elapsedSeconds()));
    await writeReport(folder);
    display.end();
    printSummary(output.results, folder, timer.elapsedSeconds());
    return output.results.status === 'not-converged' ? exitCodes.notConverged : exitCodes.done;
  } catch (cause) {
    display.end();
    if (!(cause instanceof InterruptedError)) throw cause;
    await writeManifest(folder, manifestOf('interrupted', timer.elapsedSeconds(), timer.stages(), [], null, null));
    const out = flags.byArm ? dirname(folder) : folder;
    const message = `qcic run ${configPath} --out ${out}${otherFlags(flags)}${engineOptionText(flags)}`;
    console.error(`Interrupted. Go on with: ${message} --resume`);
    return exitCodes.interrupted;
  } finally {
    release();
    await engine.close();
  }
}

function otherFlags({ seed, byArm }: RunFlags): string {
  return `${seed === undefined ? '' : ` --seed ${seed}`}${byArm ? ' --by-arm' : ''}`;
}

/** The same run of one arm alone. */
function ofOneArm(config: Config, arm: string): Config {
  const { arms: analysed } = config.biomarkers;
  return {
    ...config,
    name: `${config.name}-${arm}`,
    arms: { [arm]: config.arms[arm]! },
    biomarkers: {
      ...config.biomarkers,
      ...(analysed === undefined ? {} : { arms: analysed.filter((each) => each === arm) }),
    },
  };
}

/** A resumed run must be the one that was interrupted, or its stored patients would belong to something else. */
async function requireSameConfig(folder: string, inputs: RunInputs): Promise<void> {
  const path = join(folder, runFiles.manifest);
  const stored = (await readStoredJson(path).catch(() => undefined)) as Manifest | undefined;
  if (stored === undefined) return;
  if (stored?.config === undefined) {
    throw new InputError(
      `${path}: must be the manifest of a run for --resume; got another one (use --force or another --out)`,
    );
  }
  const { version } = await packageInformation();
  if (stored.version !== version) {
    throw new InputError(
      `${path}: must come from this version, ${version}, for --resume; got ${stored.version} (use --force)`,
    );
  }
  if (toCanonicalJson(stored.config) !== toCanonicalJson(inputs.config)) {
    throw new InputError(
      `${path}: must hold the configuration that --resume is given; got another one (use --force or another --out)`,
    );
  }
}

function printSummary(results: RunResults, folder: string, seconds: number): void {
  for (const line of summaryLines(results)) console.log(line);
  console.log(`\nDone in ${formatSeconds(seconds)}. Report: ${join(folder, runFiles.report)}`);
}
