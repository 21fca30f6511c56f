import { tumorCells } from '../../../../src/index.js';

/** Daily states of a patient in an arm. */
export interface PatientCourse {
  readonly patient: string;
  readonly arm: string;
  readonly days: readonly number[];
  /** Of each state, a value per day. */
  readonly states: Readonly<Record<string, readonly number[]>>;
}

/** Columns before the states. */
const NAMES = 3;

/**
 * Courses from records of `trajectories.csv`.
 *
 * @param table - cells, header first: patient, arm, day, states
 * @returns one course per patient and arm, in the order of the table
 */
export function patientCourses([header = [], ...cells]: readonly (readonly string[])[]): readonly PatientCourse[] {
  const names = header.slice(NAMES);
  const courses = new Map<string, { patient: string; arm: string; days: number[]; states: Record<string, number[]> }>();
  for (const [patient = '', arm = '', day, ...values] of cells) {
    const key = `${patient}\n${arm}`;
    const found = courses.get(key);
    const course = found ?? { patient, arm, days: [], states: Object.fromEntries(names.map((name) => [name, []])) };
    if (found === undefined) courses.set(key, course);
    course.days.push(Number(day));
    names.forEach((name, index) => {
      course.states[name]!.push(Number(values[index]));
    });
  }
  return [...courses.values()];
}

/** Tumor of a course by day: all its cells; cell/L. */
export function tumorOf({ days, states }: PatientCourse): readonly number[] {
  return days.map((_, index) => tumorCells.reduce((sum, cell) => sum + (states[cell]?.[index] ?? 0), 0));
}
