import { type Administration, administrationsOfAll, drugsOfRegimen } from '../model/administrations.js';
import { type BodySize, type DoseAmount, type DoseBasis, doseBases, unitsOfBody } from '../model/body-size.js';
import type { DrugName } from '../model/drugs/drug-definition.js';
import type { Regimen } from '../model/regimens.js';

/** An amount of each drug of a plan. */
export type AmountByDrug = Readonly<Record<DrugName, number>>;

/** A stretch of time in which all inputs are constant. */
export interface DoseSegment {
  readonly startDay: number;
  readonly endDay: number;
  /** Input rate of each drug; dose units per day. */
  readonly input: AmountByDrug;
  /** Amount of each drug that enters at once at the start; dose units; absent where none does. */
  readonly bolus?: AmountByDrug;
}

/** What is given, and when. */
export interface DosePlan {
  readonly segments: readonly DoseSegment[];
  /** Amount of each drug that the regimen schedules up to the horizon; dose units. */
  readonly scheduled: AmountByDrug;
  /**
   * What a body adds per kilogram or square meter, in the same segments; absent where no dose depends on the body.
   *
   * @see planForBody
   */
  readonly perBody?: Readonly<Partial<Record<DoseBasis, DosePlan>>>;
}

/** Administrations of each drug, in order of their start. */
export type Administrations = Readonly<Record<DrugName, readonly Administration[]>>;

/**
 * Cuts the time axis at every dose start and dose end, so that no step of the solver can jump over one.
 *
 * @param regimen - what is given
 * @param horizonDays - end of the simulation
 * @param cuts - further days at which a segment ends
 * @returns segments that cover [0, horizon] without gap, and the scheduled amounts
 * @throws InputError - when a course contradicts itself
 */
export function dosePlan(regimen: Regimen, horizonDays: number, cuts: readonly number[] = []): DosePlan {
  return planOf(regimenAdministrations(regimen, horizonDays), [0, ...cuts, horizonDays]);
}

/**
 * All administrations of a regimen up to a horizon; an infusion that straddles it is cut there.
 *
 * @throws InputError - when a course contradicts itself
 */
export function regimenAdministrations(regimen: Regimen, horizonDays: number): Administrations {
  return byDrug(drugsOfRegimen(regimen), (drug) => administrationsOfAll(regimen[drug] ?? [], horizonDays));
}

/** A value for each drug. */
export function byDrug<Value>(
  drugs: readonly DrugName[],
  read: (drug: DrugName) => Value,
): Readonly<Record<DrugName, Value>> {
  return Object.fromEntries(drugs.map((drug) => [drug, read(drug)]));
}

/** The drugs of a record. */
export function drugsOf(record: Readonly<Record<DrugName, unknown>>): readonly DrugName[] {
  return Object.keys(record);
}

/**
 * The plan of some administrations.
 *
 * @param administrations - in order of their start; those of one drug may overlap, and their rates add up then
 * @param days - ends of the time axis and further days at which a segment ends
 * @returns segments between the days, the starts and the ends; the scheduled amounts are those of all administrations
 */
export function planOf(administrations: Administrations, days: readonly number[]): DosePlan {
  const times = edgesOf(administrations, days);
  const part = (basis: DoseBasis | undefined): DosePlan => {
    const own = byDrug(drugsOf(administrations), (drug) => administrations[drug]!.filter(({ per }) => per === basis));
    return { segments: segmentsBetween(times, own), scheduled: amountsOf(own) };
  };
  const bases = doseBases.filter((basis) =>
    Object.values(administrations).some((list) => list.some(({ per }) => per === basis)),
  );
  const fixed = part(undefined);
  return bases.length === 0 ? fixed : { ...fixed, perBody: Object.fromEntries(bases.map((at) => [at, part(at)])) };
}

/**
 * The plan of one patient.
 *
 * @param plan - with the amounts that depend on the body
 * @param body - of the patient
 * @returns the plan with all amounts in dose units; `plan` itself where nothing depends on the body
 */
