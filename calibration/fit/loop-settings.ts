import type { UniformDesignKind } from '../../src/index.js';
import type { OutcomeSettings } from './cohort-outcome.js';
import type { ConvergenceCriterion, Tolerances } from './problem.js';

/** How pools are drawn and fitted, and how the fit is validated. */
export interface LoopSettings extends OutcomeSettings {
  readonly seed: string;
  readonly design: UniformDesignKind;
  /** Patients of the pool of each round, before the first validation cohort. */
  readonly pools: readonly number[];
  readonly confirmationPatients: number;
  /** Numbers of patients at which a validation cohort is looked at; ascending, below `confirmationPatients`. */
  readonly looks: readonly number[];
  /** Accepted probability that a cohort that ends at a look would have had the other verdict in full. */
  readonly stopError: number;
  /** Largest number of validation cohorts. */
  readonly maxConfirmations: number;
  readonly leastEffectiveShare: number;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly tolerances: Tolerances;
  readonly publishedRmse: Readonly<Record<string, number>>;
  readonly convergenceCriterion: ConvergenceCriterion;
}
