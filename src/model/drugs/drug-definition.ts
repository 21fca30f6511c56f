import type { ProcessKind } from '../process-kind.js';
import type { CellState } from '../species.js';

/** Identifier of a drug in definitions, regimens and results. */
export type DrugName = string;

/**
 * A number of the drug's own, or the name of a parameter of the model (fixed or per-patient).
 *
 * A number becomes a fixed parameter of the drug: see `ownParameters` for its name.
 */
export type Quantity = number | string;

/**
 * How the amount of a drug changes in the body; amounts in dose units, rates in 1/day.
 *
 * One and two compartments are linear and have a closed form (eqs. 19 and 20). `saturable` is eliminated at
 * `mostRate` a / (`half` + a) (dose units/day, dose units), besides `k10` a where it is given.
 */
export type Pharmacokinetics =
  | { readonly model: 'one-compartment'; readonly k10: Quantity }
  | { readonly model: 'two-compartment'; readonly k12: Quantity; readonly k21: Quantity; readonly k10: Quantity }
  | {
      readonly model: 'saturable';
      readonly mostRate: Quantity;
      readonly half: Quantity;
      readonly k10?: Quantity;
      readonly k12?: Quantity;
      readonly k21?: Quantity;
    };

/** All processes of a kind, or those of a route: the state that they leave and the one that they enter. */
export interface ProcessReference {
  readonly kind: ProcessKind;
  readonly leaves?: CellState;
  readonly enters?: CellState;
}

/** What an effect changes: the rate of processes, a concentration, or the binding of two molecules into a complex. */
export type EffectTarget =
  | { readonly process: ProcessReference }
  | { readonly molecule: string }
  | { readonly binding: readonly [string, string] };

/**
 * What a drug does to the network; a is its central amount in dose units.
 *
 * - `kills`: a process of its own, rate (1 - exp(-efficacy a)) x (eq. 15)
 * - `drives`: factor a^n / (half^n + a^n) of a process that only drugs cause; the factors of several drugs add up
 * - `inhibits` with `potency`: the target / (1 + potency a)
 * - `inhibits` with `half`: the target (1 - most a^n / (half^n + a^n)), most 1 unless given
 * - `enhances`: the target (1 + most a^n / (half^n + a^n))
 *
 * The exponent n is 1 unless given. Effects of several drugs on one target multiply.
 */
export type DrugEffect =
  | { readonly effect: 'kills'; readonly cells: CellState; readonly rate: Quantity; readonly efficacy: Quantity }
  | {
      readonly effect: 'drives';
      readonly process: ProcessReference;
      readonly half: Quantity;
      readonly exponent?: number;
    }
  | { readonly effect: 'inhibits'; readonly on: EffectTarget; readonly potency: Quantity }
  | {
      readonly effect: 'inhibits';
      readonly on: EffectTarget;
      readonly half: Quantity;
      readonly exponent?: number;
      readonly most?: Quantity;
    }
  | {
      readonly effect: 'enhances';
      readonly on: EffectTarget;
      readonly half: Quantity;
      readonly exponent?: number;
      readonly most: Quantity;
    };

/** A drug as data: what equations, compiled code, regimens and pages know of it. */
export interface DrugDefinition {
  readonly label: string;
  /** Suffix of its states and own parameters; letters, digits and _; default: the drug's name. */
  readonly symbol?: string;
  readonly doseUnit: string;
  readonly pharmacokinetics: Pharmacokinetics;
  readonly effects: readonly DrugEffect[];
  /** Where the numbers come from. */
  readonly source: string;
  /** Whether the effects have been fitted to trials; `false` is shown with every result of an arm that is given it. */
  readonly calibrated: boolean;
}

/** A drug of a model. */
export interface ModelDrug {
  readonly name: DrugName;
  readonly definition: DrugDefinition;
}
