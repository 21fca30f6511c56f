import { paretoK } from '../../../src/index.js';
import type { Endpoint, EndpointName } from '../../endpoints/endpoints.js';
import { assessedDeviations, comparedRows, toleranceRatio } from '../../fit/evaluate-fit.js';
import { dataResiduals } from '../../fit/objective/data-residuals.js';
import { type Endpoints, expectedMedians, readEndpoints, toEndpoints } from '../../fit/objective/pooled-endpoints.js';
import { pooledWeights } from '../../fit/objective/pooled-weights.js';
import type { FittedDeathProbability, FittedShape, TargetRow } from '../../fit/results.js';
import { costOf } from '../../fit/search/search-objective.js';
import { pooledSurvival } from '../../fit/survival/pooled-survival.js';
import { weightedMeansInto, weightedMeansOfSomeInto } from '../../pool/weighted-products.js';
import { fittedDeath, fittedShapes } from '../run/fitted-values.js';
import type { ExplorerPool } from './explorer-pool.js';
import { type ExplorerProblem, explorerProblem } from './explorer-problem.js';
import { type ExplorerState, pointOf, valuesOfPoint } from './explorer-state.js';

/** Expected curves of one arm; fractions at days. */
export interface ExplorerCurves {
  readonly days: readonly number[];
  readonly survival: Float64Array;
  readonly progressionFree: Float64Array;
}

/** What a weighted pool shows at a state. Plain data. */
export interface ExplorerResult {
  readonly state: ExplorerState;
  readonly patients: number;
  /** Effective sample size of the weights, over all patients. */
  readonly effectiveSampleSize: number;
  /** Shape of the tail of the weights; NaN where there is none (see `paretoK`). */
  readonly paretoK: number;
  /** Percent, and months for a median; NaN where it has no value. */
  readonly endpoints: Endpoints;
  readonly curves: Readonly<Record<string, ExplorerCurves>>;
  /** Every clinical endpoint beside that of the pool. */
  readonly rows: readonly TargetRow[];
  /** Largest |difference| / tolerance over the assessed targets, and which it is. */
  readonly worst: number;
  readonly worstTarget: string;
  /** Half the sum of squares of the standardised residuals of the data, as the fit has it; and of the prior, NaN where arms that share a parameter differ. */
  readonly costData: number;
  readonly costPrior: number;
  readonly shapes: Readonly<Record<string, FittedShape>>;
  readonly death: Readonly<Record<string, FittedDeathProbability>>;
}

/** A pool with everything that is prepared once for it. */
export interface ExplorerModel {
  readonly problem: ExplorerProblem;
  /**
   * What the pool shows at a state: the fit's own weights, survival and means, so the same bits wherever it is computed and in whatever order
   * states come.
   *
   * @throws InputError - naming what is set to a value that it cannot have
   */
  evaluate(state: ExplorerState): ExplorerResult;
}

/**
 * Binds the explorer to a pool.
 *
 * What a state does not move is kept from the one before: survival of an arm with the same death function, weights of the same shapes, and
 * means of which both are.
 *
 * @param explored - pool, problem and fitted point of a run
 */
