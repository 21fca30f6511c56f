import type { DosingCourse, DrugName, Regimen } from '../../../src/index.js';

/** The courses of a drug in a regimen; none where it is not given. */
export function coursesOf(regimen: Regimen, drug: string): readonly DosingCourse[] {
  return regimen[drug as DrugName] ?? [];
}

/** A regimen with other courses of one drug. */
export function withCourses(regimen: Regimen, drug: string, courses: readonly DosingCourse[]): Regimen {
  return { ...regimen, [drug]: courses };
}

/** Names of the drugs that regimens give, in order of appearance. */
export function drugsGivenBy(regimens: readonly Regimen[]): readonly string[] {
  return [...new Set(regimens.flatMap((regimen) => Object.keys(regimen)))];
}
