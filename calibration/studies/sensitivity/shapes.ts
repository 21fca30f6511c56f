import { exp, square } from '../../../src/index.js';
import { pause } from '../../biomarkers/pause.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StudyOutput, StudyTable } from '../study.js';
import { type PopulationEndpoints, type PopulationPoint, populationEvaluator } from './evaluate-population.js';
import type { Factor } from './factors.js';
import { describeResponse, POOL } from './outputs.js';
import { type FittedPopulation, populationAt } from './population-factors.js';
import { parsePopulationOutput } from './population-outputs.js';
import { reasons } from './reasons.js';
import { commonResult, finished, samplesTable, toParameter } from './responses.js';
import { type SensitivityResult, type ShapesResponse, TEN_PERCENT } from './result.js';
import type { StudySettings } from './settings.js';
import { fittedOf, requirePopulation, studyPool, studySource } from './study-source.js';

const PRINTED = 5;

/** Step of the logarithm: both sides use the same pool, so that differences are smooth and their error is due to curvature only. */
const LOG_STEP = 0.02;
/** Groups of the jackknife. */
const GROUPS = 20;

/** Derivative of a population output with respect to the logarithm of a fitted value, with its Monte-Carlo standard error. */
type ShapeDerivative = NonNullable<ShapesResponse['rows'][number]['derivative']>;

/** Effect of each Beta shape, mu and sigma on the fitted endpoints: derivatives at the fit, from one weighted pool. */
export async function computeShapes(
  settings: StudySettings,
  context: CohortContext,
): Promise<StudyOutput<SensitivityResult>> {
  const { arms, outputs } = settings;
  const { factors } = studySource(settings);
  const fitted = fittedOf(settings);
  const pool = await studyPool(settings, context);
  const { monthDays, patients } = requirePopulation(settings);
  const evaluate = populationEvaluator(pool, {
    arms,
    outputs: outputs.map((name) => parsePopulationOutput(name).output),
    monthDays,
  });
  const base = evaluate({ shapes: fitted.marginals, death: fitted.death });
  const table: (readonly (ShapeDerivative | null)[])[] = [];
  for (const row of shapeDerivatives(evaluate, fitted, factors, pool.patients)) {
    table.push(row);
    context.onProgress?.({ done: table.length, total: factors.length, failed: 0 });
    await pause(context.signal);
  }
  const size = ({ derivative }: ShapesResponse['rows'][number]) => Math.abs(derivative?.slope ?? -1);
  const responses = arms.flatMap((arm, a) =>
    outputs.map((output, o): ShapesResponse => {
      const place = a * outputs.length + o;
      const rows = factors.map((factor, index) => {
        const derivative = table[index]![place]!;
        return { ...toParameter(factor), derivative, reason: derivative === null ? reasons.notReached : null };
      });
      return { arm, output, base: base.values[place]!, rows: rows.sort((x, y) => size(y) - size(x)) };
    }),
  );
  const failed = patients - pool.patients;
  const counts = arms.map((arm) => ({
    arm,
    output: POOL,
    samples: patients,
    failed,
    blocks: patients,
    dropped_blocks: failed,
    patients,
    failed_patients: failed,
  }));
  return finished(
    {
      method: 'shapes',
      ...commonResult(settings, { factors: factors.length, samples: pool.patients, counts }),
      responses,
    },
    {
      tables: [
        {
          file: 'shapes.csv',
          header: [
            'arm',
            'output',
            'factor',
            'group',
            'fitted',
            'slope',
            'standard_error',
            'change_per_10_percent',
            'reason',
          ],
          rows: responses.flatMap(({ arm, output, rows }) =>
            rows.map(({ parameter, group, baseline, derivative, reason }) => [
              arm,
              output,
              parameter,
              group,
              baseline,
              ...(derivative === null
                ? [null, null, null]
                : [derivative.slope, derivative.standard_error, derivative.slope * TEN_PERCENT]),
              reason,
            ]),
          ),
        },
        stepsTable(evaluate, fitted, factors, settings),
      ],
      summary: responses.flatMap((response) => [
        `${describeResponse(response)}, ${response.base === null ? 'not reached' : response.base.toPrecision(4)}; change for a 10 % increase:`,
        ...response.rows
          .slice(0, PRINTED)
          .map(
            ({ parameter, derivative }) =>
              `  ${parameter.padEnd(24)} ${derivative === null ? '-' : `${(derivative.slope * TEN_PERCENT).toPrecision(3)} +/- ${(derivative.standard_error * TEN_PERCENT).toPrecision(1)}`}`,
          ),
      ]),
    },
  );
}

