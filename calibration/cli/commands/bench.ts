import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { InputError, toPrettyJson, writeFileAtomically } from '../../../src/index.js';
import { benchPlan } from '../../bench/bench-plan.js';
import { benchCsvs, benchText } from '../../bench/bench-tables.js';
import { renderBench } from '../../bench/render-bench.js';
import { runBench } from '../../bench/run-bench.js';
import { progressDisplay } from '../../session/progress-display.js';
import { interruptSignal } from '../interrupt-signal.js';
import { wholeNumber } from '../option-values.js';
import { commitOf, packageInformation } from '../package-information.js';

interface BenchFlags {
  readonly out: string;
  readonly quick: boolean;
  readonly repeats?: number;
}

/** Its presence tells that a folder holds an earlier benchmark, which may be replaced. */
const RESULTS = 'bench.json';
const PAGE = 'bench.html';

/** `qcic bench`: the simulator against native C, CVODE and odex on this machine. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measure the simulator against native C, SUNDIALS CVODE and odex on this machine')
    .option('--out <folder>', 'folder to write', 'runs/bench')
    .option('--quick', 'a first look in half a minute: 56 days, few repeats', false)
    .option('--repeats <number>', 'repeats of each timing (default: 5, with --quick 2)', wholeNumber(1))
    .addHelpText(
      'after',
      `
Builds the peers from the exported model with gcc or cc; a peer that cannot be built or found is listed as absent with the
reason. Writes bench.html, bench.json and the tables as CSV. Leave the machine alone meanwhile.

Example:
  $ qcic bench --out runs/bench`,
    )
    .action(bench);
}

async function bench({ out, quick, repeats }: BenchFlags): Promise<void> {
  await openBenchFolder(out);
  const { root, version } = await packageInformation();
  const display = progressDisplay(process.stderr, () => performance.now());
  const { signal, release } = interruptSignal(() => display.line('stopping'));
  try {
    const results = await runBench(benchPlan(repeats === undefined ? { quick } : { quick, repeats }), {
      root,
      version,
      commit: await commitOf(root),
      signal,
      say: display.line,
    });
    await writeFileAtomically(join(out, RESULTS), toPrettyJson(results));
    for (const { name, text } of benchCsvs(results)) await writeFileAtomically(join(out, name), text);
    await writeFileAtomically(join(out, PAGE), await renderBench(results, { onWarning: display.line }));
    console.log(`${benchText(results)}\n\n${join(out, PAGE)}`);
  } finally {
    release();
  }
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
