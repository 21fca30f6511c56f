import { InputError } from '../errors.js';

export type DrugName = 'tas102' | 'bevacizumab';

/** The states that hold a drug and the suffix of its rate constants. */
export const drugs: Readonly<Record<DrugName, { readonly label: string; readonly suffix: 'Chem' | 'Targ' }>> = {
  tas102: { label: 'TAS-102', suffix: 'Chem' },
  bevacizumab: { label: 'bevacizumab', suffix: 'Targ' },
};

export const drugNames = Object.keys(drugs) as readonly DrugName[];

/** One drug of a regimen: a rectangular input of `dose` over `durationDays`, at the days of each cycle. */
export interface DosingCourse {
  /** Amount per administration; dose units. */
  readonly dose: number;
  /** Days of the cycle on which an administration starts; day 1 is the first day of the cycle, at time 1 day. */
  readonly days: readonly number[];
  readonly cycleDays: number;
  /** Number of cycles; null repeats the cycle to the end of the simulation. */
  readonly cycles: number | null;
  /** Duration of the input; days. */
  readonly durationDays: number;
}

/** What a patient receives; a drug that is absent is not given. */
export type Regimen = Readonly<Partial<Record<DrugName, DosingCourse>>>;

/** One administration: input at a constant rate from `startDay` to `endDay`. */
export interface Administration {
  readonly startDay: number;
  readonly endDay: number;
  /** Input rate; dose units per day. */
  readonly rate: number;
}

/** Most administrations of a course that are simulated; ten a day for almost three years. */
const MOST_ADMINISTRATIONS = 10_000;

/**
 * Lists a course's administrations up to a horizon.
 *
 * @param course - dosing of one drug
 * @param horizonDays - end of the simulation; an administration that straddles it is cut there
 * @returns administrations in order of time, never overlapping
 * @throws InputError - when the course contradicts itself, or has more than 10,000 administrations up to the horizon
 */
export function administrationsOf(course: DosingCourse, horizonDays: number): readonly Administration[] {
  requireCourse(course, horizonDays);
  const { dose, days, cycleDays, cycles, durationDays } = course;
  const ordered = [...days].sort((a, b) => a - b);
  const list: Administration[] = [];
  const lastCycle = cycles ?? Math.ceil(horizonDays / cycleDays) + 1;
  for (let cycle = 0; cycle < lastCycle; cycle++) {
    for (const day of ordered) {
      const startDay = cycle * cycleDays + day;
      if (startDay >= horizonDays) return list;
      const endDay = Math.min(startDay + durationDays, horizonDays);
      list.push({ startDay, endDay, rate: dose / durationDays });
    }
  }
  return list;
}

/** Slack for days written in decimals: 0.1 + 0.2 is not 0.3. */
const ROUNDING_DAYS = 1e-9;

function requireCourse({ dose, days, cycleDays, cycles, durationDays }: DosingCourse, horizonDays: number): void {
  const require = (holds: boolean, where: string, required: string, got: unknown) => {
    if (!holds) throw new InputError(`regimen.${where}: ${required}; got ${String(got)}`);
  };
  require(Number.isFinite(dose) && dose >= 0, 'dose', 'must be a finite amount >= 0', dose);
  require(durationDays > 0 && Number.isFinite(durationDays), 'durationDays', 'must be > 0', durationDays);
  require(cycleDays > 0 && Number.isFinite(cycleDays), 'cycleDays', 'must be > 0', cycleDays);
  require(cycles === null ||
    (Number.isInteger(cycles) && cycles >= 0), 'cycles', 'must be a whole number >= 0 or null', cycles);
  require(days.length > 0, 'days', 'must name at least one day', '[]');
  const count = days.length * Math.min(cycles ?? Number.POSITIVE_INFINITY, Math.ceil(horizonDays / cycleDays));
  require(count <=
    MOST_ADMINISTRATIONS, 'cycleDays', `must give at most ${MOST_ADMINISTRATIONS} administrations in ${horizonDays} days`, `${cycleDays}, which gives ${count}`);
  const ordered = [...days].sort((a, b) => a - b);
  ordered.forEach((day, index) => {
    require(day >= 0 && Number.isFinite(day), `days[${index}]`, 'must be a day >= 0', day);
    const next = ordered[index + 1] ?? ordered[0]! + cycleDays;
    const last = index === ordered.length - 1;
    if (last && cycles === 1) return;
    require(day + durationDays <=
      next +
        ROUNDING_DAYS, `days[${index}]`, 'must end before the next administration starts', `${day} + ${durationDays} > ${next}`);
  });
}
