import type { ArmSpec, DosingCourse, Regimen } from '../../../src/index.js';
import type { OptimiseConfig } from '../../config/optimise-schema.js';
import { dayRanges } from './day-ranges.js';

/** What a patient receives, and until when. */
export interface Schedule {
  readonly regimen: Regimen;
  /** Whether progression ends the regimen. */
  readonly untilProgression: boolean;
  /** Days from the visit that shows progression to the end of the regimen; 0 where progression does not end it. */
  readonly delayDays: number;
  /** Regimen that starts then; null for none. */
  readonly next: Regimen | null;
}

/** The schedule of an arm. */
export function scheduleOfArm({ regimen, untilProgression }: Pick<ArmSpec, 'regimen' | 'untilProgression'>): Schedule {
  return {
    regimen,
    untilProgression: untilProgression !== null,
    delayDays: untilProgression?.delayDays ?? 0,
    next: untilProgression?.next ?? null,
  };
}

/** The arm of a schedule. */
export function toArm(
  name: string,
  { regimen, untilProgression, delayDays, next }: Schedule,
  visits: readonly number[],
): ArmSpec {
  return { name, regimen, visits, untilProgression: untilProgression ? { delayDays, next } : null };
}

/**
 * A schedule with the changes of a configuration.
 *
 * @param base - what holds where the configuration names nothing
 * @param regimens - by name
 */
export function changedSchedule(
  base: Schedule,
  { regimen, untilProgression, stopDelayDays, afterProgression }: OptimiseConfig['schedule'],
  regimens: Readonly<Record<string, Regimen>>,
): Schedule {
  return {
    regimen: regimen === undefined ? base.regimen : regimens[regimen]!,
    untilProgression: untilProgression ?? base.untilProgression,
    delayDays: stopDelayDays ?? base.delayDays,
    next: afterProgression === undefined ? base.next : afterProgression === null ? null : regimens[afterProgression]!,
  };
}

/** What a reader needs to know of a drug. */
export type DrugText = (drug: string) => { readonly label: string; readonly doseUnit: string };

/** What is given, one sentence for each course, and what ends it. */
export function scheduleSentences(
  { regimen, untilProgression, delayDays, next }: Schedule,
  textOf: DrugText,
): readonly string[] {
  const given = regimenSentences(regimen, textOf);
  const stop = delayDays === 0 ? 'until progression' : `until ${delayDays} days after progression`;
  return [
    ...(given.length === 0 ? ['no drug'] : given),
    untilProgression ? stop : 'whether or not progression shows',
    ...(untilProgression && next !== null
      ? regimenSentences(next, textOf).map((sentence) => `after progression ${sentence}`)
      : []),
  ];
}

function regimenSentences(regimen: Regimen, textOf: DrugText): readonly string[] {
  return Object.entries(regimen).flatMap(([drug, courses]) => {
    const { label, doseUnit } = textOf(drug);
    return courses.map((course) => `${label}: ${courseText(course, doseUnit)}`);
  });
}

/** Digits of a dose that a reader is shown. */
const DOSE_DIGITS = 5;

function courseText(course: DosingCourse, doseUnit: string): string {
  const { dose, days, cycleDays, cycles, startDay = 0, loadingDose } = course;
  const amount = (value: number) => String(Number(value.toPrecision(DOSE_DIGITS)));
  const perBody = course.per === undefined ? doseUnit : `${doseUnit}/${course.per}`;
  return [
    `${amount(dose)} ${perBody} ${timesText(days, cycleDays)}`,
    ...(loadingDose === undefined ? [] : [`first dose ${amount(loadingDose)}`]),
    ...(startDay === 0 ? [] : [`delayed by ${startDay} days`]),
    ...(cycles === null ? [] : [`${cycles} cycle${cycles === 1 ? '' : 's'}`]),
  ].join(', ');
}

function timesText(days: readonly number[], cycleDays: number): string {
  if (cycleDays === 1 && days.length === 1) return 'every day';
  return `on day${days.length > 1 ? 's' : ''} ${dayRanges(days)} of every ${cycleDays} days`;
}
