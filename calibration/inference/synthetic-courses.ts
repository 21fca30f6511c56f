import { assessedClasses, ownValue, type RandomStream } from '../../src/index.js';
import { curves } from '../endpoints/curves.js';
import type { ArmCorrelations } from '../fit/objective/likelihood-rows.js';
import type { TrialRow } from '../targets/trial-row.js';
import type { BestResponseRow, MedianRow, SurvivalRow, TrialTables } from '../targets/trial-tables.js';
import type { ArmModel } from './arm-models.js';
import { drawnCurve, medianOf, normalCorrelation, patientNumbers } from './synthetic-patients.js';

const { medianTable, curveTable } = curves.pfs;

/** One patient of a simulated trial: days of the event of progression-free survival, and best response. */
interface TrialPatient {
  /** Day of the visit that shows progression, or of death. */
  readonly eventDay: number;
  /** The same with the visit on any day of its window. */
  readonly scatteredDay: number;
  readonly best: number;
}

/**
 * Tables of what visits show, for patients whose days of death are known.
 *
 * @param tables - sizes, months, subsets; of arms that have a model
 * @param models - by arm; rows of an arm whose model has no visits stay as they are
 * @param monthDays - days of a month of the tables
 * @param stream - uniforms
 * @param correlations - between patients of one trial, by arm
 * @param deathsOf - days of death of the patients of a row
 */
export function drawnCourses(
  tables: TrialTables,
  models: Readonly<Record<string, ArmModel>>,
  monthDays: number,
  stream: RandomStream,
  correlations: Readonly<Record<string, ArmCorrelations>>,
  deathsOf: (row: TrialRow, count: number) => readonly number[],
): Pick<TrialTables, typeof medianTable | typeof curveTable | 'bestResponse'> {
  const [medians, landmarks, best] = [tables[medianTable], tables[curveTable], tables.bestResponse];
  const numbersOf = patientNumbers([...medians, ...landmarks, ...best], stream, (arm) =>
    normalCorrelation(ownValue(correlations, arm)?.pfs ?? 0, 0.5),
  );
  const scatterOf = patientNumbers([...medians], stream, () => 0);
  const patientsOf = (row: TrialRow, count: number, scatters: boolean): readonly TrialPatient[] | null => {
    const { progression } = models[row.arm]!;
    if (progression === undefined) return null;
    const courses = progression.courses();
    const [deaths, numbers] = [deathsOf(row, count), numbersOf(row, count)];
    const scatter = scatters ? scatterOf(row, count) : null;
    return deaths.map((death, patient) => {
      const { progressionDay, window, best: found } = courses.draw(death, numbers[patient]!);
      const progressed = progressionDay < death;
      const [from, to] = window;
      const visitDay = from === to ? from : from + (scatter?.[patient] ?? 0.5) * (to - from);
      return {
        eventDay: progressed ? progressionDay : death,
        scatteredDay: Math.min(visitDay, death),
        best: found,
      };
    });
  };
  const months = (patients: readonly TrialPatient[], day: 'eventDay' | 'scatteredDay') =>
    patients.map((patient) => patient[day] / monthDays);
  return {
    [medianTable]: medians.map((row): MedianRow => {
      const patients = patientsOf(row, row.n, true);
      return patients === null ? row : { ...row, medianMonths: medianOf(months(patients, 'scatteredDay')) };
    }),
    [curveTable]: landmarks.map((row): SurvivalRow => {
      const patients = patientsOf(row, row.n, false);
      return patients === null ? row : drawnCurve(row, months(patients, 'eventDay'));
    }),
    bestResponse: best.map((row): BestResponseRow => {
      const patients = patientsOf(row, row.nEvaluable ?? row.n, false);
      return patients === null ? row : countedBest(row, patients);
    }),
  } as Pick<TrialTables, typeof medianTable | typeof curveTable | 'bestResponse'>;
}

/** Patients who were not evaluable are among PD where the row does not state them. */
function countedBest(row: BestResponseRow, patients: readonly TrialPatient[]): BestResponseRow {
  const [cr, pr, sd, pd, ne] = assessedClasses.map(
    (_, index) => (100 * patients.filter(({ best }) => best === index).length) / patients.length,
  ) as [number, number, number, number, number];
  const apart = row.nePercent !== null;
  return {
    ...row,
    crPercent: cr,
    prPercent: pr,
    sdPercent: sd,
    pdPercent: apart ? pd : pd + ne,
    nePercent: apart ? ne : null,
  };
}
