/** A trial, or a part of it. */
export interface TrialPart {
  readonly trial: string;
  readonly subgroup?: string;
}

const withSubgroup = (name: string, subgroup = ''): string => (subgroup === '' ? name : `${name}, ${subgroup}`);

/**
 * A trial as it is named beside its mark.
 *
 * @param part - trial and subgroup
 * @returns text such as `Mayer 2015 (RECOURSE)`, `Takahashi 2021 (JFMC51), RAS mutant`
 */
export const trialName = ({ trial, subgroup }: TrialPart): string => withSubgroup(trial, subgroup);

/**
 * The same where there is little room: the acronym alone, where a trial has one.
 *
 * @param part - trial and subgroup
 * @returns text such as `RECOURSE`, `JFMC51, RAS mutant`, `Kotani 2019`
 */
export function shortTrialName({ trial, subgroup }: TrialPart): string {
  return withSubgroup(/\(([^()]+)\)$/.exec(trial)?.[1] ?? trial, subgroup);
}
