// Evidence: at the proposal, the endpoints of the main job and DeLong's AUC on the same cohort; away from it a naive weighted sum; the mean
// of a Beta distribution in closed form for derivatives.
import { beforeAll, describe, expect, it } from 'vitest';
import { armOutcome } from '../../../../calibration/fit/cohort-outcome.js';
import { mixtureOf, populationEvaluator } from '../../../../calibration/studies/sensitivity/evaluate-population.js';
import { populationAt, populationFactors } from '../../../../calibration/studies/sensitivity/population-factors.js';
import {
  parsePopulationOutput,
  populationOutputNames,
} from '../../../../calibration/studies/sensitivity/population-outputs.js';
import { populationPool } from '../../../../calibration/studies/sensitivity/population-pool.js';
import { shapeDerivatives } from '../../../../calibration/studies/sensitivity/shapes.js';
import {
  aucDeLong,
  betaLogDensity,
  classifyResponse,
  defaultAssessmentRules,
  markerNames,
  statusCodes,
} from '../../../../src/index.js';
import { death, marginals, samplePool } from './sample-pool.js';

const MONTH = 30.4375;
const PATIENTS = 300;
/** The curve has every third day and is linear between them: percentage points, and months. */
const STRAIGHT = 0.02;
let sample: Awaited<ReturnType<typeof samplePool>>;
beforeAll(async () => {
  sample = await samplePool(PATIENTS);
});

const evaluator = (names: readonly string[]) =>
  populationEvaluator(sample.pool, {
    arms: ['tas102'],
    outputs: names.map((name) => parsePopulationOutput(name).output),
    monthDays: MONTH,
  });
const settings = {
  horizonDays: 366,
  monthDays: MONTH,
  responseRule: 'volume',
  visits: [],
  assessment: defaultAssessmentRules,
} as const;

