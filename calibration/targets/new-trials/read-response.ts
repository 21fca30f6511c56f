import { type ClassRateName, classRateNames } from '../../endpoints/endpoints.js';
import { RATE_SUM_TOLERANCE_PERCENT } from '../parse-trial-tables.js';
import { areShares } from '../units.js';
import type { ResponseClasses, TrialResponse } from './new-trial.js';
import { countColumns, percentColumns, type ResponsePrefix, responsePrefixes } from './trial-columns.js';
import { type NumberReader, numberReader, type TrialRecord } from './trial-records.js';

/** Upper bound of the rounding error of a sum of five doubles near 100. */
const SUM_ROUNDING = 1e-9;

const isPercent = (value: number): boolean => value >= 0 && value <= 100;
/** A count of NaN is already an issue; the checks against n accept it. */
const isCount = (n: number) => (value: number) => Number.isSafeInteger(value) && value >= 0 && !(value > n);

/**
 * Reads the tumor response of one record: counts or percentages of CR, PR, SD and PD, and patients who were not evaluable.
 *
 * Counts with the not evaluable add up to n; otherwise the remaining patients of n are not evaluable. Percentages refer to the evaluable
 * patients and add up to 100 - unless `ne_percent` is stated: then all five refer to n and add up to 100.
 *
 * @param record - a row
 * @param n - patients of the row; NaN where that is already an issue
 * @param issues - list to which issues are added
 * @param prefix - what the columns begin with: those of one visit, or of best responses beside them. `n_evaluable` belongs to the former
 *   where a row states both
 * @returns the response, or null where the row has none or has issues
 */
export function readResponse(
  record: TrialRecord,
  n: number,
  issues: string[],
  prefix: ResponsePrefix = responsePrefixes.response,
): TrialResponse | null {
  const before = issues.length;
  const reader = numberReader(record, issues);
  const stated = (columns: readonly string[]) => columns.filter((column) => record.cell(column) !== '');
  const statedOf = (own: ResponsePrefix) => [stated(countColumns(own)), stated(percentColumns(own))] as const;
  const [counts, percents] = statedOf(prefix);
  const isStated = (own: ResponsePrefix) => statedOf(own).flat().length > 0;
  const isBestAlone = isStated(responsePrefixes.bestResponse) && !isStated(responsePrefixes.response);
  const isOwner = (prefix === responsePrefixes.bestResponse) === isBestAlone;
  const evaluable = isOwner
    ? reader.optional('n_evaluable', 'an integer in [1, n]', (value) => value >= 1 && isCount(n)(value))
    : null;
  if (counts.length > 0 && percents.length > 0) {
    reader.issue(`response must be stated as counts or as percentages; got ${counts[0]} and ${percents[0]}`);
    return null;
  }
  if (counts.length + percents.length === 0) {
    if (evaluable !== null && prefix === responsePrefixes.response) {
      reader.issue('n_evaluable must come with response classes; got none');
    }
    return null;
  }
  const patients = { n, evaluable, prefix };
  const response = counts.length > 0 ? readCounts(reader, patients) : readPercents(reader, patients);
  return issues.length > before ? null : response;
}

/** Best responses of one record in columns of their own. Classes beside them are those of one visit, whose day must be stated. */
export function readBestResponse(record: TrialRecord, n: number, issues: string[]): TrialResponse | null {
  const best = readResponse(record, n, issues, responsePrefixes.bestResponse);
  const isStated = (prefix: ResponsePrefix) =>
    [...countColumns(prefix), ...percentColumns(prefix)].some((column) => record.cell(column) !== '');
  const both = Object.values(responsePrefixes).every(isStated);
  if (both && record.cell('assessment_day') === '') {
    issues.push(
      `${record.at('assessment_day')}: must be stated where a row has best responses and other classes; got an empty cell`,
    );
  }
  return best;
}

interface Patients {
  readonly n: number;
  readonly evaluable: number | null;
  readonly prefix: ResponsePrefix;
}

/** One number for each response class. */
const ofClasses = (numberOf: (name: ClassRateName) => number): ResponseClasses =>
  Object.fromEntries(classRateNames.map((name) => [name, numberOf(name)])) as Record<ClassRateName, number>;

function readCounts(reader: NumberReader, { n, evaluable, prefix }: Patients): TrialResponse {
  const read = (column: string) => reader.number(column, 'an integer in [0, n]', isCount(n));
  const classes = ofClasses((name) => read(`${prefix}${name}_count`));
  const notEvaluable = reader.optional(`${prefix}ne_count`, 'an integer in [0, n]', isCount(n));
  const sum = classes.cr + classes.pr + classes.sd + classes.pd;
  if (evaluable !== null && sum !== evaluable && !Number.isNaN(sum + evaluable)) {
    reader.issue(`CR, PR, SD and PD must add up to n_evaluable, ${evaluable}; got ${sum}`);
  }
  if (notEvaluable !== null && sum + notEvaluable !== n && !Number.isNaN(sum + notEvaluable + n)) {
    reader.issue(`CR, PR, SD, PD and not evaluable must add up to n, ${n}; got ${sum + notEvaluable}`);
  } else if (sum > n) {
    reader.issue(`CR, PR, SD and PD must add up to n, ${n}, at most; got ${sum}`);
  } else if (sum === 0) {
    reader.issue('one patient at least must have a response class; got none');
  }
  const share = (count: number) => (100 * count) / sum;
  const percent = ofClasses((name) => share(classes[name]));
  return { counts: classes, percent, evaluable: sum };
}

function readPercents(reader: NumberReader, { n, evaluable, prefix }: Patients): TrialResponse {
  const read = (column: string) => reader.number(column, 'a number in [0, 100]', isPercent);
  const stated = ofClasses((name) => read(`${prefix}${name}_percent`));
  const notEvaluable = reader.optional(
    `${prefix}ne_percent`,
    'a number in [0, 100)',
    (value) => value >= 0 && value < 100,
  );
  const sum = stated.cr + stated.pr + stated.sd + stated.pd + (notEvaluable ?? 0);
  if (areShares([stated.cr, stated.pr, stated.sd, stated.pd])) {
    reader.issue(`CR, PR, SD and PD must be percentages; got shares that add up to ${Number(sum.toPrecision(12))}`);
  } else if (Math.abs(sum - 100) > RATE_SUM_TOLERANCE_PERCENT + SUM_ROUNDING) {
    const which = notEvaluable === null ? 'CR, PR, SD and PD' : 'CR, PR, SD, PD and not evaluable';
    reader.issue(
      `${which} must add up to 100 % within ${RATE_SUM_TOLERANCE_PERCENT}; got ${Number(sum.toPrecision(12))}`,
    );
  }
  if (notEvaluable === null) return { counts: null, percent: stated, evaluable };
  const counted = Math.round(n * (1 - notEvaluable / 100));
  // A percentage with one decimal determines n_evaluable within one patient
  if (evaluable !== null && Math.abs(evaluable - counted) > 1) {
    reader.issue(`n_evaluable must agree with ne_percent, which leaves ${counted} of ${n}; got ${evaluable}`);
  }
  const share = (percent: number) => (100 * percent) / (100 - notEvaluable);
  return {
    counts: null,
    percent: ofClasses((name) => share(stated[name])),
    evaluable: evaluable ?? counted,
  };
}
