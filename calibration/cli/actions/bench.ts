import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, toPrettyJson, writeFileAtomically } from '../../../src/index.js';
import { benchPlan } from '../../bench/bench-plan.js';
import { benchFile } from '../../bench/bench-results.js';
import { benchCsvs, benchText } from '../../bench/bench-tables.js';
import { accuracyCases, accuracyText, measureAccuracy } from '../../bench/measure-accuracy.js';
import { installedSize, startTimes } from '../../bench/measure-size.js';
import { renderBench } from '../../bench/render-bench.js';
import { runBench } from '../../bench/run-bench.js';
import { sizeText } from '../../bench/size-text.js';
import { progressDisplay } from '../../session/progress-display.js';
import { present, print, type Runtime } from '../../session/runtime.js';
import { stopSignal } from '../../session/stop-signal.js';

export interface BenchFlags {
  readonly out: string;
  readonly quick: boolean;
  readonly accuracy: boolean;
  readonly size: boolean;
  readonly repeats?: number;
}

/** Its presence marks a folder as an earlier benchmark, which may be replaced. */
const RESULTS = 'bench.json';
const PAGE = 'bench.html';

/** Patients of each kind and days of `--accuracy`. */
const ACCURACY = { patients: 100, days: 365, seed: '1', cases: accuracyCases };

/** Commands of `--size`, beside Node alone, and starts of each. */
const STARTS = {
  commands: [['--help'], ['--version'], ['run', '--help'], ['validate', 'configs/mcrc.json'], ['drugs', 'list']],
  repeats: 10,
};

export async function bench(runtime: Runtime, { out, quick, accuracy, size, repeats }: BenchFlags): Promise<undefined> {
  if (size) return printSize(runtime, repeats ?? STARTS.repeats);
  if (accuracy) {
    const display = progressDisplay(runtime.stderr, runtime.now);
    const measured = await measureAccuracy(ACCURACY, display.line);
    present(runtime, measured, () => [accuracyText(measured, ACCURACY)]);
    return;
  }
  await openBenchFolder(out);
  const { root, version } = await runtime.packageInformation();
  const display = progressDisplay(runtime.stderr, runtime.now);
  const { signal, release } = stopSignal(runtime, () => display.line('stopping'));
  try {
    const results = await runBench(benchPlan(repeats === undefined ? { quick } : { quick, repeats }), {
      root,
      version,
      commit: await runtime.commit(),
      signal,
      say: display.line,
    });
    await writeFileAtomically(join(out, RESULTS), toPrettyJson(benchFile(results)));
    for (const { name, text } of benchCsvs(results)) await writeFileAtomically(join(out, name), text);
    await writeFileAtomically(join(out, PAGE), await renderBench(results, { onWarning: display.line }));
    runtime.reply?.({ folder: out, result: results });
    print(runtime, `${benchText(results)}\n\n${join(out, PAGE)}`);
  } finally {
    release();
  }
}

async function printSize(runtime: Runtime, repeats: number): Promise<undefined> {
  const { root } = await runtime.packageInformation();
  const program = join(root, 'dist', 'calibration', 'cli', 'main.js');
  const options = { repeats, cwd: root };
  const starts = [...startTimes(null, [[]], options), ...startTimes(program, STARTS.commands, options)];
  const size = await installedSize(root);
  present(runtime, { size, starts }, () => [sizeText(size, starts)]);
}

async function openBenchFolder(folder: string): Promise<void> {
  let entries: readonly string[];
  try {
    await mkdir(folder, { recursive: true });
    entries = await readdir(folder);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new InputError(`${folder}: must be a folder that can be written; got ${reason}`, { cause });
  }
  if (entries.length > 0 && !entries.includes(RESULTS)) {
    throw new InputError(
      `${folder}: must be empty or hold an earlier benchmark; got other files, which are not touched`,
    );
  }
}