describe('populationEvaluator', () => {
  it('at the proposal gives the endpoints of the cohort with equal weights', () => {
    const { record } = sample;
    const { outcome } = armOutcome(record.arms.tas102!, mixtureOf(death.tas102), settings);
    const { values, effectiveSampleSize } = evaluator(populationOutputNames)({ shapes: marginals, death });
    const at = (name: string) => values[populationOutputNames.indexOf(name)]!;
    expect(effectiveSampleSize).toBeCloseTo(PATIENTS, 6);
    expect(100 * at('pd_rate')).toBeCloseTo(outcome.pd, 10);
    expect(100 * at('dcr_rate')).toBeCloseTo(outcome.dcr, 10);
    expect(100 * at('orr_rate')).toBeCloseTo(outcome.orr, 10);
    for (const month of ['3', '6', '9', '12'] as const) {
      expect(Math.abs(100 * at(`survival_${month}`) - outcome.survival[month])).toBeLessThan(STRAIGHT);
    }
    expect(Math.abs(at('median_os') - outcome.median_os_months!)).toBeLessThan(STRAIGHT);
    const labels = Array.from(record.arms.tas102!.tri, (tri) =>
      classifyResponse(tri, 'volume', 2.2) === 'PD' ? 0 : 1,
    );
    markerNames.forEach((name, marker) => {
      const scores = labels.map((_, patient) => record.arms.tas102!.markers[4 * patient + marker]!);
      expect(at(`auc_${name}`)).toBeCloseTo(aucDeLong(scores, labels).auc, 10);
    });
  });

  it('away from it weights each patient by the ratio of densities', () => {
    const { cohort, record } = sample;
    const shapes = marginals.map((marginal, j) => (j === 7 ? { ...marginal, alpha: 1.2 * marginal.alpha } : marginal));
    const weights = Array.from({ length: PATIENTS }, (_, patient) => {
      const point = { logX: cohort.logX[21 * patient + 7]!, log1mX: cohort.log1mX[21 * patient + 7]! };
      return Math.exp(betaLogDensity(shapes[7]!, point) - betaLogDensity(marginals[7]!, point));
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const controlled = weights.reduce(
      (sum, weight, patient) =>
        sum + (classifyResponse(record.arms.tas102!.tri[patient]!, 'volume', 2.2) === 'PD' ? 0 : weight),
      0,
    );
    const { values } = evaluator(['dcr_rate'])({ shapes, death });
    expect(values[0]).toBeCloseTo(controlled / total, 12);
  });

  it('excludes patients that are not included', () => {
    const included = new Uint8Array(PATIENTS).fill(1);
    const { classes } = sample.pool.arms.tas102!;
    classes.forEach((own, patient) => {
      if (own === 'PD') included[patient] = 0;
    });
    const [dcr, auc] = evaluator(['dcr_rate', 'auc_th1'])({ shapes: marginals, death }, included).values;
    expect(dcr).toBeCloseTo(1, 12);
    expect(auc).toBeNull();
  });

  it('has no median where half the patients outlive the horizon', () => {
    const { values } = evaluator(['median_os'])({ shapes: marginals, death: { tas102: { mu: 50, sigma: 0.1 } } });
    expect(values).toEqual([null]);
  });
});

describe('populationPool', () => {
  it('excludes patients that failed, and refuses a cohort in which all failed', () => {
    const { input, record } = sample;
    const status = record.arms.tas102!.status.slice();
    status[4] = statusCodes.failed;
    const withFailure = { ...record, arms: { tas102: { ...record.arms.tas102!, status } } };
    expect(populationPool({ ...input, record: withFailure }).patients).toBe(PATIENTS - 1);
    const none = { ...record, arms: { tas102: { ...record.arms.tas102!, status: status.fill(statusCodes.failed) } } };
    expect(() => populationPool({ ...input, record: none })).toThrow(
      'at least one patient must complete under every arm',
    );
  });
});

describe('populationFactors and populationAt', () => {
  const choice = { arms: ['tas102'], range: 0.1, chosen: undefined };

  it('are both shapes of every parameter, and mu and sigma of the arms', () => {
    const factors = populationFactors({ marginals, death }, choice);
    expect(factors.map(({ name }) => name)).toEqual([
      ...marginals.flatMap(({ name }) => [`alpha(${name})`, `beta(${name})`]),
      'mu(tas102)',
      'sigma(tas102)',
    ]);
    // The centre of a range
    expect(factors.at(-2)!.baseline).toBe(1);
  });

  it('shift a range of mu with constant width', () => {
    const point = populationAt(
      { marginals, death },
      new Map([
        ['mu(tas102)', 1.1],
        ['alpha(K1)', 9],
      ]),
    );
    expect(point.death.tas102!.sigma).toBe(0.2);
    const [low, high] = point.death.tas102!.mu as readonly [number, number];
    expect(low).toBeCloseTo(0.9, 12);
    expect(high).toBeCloseTo(1.3, 12);
    expect(point.shapes[8]).toEqual({ alpha: 9, beta: 3 });
  });

  it('can be chosen by parameter, name and group', () => {
    const names = (chosen: readonly string[]) =>
      populationFactors({ marginals, death }, { ...choice, chosen }).map(({ name }) => name);
    expect(names(['K1', 'sigma(tas102)'])).toEqual(['alpha(K1)', 'beta(K1)', 'sigma(tas102)']);
    expect(names(['death function'])).toEqual(['mu(tas102)', 'sigma(tas102)']);
    expect(() => names(['alpha(K9)'])).toThrow('got alpha(K9) (did you mean alpha(K');
  });
});

describe('shapeDerivatives', () => {
  it('of a rate are covariances with the score, within the jackknife’s error of the closed form', () => {
    // A rate that is 1 where x of rho_X3X1, Beta(1, 1), lies above 1/2: 1 - 2^-alpha, derivative by log alpha 2^-alpha log 2
    const column = marginals.findIndex(({ name }) => name === 'rho_X3X1');
    const { pool, cohort } = sample;
    const classes = Array.from(
      { length: PATIENTS },
      (_, patient) => (cohort.logX[21 * patient + column]! > Math.log(0.5) ? 'SD' : 'PD') as 'SD' | 'PD',
    );
    const marked = { ...pool, arms: { tas102: { ...pool.arms.tas102!, classes } } };
    const evaluate = populationEvaluator(marked, {
      arms: ['tas102'],
      outputs: [parsePopulationOutput('dcr_rate').output],
      monthDays: MONTH,
    });
    const factors = populationFactors(
      { marginals, death },
      { arms: ['tas102'], range: 0.1, chosen: ['alpha(rho_X3X1)'] },
    );
    const [[derivative] = []] = [...shapeDerivatives(evaluate, { marginals, death }, factors, PATIENTS)];
    const exact = Math.LN2 / 2;
    expect(Math.abs(derivative!.slope - exact)).toBeLessThan(4 * derivative!.standard_error);
    expect(derivative!.standard_error).toBeGreaterThan(0.001);
    expect(derivative!.standard_error).toBeLessThan(0.1);
  });
});

describe('parsePopulationOutput', () => {
  it('refuses an unknown name with the nearest known one', () => {
    expect(() => parsePopulationOutput('median')).toThrow("got 'median'");
    expect(() => parsePopulationOutput('median_so')).toThrow('(did you mean median_os?)');
  });
});
