import type { ComparisonResult, GroupResult } from './result.js';

/** With fewer events than this normal intervals and chi-square tests are rough. */
const FEW_EVENTS = 10;

/**
 * Remarks on the data of a comparison: small groups, regressions without an estimate, landmarks beyond follow-up.
 *
 * @param result - the comparison
 * @returns sentences
 */
export function comparisonRemarks({
  groups,
  cox,
  cox_adjusted: adjusted,
  logrank,
}: Omit<ComparisonResult, 'remarks'>): readonly string[] {
  const remarks: string[] = [];
  const several = Object.keys(groups).length > 1;
  for (const [name, group] of Object.entries(groups)) {
    if (group.n === 1) remarks.push(`Group ${name} has one patient: its curve cannot be generalised.`);
    if (group.events === 0) {
      remarks.push(
        `Group ${name}: no event, so its curve stays at 1 and no standard error can be estimated. Its survival and restricted mean have no interval${several ? ', and differences from it have neither interval nor p-value; the log-rank test includes it' : ''}.`,
      );
    } else {
      if (group.events < FEW_EVENTS) {
        remarks.push(
          `Group ${name} has ${group.events} event${group.events === 1 ? '' : 's'}: intervals and p-values are rough.`,
        );
      }
      const early = timesOf(group, (found) => found?.reason != null);
      if (early.length > 0) {
        remarks.push(`Group ${name}: no event up to ${early.join(', ')}, so survival there has no interval.`);
      }
      if (group.rmst?.reason != null) {
        remarks.push(`Group ${name}: its restricted mean has no interval (${group.rmst.reason}).`);
      }
    }
    const beyond = timesOf(group, (found) => found === null);
    if (beyond.length > 0) {
      remarks.push(
        `Group ${name}: no patient was followed to ${beyond.join(', ')} (last follow-up ${Number(group.last_time.toPrecision(4))}), so survival there is unknown.`,
      );
    }
  }
  if (logrank !== null && logrank.statistic === null) {
    remarks.push('The log-rank statistic is not defined: no event contributes to it.');
  }
  if (cox !== null && cox.summary !== '') remarks.push(`Cox regression: ${cox.summary}`);
  if (adjusted !== null && adjusted.summary !== '' && adjusted.summary !== cox?.summary) {
    remarks.push(`Cox regression with covariates: ${adjusted.summary}`);
  }
  return remarks;
}

/** Landmarks of a group that meet a condition, ascending. */
function timesOf(
  { landmarks }: GroupResult,
  meets: (found: GroupResult['landmarks'][string]) => boolean,
): readonly number[] {
  return Object.entries(landmarks)
    .filter(([, found]) => meets(found))
    .map(([time]) => Number(time))
    .sort((a, b) => a - b);
}
