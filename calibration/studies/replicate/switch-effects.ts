import {
  builtInArms,
  medianStandardErrorDays,
  medianSurvivalDays,
  responseOf,
  switchDescriptions,
  switchNames,
  Z95,
} from '../../../src/index.js';
import { PAPER_MONTH_DAYS } from '../../endpoints/months.js';
import { PUBLISHED_PATIENTS, type ReplicateCohorts, type SimulatedForm, YEAR_DAYS } from './cohorts.js';
import { compareStatistic } from './compare-rows.js';
import type { DeathFunctions } from './fit-death-functions.js';
import type { PublishedResult } from './published-results.js';
import { meanWithError } from './response.js';
import type { SwitchEffect } from './result.js';
import { aliveOn, type FormSurvival, meanCurve, type SurvivalRows, survivalOfArms } from './survival.js';

type Quantity = SwitchEffect['quantity'];

const quantities = ['dcr', 'median', 'survival_12'] as const;
const units: Readonly<Record<Quantity, string>> = { dcr: '%', median: 'months', survival_12: '%' };

/** Published result that a quantity is compared with. */
const publishedIds = {
  dcr: (arm: string) => `response.${arm}.dcr`,
  median: (arm: string) => `median.${arm}`,
  survival_12: (arm: string) => `survival.${arm}.12`,
} as const satisfies Record<Quantity, (arm: string) => string>;

export interface SwitchInput {
  readonly cohorts: ReplicateCohorts;
  readonly survival: FormSurvival;
  readonly death: DeathFunctions;
  readonly published: readonly PublishedResult[];
}

/**
 * What each switch alone changes of disease control, median and one-year survival, in the same patients; the death
 * function stays as fitted under the posted form.
 *
 * @param input - cohorts, survival under the posted death functions, the paper's results
 * @returns per switch and arm three effects; all switches together last
 */
export function switchEffects({ cohorts, survival, death, published }: SwitchInput): readonly SwitchEffect[] {
  const { posted, corrected, switched } = cohorts;
  const effectsOf = (name: string, form: SimulatedForm, rows: Readonly<Record<string, SurvivalRows>>) =>
    builtInArms.flatMap((arm) => {
      const sides = [
        { form: posted, survival: survival.posted[arm]! },
        { form, survival: rows[arm]! },
      ] as const;
      return quantities.map((quantity) => {
        const result = published.find(({ id }) => id === publishedIds[quantity](arm))!;
        return effectOf({ name, arm, quantity, result }, changeOf(quantity, arm, sides));
      });
    });
  return [
    ...switched.flatMap((form) => effectsOf(form.name, form, survivalOfArms(form, death.mixtures))),
    ...effectsOf('all switches', corrected, survival.corrected),
  ];
}

function effectOf(
  {
    name,
    arm,
    quantity,
    result,
  }: {
    readonly name: string;
    readonly arm: string;
    readonly quantity: Quantity;
    readonly result: PublishedResult;
  },
  { posted, switched, error, pairedError, patients }: Change,
): SwitchEffect {
  const published = result.value ?? 0;
  const { verdict } = compareStatistic({
    value: switched,
    standardError: error,
    published,
    decimals: result.decimals,
    publishedError: error * Math.sqrt(patients / PUBLISHED_PATIENTS),
  });
  const effect = switched - posted;
  const known = switchNames.find((candidate) => candidate === name);
  return {
    switch: name,
    arm,
    quantity,
    unit: units[quantity],
    posted,
    switched,
    effect,
    standard_error: pairedError,
    low: effect - Z95 * pairedError,
    high: effect + Z95 * pairedError,
    published,
    verdict,
    reason: known === undefined ? 'Every switch corrected at once.' : `${switchDescriptions[known].corrected}.`,
  };
}

interface Change {
  readonly posted: number;
  readonly switched: number;
  /** Errors of the value with the switch, and of the change in the same patients. */
  readonly error: number;
  readonly pairedError: number;
  readonly patients: number;
}

interface Side {
  readonly form: SimulatedForm;
  readonly survival: SurvivalRows;
}

function changeOf(quantity: Quantity, arm: string, [before, after]: readonly [Side, Side]): Change {
  const both = after.survival.completed.map((flag, patient) => flag * before.survival.completed[patient]!);
  const patients = [...both.keys()].filter((patient) => both[patient] === 1);
  const paired = (readOf: (side: Side, patient: number) => number) => {
    const [first, second] = [before, after].map((side) => patients.map((patient) => readOf(side, patient)));
    const changes = second!.map((value, row) => value - first![row]!);
    return { posted: meanWithError(first!), switched: meanWithError(second!), change: meanWithError(changes) };
  };
  if (quantity !== 'median') {
    const { posted, switched, change } = paired((side, patient) =>
      quantity === 'dcr'
        ? 100 * Number(responseOf(side.form.record.arms[arm]!, patient, 'volume') !== 'PD')
        : 100 * aliveOn(side.survival, patient, YEAR_DAYS),
    );
    return {
      posted: posted.mean,
      switched: switched.mean,
      error: switched.error,
      pairedError: change.error,
      patients: patients.length,
    };
  }
  const [first, second] = [meanCurve(before.survival, both), meanCurve(after.survival, both)];
  const [from, to] = [first, second].map(({ alive }) => medianSurvivalDays(alive) ?? YEAR_DAYS);
  const day = Math.round(from!);
  // To first order a median moves by the change of the curve there over the curve's slope
  const slope = first.alive[Math.max(0, day - 1)]! - first.alive[Math.max(1, day)]!;
  const { change } = paired((side, patient) => aliveOn(side.survival, patient, day));
  return {
    posted: from! / PAPER_MONTH_DAYS,
    switched: to! / PAPER_MONTH_DAYS,
    error: (medianStandardErrorDays(second) ?? 0) / PAPER_MONTH_DAYS,
    pairedError: slope > 0 ? change.error / slope / PAPER_MONTH_DAYS : 0,
    patients: patients.length,
  };
}
