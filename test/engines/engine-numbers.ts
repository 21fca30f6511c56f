import { buildProblem } from '../../calibration/fit/build-problem.js';
import { fitPools } from '../../calibration/fit/fit-pools.js';
import { importanceWeightsInto } from '../../calibration/pool/importance-weights.js';
import {
  atanh,
  atDay,
  betaLogDensity,
  betaMeanLogs,
  betaQuantile,
  builtInRegimens,
  type CohortRecord,
  cohortSimulator,
  coxRegression,
  cubeRoot,
  defaultAssessmentRules,
  defaultSolverSettings,
  exp,
  expm1,
  fixedArm,
  gaussLegendre,
  heterogeneity,
  heterogeneityParameterNames,
  heterogeneityParameters,
  hypotenuse,
  kaplanMeier,
  log,
  log1p,
  log10,
  medianSurvivalDays,
  postedSwitches,
  power,
  publishedDrugs,
  type SimulationBackend,
  type SimulationSpec,
  sampleCohort,
  survivalBand,
  tanh,
  uniformDesign,
} from '../../src/index.js';
import { TwoCompartmentDrug } from '../../src/model/pharmacokinetics.js';
import { normalQuantile } from '../../src/numerics/normal-quantile.js';
import { toyMarginals, toyPool } from '../calibration/fit/toy-model.js';
import { toySettings, toySurvival, toyTargets } from '../calibration/fit/toy-problem.js';

/** Numbers by what they are; the same bits are wanted on every engine. */
export type EngineNumbers = Readonly<Record<string, ArrayLike<number>>>;

const YEAR = 365;
const PATIENTS = 3;

/** Three arms over a year: no drug, two drugs, and a drug up to progression. */
export const engineSpec: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: [
    fixedArm('none', {}, [56, 112, 168]),
    fixedArm('both', builtInRegimens['published-tas102-bev']!, [56, 112, 168]),
    {
      ...fixedArm('until progression', builtInRegimens['protocol-tas102-bev']!, [56, 112, 168]),
      untilProgression: { delayDays: 0, next: null },
    },
  ],
  horizonDays: YEAR,
  assessment: defaultAssessmentRules,
  assessmentDay: 56,
  markerDays: [56, 112],
  tumorDays: [0, 56, 112, YEAR],
  keepTrajectories: false,
  solver: defaultSolverSettings,
};

/** What patients leave under every arm, by a backend. */
export function recordNumbers(backend: SimulationBackend): EngineNumbers {
  const record = cohortSimulator(engineSpec, backend)(drawnPatients().values);
  return Object.fromEntries(
    Object.entries(record.arms).flatMap(([arm, own]) =>
      recordColumns.map((column) => [`${arm}: ${column}`, own[column]] as const),
    ),
  );
}

const recordColumns = [
  'status',
  'tri',
  'burden',
  'markers',
  'tumor',
  'visitTumor',
  'baselineVolumeCm3',
] satisfies (keyof CohortRecord['arms'][string])[];

function drawnPatients() {
  const marginals = heterogeneityParameterNames.map((name) => ({ name, ...heterogeneityParameters[name] }));
  const design = { patients: PATIENTS, dimensions: marginals.length, seed: '17', streamName: 'engines' } as const;
  const uniforms = uniformDesign({ kind: 'latin-hypercube', ...design });
  return sampleCohort({ marginals, uniforms, patients: PATIENTS });
}

