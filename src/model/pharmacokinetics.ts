import { InternalError } from '../errors.js';
import { clampedExp, expm1, square } from '../numerics/elementary.js';
import type { ClosedFormDrug } from './closed-form-drug.js';

/** Rate constants of a two-compartment drug (eqs. 19, 20); 1/day. */
export interface PharmacokineticRates {
  /** Central to peripheral. */
  readonly k12: number;
  /** Peripheral to central. */
  readonly k21: number;
  /** Elimination from the central compartment; above zero. */
  readonly k10: number;
}

/**
 * Exact two-compartment pharmacokinetics over stretches of constant input.
 *
 * c1' = k21 c2 - (k12 + k10) c1 + J, c2' = k12 c1 - k21 c2 has the solution c(t) = c_ss + a exp(-alpha t) + b exp(-beta t)
 * with c_ss = (J/k10, k12 J / (k21 k10)) and alpha, beta the roots of s^2 - (k12 + k21 + k10) s + k21 k10.
 * The object carries the state across stretches; `begin` opens one, `central` reads inside it, `end` closes it.
 *
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eqs. (19)-(21); Gibaldi & Perrier, Pharmacokinetics, 2nd ed.
 */
export class TwoCompartmentDrug implements ClosedFormDrug {
  readonly #rates: PharmacokineticRates;
  readonly #alpha: number;
  readonly #beta: number;
  #central = 0;
  #peripheral = 0;
  #eliminated = 0;
  /** Coefficients of both amounts in the open stretch. */
  #centralSteady = 0;
  #peripheralSteady = 0;
  #centralFast = 0;
  #centralSlow = 0;
  #peripheralFast = 0;
  #peripheralSlow = 0;

  constructor(rates: PharmacokineticRates) {
    const { k12, k21, k10 } = rates;
    if (!(k12 >= 0 && k21 > 0 && k10 > 0)) {
      throw new InternalError(`pharmacokinetics: rates must be k12 >= 0, k21 > 0, k10 > 0; got ${k12}, ${k21}, ${k10}`);
    }
    const total = k12 + k21 + k10;
    this.#rates = rates;
    // total^2 - 4 k21 k10 = (k12 + k10 - k21)^2 + 4 k12 k21, the second form does not cancel
    this.#alpha = (total + Math.sqrt(square(k12 + k10 - k21) + 4 * k12 * k21)) / 2;
    this.#beta = (k21 * k10) / this.#alpha;
  }

  /** Raises the central amount at once, before `begin`; dose units. */
  add(amount: number): void {
    this.#central += amount;
  }

  /** Opens a stretch with constant input; dose units per day. */
  begin(input: number): void {
    const { k12, k21, k10 } = this.#rates;
    this.#centralSteady = input / k10;
    this.#peripheralSteady = (k12 / k21) * this.#centralSteady;
    const central = this.#central - this.#centralSteady;
    const peripheral = this.#peripheral - this.#peripheralSteady;
    const gap = this.#alpha - this.#beta;
    const centralSlope = k21 * peripheral - (k12 + k10) * central;
    const peripheralSlope = k12 * central - k21 * peripheral;
    this.#centralSlow = gap === 0 ? central : (centralSlope + this.#alpha * central) / gap;
    this.#centralFast = central - this.#centralSlow;
    this.#peripheralSlow = gap === 0 ? peripheral : (peripheralSlope + this.#alpha * peripheral) / gap;
    this.#peripheralFast = peripheral - this.#peripheralSlow;
  }

  /** Central amount `elapsed` days into the open stretch; dose units. */
  central(elapsed: number): number {
    return (
      this.#centralSteady +
      this.#centralFast * clampedExp(-this.#alpha * elapsed) +
      this.#centralSlow * clampedExp(-this.#beta * elapsed)
    );
  }

  /** Peripheral amount `elapsed` days into the open stretch; dose units. */
  peripheral(elapsed: number): number {
    return (
      this.#peripheralSteady +
      this.#peripheralFast * clampedExp(-this.#alpha * elapsed) +
      this.#peripheralSlow * clampedExp(-this.#beta * elapsed)
    );
  }

  /** Closes the open stretch after `elapsed` days and carries its end state on. */
  end(elapsed: number): void {
    const { k10 } = this.#rates;
    const exposure =
      this.#centralSteady * elapsed -
      (this.#centralFast * expm1(-this.#alpha * elapsed)) / this.#alpha -
      (this.#centralSlow * expm1(-this.#beta * elapsed)) / this.#beta;
    const central = this.central(elapsed);
    this.#peripheral = this.peripheral(elapsed);
    this.#central = central;
    this.#eliminated += k10 * exposure;
  }

  /** The same drug in the same state, which changes apart from this one. */
  copy(): TwoCompartmentDrug {
    const other = new TwoCompartmentDrug(this.#rates);
    other.#central = this.#central;
    other.#peripheral = this.#peripheral;
    other.#eliminated = this.#eliminated;
    return other;
  }

  /** The larger of the two decay rates; 1/day. */
  get fastestRate(): number {
    return this.#alpha;
  }

  /** The smaller of the two decay rates; 1/day. */
  get slowestRate(): number {
    return this.#beta;
  }

  /** Central amount of the open stretch as steady + fast exp(-fastestRate t) + slow exp(-slowestRate t); dose units. */
  get coefficients(): { readonly steady: number; readonly fast: number; readonly slow: number } {
    return { steady: this.#centralSteady, fast: this.#centralFast, slow: this.#centralSlow };
  }

  /** Amount that has entered the body up to the end of the last stretch: what is there plus what left; dose units. */
  get delivered(): number {
    return this.#central + this.#peripheral + this.#eliminated;
  }
}
