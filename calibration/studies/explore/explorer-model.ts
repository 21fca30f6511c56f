import { paretoK } from '../../../src/index.js';
import type { Endpoint, EndpointName } from '../../endpoints/endpoints.js';
import { assessedDeviations, comparedRows, toleranceRatio } from '../../fit/evaluate-fit.js';
import { dataResiduals } from '../../fit/objective/data-residuals.js';
import { type Endpoints, expectedMedians, readEndpoints, toEndpoints } from '../../fit/objective/pooled-endpoints.js';
import { pooledWeights } from '../../fit/objective/pooled-weights.js';
import type { FittedDeathProbability, FittedShape, TargetRow } from '../../fit/results.js';
import { costOf } from '../../fit/search/search-objective.js';
import { pooledSurvival } from '../../fit/survival/pooled-survival.js';
import { weightedMeansInto } from '../../pool/weighted-products.js';
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
  const free = freePatients(asked, pool);
  const plain = asked.readings.flatMap((_, reading) => (free[reading] === null ? [reading] : []));
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
    weightedMeansInto(at.calibrated, byReading, plain.filter(isMoved), means);
    free.forEach((patients, reading) => {
      if (patients !== null && isMoved(reading))
        means[reading] = meanOver(patients, at.calibrated, byReading[reading]!);
    });
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

/**
 * Patients who have not progressed by the day of a reading; null for a reading over all. Progression is seen at visits, so readings between two
 * visits have the same patients.
 */
function freePatients(
  { readings }: ExplorerProblem,
  { courses }: ExplorerPool['pool'],
): readonly (Int32Array | null)[] {
  const known = new Map<string, Int32Array | null>();
  return readings.map(({ arm, freeAt }) => {
    if (freeAt === null) return null;
    const { visits, progressionDay } = courses[arm]!;
    const key = `${visits.filter((visit) => visit <= freeAt).length} ${arm}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const free = Int32Array.from(progressionDay.keys()).filter((patient) => freeAt < progressionDay[patient]!);
    const patients = free.length === progressionDay.length ? null : free;
    known.set(key, patients);
    return patients;
  });
}

/** Weighted mean of a column that is 0 for all other patients, in their order. */
function meanOver(patients: Int32Array, weights: Float64Array, column: Float64Array): number {
  let total = 0;
  for (let place = 0; place < patients.length; place++) {
    const patient = patients[place]!;
    total += weights[patient]! * column[patient]!;
  }
  return total;
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
