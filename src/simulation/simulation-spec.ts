import { InputError } from '../errors.js';
import type { Regimen } from '../model/regimens.js';
import type { Switches } from '../model/switches.js';
import type { SolverSettings } from '../ode/initial-value-problem.js';

/** Everything that determines a simulation besides the patients; plain data, so it can travel to a worker. */
export interface SimulationSpec {
  readonly switches: Switches;
  readonly overrides: Readonly<Record<string, number>>;
  /** Fixed parameters that the patients bring their own value of, after the 21 per-patient ones. */
  readonly varying: readonly string[];
  readonly arms: readonly { readonly name: string; readonly regimen: Regimen }[];
  readonly horizonDays: number;
  /** Day of the response against baseline. */
  readonly assessmentDay: number;
  /** Days at which markers are kept; ascending. */
  readonly markerDays: readonly number[];
  /** Days at which the tumor's density is kept (spider plots); ascending. */
  readonly tumorDays: readonly number[];
  readonly keepTrajectories: boolean;
  readonly solver: SolverSettings;
}

/**
 * Makes sure that every day that is asked for is simulated: one that is never reached would leave zeros, which look
 * like results.
 *
 * @throws InputError - naming the list and the day
 */
export function requireDays({ horizonDays, assessmentDay, markerDays, tumorDays }: SimulationSpec): void {
  const require = (name: string, day: number) => {
    if (!(Number.isInteger(day) && day >= 0 && day <= horizonDays)) {
      throw new InputError(`${name}: must be whole days from 0 to the horizon (${horizonDays}); got ${day}`);
    }
  };
  require('assessmentDay', assessmentDay);
  for (const day of markerDays) require('markerDays', day);
  for (const day of tumorDays) require('tumorDays', day);
}
