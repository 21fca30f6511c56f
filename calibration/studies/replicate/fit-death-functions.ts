import {
  atDay,
  type Cohort,
  type DeathProbabilityMixture,
  deathProbabilityFromLogits,
  defaultAssessmentRules,
  fixedArm,
  square,
} from '../../../src/index.js';
import { forEachCurve } from '../../endpoints/curves.js';
import { ratesOfClasses } from '../../endpoints/endpoints.js';
import { landmarkMonths, PAPER_MONTH_DAYS } from '../../endpoints/months.js';
import { buildProblem } from '../../fit/build-problem.js';
import { fitPools } from '../../fit/fit-pools.js';
import { deathCurve, type FitSettings, toFitPoint, weightsOf } from '../../fit/problem.js';
import { deathMixture } from '../../fit/survival/death-parameters.js';
import { toFitPool } from '../../pool/fit-pool.js';
import type { ClinicalTargets } from '../../targets/clinical-targets.js';
import { ASSESSMENT_DAY, publishedMarginals, type SimulatedForm, YEAR_DAYS } from './cohorts.js';
import type { FittedDeath } from './result.js';
import { meanCurve, type SurvivalRows, survivalOfArms } from './survival.js';

/** The paper's form: mu and sigma uniform on ranges, one draw per round. */
const FORM = { mu: 'range', sigma: 'range' } as const;

/** Weight of a landmark in the fit: a tenth of a point, the digit that the curve is known to. */
const LANDMARK_ERROR_PERCENT = 0.1;

/** A fit of death functions alone; the bounds leave room for the sharp thresholds that the paper describes. */
const SETTINGS: FitSettings = {
  marginals: publishedMarginals,
  freeMarginals: [],
  priorLogSd: 1,
  logShapeBound: 1,
  deathForm: FORM,
  deathShared: false,
  deathBounds: {
    dailyDeathPercentAtZero: [1e-5, 0.25],
    dailyDeathPercentAtOne: [0.3, 90],
    muHalfWidth: 0.6,
    sigmaRelativeHalfWidth: 0.9,
  },
  targetWeights: { ...weightsOf(() => 0), [deathCurve.curveTable]: 1 },
  residualScale: 'sampling-error',
  tolerances: { ratePoints: 1, medianMonths: 0.1, survivalRmsePoints: 1.5 },
  monthDays: PAPER_MONTH_DAYS,
  horizonDays: YEAR_DAYS,
  visits: {},
};

/** Death functions by arm, and their goodness of fit. */
export interface DeathFunctions {
  readonly mixtures: Readonly<Record<string, DeathProbabilityMixture>>;
  readonly fitted: readonly FittedDeath[];
  /** Survival of the patients they were fitted on. */
  readonly survival: Readonly<Record<string, SurvivalRows>>;
}

/**
 * Fits the death function of each arm to the survival that the paper shows at 3, 6, 9 and 12 months.
 *
 * The published ranges of mu and sigma are in a supplement that is not part of the program, so ranges are estimated from the
 * landmarks, which do not identify them uniquely.
 *
 * @param form - cohort that the curves are computed on
 * @param curves - percent alive at 3, 6, 9 and 12 months of 30 days, by arm
 */
export function fitDeathFunctions(
  { name, record }: SimulatedForm,
  cohort: Cohort,
  curves: Readonly<Record<string, readonly number[]>>,
): DeathFunctions {
  const targets = Object.entries(curves).map(([arm, percent]) => curveTarget(arm, percent));
  const problem = buildProblem(targets, SETTINGS);
  const pool = toFitPool({
    cohort,
    record,
    spec: { arms: Object.keys(record.arms).map((arm) => fixedArm(arm, {})), assessment: defaultAssessmentRules },
    marginals: publishedMarginals,
    gridDays: problem.grids[problem.arms[0]!]!.days,
    horizonDays: YEAR_DAYS,
    responseRule: 'volume',
  });
  const { values } = fitPools(problem, [pool], {
    start: problem.parameters.map(({ start }) => start),
    leastEffectiveShare: 0.5,
    maxIterations: 200,
    tolerance: 1e-6,
  });
  const { death } = toFitPoint(problem, values);
  const mixtures = Object.fromEntries(problem.arms.map((arm) => [arm, deathMixture(FORM, death[arm]!)]));
  const survival = survivalOfArms({ record }, mixtures);
  const fitted = problem.arms.map((arm): FittedDeath => {
    const { logitAtZero, logitAtOne, muHalfWidth, sigmaRelativeHalfWidth } = death[arm]!;
    const { mu, sigma } = deathProbabilityFromLogits(logitAtZero, logitAtOne);
    const { alive } = meanCurve(survival[arm]!);
    const squares = landmarkMonths.map((month, index) =>
      square(100 * atDay(alive, month * PAPER_MONTH_DAYS)! - curves[arm]![index]!),
    );
    return {
      arm,
      model: name === 'corrected' ? 'corrected' : 'posted',
      mu: [mu - muHalfWidth, mu + muHalfWidth],
      sigma: [sigma * (1 - sigmaRelativeHalfWidth), sigma * (1 + sigmaRelativeHalfWidth)],
      rmse: Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length),
    };
  });
  return { mixtures, fitted, survival };
}

/** A curve as the fit reads clinical targets; responses and medians have weight 0. */
function curveTarget(arm: string, percent: readonly number[]): ClinicalTargets {
  const rates = ratesOfClasses((name) => (name === 'pd' ? 100 : 0));
  const source = `published mean curve, response of day ${ASSESSMENT_DAY} not used`;
  return {
    arm,
    response: { n: 1, ...rates, standardErrors: rates, source },
    bestResponse: null,
    curves: forEachCurve(() => ({
      median: {
        n: 1,
        distinctPatients: 1,
        months: 6,
        distinctMonths: 6,
        standardError: 1,
        standardErrorBasis: 'exponential curve',
        source,
      },
      landmarks: {
        n: 1e6,
        months: landmarkMonths,
        patients: percent.map(() => 1e6),
        percent,
        standardErrors: percent.map(() => LANDMARK_ERROR_PERCENT),
        medianMonths: null,
        source,
      },
    })),
  };
}
