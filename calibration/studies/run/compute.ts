import {
  correlationsOf,
  deathRecord,
  fixedParameterTable,
  furtherParameters,
  heterogeneityParameters,
  type ModelDrug,
  NumericalError,
} from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { courseRemarks } from '../../config/course-remarks.js';
import {
  type CohortCount,
  countFailedPatients,
  type FailedPatients,
  failureSummary,
  tooManyFailed,
} from '../../config/failed-patients.js';
import { withScalars } from '../../config/fitted-scalars.js';
import { biomarkerArms, configuredMarginals } from '../../config/parse-config.js';
import { familyLabels } from '../../endpoints/families.js';
import { parametersAtBound } from '../../fit/bounds.js';
import { toStoredCorrelations } from '../../fit/correlation-result.js';
import { runFitJob } from '../../fit/fit-job.js';
import { identifiability } from '../../fit/identifiability.js';
import { type CohortDraw, type LoopEvents, type LoopStart, outerLoop } from '../../fit/outer-loop.js';
import { covariateOf } from '../../fit/survival/death-parameters.js';
import type { JobRunner } from '../../inference/refit-context.js';
import { toFitPool } from '../../pool/fit-pool.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import { clinicalTargets } from '../../targets/clinical-targets.js';
import { parseHazardRatios } from '../../targets/hazard-ratios.js';
import { publishedSurvivalRmse } from '../../targets/published-model.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { resultTreatments } from '../configured-treatments.js';
import { clinicalSurvivalRows, responseRows } from './clinical-plot-rows.js';
import { spiderRows, survivalRows, waterfallRows } from './cohort-plot-rows.js';
import { cohortCourseRows } from './course-plot-rows.js';
import { bestResponseRows, hazardRatioRows, pfsClinicalRows, pfsRows } from './endpoint-plot-rows.js';
import { explorationSummary, exploreArms } from './explore-arms.js';
import type { FittedProblem } from './fit-context.js';
import { fitScalars } from './fit-scalars.js';
import { fittedDeath, fittedShapes } from './fitted-values.js';
import type { FigureTables } from './plot-tables.js';
import { RESULTS_SCHEMA_VERSION, type RunResults, type RunStatus } from './result.js';
import { runBiomarkers } from './run-biomarkers.js';
import { configuredProblem, loopSettings, simulationSpec } from './run-settings.js';
import { runTradeOff } from './run-trade-off.js';
import { shapeRows } from './shape-plot-rows.js';
import { statusSummary, trialSentences } from './status-summary.js';
import { unusableValues } from './unusable-values.js';

export interface WorkbenchInput {
  readonly config: Config;
  readonly tables: TrialTables;
  readonly publishedModel: { readonly text: string; readonly source: string } | null;
  /** Table of published hazard ratios. */
  readonly hazardRatios: { readonly text: string; readonly source: string } | null;
  /** Sentences about the tables, which the status of the run ends with. */
  readonly remarks?: readonly string[] | undefined;
}

export interface WorkbenchEvents extends LoopEvents {
  readonly onStage: (summary: string) => void;
}

/** Continuation of an earlier run, with the patients that its pools are made of. */
export interface RunStart extends LoopStart {
  readonly simulated: readonly CohortCount[];
}

export interface WorkbenchOutput {
  readonly results: RunResults;
  readonly figures: FigureTables;
  /** The fit itself, as the starting point of later analyses. */
  readonly fitted: FittedProblem;
  /** Marginals of the cohorts, and the fitted transformed parameters by name. */
  readonly draws: readonly CohortDraw[];
  readonly values: Readonly<Record<string, number>>;
  /** Patients simulated and failed, by cohort. */
  readonly counts: readonly CohortCount[];
}

/** Cohort of the explored arms, as its progress is shown. */
const EXPLORED = 'explored arms';

/**
 * The main job: targets, fit, validation, biomarkers, and the tables behind every plot. Data flows one way, from the
 * trial tables to the results; nothing here touches the disk.
 *
 * @param jobs - runs the refits of the trade-off; by default in this thread
 */