export function explorerModel(explored: ExplorerPool): ExplorerModel {
  const { problem: fitted, pool, values, targets, units } = explored;
  const { settings, arms } = fitted;
  const asked = explorerProblem(fitted, expectedMedians(targets, settings.monthDays));
  const weights = pooledWeights(pool, explored.leastEffective);
  const survival = pooledSurvival(asked.problem, pool);
  const columns = asked.problem.columns.map(({ arm, column }, index) =>
    column.kind === 'response' ? membersOf(pool.response[arm]!, column.index) : survival.columns[index]!,
  );
  const means = new Float64Array(asked.readings.length);
  const sweeps = readingSweeps(asked, pool);
  const byReading = asked.readings.map(({ column }) => columns[column]!);
  let known: { readonly weights: object; readonly shapes: object; readonly death: ReadonlyMap<string, string> } | null =
    null;

  const update = (point: ReturnType<typeof pointOf>) => {
    survival.update(point.death);
    const at = weights.at(point.marginals);
    const death = new Map(arms.map((arm) => [arm, JSON.stringify(point.death[arm])]));
    const sameWeights = known?.weights === at;
    const isKept = new Map(arms.map((arm) => [arm, sameWeights && known?.death.get(arm) === death.get(arm)]));
    const isMoved = (reading: number): boolean => {
      const { arm, column } = asked.readings[reading]!;
      return !(asked.problem.columns[column]!.column.kind === 'response' ? sameWeights : isKept.get(arm));
    };
    for (const { patients, readings } of sweeps) {
      const moved = readings.filter(isMoved);
      if (patients === null) weightedMeansInto(at.calibrated, byReading, moved, means);
      else weightedMeansOfSomeInto(patients, at.calibrated, byReading, moved, means);
    }
    const tail = sameWeights ? lastTail : paretoK(at.raw);
    lastTail = tail;
    known = { weights: at, shapes: point.marginals, death };
    return { at, tail };
  };
  let lastTail = Number.NaN;

  return {
    problem: asked,
    evaluate: (state) => {
      const point = pointOf(fitted, values, state);
      const { at, tail } = update(point);
      const ofFit = Float64Array.from(asked.ofFit, (index) => means[index]!);
      const ofEndpoints = Float64Array.from(asked.ofEndpoints, (index) => means[index]!);
      const read = readEndpoints(asked.endpoints, ofEndpoints).map(({ value }) => value);
      const endpoints = toEndpoints(arms, read);
      const rows = targets.flatMap((target) =>
        comparedRows(target, readerOf(endpoints[target.arm]!), settings.tolerances, settings.targetWeights),
      );
      const worst = assessedDeviations(rows, settings.tolerances, settings.targetWeights)
        .map((deviation) => ({ summary: deviation.summary, ratio: toleranceRatio(deviation, rows) }))
        .reduce((a, b) => (b.ratio > a.ratio ? b : a), { summary: 'no target assessed', ratio: 0 });
      const moved = valuesOfPoint(fitted, values, point);
      return {
        state,
        patients: pool.patients,
        effectiveSampleSize: at.effectiveSampleSize,
        paretoK: tail,
        endpoints,
        curves: Object.fromEntries(arms.map((arm) => [arm, curvesOf(asked, arm, means)])),
        rows,
        worst: worst.ratio,
        worstTarget: worst.summary,
        costData: costOf(Float64Array.from(dataResiduals(fitted, ofFit, pool.patients), ({ value }) => value)),
        costPrior: costOf(
          Float64Array.from(fitted.parameters, ({ prior }, index) => (moved[index]! - prior.mean) / prior.sd),
        ),
        shapes: fittedShapes(fitted, moved, point, units),
        death: fittedDeath(fitted, moved, point),
      };
    },
  };
}

/** Readings over the same patients; null for all. */
interface ReadingSweep {
  readonly patients: Int32Array | null;
  readonly readings: readonly number[];
}

/**
 * Readings by the patients that they are over: all, or those who have not progressed by the day of a reading. Progression is seen at visits, so
 * readings between two visits have the same patients.
 */
function readingSweeps({ readings }: ExplorerProblem, { courses }: ExplorerPool['pool']): readonly ReadingSweep[] {
  const byPatients = new Map<string, { readonly patients: Int32Array | null; readonly readings: number[] }>();
  readings.forEach(({ arm, freeAt }, reading) => {
    const { visits, progressionDay } = courses[arm]!;
    const key = freeAt === null ? '' : `${visits.filter((visit) => visit <= freeAt).length} ${arm}`;
    const known = byPatients.get(key);
    if (known !== undefined) {
      known.readings.push(reading);
      return;
    }
    const patients =
      freeAt === null
        ? null
        : Int32Array.from(progressionDay.keys()).filter((patient) => freeAt < progressionDay[patient]!);
    byPatients.set(key, { patients, readings: [reading] });
  });
  return [...byPatients.values()];
}

/** 1 for patients of a class. */
const membersOf = (classes: Uint8Array, wanted: number): Float64Array =>
  Float64Array.from(classes, (value) => (value === wanted ? 1 : 0));

/** An endpoint by its description; null where it has no value. */
const readerOf =
  (values: Readonly<Record<EndpointName, number>>) =>
  ({ name }: Endpoint): number | null =>
    Number.isNaN(values[name]) ? null : values[name];

function curvesOf({ curves }: ExplorerProblem, arm: string, means: Float64Array): ExplorerCurves {
  const { days, survival, progressionFree } = curves[arm]!;
  return {
    days,
    survival: Float64Array.from(survival, (index) => means[index]!),
    progressionFree: Float64Array.from(progressionFree, (index) => means[index]!),
  };
}