/** Elementary functions, quantiles, draws, doses, survival and statistics. */
export function statisticNumbers(): EngineNumbers {
  const steps = Array.from({ length: 60 }, (_, step) => (step + 0.5) / 60);
  const wide = steps.map((share) => 120 * (share - 0.5));
  const shapes = [0.3, 1, 2.5, 40].flatMap((alpha) =>
    [0.7, 3].map((beta) => ({ name: 'x', min: 0, max: 1, alpha, beta })),
  );
  const points = shapes.flatMap((shape) => steps.map((share) => betaQuantile(shape, share)));
  const times = steps.map((share, index) => Math.round(400 * share * (1 + (index % 7))));
  const observed = times.map((_, index) => (index % 4 === 0 ? 0 : 1));
  const curve = kaplanMeier(times, observed);
  const { low, high } = survivalBand(curve);
  const covariate = Float64Array.from(times, (time, index) => ((index * 37) % 60) / 60 + 0.01 * Math.sqrt(time));
  const cox = coxRegression({ times, observed, columns: [covariate] });
  const alive = toySurvival('treated', toyMarginals()[1]!, {
    logitAtZero: -7.6,
    logitAtOne: -4.1,
    muHalfWidth: 0.2,
    sigmaRelativeHalfWidth: 0.1,
  });
  return {
    exp: wide.map(exp),
    expm1: wide.map((x) => expm1(x / 20)),
    log: wide.map((x) => log(Math.abs(x))),
    log1p: wide.map((x) => log1p(Math.abs(x) / 60 - 0.5)),
    log10: wide.map((x) => log10(Math.abs(x))),
    tanh: wide.map((x) => tanh(x / 20)),
    atanh: wide.map((x) => atanh(x / 61)),
    cubeRoot: wide.map(cubeRoot),
    power: wide.map((x) => power(Math.abs(x), x / 10)),
    hypotenuse: wide.map((x) => hypotenuse(x, 3, x * x)),
    'normal quantiles': steps.map(normalQuantile),
    'beta quantiles': points.flatMap(({ logX, log1mX }) => [logX, log1mX]),
    'beta densities': shapes.flatMap((shape, index) => betaLogDensity(shape, points[60 * index + 20]!)),
    'beta moments': shapes.flatMap((shape) => numbersIn(betaMeanLogs(shape))),
    doses: doseNumbers(steps),
    'expected survival': [...alive, medianSurvivalDays(alive)!, atDay(alive, 100)!],
    quadrature: numbersIn(gaussLegendre(12)),
    draws: drawnPatients().values,
    'Kaplan-Meier': [...curve.survival, ...curve.logVariance, ...low, ...high],
    'Cox regression': numbersIn(cox),
    heterogeneity: numbersIn(
      heterogeneity(
        steps,
        steps.map((share) => 0.1 + share / 3),
      ),
    ),
  };
}

/** Amounts of a drug in a course of boluses and infusions of growing size and length. */
function doseNumbers(steps: readonly number[]): readonly number[] {
  const drug = new TwoCompartmentDrug({ k12: 0.2, k21: 0.3, k10: 0.05 });
  return steps.flatMap((share) => {
    drug.add(10 * share);
    drug.begin(950 * share);
    const amounts = [drug.central(share), drug.peripheral(share)];
    drug.end(share);
    return [...amounts, drug.delivered];
  });
}

/** Values, weights, objective and derivatives of a fit on a pool of the toy; needs WebAssembly. */
export function fitNumbers(): EngineNumbers {
  const published = toyMarginals();
  const truth = published.map((marginal, j) => (j === 0 ? { ...marginal, alpha: 6 } : marginal));
  const problem = buildProblem(toyTargets(truth, 5000), toySettings({ freeMarginals: ['response'], priorLogSd: 3 }));
  const pool = toyPool({ marginals: published, patients: 300, gridDays: problem.grids.control!.days });
  const start = problem.parameters.map((parameter) => parameter.start);
  const fit = fitPools(problem, [pool], { start, leastEffectiveShare: 0.001, maxIterations: 150, tolerance: 1e-6 });
  const { point, data, prior, predictions, effectiveSampleSize } = fit.evaluation;
  const weights = new Float64Array(fit.pool.patients);
  importanceWeightsInto(fit.pool, point.marginals, weights);
  return {
    'fitted values': fit.values,
    weights,
    objective: [...data, ...prior, effectiveSampleSize, fit.iterations],
    predictions,
    derivatives: fit.objective.jacobian(fit.values).flatMap((row) => [...row]),
  };
}

/** All numbers of a result, in the order of its keys. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** Bit patterns in hexadecimal, by what they are. */
export function bitsOf(numbers: EngineNumbers): Record<string, string[]> {
  const number = new Float64Array(1);
  const bits = new BigUint64Array(number.buffer);
  const pattern = (value: number) => {
    // A NaN may have any payload
    if (Number.isNaN(value)) return 'NaN';
    number[0] = value;
    return bits[0]!.toString(16);
  };
  return Object.fromEntries(Object.entries(numbers).map(([name, values]) => [name, Array.from(values, pattern)]));
}