export function planForBody(plan: DosePlan, body: BodySize): DosePlan {
  const { perBody } = plan;
  if (perBody === undefined) return plan;
  const parts = doseBases.flatMap((basis) => {
    const own = perBody[basis];
    return own === undefined ? [] : [{ own, units: unitsOfBody(basis, body) }];
  });
  const total = (fixed: AmountByDrug, further: readonly AmountByDrug[]) =>
    byDrug(drugsOf(fixed), (drug) =>
      parts.reduce((sum, { units }, at) => sum + units * (further[at]![drug] ?? 0), fixed[drug]!),
    );
  const nothing = byDrug(drugsOf(plan.scheduled), () => 0);
  return {
    scheduled: total(
      plan.scheduled,
      parts.map(({ own }) => own.scheduled),
    ),
    segments: plan.segments.map(({ startDay, endDay, input, bolus }, index) => {
      const segments = parts.map(({ own }) => own.segments[index]!);
      const isBolus = bolus !== undefined || segments.some((own) => own.bolus !== undefined);
      return {
        startDay,
        endDay,
        input: total(
          input,
          segments.map((own) => own.input),
        ),
        ...(isBolus
          ? {
              bolus: total(
                bolus ?? nothing,
                segments.map((own) => own.bolus ?? nothing),
              ),
            }
          : {}),
      };
    }),
  };
}

/** What the plan schedules of a drug. */
export function scheduledAmount({ scheduled, perBody }: DosePlan, drug: DrugName): DoseAmount {
  return {
    fixed: scheduled[drug] ?? 0,
    perKg: perBody?.kg?.scheduled[drug] ?? 0,
    perM2: perBody?.m2?.scheduled[drug] ?? 0,
  };
}

/** Amount of each drug in its own basis; dose units. */
function amountsOf(administrations: Administrations): AmountByDrug {
  return byDrug(drugsOf(administrations), (drug) => {
    let amount = 0;
    for (const { startDay, endDay, rate, bolus = 0 } of administrations[drug]!) {
      amount += bolus + rate * (endDay - startDay);
    }
    return amount;
  });
}

/** Ends of segments; ascending. */
function edgesOf(administrations: Administrations, days: readonly number[]): readonly number[] {
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const edges = new Set(days);
  for (const list of Object.values(administrations)) {
    for (const { startDay, endDay } of list) {
      for (const edge of [startDay, endDay]) if (edge > first && edge < last) edges.add(edge);
    }
  }
  return [...edges].sort((a, b) => a - b);
}

function segmentsBetween(times: readonly number[], administrations: Administrations): readonly DoseSegment[] {
  const drugs = drugsOf(administrations);
  const courses = drugs.map((drug) => ({ drug, list: administrations[drug]!, next: 0 }));
  const boluses = bolusesOf(administrations);
  return times.slice(0, -1).map((startDay, index) => {
    const input = courses.map((course): [DrugName, number] => {
      const { list } = course;
      while (course.next < list.length && list[course.next]!.endDay <= startDay) course.next++;
      let rate = 0;
      for (let at = course.next; at < list.length && list[at]!.startDay <= startDay; at++) {
        if (list[at]!.endDay > startDay) rate += list[at]!.rate;
      }
      return [course.drug, rate];
    });
    const bolus = boluses.get(startDay);
    return {
      startDay,
      endDay: times[index + 1]!,
      input: Object.fromEntries(input),
      ...(bolus === undefined ? {} : { bolus }),
    };
  });
}

/** Amounts that enter at once, by their time. */
function bolusesOf(administrations: Administrations): ReadonlyMap<number, AmountByDrug> {
  const drugs = drugsOf(administrations);
  const boluses = new Map<number, Record<DrugName, number>>();
  for (const drug of drugs) {
    for (const { startDay, bolus } of administrations[drug]!) {
      if (bolus === undefined) continue;
      const amounts = boluses.get(startDay) ?? { ...byDrug(drugs, () => 0) };
      amounts[drug]! += bolus;
      boluses.set(startDay, amounts);
    }
  }
  return boluses;
}
