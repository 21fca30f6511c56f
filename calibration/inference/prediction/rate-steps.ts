import { exp, log } from '../../../src/index.js';
/*
 * Response classes of an arm as a sequence of shares: disease control, response among those controlled, complete response among
 * those, each on the scale of logits, so that a change of one leaves the others possible.
 */

import { bestClassNames } from '../../endpoints/best-response.js';
import { classRateNames } from '../../endpoints/endpoints.js';

/** A share of some classes among others. */
export interface RateStep {
  /** Places of the classes counted, and of those among which they are counted. */
  readonly of: readonly number[];
  readonly among: readonly number[];
}

/** Classes that a trial counts: those of one visit, and best responses; as in the kind of an endpoint. */
export type RateFamily = 'rate' | 'best';

/** In what the classes of a family are told apart. Trials may differ in the first two steps. */
export interface RateForm {
  readonly family: RateFamily;
  readonly classes: readonly (typeof bestClassNames)[number][];
  readonly table: 'recist' | 'bestResponse';
  /** Column of the fit for each class, by the place of the class. */
  readonly column: 'response' | 'best';
  readonly steps: readonly RateStep[];
}

const steps: readonly RateStep[] = [
  { of: [0, 1, 2], among: [0, 1, 2, 3] },
  { of: [0, 1], among: [0, 1, 2] },
  { of: [0], among: [0, 1] },
];

export const rateForms: Readonly<Record<RateFamily, RateForm>> = {
  rate: { family: 'rate', classes: classRateNames, table: 'recist', column: 'response', steps },
  best: {
    family: 'best',
    classes: bestClassNames,
    table: 'bestResponse',
    column: 'best',
    steps: [
      { of: [0, 1, 2], among: [0, 1, 2, 3, 4] },
      { of: [0, 1], among: [0, 1, 2] },
      { of: [0], among: [0, 1] },
      { of: [3], among: [3, 4] },
    ],
  },
};

export const rateFamilies: readonly RateForm[] = Object.values(rateForms);

/** One value for each family. */
export function forEachFamily<Value>(compute: (form: RateForm) => Value): Readonly<Record<RateFamily, Value>> {
  return { rate: compute(rateForms.rate), best: compute(rateForms.best) };
}

export const logit = (share: number): number => log(share / (1 - share));
const expit = (value: number): number => 1 / (1 + exp(-value));

/** A share with its logit, and the error of the logit from the number of simulated patients where it is 0 or 1. */
export interface StepShare {
  readonly logit: number;
  /** Derivative of the logit with respect to each class probability; 0 where the share is 0 or 1. */
  readonly slopes: readonly number[];
  /** Standard error of the logit of half a patient; 0 for other shares. */
  readonly error: number;
}

/** Below this share a probability is the rounding error of a sum. */
const ROUNDING = 1e-12;

/**
 * The share of a step.
 *
 * A share of 0 or 1 among simulated patients is taken as half a patient of them: they are too few to tell it from a small one.
 *
 * @param step - classes counted
 * @param probabilities - of the classes
 * @param patients - simulated patients behind them
 */
export function stepShare({ of, among }: RateStep, probabilities: readonly number[], patients: number): StepShare {
  const sum = (classes: readonly number[]) => classes.reduce((total, index) => total + probabilities[index]!, 0);
  const [counted, all] = [sum(of), sum(among)];
  const rest = all - counted;
  if (!(counted > ROUNDING * all && rest > ROUNDING * all)) {
    const half = 0.5;
    const others = Math.max(1, patients * all) + half;
    const value = log(half / others);
    return {
      logit: counted > rest ? -value : value,
      slopes: probabilities.map(() => 0),
      error: Math.sqrt(1 / half + 1 / others),
    };
  }
  return {
    logit: log(counted / rest),
    slopes: probabilities.map((_, index) => {
      if (!among.includes(index)) return 0;
      return of.includes(index) ? 1 / counted : -1 / rest;
    }),
    error: 0,
  };
}

/**
 * Class probabilities from the logits of the steps; the inverse of `stepShare`.
 *
 * @param logits - one per step of the family
 * @returns probabilities of CR, PR, SD, PD, and NE of best responses
 */
export function classProbabilities(logits: ArrayLike<number>): readonly number[] {
  const control = expit(logits[0]!);
  const response = control * expit(logits[1]!);
  const complete = response * expit(logits[2]!);
  const rest = 1 - control;
  const controlled = [complete, response - complete, control - response];
  if (logits.length === steps.length) return [...controlled, rest];
  const progression = rest * expit(logits[3]!);
  return [...controlled, progression, rest - progression];
}
