import type { Config } from '../../config/config-schema.js';
import { parametersAtBound } from '../../fit/bounds.js';
import type { JobRunner } from '../../inference/refit-context.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StoredCalibration } from '../../store/stored-calibration.js';
import { clinicalTargets } from '../../targets/clinical-targets.js';
import { parseHazardRatios } from '../../targets/hazard-ratios.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { runWorkbench, type WorkbenchEvents, type WorkbenchOutput } from '../run/compute.js';
import { configuredProblem } from '../run/run-settings.js';
import { analyseRefit, type RefitAnalysisOptions } from './analyse-refit.js';
import { endpointChanges } from './endpoint-changes.js';
import { refitSummary } from './refit-summary.js';
import { restorePools } from './restore-pools.js';
import { REFIT_SCHEMA_VERSION, type RefitResults } from './result.js';

/** A finished run, and what its refit changes. */
export interface RefitInput extends Pick<RefitResults, 'from' | 'added' | 'dropped'> {
  /** Of the run, with the refit's objective. */
  readonly config: Config;
  readonly calibration: StoredCalibration;
  /** Trials of the run, and of the refit. */
  readonly before: TrialTables;
  readonly tables: TrialTables;
  /** Sentences about the trials before the fit. */
  readonly remarks: readonly string[];
  readonly rounds: number;
  readonly analyses: RefitAnalysisOptions;
}

export interface RefitOutput {
  /** Fit, validation and biomarkers, as those of a run. */
  readonly run: WorkbenchOutput;
  /** What the refit adds. */
  readonly refit: RefitResults;
  /** What the next refit starts from. */
  readonly calibration: StoredCalibration;
}

/**
 * Refits a finished run to other trials, on its stored patients, and quantifies what the fit leaves uncertain.
 *
 * @param input - the run and the changes
 * @param context - engine, stored patients, progress
 * @param events - callbacks for cohorts, fits and stages
 * @param jobs - runs the fits of the analyses
 */
export async function computeRefit(
  { config, calibration, before, tables, remarks, rounds, analyses: options, ...labels }: RefitInput,
  context: CohortContext,
  events: WorkbenchEvents,
  jobs: JobRunner,
): Promise<RefitOutput> {
  const arms = Object.keys(config.arms);
  const { median } = config.targets;
  const targets = clinicalTargets(tables, arms, median);
  const problem = configuredProblem(config, targets, tables);
  const { pools, simulated } = await restorePools(config, problem, calibration.draws, context, events.onCohort);
  events.onCohortDone(calibration.draws.at(-1)?.streamName ?? 'stored patients');
  const run = await runWorkbench(
    {
      config: { ...config, fit: { ...config.fit, rounds } },
      tables,
      publishedModel: calibration.published_model,
      hazardRatios: calibration.hazard_ratios,
      remarks,
    },
    context,
    events,
    {
      pools,
      simulated,
      values: problem.parameters.map(({ name, start }) => calibration.values[name] ?? start),
      prefix: refitPrefix(calibration.draws),
    },
    jobs,
  );
  const ratios = calibration.hazard_ratios;
  const published = ratios === null ? [] : parseHazardRatios(ratios.text, ratios.source);
  const analyses = await analyseRefit(config, tables, run.fitted, options, published, jobs);
  const draft: Omit<RefitResults, 'summary'> = {
    schema_version: REFIT_SCHEMA_VERSION,
    ...labels,
    objective: config.targets.objective,
    overdispersion: config.targets.overdispersion,
    remarks: [...remarks, ...formRemarks(config, options)],
    at_bound: [...parametersAtBound(run.fitted.problem, run.fitted.fit.values)],
    endpoint_changes: endpointChanges(clinicalTargets(before, arms, median), targets, run.results, analyses.bootstrap),
    ...analyses,
  };
  return {
    run,
    refit: { ...draft, summary: refitSummary(draft) },
    calibration: { ...calibration, draws: [...calibration.draws, ...run.draws], values: run.values, tables },
  };
}

/** What a form other than the paper's leaves out. */
function formRemarks({ fit }: Config, { profiles }: RefitAnalysisOptions): readonly string[] {
  if (fit.deathForm === 'paper' || profiles === 'none') return [];
  return [
    `death function ${fit.deathForm}: profiles of mu and sigma and the maps of both are left out, as they describe the paper's form only`,
  ];
}

/**
 * Prefix of the stream names of a refit's cohorts: another one for each refit of a refit, whose validation cohort would otherwise
 * be that of the earlier one.
 */
function refitPrefix(draws: readonly { readonly streamName: string }[]): string {
  let generation = 1;
  const prefix = () => (generation === 1 ? 'refit, ' : `refit ${generation}, `);
  while (draws.some(({ streamName }) => streamName.startsWith(prefix()))) generation++;
  return prefix();
}
