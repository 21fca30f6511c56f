import type { RandomStream } from '../../src/index.js';
import { ownValue } from '../../src/index.js';
import type { ArmCorrelations } from '../fit/objective/likelihood-rows.js';
import { deathCurve } from '../fit/problem.js';
import type { TrialRow } from '../targets/trial-row.js';
import { mapTables, type RecistRow, type TrialTables } from '../targets/trial-tables.js';
import { type ArmModel, survivalTime } from './arm-models.js';
import { drawnCourses } from './synthetic-courses.js';
import { drawnCurve, medianOf, normalCorrelation, patientNumbers } from './synthetic-patients.js';

/**
 * Trials of the same sizes as the original ones, simulated from a model: the tables expected if the model were true.
 *
 * Each trial's patients get a response class and a time of death; rates, curve and median are counted from them. Rows of one
 * trial and arm share their patients, of whom response is independent of survival, and a subset or subgroup is a part of the patients of its trial, the same part in every
 * table. Where a trial reports numbers at risk, the same numbers are followed in each interval and its curve is their product-limit
 * estimate; censoring that the tables do not report is not simulated.
 *
 * Progression-free survival and best responses are those of a patient of the pool who dies when this patient does (see `deathCourses`). Visits
 * of trials scatter around their days, and the fit reads medians accordingly: in a median, a visit is on any day of
 * its window.
 *
 * Patients of one trial and arm may be correlated: their uniform numbers then share a normal random effect, so that disease control,
 * and survival around the median, have the given correlations.
 *
 * @param tables - sizes, months, subsets
 * @param models - by arm
 * @param monthDays - days of a month of the tables
 * @param stream - uniforms
 * @param correlations - between patients of one trial, by arm; none by default
 */
export function syntheticTables(
  tables: TrialTables,
  models: Readonly<Record<string, ArmModel>>,
  monthDays: number,
  stream: RandomStream,
  correlations: Readonly<Record<string, ArmCorrelations>> = {},
): TrialTables {
  const known = mapTables(tables, (rows) => rows.filter(({ arm }) => ownValue(models, arm) !== undefined));
  const { medianTable, curveTable } = deathCurve;
  const [recist, medians, curves] = [known.recist, known[medianTable], known[curveTable]];
  const responseOf = patientNumbers(recist, stream, (arm) => {
    const [cr = 0, pr = 0, sd = 0] = models[arm]!.rates;
    return normalCorrelation(ownValue(correlations, arm)?.response ?? 0, cr + pr + sd);
  });
  const deathOf = patientNumbers([...medians, ...curves], stream, (arm) =>
    normalCorrelation(ownValue(correlations, arm)?.survival ?? 0, 0.5),
  );
  const monthsOf = (row: TrialRow) =>
    deathOf(row, row.n).map((number) => survivalTime(models[row.arm]!, 1 - number) / monthDays);
  const drawn = {
    recist: recist.map((row) => drawnRates(row, models[row.arm]!, responseOf(row, row.nEvaluable ?? row.n))),
    [medianTable]: medians.map((row) => ({ ...row, medianMonths: medianOf(monthsOf(row)) })),
    [curveTable]: curves.map((row) => drawnCurve(row, monthsOf(row))),
  };
  // Afterwards, so that response and survival are those without what visits show
  const courses = drawnCourses(known, models, monthDays, stream, correlations, (row, count) =>
    deathOf(row, count).map((number) => survivalTime(models[row.arm]!, 1 - number)),
  );
  return { ...known, ...drawn, ...courses };
}

function drawnRates(row: RecistRow, { rates }: ArmModel, numbers: readonly number[]): RecistRow {
  const counts = [0, 0, 0, 0];
  for (const number of numbers) {
    let left = number;
    const found = rates.findIndex((rate) => {
      left -= rate;
      return left < 0;
    });
    counts[found < 0 ? 3 : found]!++;
  }
  const [cr, pr, sd, pd] = counts.map((count) => (100 * count) / numbers.length) as [number, number, number, number];
  return { ...row, crPercent: cr, prPercent: pr, sdPercent: sd, pdPercent: pd };
}
