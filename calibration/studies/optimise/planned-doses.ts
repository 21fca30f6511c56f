import {
  administrationsOfAll,
  amountFor,
  amountOf,
  type BodySize,
  type DosingCourse,
  type Regimen,
  unitsOfBody,
  withDose,
} from '../../../src/index.js';
import type { PlannedMeasure } from '../../config/optimise-quantities.js';
import { coursesOf, withCourses } from './drug-courses.js';

/** Days of the period that dose intensities are stated for. */
export const INTENSITY_DAYS = 28;

/** The body that planned doses per kilogram or square meter are stated for. */
export const STANDARD_BODY: BodySize = { weightKg: 70, heightCm: 170 };

/**
 * What a regimen plans of one drug, whatever happens to the patient.
 *
 * - `planned_dose`: all administrations up to the horizon.
 * - `dose_per_cycle`: dose times days of a cycle, added up over courses; loading doses are not counted.
 * - `dose_intensity`: the same for {@link INTENSITY_DAYS} days while courses last.
 *
 * Doses per kilogram or square meter are those of {@link STANDARD_BODY}.
 *
 * @param regimen - courses of each drug
 * @param drug - name of the drug
 * @param horizonDays - end of the simulation
 * @returns dose units; 0 where the drug is not given
 */
export function plannedDose(measure: PlannedMeasure, regimen: Regimen, drug: string, horizonDays: number): number {
  const courses = coursesOf(regimen, drug);
  if (courses.length === 0) return 0;
  if (measure === 'planned_dose') {
    const given = administrationsOfAll(courses, horizonDays);
    return given.reduce((sum, administration) => sum + amountFor(amountOf(administration), STANDARD_BODY), 0);
  }
  return courses.reduce((sum, course) => {
    const perCycle = standardDose(course) * course.days.length;
    return sum + (measure === 'dose_per_cycle' ? perCycle : (perCycle * INTENSITY_DAYS) / course.cycleDays);
  }, 0);
}

/** Dose of an administration for the standard body; dose units. */
function standardDose({ dose, per }: DosingCourse): number {
  return per === undefined ? dose : dose * unitsOfBody(per, STANDARD_BODY);
}

/** A quantity that is kept equal to that of the reference by the dose. */
export interface HeldDose {
  readonly measure: PlannedMeasure;
  readonly drug: string;
  /** Bounds on the dose of an administration; dose units. */
  readonly least: number;
  readonly most: number;
  /** The value of the reference. */
  readonly value: number;
  /** Whether first doses stay as they are, because a variable sets them; otherwise they keep their ratio to the dose. */
  readonly keepsLoading: boolean;
}

/**
 * A regimen whose doses of one drug are multiplied by the factor that gives a planned measure its value.
 *
 * The measure is a + b times the factor, with a from first doses that stay, so that two evaluations determine it.
 *
 * @returns the regimen, or why there is none
 */
export function withHeldDose(
  regimen: Regimen,
  { measure, drug, least, most, value, keepsLoading }: HeldDose,
  horizonDays: number,
): { readonly regimen: Regimen } | { readonly impossible: string } {
  const courses = coursesOf(regimen, drug);
  const scaled = (factor: number) =>
    withCourses(
      regimen,
      drug,
      courses.map((course) =>
        keepsLoading ? { ...course, dose: course.dose * factor } : withDose(course, course.dose * factor),
      ),
    );
  const held = (factor: number) => plannedDose(measure, scaled(factor), drug, horizonDays);
  const [without, once] = [held(0), held(1)];
  if (!(once > without)) return { impossible: `hold ${measure}.${drug}: must have doses to change; got none` };
  const factor = (value - without) / (once - without);
  const outside = courses.map(({ dose }) => dose * factor).find((dose) => !(dose >= least && dose <= most));
  if (outside === undefined) return { regimen: scaled(factor) };
  return { impossible: `hold ${measure}.${drug}: must need a dose in [${least}, ${most}]; got one outside` };
}
