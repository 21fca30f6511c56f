import type { SurvivalData } from './survival-data.js';

/**
 * The groups that a Cox regression compares with the first: those at risk together with it at an event, or together with groups
 * that are. The hazards of others have no ratio to the first, whatever columns a regression leaves out.
 *
 * @param data - patients; times equal up to rounding are equal
 * @returns places of the groups, the first included
 */
export function comparedGroups({ times, observed, groups, groupOf, strata }: SurvivalData): ReadonlySet<number> {
  const rootOf = groups.map((_, group) => group);
  const root = (group: number): number => (rootOf[group] === group ? group : root(rootOf[group]!));
  const latestFirst = [...times.keys()].sort(
    (a, b) => (strata?.[a] ?? 0) - (strata?.[b] ?? 0) || times[b]! - times[a]! || observed[a]! - observed[b]!,
  );
  let atRisk = new Set<number>();
  let stratum: number | undefined;
  for (const row of latestFirst) {
    if (strata !== null && strata[row] !== stratum) {
      atRisk = new Set();
      stratum = strata[row];
    }
    atRisk.add(groupOf[row]!);
    if (observed[row] === 1) for (const group of atRisk) rootOf[root(group)] = root(groupOf[row]!);
  }
  return new Set([...groups.keys()].filter((group) => root(group) === root(0)));
}
