import type { ComparedSchedule } from '../../studies/optimise/report/compare-with-reference.js';
import type { OptimiseResult } from '../../studies/optimise/result.js';

/** Reply of `GET /api/optimise/:id`. */
export interface OptimiseReply {
  readonly run: string;
  readonly result: OptimiseResult;
  /** The front, then the schedules asked about, against the reference. */
  readonly compared: readonly (Pick<ComparedSchedule, 'verdicts' | 'outcome'> & { readonly label: string })[];
  /** Rows of the tables beside the result, each with its header first; text as stored. */
  readonly candidates: readonly (readonly string[])[];
  readonly curves: readonly (readonly string[])[];
  readonly calendar: readonly (readonly string[])[];
  /** Command that repeats the search. */
  readonly command: string;
}
