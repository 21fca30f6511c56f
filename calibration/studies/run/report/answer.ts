import { Z95 } from '../../../../src/index.js';
import type { TargetRow } from '../../../fit/results.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { endpointAgainst, endpointOfArm } from '../../../plots/endpoint-phrase.js';
import type { RunResults } from '../result.js';

/** A target that was compared, with the size of its difference on the scale that is asked for. */
interface Deviation {
  readonly row: TargetRow;
  readonly size: number;
}

/** Rates that sum to 100 % deviate equally; the one that is reported last, such as DCR, is named. */
const EQUAL = 1e-9;

function largest(rows: readonly TargetRow[], sizeOf: (row: TargetRow) => number | null): Deviation | undefined {
  return rows.reduce<Deviation | undefined>((most, row) => {
    const size = sizeOf(row);
    if (size === null || !Number.isFinite(size)) return most;
    return most === undefined || size >= most.size - EQUAL ? { row, size } : most;
  }, undefined);
}

const overTolerance = ({ difference, tolerance }: TargetRow): number | null =>
  difference === null || tolerance === null ? null : Math.abs(difference) / tolerance;

const overError = ({ standardised_difference: difference }: TargetRow): number | null =>
  difference === null ? null : Math.abs(difference);

function describe({ row }: Deviation, arms: readonly ArmStyle[]): string {
  return `${endpointOfArm(row, arms)} (${endpointAgainst(row.endpoint, row.simulated, row.target)})`;
}

/** The largest difference of an endpoint that was not fitted, where it is more than chance. */
function notFitted({ targets }: RunResults, arms: readonly ArmStyle[]): string {
  const most = largest(
    targets.filter(({ fitted }) => !fitted),
    overError,
  );
  return most === undefined || most.size <= Z95
    ? ''
    : ` Of the endpoints that were not fitted, ${describe(most, arms)} differs most, by ${formatFixed(most.size, 1)} standard errors of the trials.`;
}

/**
 * Whether the model fits the trials, and which endpoint deviates most.
 *
 * @param results - of the run
 * @param arms - styles of its arms
 * @returns one sentence, or two where an endpoint that was not fitted differs by more than chance
 */
export function runAnswer(results: RunResults, arms: readonly ArmStyle[]): string {
  const { confirmation, status, targets } = results;
  if (confirmation === null) {
    return status === 'interrupted'
      ? 'The run was interrupted before its validation: whether the model fits the trials is not known.'
      : 'No validation cohort was simulated: whether the model fits the trials is not known.';
  }
  const patients = `${formatCount(confirmation.n)} new virtual patients`;
  const model = status === 'evaluated' ? 'The model with the given shapes' : 'The fitted model';
  const assessed = targets.filter(({ verdict }) => verdict !== 'not assessed');
  const outside = assessed.filter(({ verdict }) => verdict === 'outside');
  const most = largest(assessed, overTolerance);
  if (most === undefined) return `No endpoint of the ${patients} was assessed against the trials.`;
  const times = `${formatFixed(100 * most.size, 0)} % of its tolerance`;
  const first =
    outside.length === 0
      ? `${model} agrees with the trials: on ${patients} all ${assessed.length} assessed endpoints lie within their tolerances; ${describe(most, arms)} deviates most, by ${times}.`
      : `${model} does not agree with the trials: on ${patients} ${outside.length} of ${assessed.length} assessed endpoints lie outside their tolerances; ${describe(most, arms)} deviates most, by ${times}.`;
  const unsettled =
    status === 'not-converged' && outside.length === 0 ? ' The run has not converged all the same.' : '';
  return `${first}${unsettled}${unsettled === '' ? notFitted(results, arms) : ''}`;
}
