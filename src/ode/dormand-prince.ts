import { error as errorWeights, extension, nodes, stages } from './dormand-prince-tableau.js';
import type { DerivativesInto, SolverSettings } from './initial-value-problem.js';
import { startingStep } from './starting-step.js';
import { StepSizeController } from './step-size-controller.js';

const { c2, c3, c4, c5 } = nodes;
const { a21, a31, a32, a41, a42, a43, a51, a52, a53, a54, a61, a62, a63, a64, a65, a71, a73, a74, a75, a76 } = stages;
const { e1, e3, e4, e5, e6, e7 } = errorWeights;
const { d1, d3, d4, d5, d6, d7 } = extension;

export type FailureReason = 'non-finite state' | 'step size underflow' | 'too many steps';

export type IntegrationOutcome =
  | { readonly kind: 'reached' }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly time: number };

/** A last step up to this much longer is taken whole: it avoids a sliver. */
export const LAST_STEP_SLACK = 1.01;
/** Factor on a step whose result was not finite. */
export const UNUSABLE_SHRINK = 0.1;

const REACHED: IntegrationOutcome = { kind: 'reached' };

/**
 * Explicit Runge-Kutta solver of order 5(4) with adaptive steps and a continuous extension of order 4.
 *
 * One object serves many integrations of one dimension without allocating. `start` sets the state, `integrateTo` advances
 * to a time that is met exactly, calling back after every accepted step; inside the callback `component` reads the
 * solution anywhere in that step. The derivative must be continuous across `integrateTo` calls (the last stage of one
 * stretch is the first of the next); where it or the state jumps, call `jump` between them.
 *
 * @see Dormand & Prince 1980, doi:10.1016/0771-050X(80)90013-3
 */
export class DormandPrince {
  readonly #dimension: number;
  readonly #derivatives: DerivativesInto;
  readonly #settings: SolverSettings;
  #controller = new StepSizeController();
  #time = 0;
  #stepStart = 0;
  #step = 0;
  #steps = 0;
  #evaluations = 0;
  /** State at the end and at the start of the last step; spare for the trial point. */
  #state: Float64Array;
  #previous: Float64Array;
  readonly #trial: Float64Array;
  #k1: Float64Array;
  readonly #k2: Float64Array;
  readonly #k3: Float64Array;
  readonly #k4: Float64Array;
  readonly #k5: Float64Array;
  readonly #k6: Float64Array;
  #k7: Float64Array;
  /** Size of the last accepted step. */
  #accepted = 0;
  readonly #errorWeights: Float64Array;
  /** Factor on the error of the next accepted step. */
  #nextErrorWeight = 1;

  /**
   * @param dimension - components of the state
   * @param derivatives - right-hand side
   * @param settings - tolerances and the largest number of steps
   * @param errorWeights - factor on the scaled error of each component; > 0; default: 1
   */
  constructor(
    dimension: number,
    derivatives: DerivativesInto,
    settings: SolverSettings,
    errorWeights: Float64Array = new Float64Array(dimension).fill(1),
  ) {
    const vector = () => new Float64Array(dimension);
    this.#errorWeights = errorWeights;
    this.#dimension = dimension;
    this.#derivatives = derivatives;
    this.#settings = settings;
    this.#state = vector();
    this.#previous = vector();
    this.#trial = vector();
    [this.#k1, this.#k2, this.#k3, this.#k4, this.#k5, this.#k6, this.#k7] = [
      vector(),
      vector(),
      vector(),
      vector(),
      vector(),
      vector(),
      vector(),
    ];
  }

  /** Begins at (time, state); the step size is estimated from the derivative there. */
  start(time: number, state: ArrayLike<number>): void {
    this.#state.set(state);
    this.#time = time;
    this.#stepStart = time;
    this.#accepted = 0;
    this.#nextErrorWeight = 1;
    this.#steps = 0;
    this.#evaluations = 1;
    this.#controller = new StepSizeController();
    this.#derivatives(time, this.#state, this.#k7);
    this.#fresh = true;
    this.#step = startingStep(
      {
        derivatives: this.#derivatives,
        time,
        state: this.#state,
        slope: this.#k7,
        scratch: [this.#trial, this.#k2],
      },
      this.#settings,
    );
    this.#evaluations += 1;
  }

