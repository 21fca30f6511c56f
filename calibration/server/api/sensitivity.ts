import type { SensitivityResult } from '../../studies/sensitivity/result.js';

/** Reply of `GET /api/sensitivity/RUN`. */
export interface SensitivityReply {
  readonly run: string;
  readonly name: string;
  readonly result: SensitivityResult;
  /** Outputs as readers know them, in the order of the result: its responses. */
  readonly outputs: readonly {
    readonly arm: string;
    readonly output: string;
    readonly title: string;
    /** Shorter, for axes. */
    readonly short: string;
  }[];
  /** Columns of the stored samples; none where the method stores none. */
  readonly columns: readonly string[];
  /** Command that repeats the study. */
  readonly command: string;
}

/** Reply of `GET /api/sensitivity/RUN/samples?column=A&column=B`. */
export interface SamplesReply {
  /** By column, in the order that was asked for: one value per sample; null for a sample that failed. */
  readonly columns: readonly (readonly (number | null)[])[];
  /** Whether the study has more samples than these first ones. */
  readonly isBeginning: boolean;
}
