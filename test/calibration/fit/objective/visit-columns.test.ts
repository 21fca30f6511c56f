// Evidence: central differences · slow oracle (endpoints of the same patients as a cohort of equal weights; deaths drawn one by one).
import { describe, expect, it } from 'vitest';
import { endpointNames, endpoints } from '../../../../calibration/endpoints/endpoints.js';
import { readOutcome } from '../../../../calibration/endpoints/read-outcome.js';
import { buildProblem } from '../../../../calibration/fit/build-problem.js';
import { armOutcome } from '../../../../calibration/fit/cohort-outcome.js';
import { poolObjective } from '../../../../calibration/fit/objective/pool-objective.js';
import {
  endpointProblem,
  predictedEndpoints,
  readEndpoints,
} from '../../../../calibration/fit/objective/pooled-endpoints.js';
import { type FitProblem, toFitPoint } from '../../../../calibration/fit/problem.js';
import { deathMixture } from '../../../../calibration/fit/survival/death-parameters.js';
import { hazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';
import { joinPools, type MixturePool } from '../../../../calibration/pool/mixture-pool.js';
import { clinicalTargets } from '../../../../calibration/targets/clinical-targets.js';
import {
  baselineTumorDensity,
  defaultAssessmentRules,
  eachSurvival,
  emptyArmRecord,
  medianBetweenVisitsDays,
  randomStream,
} from '../../../../src/index.js';
import { HORIZON, MONTH, toyArmNames, toyBurden, toyMarginals, toyPool, toySpec } from '../toy-model.js';
import { toySettings } from '../toy-problem.js';
import { allWeights, regularVisits, visitSize, visitTargets, withVisits } from '../visit-problem.js';
import { bestResponseRow, medianRow, survivalRow, toyTables } from './trial-tables.js';

const marginals = toyMarginals();
const gridDays = hazardGrid([], HORIZON).days;
const visits = Object.fromEntries(toyArmNames.map((arm) => [arm, regularVisits]));
const settings = toySettings({ targetWeights: allWeights, visits });
const tables = {
  ...toyTables,
  medianPfs: [medianRow({ trial: 'B', arm: 'control', n: 60, medianMonths: 2.1 })],
  pfs: toyArmNames.map((arm) =>
    survivalRow({ trial: 'A', arm, n: 120, months: [0, 2, 3.68, 6], percent: [100, 62, 40, 22] }),
  ),
  bestResponse: [
    bestResponseRow({ trial: 'A', arm: 'control', n: 120, crPercent: 1, prPercent: 9, sdPercent: 42, pdPercent: 48 }),
    bestResponseRow({ trial: 'A', arm: 'treated', n: 80, nePercent: 6, pdPercent: 44 }),
  ],
};
const problems: Readonly<Record<string, FitProblem>> = {
  'pooled endpoints': buildProblem(visitTargets(), settings),
  "the trials' counts": buildProblem(clinicalTargets(tables, toyArmNames), settings, {
    tables,
    overdispersion: 'estimated',
  }),
};

/** Two proposals; weights are calibrated where there are more than 20 patients per control. */
function mixture(patients: number): MixturePool {
  const far = marginals.map((marginal) => ({ ...marginal, alpha: marginal.alpha * 1.2 }));
  const pool = joinPools([
    toyPool({ marginals, patients, gridDays }),
    toyPool({ marginals: far, patients: Math.ceil(patients / 10), gridDays, seed: '1' }),
  ]);
  return withVisits(pool);
}

const moved = ({ parameters }: FitProblem) =>
  parameters.map(({ start, role }, index) => start + (role.kind === 'shape' ? 0.15 * Math.sin(index) : 0.1));

/** Relative to the largest derivative of the row: the third derivative times the square of the step, and rounding over the step. */
const STEP = 1e-5;
const DIFFERENCE_ERROR = 1e-6;

describe.each(Object.keys(problems))('derivatives of what visits show, %s', (name) => {
  const problem = problems[name]!;

  it('has residuals of progression-free survival, its median and best response in every arm', () => {
    const kinds = new Set(problem.columns.map(({ column }) => column.kind));
    expect([...kinds].sort()).toEqual(['best', 'pfs', 'pfs-between', 'response', 'survival']);
  });

  it.each([70, 150])('are central differences of every residual, %i patients', (patients) => {
    const objective = poolObjective(problem, mixture(patients));
    const values = moved(problem);
    const rows = objective.jacobian(values);
    const residuals = objective.evaluate(values).data.length;
    const differences = values.map((_, parameter) => {
      const [above, below] = [STEP, -STEP].map(
        (shift) => objective.evaluate(values.map((value, k) => (k === parameter ? value + shift : value))).data,
      ) as [Float64Array, Float64Array];
      return above.map((value, row) => (value - below[row]!) / (2 * STEP));
    });
    for (let row = 0; row < residuals; row++) {
      const scale = Math.max(1, ...rows[row]!.map(Math.abs));
      values.forEach((_, parameter) => {
        expect(Math.abs(rows[row]![parameter]! - differences[parameter]![row]!)).toBeLessThan(DIFFERENCE_ERROR * scale);
      });
    }
  });
});

describe('endpoints of a pool', () => {
  const PATIENTS = 70;
  const pool = withVisits(joinPools([toyPool({ marginals, patients: PATIENTS, gridDays })]));
  const problem = problems['pooled endpoints']!;
  const values = problem.parameters.map(({ start }) => start);
  const { death } = toFitPoint(problem, values);

  it.each(toyArmNames)('are those of its patients as a cohort, where all weigh the same: %s', (name) => {
    const arm = emptyArmRecord(toySpec, PATIENTS, regularVisits);
    const days = HORIZON + 1;
    arm.status.fill(1);
    arm.baselineTumor.fill(baselineTumorDensity);
    arm.baselineVolumeCm3.fill(2);
    for (let patient = 0; patient < PATIENTS; patient++) {
      const [response, growth] = [0, 1].map((k) => Math.exp(pool.logX[2 * patient + k]!)) as [number, number];
      arm.tri[patient] = [-1, -0.5, 0, 1][pool.response[name]![patient]!]!;
      for (let day = 0; day < days; day++) arm.burden[patient * days + day] = toyBurden(growth, name, day);
      const slower = growth * (name === 'control' ? 1 : 0.6);
      arm.visitTumor.set(
        regularVisits.map((day) => baselineTumorDensity * visitSize(response, slower, day)),
        patient * regularVisits.length,
      );
    }
    const { outcome, progressionFree } = armOutcome(arm, deathMixture(settings.deathForm, death[name]!), {
      horizonDays: HORIZON,
      monthDays: MONTH,
      responseRule: 'volume',
      visits: regularVisits,
      assessment: defaultAssessmentRules,
    });
    const median = { control: outcome.median_os_months! * MONTH, treated: outcome.median_os_months! * MONTH };
    const found = predictedEndpoints(problem, pool, values, median)[name]!;
    const betweenVisits = medianBetweenVisitsDays(progressionFree, regularVisits)! / MONTH;
    for (const endpoint of endpoints) {
      const value = endpoint.name === 'median_pfs' ? betweenVisits : readOutcome(endpoint, outcome).value!;
      // The grid of the hazard: a hundredth of a point; and interpolation of a median
      const most = endpoint.kind === 'median' ? 2e-3 : 2e-2;
      expect(Math.abs(found[endpoint.name] - value), endpoint.name).toBeLessThan(most);
    }
    expect(outcome.median_pfs_months).toBeLessThan(outcome.median_os_months!);
    expect(outcome.bor.dcr).toBeGreaterThan(10);
  });

  it('are shares of patients whose deaths are drawn', { tags: 'full/oracles' }, () => {
    const DRAWN = 100_000;
    const asked = endpointProblem(problem, { control: 200, treated: 250 });
    const read = readEndpoints(asked, poolObjective(asked.problem, pool).evaluate(values).predictions);
    const days = HORIZON + 1;
    toyArmNames.forEach((name, armIndex) => {
      const burden = new Float32Array(PATIENTS * days);
      for (let patient = 0; patient < PATIENTS; patient++) {
        const growth = Math.exp(pool.logX[2 * patient + 1]!);
        for (let day = 0; day < days; day++) burden[patient * days + day] = toyBurden(growth, name, day);
      }
      const alive: Float64Array[] = [];
      eachSurvival(burden, days, deathMixture(settings.deathForm, death[name]!), (_, survival) => {
        alive.push(survival.slice());
      });
      const stream = randomStream({ seed: '7', streamName: name, index: 0 });
      const { progressionDay, runningBest } = pool.courses[name]!;
      const counts = new Map<string, number>();
      const count = (endpoint: string) => counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
      for (let drawn = 0; drawn < DRAWN; drawn++) {
        const patient = drawn % PATIENTS;
        const uniform = stream();
        // Dead on the first day at which fewer are alive
        const found = alive[patient]!.findIndex((share) => share < uniform);
        const deathDay = found < 0 ? Number.POSITIVE_INFINITY : found;
        for (const month of [3, 3.68, 6, 9, 12]) {
          const whole = Math.floor(month * MONTH);
          if (deathDay > whole && progressionDay[patient]! > month * MONTH) count(`pfs_${month}`);
        }
        const seen = regularVisits.filter((visit) => visit < deathDay).length;
        const best = seen === 0 ? 4 : runningBest[patient * regularVisits.length + seen - 1]!;
        count(['bor_cr', 'bor_pr', 'bor_sd', 'bor_pd', 'bor_ne'][best]!);
      }
      for (const endpoint of ['pfs_3', 'pfs_3.68', 'pfs_6', 'pfs_9', 'bor_pr', 'bor_sd', 'bor_pd', 'bor_ne'] as const) {
        const share = read[armIndex * endpointNames.length + endpointNames.indexOf(endpoint)]!.value / 100;
        const error = Math.sqrt((share * (1 - share)) / DRAWN);
        // Four standard errors, and half a day of deaths that a whole day leaves out
        expect(Math.abs((counts.get(endpoint) ?? 0) / DRAWN - share), `${name} ${endpoint}`).toBeLessThan(
          4 * error + 0.0015,
        );
      }
    });
  });
});