  /**
   * Limits the next step, where the right-hand side is about to change faster than the last steps have seen.
   *
   * An error estimate does not see a transient between its stages, so a step chosen where the solution is smooth must not
   * be used there.
   *
   * @param longest - of the next step; unit of time
   * @param errorWeight - factor on the scaled error of the next accepted step
   */
  limitNextStep(longest: number, errorWeight = 1): void {
    this.#step = Math.min(this.#step, longest);
    this.#nextErrorWeight = errorWeight;
  }

  /**
   * Continues behind a jump of the state, the derivative or both at the present time.
   *
   * @param change - writes the state behind the jump; default: leaves it, where the derivative alone jumps
   */
  jump(change: (state: Float64Array) => void = () => {}): void {
    change(this.#state);
    // What lies before the jump can no longer be read
    this.#stepStart = this.#time;
    this.#accepted = 0;
    this.#derivatives(this.#time, this.#state, this.#k7);
    this.#fresh = true;
    this.#evaluations += 1;
  }

  get time(): number {
    return this.#time;
  }

  /** State at {@link time}; valid until the next step. */
  get state(): Float64Array {
    return this.#state;
  }

  /** Evaluations of the right-hand side since `start`. */
  get evaluations(): number {
    return this.#evaluations;
  }

  get steps(): number {
    return this.#steps;
  }

  /** Start of the last accepted step: `component` reads in [stepStart, time]. */
  get stepStart(): number {
    return this.#stepStart;
  }

  /**
   * Advances to `end`, which the last step meets exactly.
   *
   * @param end - time to reach; not before the present one
   * @param onStep - called after every accepted step
   * @returns reached, or failed with the reason and the time reached
   */
  integrateTo(end: number, onStep: () => void): IntegrationOutcome {
    const { maxSteps } = this.#settings;
    while (this.#time < end) {
      const remaining = end - this.#time;
      const full = this.#step;
      // The derivative at the start of the step has no size, so no smaller step can help.
      if (!Number.isFinite(full)) return this.#failed('non-finite state');
      // A clipped last step must not slow the stretch that follows.
      const last = full * LAST_STEP_SLACK >= remaining;
      const step = last ? remaining : full;
      if (this.#time + step === this.#time) return this.#failed('step size underflow');
      if (++this.#steps > maxSteps) return this.#failed('too many steps');
      const error = this.#attempt(step);
      if (!Number.isFinite(error)) {
        this.#step = step * UNUSABLE_SHRINK;
        if (this.#time + this.#step === this.#time) return this.#failed('non-finite state');
        continue;
      }
      if (error > 1) {
        this.#step = this.#controller.reject(step, error);
        continue;
      }
      const proposed = this.#controller.accept(step, error);
      this.#step = last ? Math.max(proposed, full) : proposed;
      this.#advance(step, last ? end : this.#time + step);
      onStep();
    }
    return REACHED;
  }

  /**
   * Solution inside the last accepted step by the continuous extension.
   *
   * @param index - component
   * @param time - in [stepStart, time]
   */
  component(index: number, time: number): number {
    const step = this.#accepted;
    // Before the first step there is nothing but the start state; stages and previous point are those of an earlier run.
    if (step === 0) return this.#state[index]!;
    const theta = (time - this.#stepStart) / step;
    const y0 = this.#previous[index]!;
    const difference = this.#state[index]! - y0;
    const bend = step * this.#k1[index]! - difference;
    const fourth = difference - step * this.#k7[index]! - bend;
    const fifth =
      step *
      (d1 * this.#k1[index]! +
        d3 * this.#k3[index]! +
        d4 * this.#k4[index]! +
        d5 * this.#k5[index]! +
        d6 * this.#k6[index]! +
        d7 * this.#k7[index]!);
    const rest = 1 - theta;
    return y0 + theta * (difference + rest * (bend + theta * (fourth + rest * fifth)));
  }

  #failed(reason: FailureReason): IntegrationOutcome {
    return { kind: 'failed', reason, time: this.#time };
  }

  /** Computes the stages and the trial point; returns the scaled and weighted error of the worst component. */
  #attempt(h: number): number {
    const n = this.#dimension;
    const t = this.#time;
    const f = this.#derivatives;
    const y = this.#state;
    const trial = this.#trial;
    // k7 of the last step is k1 of this one; a rejected attempt leaves it untouched in #k7 because it is swapped here
    // only when the step before was accepted.
    if (this.#fresh) {
      [this.#k1, this.#k7] = [this.#k7, this.#k1];
      this.#fresh = false;
    }
    const k1 = this.#k1;
    const k2 = this.#k2;
    const k3 = this.#k3;
    const k4 = this.#k4;
    const k5 = this.#k5;
    const k6 = this.#k6;
    const k7 = this.#k7;
    // Step x weight, formed once: the compiled solver does the same, in the same order
    const [b21] = [h * a21];
    const [b31, b32] = [h * a31, h * a32];
    const [b41, b42, b43] = [h * a41, h * a42, h * a43];
    const [b51, b52, b53, b54] = [h * a51, h * a52, h * a53, h * a54];
    const [b61, b62, b63, b64, b65] = [h * a61, h * a62, h * a63, h * a64, h * a65];
    const [b71, b73, b74, b75, b76] = [h * a71, h * a73, h * a74, h * a75, h * a76];
    for (let i = 0; i < n; i++) trial[i] = y[i]! + b21 * k1[i]!;
    f(t + c2 * h, trial, k2);
    for (let i = 0; i < n; i++) trial[i] = y[i]! + (b31 * k1[i]! + b32 * k2[i]!);
    f(t + c3 * h, trial, k3);
    for (let i = 0; i < n; i++) trial[i] = y[i]! + (b41 * k1[i]! + b42 * k2[i]! + b43 * k3[i]!);
    f(t + c4 * h, trial, k4);
    for (let i = 0; i < n; i++) trial[i] = y[i]! + (b51 * k1[i]! + b52 * k2[i]! + b53 * k3[i]! + b54 * k4[i]!);
    f(t + c5 * h, trial, k5);
    for (let i = 0; i < n; i++) {
      trial[i] = y[i]! + (b61 * k1[i]! + b62 * k2[i]! + b63 * k3[i]! + b64 * k4[i]! + b65 * k5[i]!);
    }
    f(t + h, trial, k6);
    for (let i = 0; i < n; i++) {
      trial[i] = y[i]! + (b71 * k1[i]! + b73 * k3[i]! + b74 * k4[i]! + b75 * k5[i]! + b76 * k6[i]!);
    }
    f(t + h, trial, k7);
    this.#evaluations += 6;
    const { relativeTolerance, absoluteTolerance } = this.#settings;
    const weights = this.#errorWeights;
    const [g1, g3, g4, g5, g6, g7] = [h * e1, h * e3, h * e4, h * e5, h * e6, h * e7];
    let largest = 0;
    for (let i = 0; i < n; i++) {
      const local = g1 * k1[i]! + g3 * k3[i]! + g4 * k4[i]! + g5 * k5[i]! + g6 * k6[i]! + g7 * k7[i]!;
      const size = Math.max(Math.abs(y[i]!), Math.abs(trial[i]!));
      // An infinite point would have a small relative error.
      if (size === Number.POSITIVE_INFINITY) return size;
      const scaled = weights[i]! * Math.abs(local / (absoluteTolerance + relativeTolerance * size));
      // A NaN stays: nothing compares as larger.
      if (scaled > largest || Number.isNaN(scaled)) largest = scaled;
    }
    return largest * this.#nextErrorWeight;
  }

  /** True where #k7 holds the derivative at the present state (after `start` and after an accepted step). */
  #fresh = true;

  #advance(step: number, time: number): void {
    this.#previous.set(this.#state);
    this.#state.set(this.#trial);
    this.#stepStart = this.#time;
    this.#accepted = step;
    this.#nextErrorWeight = 1;
    this.#time = time;
    this.#fresh = true;
  }
}
