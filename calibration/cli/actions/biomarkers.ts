import { join } from 'node:path';
import { InputError, streamNames } from '../../../src/index.js';
import { analysisDefaults } from '../../biomarkers/score-table.js';
import type { Config } from '../../config/config-schema.js';
import { withScalars } from '../../config/fitted-scalars.js';
import { biomarkerArms, parseConfig } from '../../config/parse-config.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { readFittedRun } from '../../store/read-fitted-run.js';
import { runFiles } from '../../store/run-folder.js';
import { storedInputs } from '../../store/stored-inputs.js';
import { type BiomarkersSettings, computeBiomarkers } from '../../studies/biomarkers/compute.js';
import { storedKinds } from '../../studies/registry.js';
import { besideRun } from '../beside-run.js';
import { PERMUTATION_PATIENTS } from '../choices.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';

export interface BiomarkerFlags extends EngineFlags {
  readonly patients: number;
  readonly arms?: readonly string[];
  readonly days: readonly number[];
  readonly folds: number;
  readonly repeats: number;
  readonly bootstrap: number;
  readonly permutations: number;
  readonly seed?: string;
  readonly out?: string;
  readonly parquet: boolean;
  readonly resume: boolean;
  readonly force: boolean;
}

export async function biomarkers(runtime: Runtime, run: string, flags: BiomarkerFlags): Promise<ExitCode> {
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const stored = await readFittedRun(run);
  const parsed = parseConfig(JSON.stringify(stored.config), join(run, runFiles.manifest));
  const config = withScalars(parsed, stored.scalars);
  const settings = settingsOf(config, stored.prevalences, flags);
  const folder = flags.out ?? besideRun(run, 'biomarkers');
  const { resume, force } = flags;
  const request = {
    study: storedKinds.biomarkers,
    name: stored.name,
    folder,
    resume,
    force,
    seed: settings.seed,
    config: null,
    settings: { run: { name: stored.name, results_sha256: stored.resultsSha256 }, ...settings },
    inputs: await storedInputs(run, [runFiles.results]),
    engine: flags,
    acceptedFailedShare: config.simulation.maxFailedShare,
  };
  const status = await runSession(runtime, request, async ({ context, display, stage, onCohort }) => {
    onCohort(streamNames.cohortPatients, settings.patients);
    let tables = 0;
    const source = { name: stored.name, config, marginals: stored.marginals };
    const output = await computeBiomarkers(source, settings, context, {
      onSimulated: (count) => {
        tables = count;
        stage('analyse');
        display.line(`${count} tables to analyse (arms x marker days)`);
      },
      onAnalysed: (table, done) => display.line(`${done}/${tables} ${table}`),
    });
    return { ...output, parquet: flags.parquet };
  });
  return exitCodeOf(status);
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
