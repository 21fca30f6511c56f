import { type StoredKernel, storedKernel } from './stored-kernel.js';
import { survivalFunctions } from './survival-layout.js';
import { survivalModule } from './survival-module.js';

/** exp(slope u) of the vectors in [from, to); addresses in bytes. */
export type ExponentialsFunction = (slope: number, from: number, to: number, target: number) => void;

/** One shape of a death function; see `emitSurvival`. */
export type SurvivalFunction = (
  odds: number,
  weight: number,
  from: number,
  to: number,
  stride: number,
  toValues: number,
  entries: number,
  entriesEnd: number,
  out: number,
) => void;

/** The compiled survival code at work. */
export type SurvivalKernel = StoredKernel<SurvivalFunctions>;

interface SurvivalFunctions {
  readonly exponentials: ExponentialsFunction;
  readonly logit: SurvivalFunction;
  readonly log: SurvivalFunction;
  readonly logitSlopes: SurvivalFunction;
  readonly logSlopes: SurvivalFunction;
}

/** The compiled survival code with a memory of at least so many bytes. */
export const survivalKernel: (bytes: number) => SurvivalKernel = storedKernel<SurvivalFunctions>(
  survivalModule,
  survivalFunctions,
);
