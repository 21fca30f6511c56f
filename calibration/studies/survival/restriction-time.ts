import { InputError, knownTime, longestRestriction } from '../../../src/index.js';
import { partOf, rowsOfGroup, type SurvivalData } from './survival-data.js';

/**
 * The longest time to which the restricted means of all groups can be computed.
 *
 * @param data - patients; every group has one at least
 * @returns unit of the times; the last follow-up of all where every curve comes to 0; null where no time above 0 is left
 */
export function longestTau(data: SurvivalData): number | null {
  const longest = Math.min(...longestByGroup(data));
  const tau = longest < Number.POSITIVE_INFINITY ? longest : lastTime(data);
  return tau > 0 ? tau : null;
}

/**
 * The time that the restricted means are taken to.
 *
 * @param data - patients; every group has one at least
 * @param wanted - the requested time
 * @returns the wanted time, or the longest possible one
 * @throws InputError - when a group was not followed that long
 */
export function tauOf(data: SurvivalData, wanted: number | undefined): number | null {
  if (wanted === undefined) return longestTau(data);
  longestByGroup(data).forEach((longest, group) => {
    if (knownTime(wanted, [Math.min(longest, Number.MAX_VALUE)]) > longest) {
      throw new InputError(
        `--tau: must be at most ${longest}, the last follow-up of group ${data.groups[group]} while patients survive; got ${wanted}`,
      );
    }
  });
  return wanted;
}

function longestByGroup(data: SurvivalData): readonly number[] {
  return data.groups.map((_, group) => {
    const { times, observed } = partOf(data, rowsOfGroup(data, group));
    return longestRestriction(times, observed);
  });
}

function lastTime({ times }: SurvivalData): number {
  return times.reduce((most, time) => Math.max(most, time), 0);
}
