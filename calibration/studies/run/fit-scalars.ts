import { NumericalError, streamNames } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { withScalars } from '../../config/fitted-scalars.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { fitPools } from '../../fit/fit-pools.js';
import type { ScalarSearch } from '../../fit/results.js';
import { searchScalars } from '../../fit/search/scalar-search.js';
import { costOf } from '../../fit/search/search-objective.js';
import { toFitPool } from '../../pool/fit-pool.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import type { ClinicalTargets } from '../../targets/clinical-targets.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { configuredProblem, loopSettings, simulationSpec } from './run-settings.js';

/** Progress of a search. */
export interface ScalarEvents {
  readonly onCohort: (streamName: string, patients: number) => void;
  readonly onCohortDone: (streamName: string) => void;
  readonly onStage: (summary: string) => void;
}

/**
 * Fits parameters that importance weights cannot vary: a global search chooses their values, and at each of them a cohort is
 * simulated and all other parameters are fitted.
 *
 * All cohorts use the same uniform random numbers, so differences between values are not sampling noise.
 *
 * @returns undefined where the configuration frees no scalar
 */
export async function fitScalars(
  config: Config,
  targets: readonly ClinicalTargets[],
  tables: TrialTables,
  context: CohortContext,
  events: ScalarEvents,
): Promise<ScalarSearch | undefined> {
  const ranges = Object.entries(config.fit.scalars).map(([name, range]) => ({ name, ...range }));
  if (ranges.length === 0) return undefined;
  const { scalarEvaluations, scalarPatients: patients } = config.fit;
  const settings = loopSettings(config, {});
  const problem = configuredProblem(config, targets, tables);
  const start = problem.parameters.map((parameter) => parameter.start);
  const { marginals } = problem.settings;
  const streamName = `${streamNames.poolPatients}, scalars`;
  const cohort = drawCohort(marginals, settings, streamName, patients);
  let tried = 0;
  const search = await searchScalars(
    ranges,
    { budget: scalarEvaluations, tolerance: config.fit.tolerance },
    async (values) => {
      tried++;
      const label = `scalars, value ${tried} of at most ${scalarEvaluations}`;
      events.onCohort(label, patients);
      const at = withScalars(config, values);
      const spec = simulationSpec(at);
      const record = await runCohort({ spec, parameters: cohort.values, patients }, context);
      events.onCohortDone(label);
      const pool = toFitPool({
        ...settings,
        cohort,
        record,
        spec,
        marginals,
        gridDays: problem.grids[problem.arms[0]!]!.days,
      });
      // A value under which patients fail is no candidate: the others alone could fit well
      const failed = patients - pool.patients;
      if (failed / patients > config.simulation.maxFailedShare) return Number.POSITIVE_INFINITY;
      try {
        const { evaluation } = fitPools(problem, [pool], { ...settings, start });
        return costOf(evaluation.data) + costOf(evaluation.prior);
      } catch (cause) {
        if (cause instanceof NumericalError) return Number.POSITIVE_INFINITY;
        throw cause;
      }
    },
  );
  const found = Object.entries(search.values).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
  events.onStage(`scalars: ${found.join(', ')}; objective ${search.objective.toFixed(3)} after ${tried} values`);
  return search;
}
