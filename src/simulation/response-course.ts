import type { BaselineTumor } from './baseline-tumor.js';
import { classifyResponse, isProgression, type ResponseRule } from './treatment-response.js';

/** Classes of a visit and of a best response, from the best to the worst; NE is not evaluable. */
export const assessedClasses = ['CR', 'PR', 'SD', 'PD', 'NE'] as const;

export type AssessedClass = (typeof assessedClasses)[number];

/** How the sizes of a tumor at its visits become classes. */
export interface AssessmentRules {
  readonly rule: ResponseRule;
  /** First day on which stable disease counts for the best response. */
  readonly leastStableDays: number;
  /** Shortest time after which a second measurement confirms a response; days. */
  readonly confirmDays: number;
}

/**
 * The paper's thresholds on volume; stable disease counts from six weeks on, and a response is confirmed after four.
 *
 * @see Eisenhauer et al. 2009, doi:10.1016/j.ejca.2008.10.026
 */
export const defaultAssessmentRules: AssessmentRules = Object.freeze({
  rule: 'volume',
  leastStableDays: 42,
  confirmDays: 28,
});

/** Classes of a patient's visits and what follows from them. */
export interface ResponseCourse {
  /** Class at each visit, also after progression. */
  readonly classes: readonly AssessedClass[];
  /** Index of the first visit with PD; -1 where there is none. */
  readonly progressionVisit: number;
  /** Best overall response up to the last visit. */
  readonly best: AssessedClass;
  /** The same where CR and PR must be confirmed. */
  readonly bestConfirmed: AssessedClass;
  /** Index of the first visit with CR or PR before progression; -1 where there is none. */
  readonly responseVisit: number;
  /** Best overall response if this visit were the last one. */
  readonly runningBest: readonly AssessedClass[];
}

/**
 * Response of one patient over its visits, after RECIST 1.1.
 *
 * A visit shows PD when the tumor has grown since its nadir, the smallest size over baseline and earlier visits; that
 * takes precedence over its class against baseline. The best overall response is the best class up to the first visit
 * with PD. Stable disease before `leastStableDays` does not count. A response is confirmed by the first measurement at
 * least `confirmDays` later, if that is before progression and a response too; the worse class of the two is confirmed,
 * so that CR followed by PR is PR. Otherwise it counts as stable disease.
 *
 * @param sizes - tumor-cell density at the visits; cell/L; NaN where it was not measured (NE)
 * @param baseline - the patient's tumor at day 0
 * @param days - days of the visits; ascending
 * @param rules - thresholds and durations
 * @see Eisenhauer et al. 2009, doi:10.1016/j.ejca.2008.10.026, section 4.3 and table 3
 */
export function responseCourse(
  sizes: ArrayLike<number>,
  baseline: BaselineTumor,
  days: readonly number[],
  rules: AssessmentRules,
): ResponseCourse {
  const classes = classesOf(sizes, baseline, days, rules);
  const progressionVisit = classes.indexOf('PD');
  const counted = progressionVisit < 0 ? classes.length : progressionVisit + 1;
  const isStable = (visit: number) => days[visit]! >= rules.leastStableDays;
  const runningBest: AssessedClass[] = [];
  let best: AssessedClass = 'NE';
  let bestConfirmed: AssessedClass = 'NE';
  let responseVisit = -1;
  classes.forEach((name, visit) => {
    if (visit < counted) {
      best = better(best, name === 'SD' && !isStable(visit) ? 'NE' : name);
      if (isResponse(name) && responseVisit < 0) responseVisit = visit;
      const confirmed = isResponse(name) ? confirmedResponse(classes, visit, counted, days, rules) : null;
      const stable = name !== 'NE' && isStable(visit) ? 'SD' : 'NE';
      bestConfirmed = better(bestConfirmed, name === 'PD' ? name : (confirmed ?? stable));
    }
    runningBest.push(best);
  });
  return { classes, progressionVisit, best, bestConfirmed, responseVisit, runningBest };
}

function classesOf(
  sizes: ArrayLike<number>,
  { density: baseline, volumeCm3 }: BaselineTumor,
  days: readonly number[],
  { rule }: AssessmentRules,
): readonly AssessedClass[] {
  let nadir = baseline;
  return days.map((_, visit) => {
    const size = sizes[visit]!;
    if (Number.isNaN(size)) return 'NE';
    const grown = isProgression({ baseline, nadir, size }, rule, volumeCm3);
    nadir = Math.min(nadir, size);
    return grown ? 'PD' : classifyResponse((size - baseline) / baseline, rule, volumeCm3);
  });
}

/** The worse of a response and the measurement that confirms it; null where none does. */
function confirmedResponse(
  classes: readonly AssessedClass[],
  visit: number,
  counted: number,
  days: readonly number[],
  { confirmDays }: AssessmentRules,
): AssessedClass | null {
  for (let later = visit + 1; later < counted; later++) {
    if (classes[later] === 'NE' || days[later]! < days[visit]! + confirmDays) continue;
    const worse = better(classes[visit]!, classes[later]!) === classes[visit] ? classes[later]! : classes[visit]!;
    return isResponse(worse) ? worse : null;
  }
  return null;
}

function rankOf(name: AssessedClass): number {
  return assessedClasses.indexOf(name);
}

function better(one: AssessedClass, other: AssessedClass): AssessedClass {
  return rankOf(other) < rankOf(one) ? other : one;
}

function isResponse(name: AssessedClass): boolean {
  return name === 'CR' || name === 'PR';
}
