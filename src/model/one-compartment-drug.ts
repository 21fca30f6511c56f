import { InternalError } from '../errors.js';
import { clampedExp, expm1 } from '../numerics/elementary.js';
import type { ClosedFormDrug } from './closed-form-drug.js';

/**
 * Exact one-compartment pharmacokinetics over stretches of constant input.
 *
 * c' = J - k10 c has the solution c(t) = J/k10 + (c(0) - J/k10) exp(-k10 t).
 *
 * @see Gibaldi & Perrier, Pharmacokinetics, 2nd ed., chapter 1
 */
export class OneCompartmentDrug implements ClosedFormDrug {
  readonly #k10: number;
  #central = 0;
  #eliminated = 0;
  #steady = 0;
  #fast = 0;

  /** @param k10 - elimination; 1/day; above zero */
  constructor(k10: number) {
    if (!(k10 > 0)) throw new InternalError(`pharmacokinetics: k10 must be > 0; got ${k10}`);
    this.#k10 = k10;
  }

  add(amount: number): void {
    this.#central += amount;
  }

  begin(input: number): void {
    this.#steady = input / this.#k10;
    this.#fast = this.#central - this.#steady;
  }

  central(elapsed: number): number {
    return this.#steady + this.#fast * clampedExp(-this.#k10 * elapsed);
  }

  peripheral(): number {
    return 0;
  }

  end(elapsed: number): void {
    this.#eliminated += this.#k10 * this.#steady * elapsed - this.#fast * expm1(-this.#k10 * elapsed);
    this.#central = this.central(elapsed);
  }

  copy(): OneCompartmentDrug {
    const other = new OneCompartmentDrug(this.#k10);
    other.#central = this.#central;
    other.#eliminated = this.#eliminated;
    return other;
  }

  get fastestRate(): number {
    return this.#k10;
  }

  get slowestRate(): number {
    return this.#k10;
  }

  get coefficients(): { readonly steady: number; readonly fast: number; readonly slow: number } {
    return { steady: this.#steady, fast: this.#fast, slow: 0 };
  }

  get delivered(): number {
    return this.#central + this.#eliminated;
  }
}