/** The populations whose endpoints the slopes are differences of: each value one step up and one step down. */
function stepsTable(
  evaluate: (point: PopulationPoint) => PopulationEndpoints,
  fitted: FittedPopulation,
  factors: readonly Factor[],
  { arms, outputs }: StudySettings,
): StudyTable {
  const steps = factors.flatMap(({ name, baseline }) =>
    [LOG_STEP, -LOG_STEP].map((step) => ({ name, value: baseline * exp(step) })),
  );
  const endpoints = steps.map(({ name, value }) => evaluate(populationAt(fitted, new Map([[name, value]]))).values);
  return samplesTable(
    factors,
    factors.map((factor) =>
      Float64Array.from(steps, ({ name, value }) => (name === factor.name ? value : factor.baseline)),
    ),
    arms.flatMap((arm, a) =>
      outputs.map((output, o) => {
        const own = endpoints.map((values) => values[a * outputs.length + o]!);
        return {
          arm,
          output,
          values: Float64Array.from(own, (value) => value ?? 0),
          failed: Uint8Array.from(own, (value) => (value === null ? 1 : 0)),
        };
      }),
    ),
  );
}

/**
 * Derivatives of population outputs with respect to every factor at the fit, on one weighted pool; null where an output is not reached.
 *
 * slope = (y(e^h v) - y(e^-h v)) / (2 h). The standard error is the delete-a-group jackknife's: the spread of the slope
 * when one of 20 groups of patients is omitted, sqrt((G - 1) / G sum (slope_g - mean)^2).
 *
 * @param evaluate - outputs at a point, optionally without some patients
 * @param fitted - values at the fit
 * @param factors - the factors
 * @param patients - of the pool
 * @returns [factor][output]
 */
export function* shapeDerivatives(
  evaluate: (point: PopulationPoint, included?: Uint8Array) => PopulationEndpoints,
  fitted: FittedPopulation,
  factors: readonly Factor[],
  patients: number,
): Generator<readonly (ShapeDerivative | null)[]> {
  const masks = Array.from({ length: GROUPS }, (_, group) =>
    Uint8Array.from({ length: patients }, (_row, patient) => (patient % GROUPS === group ? 0 : 1)),
  );
  for (const { name, baseline } of factors) {
    const at = (step: number) => populationAt(fitted, new Map([[name, baseline * exp(step)]]));
    const [up, down] = [at(LOG_STEP), at(-LOG_STEP)];
    const slopes = (mask?: Uint8Array): readonly (number | null)[] => {
      const above = evaluate(up, mask).values;
      const below = evaluate(down, mask).values;
      return above.map((value, output) => {
        const other = below[output]!;
        return value === null || other === null ? null : (value - other) / (2 * LOG_STEP);
      });
    };
    const whole = slopes();
    const parts = masks.map(slopes);
    yield whole.map((slope, output) => {
      const own = parts.map((part) => part[output]!);
      if (slope === null || own.some((value) => value === null)) return null;
      const values = own.flatMap((value) => value ?? []);
      const mean = values.reduce((sum, value) => sum + value, 0) / GROUPS;
      const squares = values.reduce((sum, value) => sum + square(value - mean), 0);
      return { slope, standard_error: Math.sqrt(((GROUPS - 1) / GROUPS) * squares) };
    });
  }
}
