import {
  type Administrations,
  type ArmSpec,
  administrationsOfPatient,
  amountFor,
  amountOf,
  atDay,
  type BodySize,
  givesDose,
} from '../../../src/index.js';
import { type Measure, measureName } from '../../config/optimise-quantities.js';

/** What patients receive, besides the planned doses. */
export interface ExpectedMeasures {
  /** Names, in the order of the values. */
  readonly names: readonly string[];
  /**
   * Expected amounts of one patient.
   *
   * @param progressionDay - day of the visit that shows progression; Infinity for none
   * @param alive - probability that the patient is alive at day 0, 1, ..., horizon
   * @param body - size of the patient
   */
  readonly of: (progressionDay: number, alive: Float64Array, body: BodySize) => readonly number[];
}

interface Given {
  readonly drug: string;
  readonly startDay: number;
  readonly endDay: number;
  readonly amount: (body: BodySize) => number;
}

/**
 * Prepares the expected amounts of a schedule: each administration counts with the probability that the patient is alive when it starts.
 *
 * With administrations k at days t_k, amounts a_k and survival S: total dose sum a_k S(t_k), administrations sum S(t_k), days on
 * treatment sum S(t_k) (e_k - e_(k-1)) with e_k the latest end so far and e_0 the first start: the expected time from the first
 * administration to the end of the last one that is given.
 *
 * @param arm - schedule; progression at a visit ends it as in the simulation
 * @param drugs - drugs whose amounts are wanted
 * @param horizonDays - nothing is counted after it
 */
export function expectedMeasures(arm: ArmSpec, drugs: readonly string[], horizonDays: number): ExpectedMeasures {
  const names = [
    ...drugs.flatMap((drug) => [
      measureName({ measure: 'total_dose', drug }),
      measureName({ measure: 'administrations', drug }),
    ]),
    ...(['administrations', 'days_on_treatment'] as const).map((measure): string =>
      measureName({ measure, drug: null } satisfies Measure),
    ),
  ];
  const paths = new Map<number, readonly Given[]>();
  const pathOf = (progressionDay: number) => {
    const known = paths.get(progressionDay);
    if (known !== undefined) return known;
    const path = inOrder(administrationsOfPatient(arm, progressionDay, horizonDays));
    paths.set(progressionDay, path);
    return path;
  };
  const place = new Map(drugs.map((drug, index) => [drug, index]));
  return {
    names,
    of: (progressionDay, alive, body) => {
      const values = new Array<number>(names.length).fill(0);
      const [all, days] = [names.length - 2, names.length - 1];
      let lastEnd: number | undefined;
      for (const { drug, startDay, endDay, amount } of pathOf(progressionDay)) {
        const share = atDay(alive, startDay) ?? 0;
        const own = place.get(drug);
        if (own !== undefined) {
          values[2 * own]! += share * amount(body);
          values[2 * own + 1]! += share;
        }
        values[all]! += share;
        lastEnd ??= startDay;
        values[days]! += share * Math.max(0, endDay - lastEnd);
        lastEnd = Math.max(lastEnd, endDay);
      }
      return values;
    },
  };
}

/** Administrations of all drugs by their start; those that give nothing are left out. */
function inOrder(administrations: Administrations): readonly Given[] {
  return Object.entries(administrations)
    .flatMap(([drug, list]) =>
      list.filter(givesDose).map((administration): Given => {
        const { startDay, endDay } = administration;
        const amount = amountOf(administration);
        return { drug, startDay, endDay, amount: (body) => amountFor(amount, body) };
      }),
    )
    .sort((a, b) => a.startDay - b.startDay);
}
