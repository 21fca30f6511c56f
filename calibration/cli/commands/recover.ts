import { join } from 'node:path';
import { Command } from 'commander';
import { InterruptedError, writeFileAtomically } from '../../../src/index.js';
import { simulateAndRecover } from '../../inference/recover.js';
import { engineRunner } from '../../inference/refit-context.js';
import type { Recovery } from '../../inference/results.js';
import { formatSeconds, progressDisplay } from '../../session/progress-display.js';
import { stageTimer } from '../../session/stage-timer.js';
import { chunkFiles } from '../../store/chunk-files.js';
import { layeredChunks } from '../../store/layered-chunks.js';
import { writeRecover } from '../../store/refit-files.js';
import { readRefitInputs } from '../../store/refit-inputs.js';
import { openRunFolder, requireOtherFolder, runFiles } from '../../store/run-folder.js';
import { writeManifest } from '../../store/write-run.js';
import { renderRecover } from '../../studies/recover/report.js';
import { storedFit } from '../../studies/recover/stored-fit.js';
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

interface RecoverFlags extends EngineFlags {
  readonly datasets: number;
  readonly patients: number;
  readonly level: number;
  readonly out?: string;
  readonly force: boolean;
}

/** `qcic recover RUN`: trials drawn from the fit, fitted again, held against what they were drawn from. */
export function recoverCommand(finish: (code: ExitCode) => void): Command {
  return withEngineOptions(
    new Command('recover')
      .description('simulate and recover: draw trials from a fit, fit them again, state bias and coverage')
      .argument('<run>', 'folder of a finished run or refit; its fit is the truth')
      .option('--datasets <number>', 'sets of trials of the real sizes', wholeNumber(2), 200)
      .option('--patients <number>', 'confirmed patients that the fits are made on', wholeNumber(100), 2000)
      .option('--level <share>', 'central share of the intervals', probability, 0.9)
      .option('--out <folder>', 'folder of recover.json and recover.html (default: <run>-recover)')
      .option('--force', 'replace what the folder holds', false)
      .addHelpText('after', '\nExample:\n  $ qcic recover runs/mcrc --datasets 200 --out runs/mcrc-recover')
      .action(async (run: string, flags: RecoverFlags) => finish(await recover(run, flags))),
  );
}

async function recover(run: string, flags: RecoverFlags): Promise<ExitCode> {
  const unchanged = {
    add: [],
    drop: [],
    notEvaluable: 'left-out',
    objective: undefined,
    overdispersion: undefined,
  } as const;
  const { config, tables, calibration, files } = await readRefitInputs(run, unchanged);
  const folder = flags.out ?? `${run.replace(/[\\/]+$/, '')}-recover`;
  requireOtherFolder(folder, run);
  await openRunFolder(folder, { resume: false, force: flags.force, offers: '--force replaces it' });
  const timer = stageTimer(() => performance.now());
  const display = progressDisplay(process.stderr, () => performance.now());
  const { signal, release } = interruptSignal(() => display.line('stopping'));
  const engine = await openChosenEngine(flags, { title: `qcic recover ${run}`, folder, onNotice: display.line });
  const command = `qcic recover ${run} --datasets ${flags.datasets} --out ${folder}`;
  const manifestOf = await manifestBuilder({
    config,
    files,
    command,
    compute: () => ({ workers: workersOf(flags, engine), engine: engine.description }),
    started: new Date(),
  });
  const store = layeredChunks([chunkFiles(join(folder, runFiles.chunks)), chunkFiles(join(run, runFiles.chunks))]);
  const runner = engineRunner(engine, {
    signal,
    onBegin: (what, jobs) => {
      timer.enter(what);
      display.begin(what, jobs, 'fits');
    },
    onResult: (done, total) => display.update({ done, total, failed: 0, stored: 0 }),
  });
  try {
    await writeManifest(folder, manifestOf('running', 0, [], [], null, null));
    const context = await storedFit(config, tables, calibration, flags.patients, runner, {
      engine,
      signal,
      store,
      onProgress: display.update,
      onCohort: (streamName, patients) => {
        timer.enter(`simulate ${streamName}`);
        display.begin(streamName, patients);
      },
    });
    const result = await simulateAndRecover(context, flags.datasets, flags.level);
    await writeRecover(folder, result);
    const manifest = manifestOf('done', timer.elapsedSeconds(), timer.stages(), [], null, null);
    await writeFileAtomically(
      join(folder, runFiles.recoverPage),
      await renderRecover(result, {
        version: manifest.version,
        commit: manifest.commit,
        generatedBy: command,
        elapsedSeconds: manifest.timings.elapsed_seconds,
        workers: workersOf(flags, engine),
      }),
    );
    await writeManifest(folder, manifest);
    display.end();
    for (const line of recoverLines(result)) console.log(line);
    console.log(`\nDone in ${formatSeconds(timer.elapsedSeconds())}: ${join(folder, runFiles.recoverPage)}`);
    return exitCodes.done;
  } catch (cause) {
    display.end();
    if (!(cause instanceof InterruptedError)) throw cause;
    await writeManifest(folder, manifestOf('interrupted', timer.elapsedSeconds(), timer.stages(), [], null, null));
    console.error(`Interrupted. Start again with: ${command}${engineOptionText(flags)} --force`);
    return exitCodes.interrupted;
  } finally {
    release();
    await engine.close();
  }
}

/** Bias and coverage as plain lines. */
function recoverLines({
  data_sets: dataSets,
  level,
  patients,
  not_converged: notConverged,
  endpoints,
}: Recovery): readonly string[] {
  const shown = endpoints.filter(({ endpoint }) => !['cr', 'orr'].includes(endpoint));
  return [
    `${dataSets} sets of trials drawn from the fit, fitted again on ${patients} stored patients; ${notConverged} fits unfinished.`,
    `${'arm'.padEnd(12)}${'endpoint'.padEnd(13)}${['truth', 'bias', 'sd', 'stated se', `${100 * level} % cover`].map((title) => title.padStart(11)).join('')}`,
    ...shown.map(
      ({
        arm,
        endpoint,
        truth,
        bias,
        standard_deviation: standardDeviation,
        mean_standard_error: meanStandardError,
        coverage,
      }) => {
        const numbers = [truth, bias, standardDeviation, meanStandardError].map((value) =>
          value.toFixed(2).padStart(11),
        );
        return `${arm.padEnd(12)}${endpoint.padEnd(13)}${numbers.join('')}${`${(100 * coverage).toFixed(1)} %`.padStart(11)}`;
      },
    ),
  ];
}
