import { readNewTrials as readTables } from '../store/read-trials.js';
import type { NewTrial } from '../targets/new-trials/new-trial.js';

/** How tables of new trials are read. */
export interface ReadNewTrialsOptions {
  /** Valid names of arms; default: any name of letters, digits and _. */
  readonly arms?: readonly string[];
  /** Arms whose rows are left out. */
  readonly ignoreArms?: readonly string[];
  /** `median-range` accepts a median that contradicts the survival beside it. */
  readonly allow?: readonly 'median-range'[];
}

/** Tables of new trials. */
export interface NewTrials {
  /** One row per trial and arm. */
  readonly trials: readonly NewTrial[];
  /** Rows that were left out because of their arm. */
  readonly ignored: readonly NewTrial[];
  /** What was read with a leniency, one sentence each. */
  readonly remarks: readonly string[];
}

/**
 * Reads tables of new trials, one row per trial and arm, and checks every cell and the rows against each other, as
 * `qcic trials check` does.
 *
 * @param files - CSV or JSON files, in the form of `qcic trials template`
 * @throws InputError - when a file cannot be read; DataError - with every issue of all files
 */
export async function readNewTrials(
  files: string | readonly string[],
  options: ReadNewTrialsOptions = {},
): Promise<NewTrials> {
  const { trials, ignored, remarks } = await readTables([files].flat(), options);
  return { trials, ignored, remarks };
}
