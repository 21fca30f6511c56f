import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { withoutTrial } from '../targets/meta-analysis/leave-one-out.js';
import { distinctRows } from '../targets/select-rows.js';
import { medianStandardError, rateStandardError } from '../targets/standard-errors.js';
import type { TrialRow } from '../targets/trial-row.js';
import type { TrialTables } from '../targets/trial-tables.js';
import { armModels, deathDensity } from './arm-models.js';
import { jobOf, mediansOf, type RefitContext } from './refit-context.js';
import { endpointNames, type LeaveOneTrialOutEndpoint, type LeaveOneTrialOutResult } from './results.js';

/**
 * Leaves each trial out in turn, fits to the others, and predicts its disease control and median survival.
 *
 * An interval holds both the error of the prediction and the sampling of the trial, not what trials differ by beyond that: a
 * coverage below the level is how heterogeneity shows.
 *
 * @param context - the fit
 * @param level - of the intervals
 */
export async function leaveOneTrialOut(context: RefitContext, level: number): Promise<LeaveOneTrialOutResult> {
  const { tables, problem, problemOf } = context;
  const endpoints = mediansOf(context);
  const { monthDays } = problem.settings;
  const models = armModels(problem, context.pool.pool, context.values);
  const trials = [
    ...new Set(
      allRows(tables)
        .filter(({ subsetOf }) => subsetOf === null)
        .map(({ trial }) => trial),
    ),
  ];
  const isPossible = (trial: string) => {
    const { recist, medianOs, survival } = withoutTrial(tables, trial);
    return problem.arms.every((arm) =>
      [recist, medianOs, survival].every((rows) => rows.some((row) => row.arm === arm)),
    );
  };
  const possible = trials.filter(isPossible);
  const results = await context.run(
    'leave one trial out',
    possible.map((trial) => ({
      ...jobOf(context, problemOf(withoutTrial(tables, trial))),
      endpoints,
      standardErrors: true,
    })),
  );
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const figures = possible.flatMap((trial, index) => {
    const { endpoints: predicted, standardErrors } = results[index]!;
    return observedFigures(tables, trial)
      .filter(({ arm }) => problem.arms.includes(arm))
      .map((figure): LeaveOneTrialOutEndpoint => {
        const place = problem.arms.indexOf(figure.arm) * endpointNames.length + endpointNames.indexOf(figure.endpoint);
        const [value, predictionError] = [predicted[place]!, standardErrors[place]!];
        const samplingError =
          figure.endpoint === 'dcr'
            ? rateStandardError({ percent: value, n: figure.patients })
            : medianStandardError({
                n: figure.patients,
                densityPerMonth: monthDays * deathDensity(models[figure.arm]!, value * monthDays),
              });
        const half = z * Math.hypot(predictionError, samplingError);
        const [low, high] = [value - half, value + half];
        return {
          ...figure,
          trial,
          predicted: value,
          prediction_error: predictionError,
          sampling_error: samplingError,
          low,
          high,
          covered: figure.observed >= low && figure.observed <= high,
        };
      });
  });
  return { level, figures, not_possible: trials.filter((trial) => !possible.includes(trial)) };
}

const allRows = ({ recist, medianOs, survival }: TrialTables): readonly TrialRow[] => [
  ...recist,
  ...medianOs,
  ...survival,
];

function observedFigures(tables: TrialTables, trial: string) {
  const own = <Row extends TrialRow>(rows: readonly Row[]) => distinctRows(rows.filter((row) => row.trial === trial));
  return [
    ...own(tables.recist).map((row) => ({
      arm: row.arm,
      endpoint: 'dcr' as const,
      patients: row.nEvaluable ?? row.n,
      observed: row.crPercent + row.prPercent + row.sdPercent,
    })),
    ...own(tables.medianOs).map((row) => ({
      arm: row.arm,
      endpoint: 'median_os' as const,
      patients: row.n,
      observed: row.medianOsMonths,
    })),
  ];
}
