import { ConfigError, NumericalError } from '../../../src/index.js';
import { type Config, configSchema } from '../../config/config-schema.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { fitPools } from '../../fit/fit-pools.js';
import { toFitPool } from '../../pool/fit-pool.js';
import { type CohortContext, runCohort } from '../../pool/run-cohort.js';
import type { ClinicalTargets } from '../../targets/clinical-targets.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { configuredProblem, loopSettings, simulationSpec } from './run-settings.js';

/** Patients that each value is tried on. */
const TRIED_PATIENTS = 32;

/** One value of a configuration that the program has a published one for. */
interface Change {
  readonly where: string;
  readonly got: string;
  /** The configuration with this change alone, and without it. */
  readonly alone: Config;
  readonly without: Config;
}

/**
 * Finds the values of a configuration under which no patient completes, or the objective is not finite: each change is
 * tried alone on a few patients, then all others without it.
 *
 * @param config - under which a fit has failed
 * @param cause - of that
 * @returns an error that names the values; undefined where the configuration changes none that explain it
 */
export async function unusableValues(
  config: Config,
  targets: readonly ClinicalTargets[],
  tables: TrialTables,
  context: CohortContext,
  cause: NumericalError,
): Promise<ConfigError | undefined> {
  const fails = async (tried: Config) => !(await isUsable(tried, targets, tables, context));
  const changes = changesOf(config);
  const alone: Change[] = [];
  for (const change of changes) if (await fails(change.alone)) alone.push(change);
  const decisive: Change[] = [];
  if (alone.length === 0 && changes.length > 1 && (await fails(config))) {
    for (const change of changes) if (!(await fails(change.without))) decisive.push(change);
  }
  const named = alone.length > 0 ? alone : decisive;
  if (named.length === 0) return undefined;
  const issues = named.map(
    ({ where, got }) => `${where}: must leave patients that complete and a finite objective; got ${got}`,
  );
  return new ConfigError(config.name, issues, { cause });
}

/** Whether patients complete and the objective is finite at the start of a fit. */
async function isUsable(
  config: Config,
  targets: readonly ClinicalTargets[],
  tables: TrialTables,
  context: CohortContext,
): Promise<boolean> {
  const settings = loopSettings(config, {});
  const problem = configuredProblem(config, targets, tables);
  const { marginals } = problem.settings;
  const cohort = drawCohort(marginals, settings, 'values tried', TRIED_PATIENTS);
  const run = { spec: simulationSpec(config), parameters: cohort.values, patients: TRIED_PATIENTS };
  const { onProgress: _, store: _none, ...quiet } = context;
  const record = await runCohort(run, quiet);
  const gridDays = problem.grids[problem.arms[0]!]!.days;
  const pool = toFitPool({
    ...settings,
    cohort,
    record,
    spec: run.spec,
    marginals,
    gridDays,
  });
  if (pool.patients === 0) return false;
  const start = problem.parameters.map((parameter) => parameter.start);
  try {
    fitPools(problem, [pool], { ...settings, start, maxIterations: 0 });
    return true;
  } catch (cause) {
    if (cause instanceof NumericalError) return false;
    throw cause;
  }
}

/** Changes of parameters, ranges and regimens; a scalar that is fitted is one at each end of its range. */
function changesOf(config: Config): readonly Change[] {
  const { marginals, model, arms } = config;
  const plain: Config = {
    ...config,
    marginals: configSchema.shape.marginals.parse({}),
    correlations: [],
    model: { ...model, overrides: {} },
    arms: Object.fromEntries(Object.keys(arms).map((name) => [name, { regimen: 'none' }])),
  };
  return [
    ...Object.entries(marginals).flatMap(([name, change]) => {
      if (change === undefined) return [];
      const { [name as keyof typeof marginals]: _, ...others } = marginals;
      return [
        {
          where: `marginals.${name}`,
          got: JSON.stringify(change),
          alone: { ...plain, marginals: { [name]: change } as Config['marginals'] },
          without: { ...config, marginals: others as Config['marginals'], correlations: [] },
        },
      ];
    }),
    ...Object.entries(model.overrides).map(([name, value]) => {
      const { [name]: _, ...others } = model.overrides;
      return {
        where: `model.overrides.${name}`,
        got: String(value),
        alone: { ...plain, model: { ...model, overrides: { [name]: value } } },
        without: { ...config, model: { ...model, overrides: others } },
      };
    }),
    ...Object.entries(arms).flatMap(([name, arm]) =>
      arm.regimen === undefined
        ? []
        : [
            {
              where: `arms.${name}`,
              got: `the regimen ${arm.regimen}`,
              alone: { ...plain, arms: { ...plain.arms, [name]: arm } },
              without: { ...config, arms: { ...arms, [name]: { regimen: 'none' } } },
            },
          ],
    ),
  ];
}
