import { join } from 'node:path';
import { readText, sha256, toCanonicalJson } from '../../../src/index.js';
import { engineRunner } from '../../inference/refit-context.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { type RefitChanges, type RefitInputs, readRefitInputs } from '../../store/refit-inputs.js';
import { requireOtherFolder, runFiles } from '../../store/run-folder.js';
import { toCalibrationFile } from '../../store/stored-calibration.js';
import { analyseRefit, type RefitAnalysisOptions } from '../../studies/refit/analyse-refit.js';
import { endpointChanges } from '../../studies/refit/endpoint-changes.js';
import { refitSummary } from '../../studies/refit/refit-summary.js';
import { restorePools } from '../../studies/refit/restore-pools.js';
import { REFIT_SCHEMA_VERSION, type RefitResults } from '../../studies/refit/result.js';
import { storedKinds } from '../../studies/registry.js';
import { runWorkbench } from '../../studies/run/compute.js';
import { figureTables } from '../../studies/run/parse-plot-table.js';
import { configuredProblem } from '../../studies/run/run-settings.js';
import { clinicalTargets } from '../../targets/clinical-targets.js';
import { allRows } from '../../targets/trial-tables.js';
import { besideRun } from '../beside-run.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { summaryLines } from '../summary-lines.js';
import { workbenchEvents } from '../workbench-events.js';

export interface RefitFlags extends RefitChanges, RefitAnalysisOptions, EngineFlags {
  readonly out?: string;
  readonly rounds: number;
  /** The options as they were called before. */
  readonly leaveOut?: boolean;
  readonly holdOut?: boolean;
  readonly resume: boolean;
  readonly force: boolean;
}

export async function refit(runtime: Runtime, run: string, flags: RefitFlags): Promise<ExitCode> {
  const inputs = await readRefitInputs(run, flags);
  const { config, tables, calibration, additions, files } = inputs;
  const folder = flags.out ?? besideRun(run, 'refit');
  requireOtherFolder(folder, run);
  const { rounds, bootstrap, starts, profiles, level, patients, resume, force } = flags;
  const options: RefitAnalysisOptions = {
    bootstrap,
    starts,
    profiles,
    leaveOneTrialOut: flags.leaveOneTrialOut && flags.leaveOut !== false,
    leaveOneArmOut: flags.leaveOneArmOut && flags.holdOut !== false,
    level,
    patients,
  };
  const settings = {
    run: { path: run, results_sha256: sha256(await readText(join(run, runFiles.results))) },
    tables_sha256: sha256(toCanonicalJson(tables)),
    dropped: flags.drop,
    rounds,
    ...options,
  };
  const request = {
    study: storedKinds.refit,
    name: config.name,
    folder,
    resume,
    force,
    seed: config.seed,
    config,
    settings,
    inputs: files,
    engine: flags,
    patientsOf: run,
  };
  const status = await runSession(runtime, request, async (session) => {
    const { context, onCohort, stage } = session;
    const targets = clinicalTargets(tables, Object.keys(config.arms));
    const problem = configuredProblem(config, targets, tables);
    const pools = await restorePools(config, problem, calibration.draws, context, onCohort);
    stage('fit');
    const output = await runWorkbench(
      {
        config: { ...config, fit: { ...config.fit, rounds } },
        tables,
        publishedModel: calibration.published_model,
      },
      context,
      workbenchEvents(session),
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
      options,
      engineRunner(session.engine, session.fits),
    );
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
    const summary = refitSummary(draft);
    const nothingNew = additions.length === 0 && flags.add.length > 0;
    return {
      status: output.results.status,
      result: output.results,
      files: {
        [runFiles.refit]: { ...draft, summary },
        [runFiles.calibration]: toCalibrationFile({
          ...calibration,
          draws: [...calibration.draws, ...output.draws],
          values: output.values,
          tables,
        }),
      },
      tables: figureTables(output.figures),
      summary: [
        ...summaryLines(output.results),
        '',
        ...summary,
        ...(nothingNew ? ['Nothing of the added files was new.'] : []),
      ],
      patients: output.counts,
      tensorflow: output.results.biomarkers?.backend ?? null,
    };
  });
  return exitCodeOf(status);
}

function uniqueTrials({ additions, tables }: RefitInputs): RefitResults['added'] {
  const rows = allRows(tables);
  const keys = new Set(
    additions.filter(({ outcome }) => outcome === 'added').map(({ trial, arm }) => `${trial}|${arm}`),
  );
  return [...keys].map((key) => {
    const [trial = '', arm = ''] = key.split('|');
    return { trial, arm, n: rows.find((row) => row.trial === trial && row.arm === arm)?.n ?? 0 };
  });
}

/**
 * Prefix of the stream names of a refit's cohorts: another one for each refit of a refit, whose confirmation would otherwise
 * be the patients that the earlier one was confirmed on.
 */
function refitPrefix(draws: readonly { readonly streamName: string }[]): string {
  let generation = 1;
  const prefix = () => (generation === 1 ? 'refit, ' : `refit ${generation}, `);
  while (draws.some(({ streamName }) => streamName.startsWith(prefix()))) generation++;
  return prefix();
}