export async function runWorkbench(
  { config: configured, tables, publishedModel, hazardRatios, remarks = [] }: WorkbenchInput,
  context: CohortContext,
  events: WorkbenchEvents,
  start?: RunStart,
  jobs: JobRunner = async (_, asked) => asked.map(runFitJob),
): Promise<WorkbenchOutput> {
  const arms = Object.keys(configured.arms);
  const targets = clinicalTargets(tables, arms, configured.targets.median);
  const explained = async <Value>(work: Promise<Value>): Promise<Value> => {
    try {
      return await work;
    } catch (cause) {
      // A later start, or what the fit has led to, is no value of the configuration
      if (!(cause instanceof NumericalError) || start !== undefined) throw cause;
      events.onStage('looking for the value of the configuration that the fit fails by');
      throw (await unusableValues(configured, targets, tables, context, cause)) ?? cause;
    }
  };
  const scalars = await explained(fitScalars(configured, targets, tables, context, events));
  const config = withScalars(configured, scalars?.values ?? {});
  const publishedRmse =
    publishedModel === null ? {} : publishedSurvivalRmse(publishedModel.text, publishedModel.source, targets);
  const published = hazardRatios === null ? [] : parseHazardRatios(hazardRatios.text, hazardRatios.source);
  const settings = loopSettings(config, publishedRmse);
  const spec = simulationSpec(config);
  const problem = configuredProblem(config, targets, tables);

  const loop = await explained(outerLoop(problem, targets, spec, settings, context, events, start));
  const { fit, point, confirmation } = loop;
  const { goodnessOfFit, outcomes } = confirmation;

  events.onStage('biomarkers of the validation cohort');
  const figureSettings = { ...settings, spec };
  const biomarkers = await runBiomarkers(confirmation.record, {
    ...figureSettings,
    arms: biomarkerArms(config),
    folds: config.biomarkers.folds,
    markerDay: config.simulation.markerDay,
    assessmentDay: config.simulation.assessmentDay,
    signal: context.signal,
  });

  if (biomarkers.result !== null)
    events.onStage(`classifiers trained with TensorFlow.js, ${biomarkers.result.backend}`);

  const isExploring = Object.keys(config.explore).length > 0;
  if (isExploring) events.onCohort(EXPLORED, confirmation.record.patients);
  const exploration = isExploring ? await exploreArms(config, confirmation, problem, context) : undefined;
  if (isExploring) events.onCohortDone(EXPLORED);

  const shapesAreFree = configuredMarginals(config).some(({ free }) => free);
  const counts = [
    ...(start?.simulated ?? []),
    ...loop.cohorts.map(({ streamName, patients, failures }) => ({
      cohort: streamName,
      patients,
      failed: new Set(failures.map(({ patient }) => patient)).size,
    })),
  ];
  const failedPatients = countFailedPatients(counts, config.simulation.maxFailedShare);
  const status = statusOf({ shapesAreFree, worst: goodnessOfFit.worst, failedPatients });
  const directions = problem.parameters.length === 0 ? null : identifiability(problem, fit.objective, fit.values);
  const plainOutcomes = Object.fromEntries(Object.entries(outcomes).map(([arm, { outcome }]) => [arm, outcome]));
  const confirmed = toFitPool({
    ...settings,
    cohort: confirmation.cohort,
    record: confirmation.record,
    spec: simulationSpec(config),
    marginals: point.marginals,
    gridDays: problem.grids[problem.arms[0]!]!.days,
    spool: context.spool,
  });
  const fitted = { problem, fit, targets, confirmed };
  const correlations = correlationsOf(point.marginals);
  if (config.targets.tradeOff !== null) events.onStage(`trade-off of ${familyLabels[config.targets.tradeOff]}`);
  const tradeOff = await runTradeOff(config, tables, fitted, jobs);
  const results: RunResults = {
    schema_version: RESULTS_SCHEMA_VERSION,
    name: config.name,
    status,
    status_summary: [
      ...statusSummary(status, goodnessOfFit, {
        patients: confirmation.record.patients,
        ...(loop.looks.some(({ verdict }) => verdict !== 'open')
          ? { ended: { planned: settings.confirmationPatients, error: settings.stopError } }
          : {}),
        attempts: loop.attempts,
        against: settings.convergenceCriterion,
        atBound: [
          ...parametersAtBound(problem, fit.values),
          ...(scalars?.at_bound ?? []).map((name) => scalarAtBound(name, configured)),
        ],
        identifiability: directions,
        searchEnded: fit.converged,
        failures: { tooMany: tooManyFailed(failedPatients), summary: failureSummary(failedPatients) },
      }),
      ...(tradeOff?.summary.slice(0, 1) ?? []),
      ...(exploration === undefined ? [] : explorationSummary(exploration)),
      ...courseRemarks(configured),
      ...trialSentences(remarks),
    ],
    seed: config.seed,
    month_days: config.simulation.monthDays,
    arms,
    ...resultTreatments(configured),
    switches: config.model.switches,
    response_rule: config.simulation.responseRule,
    fit: {
      shapes: fittedShapes(problem, fit.values, point, unitsOfParameters(spec.drugs)),
      ...(correlations.length === 0 ? {} : { correlations: toStoredCorrelations(correlations) }),
      dpf: fittedDeath(problem, fit.values, point),
      rounds: loop.rounds,
      identifiability: directions,
      ...(scalars === undefined ? {} : { scalars }),
    },
    confirmation: {
      n: confirmation.record.patients,
      seed: `${config.seed}, ${confirmation.streamName}`,
      ...(settings.looks.length === 0
        ? {}
        : { planned: settings.confirmationPatients, stop_error: settings.stopError, looks: loop.looks }),
      attempts: loop.attempts,
      arms: plainOutcomes,
      survival_rmse: goodnessOfFit.survivalRmse,
    },
    targets: goodnessOfFit.rows,
    ...(exploration === undefined ? {} : { exploration }),
    ...(tradeOff === null ? {} : { trade_off: tradeOff }),
    biomarkers: biomarkers.result,
    failed_patients: failedPatients,
    failures: loop.cohorts.flatMap(({ streamName, failures }) =>
      failures.map(({ patient, ...failure }) => ({ cohort: streamName, patient: patient + 1, ...failure })),
    ),
  };
  const deaths = deathRecord(confirmation.record, spec, covariateOf(problem.settings.deathForm));
  const courses = cohortCourseRows(deaths, confirmation.mixtures, {
    spec,
    monthDays: config.simulation.monthDays,
    seed: config.seed,
  });
  const figures: FigureTables = {
    response: responseRows(plainOutcomes, targets, tables),
    spider: spiderRows(confirmation.record, figureSettings),
    waterfall: waterfallRows(confirmation.record, figureSettings),
    survival: survivalRows(outcomes, config.simulation.monthDays),
    survival_clinical: clinicalSurvivalRows(targets, tables),
    markers: biomarkers.markers,
    roc: biomarkers.roc,
    shapes: shapeRows(problem.settings.marginals, point.marginals),
    pfs: pfsRows(outcomes, config.simulation.monthDays),
    pfs_clinical: pfsClinicalRows(targets, tables),
    best_response: bestResponseRows(plainOutcomes, targets, tables),
    hazard_ratios: hazardRatioRows(outcomes, published, arms),
    ...courses,
    singular_values: (directions?.singular_values ?? []).map((singular_value, index) => ({
      index: index + 1,
      singular_value,
    })),
  };
  const values = Object.fromEntries(problem.parameters.map(({ name }, index) => [name, fit.values[index]!]));
  return {
    results,
    figures,
    counts,
    fitted,
    draws: loop.draws,
    values,
  };
}

/** The status of a run that has finished. Too many failed patients leave no agreement to speak of. */
export function statusOf({
  shapesAreFree,
  worst,
  failedPatients,
}: {
  readonly shapesAreFree: boolean;
  readonly worst: number;
  readonly failedPatients: FailedPatients;
}): RunStatus {
  if (tooManyFailed(failedPatients)) return 'not-converged';
  if (!shapesAreFree) return 'evaluated';
  return worst <= 1 ? 'converged' : 'not-converged';
}

/** A scalar at its bound, with its range. */
function scalarAtBound(name: string, { fit }: Config): string {
  const range = fit.scalars[name];
  return range === undefined ? name : `${name} (range ${range.min} to ${range.max})`;
}

function unitsOfParameters(drugs: readonly ModelDrug[]): Readonly<Record<string, string>> {
  const known = { ...heterogeneityParameters, ...fixedParameterTable(drugs), ...furtherParameters };
  return Object.fromEntries(Object.entries(known).map(([name, { unit }]) => [name, unit]));
}
