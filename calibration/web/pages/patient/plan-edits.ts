import type { DosingCourse, Regimen } from '../../../../src/index.js';
import type { PlannedArm } from '../../../studies/patient/patient-model.js';

/** A course that is not given yet gets these values, which a reader then changes. */
const NEW_COURSE = { days: [1], cycleDays: 28, cycles: null, durationDays: 0.1 } as const;

/** A regimen with another list of courses of a drug; without any the drug is not given. */
export function withCoursesOf(regimen: Regimen, drug: string, courses: readonly DosingCourse[]): Regimen {
  const { [drug]: _, ...others } = regimen;
  if (courses.length === 0) return others;
  // A drug keeps its place, so that the model keeps its order
  return drug in regimen
    ? Object.fromEntries(Object.entries(regimen).map(([name, own]) => [name, name === drug ? courses : own]))
    : { ...others, [drug]: courses };
}

/** A regimen with one course changed. */
export function withCourse(regimen: Regimen, drug: string, index: number, course: DosingCourse): Regimen {
  return withCoursesOf(
    regimen,
    drug,
    (regimen[drug] ?? []).map((own, place) => (place === index ? course : own)),
  );
}

/** A regimen that gives a further drug, or a further course of one. */
export function withNewCourse(regimen: Regimen, drug: string, dose: number): Regimen {
  return withCoursesOf(regimen, drug, [...(regimen[drug] ?? []), { dose, ...NEW_COURSE }]);
}

/** A course with a day of its cycle on or off; the last day stays. */
export function withDayToggled(course: DosingCourse, day: number): DosingCourse {
  const days = course.days.includes(day) ? course.days.filter((own) => own !== day) : [...course.days, day];
  return days.length === 0 ? course : { ...course, days: days.sort((a, b) => a - b) };
}

/** A course with another length of its cycle; days behind its end go, and one stays. */
export function withCycleDays(course: DosingCourse, cycleDays: number): DosingCourse {
  const days = course.days.filter((day) => day <= cycleDays);
  return { ...course, cycleDays, days: days.length === 0 ? course.days.slice(0, 1).map(() => 1) : days };
}

/** A copy of an arm under a name that is free. */
export function copyOfArm(arm: PlannedArm, arms: readonly PlannedArm[]): PlannedArm {
  const taken = new Set(arms.map(({ name }) => name));
  let number = 2;
  while (taken.has(`${arm.name} ${number}`)) number += 1;
  return { ...arm, name: `${arm.name} ${number}`, label: `${arm.label} (${number})` };
}
