/**
 * A drug whose amounts are known in closed form over stretches of constant input.
 *
 * The object carries the state across stretches; `add` gives a bolus between two of them, `begin` opens one, `central` and
 * `peripheral` read inside it, `end` closes it.
 */
export interface ClosedFormDrug {
  /** Raises the central amount at once; dose units; before `begin`. */
  add(amount: number): void;
  /** Opens a stretch with constant input; dose units per day. */
  begin(input: number): void;
  /** Central amount `elapsed` days into the open stretch; dose units. */
  central(elapsed: number): number;
  /** Peripheral amount `elapsed` days into the open stretch; dose units; 0 without a peripheral compartment. */
  peripheral(elapsed: number): number;
  /** Closes the open stretch after `elapsed` days and carries its end state on. */
  end(elapsed: number): void;
  /** The same drug in the same state, which changes apart from this one. */
  copy(): ClosedFormDrug;
  /** The larger of the two decay rates; 1/day. */
  readonly fastestRate: number;
  /** The smaller of the two decay rates; 1/day. */
  readonly slowestRate: number;
  /** Central amount of the open stretch as steady + fast exp(-fastestRate t) + slow exp(-slowestRate t); dose units. */
  readonly coefficients: { readonly steady: number; readonly fast: number; readonly slow: number };
  /** Amount that has entered the body up to the end of the last stretch: what is there plus what left; dose units. */
  readonly delivered: number;
}
