import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { InputError, readText, sha256, toParquet, writeFileAtomically } from '../../../src/index.js';
import { parseSweep } from '../../config/parse-sweep.js';
import type { SweepConfig } from '../../config/sweep-schema.js';
import { repeatCommand } from '../../session/repeat-command.js';
import { runFiles } from '../../store/run-folder.js';
import { readResults } from '../../store/write-run.js';
import { publishedMarginals } from '../../studies/sensitivity/settings.js';
import { computeSweep, type SweepPopulation } from '../../studies/sweep/compute.js';
import { render } from '../../studies/sweep/report.js';
import { type EngineFlags, withEngineOptions } from '../engine/engine-options.js';
import { marginalsOf } from '../sensitivity/study-flags.js';
import { runStudy } from '../sensitivity/study-session.js';

interface SweepFlags extends EngineFlags {
  readonly from?: string;
  readonly seed?: string;
  readonly out?: string;
  readonly resume: boolean;
  readonly force: boolean;
}

/** `qcic sweep CONFIG`: doses, schedules, parameters and switches as one tidy table. */
export function sweepCommand(): Command {
  return withEngineOptions(
    new Command('sweep')
      .description('simulate the same patients over a grid or list of doses, schedules, parameters, switches')
      .argument('<config>', 'configuration of the sweep (JSON; see configs/sweep-dose-schedule.json)')
      .option(
        '--from <folder>',
        "finished run whose shapes and death functions are used (default: the configuration's)",
      )
      .option('--seed <seed>', "replaces the configuration's seed")
      .option('--out <folder>', 'folder to write (default: runs/sweep-<name>)')
      .option('--resume', 'go on where an interrupted sweep of the same settings stopped', false)
      .option('--force', 'replace the sweep that the folder holds', false)
      .addHelpText(
        'after',
        `
Writes sweep.csv and sweep.parquet (one row per point: its coordinates, response rates with standard errors, median OS and
survival, control and change of volume on further days, AUC of the markers), report.html with heat maps, manifest.json.

Example:
  $ qcic sweep configs/sweep-dose-schedule.json --from runs/mcrc --out runs/doses`,
      )
      .action(sweep),
  );
}

async function sweep(path: string, flags: SweepFlags): Promise<void> {
  const text = await readText(path);
  const parsed = parseSweep(text, path);
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const config: SweepConfig = { ...parsed, seed: flags.seed ?? parsed.seed };
  const from = flags.from ?? (config.from === null ? undefined : resolve(dirname(path), config.from));
  const { population, inputs } = await populationOf(from, config);
  await runStudy(
    {
      name: `sweep ${config.name}`,
      command: repeatCommand(process.argv),
      seed: config.seed,
      settings: { config, population },
      inputs: [{ path, sha256: sha256(text) }, ...inputs],
      engine: flags,
      folder: flags.out ?? join('runs', `sweep-${config.name}`),
      resume: flags.resume,
      force: flags.force,
      title: 'sweep',
      resultFile: runFiles.sweepResult,
      render,
    },
    async (context) => {
      const output = await computeSweep(config, population, context);
      const { header, rows } = output.tables[0]!;
      return {
        ...output,
        writeFurther: (folder) => writeFileAtomically(join(folder, runFiles.sweepParquet), toParquet(header, rows)),
      };
    },
  );
}

async function populationOf(from: string | undefined, { death }: SweepConfig) {
  if (from === undefined) {
    const population: SweepPopulation = { marginals: publishedMarginals(), death: null };
    if (death !== null) throw new InputError(`death: must be left out without a stored run (from); got ${death}`);
    return { population, inputs: [] };
  }
  const { marginals, from: hash } = await marginalsOf(from);
  const { fit } = await readResults(from, ['fit']);
  const functions = Object.fromEntries(Object.entries(fit.dpf).map(([arm, { mu, sigma }]) => [arm, { mu, sigma }]));
  if (death !== null && functions[death] === undefined) {
    throw new InputError(`death: must be an arm of the stored run, ${Object.keys(functions).join(', ')}; got ${death}`);
  }
  const population: SweepPopulation = { marginals, death: functions };
  return { population, inputs: [{ path: join(from, runFiles.results), sha256: hash ?? '' }] };
}
