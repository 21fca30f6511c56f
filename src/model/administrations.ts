import { InputError } from '../errors.js';
import { type DoseAmount, type DoseBasis, doseBases } from './body-size.js';
import type { DrugName } from './drugs/drug-definition.js';
import type { DosingCourse, Regimen } from './regimens.js';

/** One administration: input at a constant rate from `startDay` to `endDay`, or a bolus at `startDay`. */
export interface Administration {
  readonly startDay: number;
  /** The start of a bolus. */
  readonly endDay: number;
  /** Input rate; dose units per day; 0 for a bolus. */
  readonly rate: number;
  /** Amount that enters at once; dose units; absent for an infusion. */
  readonly bolus?: number;
  /** What rate and bolus are per; absent where they are the same for every patient. */
  readonly per?: DoseBasis;
}

/** Most administrations of a course that are simulated; ten a day for almost three years. */
const MOST_ADMINISTRATIONS = 10_000;

/** Slack for days written in decimals: 0.1 + 0.2 is not 0.3. */
const ROUNDING_DAYS = 1e-9;

/**
 * Lists a course's administrations up to a horizon.
 *
 * @param course - dosing of one drug
 * @param horizonDays - end of the simulation; an infusion that straddles it is cut there
 * @returns administrations in order of their start; they may overlap
 * @throws InputError - when the course contradicts itself, or has more than 10,000 administrations up to the horizon
 */
export function administrationsOf(course: DosingCourse, horizonDays: number): readonly Administration[] {
  requireCourse(course, horizonDays);
  const { dose, days, cycleDays, cycles, startDay: offset = 0, loadingDose = dose } = course;
  const ordered = [...days].sort((a, b) => a - b);
  const list: Administration[] = [];
  const lastCycle = cycles ?? Math.ceil(horizonDays / cycleDays) + 1;
  for (let cycle = 0; cycle < lastCycle && offset + cycle * cycleDays + ordered[0]! < horizonDays; cycle++) {
    for (const day of ordered) {
      const startDay = offset + cycle * cycleDays + day;
      if (startDay >= horizonDays) break;
      list.push(administration(course, list.length === 0 ? loadingDose : dose, startDay, horizonDays));
    }
  }
  return list.sort((a, b) => a.startDay - b.startDay);
}

function administration(
  { durationDays, per }: DosingCourse,
  dose: number,
  startDay: number,
  horizonDays: number,
): Administration {
  const basis = per === undefined ? {} : { per };
  if (durationDays === 0) return { startDay, endDay: startDay, rate: 0, bolus: dose, ...basis };
  return { startDay, endDay: Math.min(startDay + durationDays, horizonDays), rate: dose / durationDays, ...basis };
}

/** Administrations of one drug by all of its courses, in order of their start. */
export function administrationsOfAll(courses: readonly DosingCourse[], horizonDays: number): readonly Administration[] {
  return courses.flatMap((course) => administrationsOf(course, horizonDays)).sort((a, b) => a.startDay - b.startDay);
}

/** Whether an administration gives anything. */
export function givesDose({ rate, bolus = 0 }: Administration): boolean {
  return rate > 0 || bolus > 0;
}

/** What an administration gives; dose units, or dose units per kilogram or square meter. */
export function amountOf({ startDay, endDay, rate, bolus = 0, per }: Administration): DoseAmount {
  const amount = bolus + rate * (endDay - startDay);
  return {
    fixed: per === undefined ? amount : 0,
    perKg: per === 'kg' ? amount : 0,
    perM2: per === 'm2' ? amount : 0,
  };
}

/** Drugs that a regimen names, in its order; a drug may be named without being given before the horizon. */
export function drugsOfRegimen(regimen: Regimen): readonly DrugName[] {
  return Object.keys(regimen).filter((drug) => regimen[drug] !== undefined);
}

/**
 * The first two administrations of one drug that run at the same time, so that their rates add up.
 *
 * @param administrations - in order of their start
 * @returns the earlier and the later one; undefined where each ends before the next starts
 */
export function firstOverlap(
  administrations: readonly Administration[],
): readonly [Administration, Administration] | undefined {
  let running: Administration | undefined;
  for (const next of administrations) {
    if (running !== undefined) {
      const together = next.startDay === running.startDay && next.endDay === running.endDay;
      if (together || next.startDay + ROUNDING_DAYS < running.endDay) return [running, next];
    }
    if (running === undefined || next.endDay >= running.endDay) running = next;
  }
  return undefined;
}

function requireCourse(course: DosingCourse, horizonDays: number): void {
  const { dose, days, cycleDays, cycles, durationDays, startDay = 0, loadingDose = dose, per } = course;
  const require = (holds: boolean, where: string, required: string, got: unknown) => {
    if (!holds) throw new InputError(`regimen.${where}: ${required}; got ${String(got)}`);
  };
  const requireNumber = (name: string, value: number, required: string) =>
    require(Number.isFinite(value) && value >= 0, name, required, value);
  requireNumber('dose', dose, 'must be a finite amount >= 0');
  requireNumber('loadingDose', loadingDose, 'must be a finite amount >= 0');
  requireNumber('startDay', startDay, 'must be a day >= 0');
  requireNumber('durationDays', durationDays, 'must be a time >= 0, 0 for a bolus');
  require(per === undefined || doseBases.includes(per), 'per', `must be one of ${doseBases.join(', ')}`, per);
  require(cycleDays > 0 && Number.isFinite(cycleDays), 'cycleDays', 'must be > 0', cycleDays);
  require(cycles === null ||
    (Number.isInteger(cycles) && cycles >= 0), 'cycles', 'must be a whole number >= 0 or null', cycles);
  require(days.length > 0, 'days', 'must name at least one day', '[]');
  for (const [index, day] of days.entries()) requireNumber(`days[${index}]`, day, 'must be a day >= 0');
  const cyclesBegun = Math.ceil(Math.max(0, horizonDays - startDay) / cycleDays);
  const count = days.length * Math.min(cycles ?? Number.POSITIVE_INFINITY, cyclesBegun);
  require(count <=
    MOST_ADMINISTRATIONS, 'cycleDays', `must give at most ${MOST_ADMINISTRATIONS} administrations in ${horizonDays} days`, `${cycleDays}, which gives ${count}`);
}
