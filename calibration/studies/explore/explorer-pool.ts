import type { FitProblem } from '../../fit/problem.js';
import type { MixturePool } from '../../pool/mixture-pool.js';
import type { ClinicalTargets } from '../../targets/clinical-targets.js';
import type { ClinicalData } from './clinical-data.js';

/** Where a pool comes from. */
export interface ExplorerOrigin {
  /** Name of the run's configuration. */
  readonly name: string;
  readonly kind: string;
  readonly seed: string;
  /** Version of the program that packed it. */
  readonly version: string;
  /** Hash of what the pool was made from: the stored fit. */
  readonly source: string;
  /** Patients of the fit's pool; more than the pool holds where it is a part of it. */
  readonly pooled: number;
}

/** A per-patient parameter for readers. */
export interface ExplorerParameter {
  readonly name: string;
  readonly unit: string;
  /** Heading that it stands under, such as `tumor proliferation`. */
  readonly group: string;
}

/** What the explorer needs of a fitted run, without its files: the weighted pool, the problem, the fitted point, the trials. */
export interface ExplorerPool {
  readonly origin: ExplorerOrigin;
  readonly problem: FitProblem;
  /** Transformed parameters at the fit, in the order of the problem. */
  readonly values: readonly number[];
  /** Effective sample size of the newest pool below which the fit's weights are unreliable; patients. */
  readonly leastEffective: number;
  readonly targets: readonly ClinicalTargets[];
  readonly clinical: ClinicalData;
  /** Labels of the arms. */
  readonly labels: Readonly<Record<string, string>>;
  readonly parameters: readonly ExplorerParameter[];
  /** Units of the per-patient parameters by name. */
  readonly units: Readonly<Record<string, string>>;
  /** How far numbers of this pool may lie from those of the whole one; null for the whole pool. */
  readonly approximation: ExplorerApproximation | null;
  readonly pool: MixturePool<Float32Array>;
}

/** A pool of fewer patients, or with rounded numbers. */
export interface ExplorerApproximation {
  /** Largest difference of any rate or landmark from the whole pool at the states that were compared; points of percent. */
  readonly ratePoints: number;
  /** The same of medians; months. */
  readonly medianMonths: number;
  /** States that were compared. */
  readonly states: number;
}
