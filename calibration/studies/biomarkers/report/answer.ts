import { formatFixed } from '../../../page/format-number.js';
import { listed } from '../../../page/listed.js';
import { scoreLabel } from '../../../plots/marker-style.js';
import { type AucOfDay, aucByDay, type BiomarkersResult } from '../result.js';

/**
 * AUC from which a prediction is called acceptable.
 *
 * @see Hosmer, Lemeshow & Sturdivant 2013, Applied Logistic Regression, section 5.2.4, doi:10.1002/9781118548387
 */
export const ACCEPTABLE_AUC = 0.7;

/** What is known of an arm before the response assessment: the first day at which a score is acceptable, or the best score of all days. */
interface Reach {
  readonly best: AucOfDay | null;
  readonly isReached: boolean;
}

const largest = (rows: readonly AucOfDay[]): AucOfDay | null =>
  rows.reduce<AucOfDay | null>((best, row) => (best === null || row.auc > best.auc ? row : best), null);

function reachOf(rows: readonly AucOfDay[]): Reach {
  const reached = rows.filter(({ auc }) => auc >= ACCEPTABLE_AUC);
  if (reached.length === 0) return { best: largest(rows), isReached: false };
  const first = Math.min(...reached.map(({ day }) => day));
  return { best: largest(reached.filter(({ day }) => day === first)), isReached: true };
}

/** `Th1/Treg`, `Th1 + CTL`, `all markers together`. */
function nameOf({ kind, score }: AucOfDay): string {
  return kind === 'all markers' ? 'all markers together' : scoreLabel(score.split(' + '));
}

/** `0.74 by all markers together, 95 % interval 0.72 to 0.76`. */
function estimateText(row: AucOfDay, withInterval: boolean): string {
  const interval = withInterval
    ? `, 95 % interval ${formatFixed(row.ci_low, 2)} to ${formatFixed(row.ci_high, 2)}`
    : '';
  return `${formatFixed(row.auc, 2)} by ${nameOf(row)}${interval}`;
}

function reachText({ best, isReached }: Reach, arm: string, options: AnswerOptions): string {
  if (best === null) return `not known under ${arm}`;
  const estimate = estimateText(best, options.withInterval);
  return isReached
    ? `from day ${best.day} under ${arm} (${estimate})`
    : `not before day ${options.before} under ${arm} (at most ${estimate} on day ${best.day})`;
}

interface AnswerOptions {
  /** Day of the response assessment. */
  readonly before: number;
  readonly withInterval: boolean;
}

/**
 * How early the response can be predicted, and by which markers.
 *
 * Of markers measured before the response assessment. Sets of markers are evaluated out of fold.
 *
 * @param result - of `qcic biomarkers`
 * @param labelOf - name of an arm for readers
 * @returns two sentences: of all scores, and of single markers
 */
export function biomarkersAnswer(result: BiomarkersResult, labelOf: (arm: string) => string): string {
  const { assessment_day: before, outcome } = result;
  const early = aucByDay(result).filter(({ day }) => day < before);
  if (early.length === 0) return `No markers from before day ${before} were analysed: nothing is predicted.`;
  const arms = Object.keys(result.arms);
  const textOf = (rows: readonly AucOfDay[], withInterval: boolean) =>
    listed(
      arms.map((arm) =>
        reachText(reachOf(rows.filter((row) => row.arm === arm)), labelOf(arm), { before, withInterval }),
      ),
    );
  const singles = early.filter(({ kind }) => kind === 'marker');
  const all = `${outcome} can be predicted with an AUC of ${formatFixed(ACCEPTABLE_AUC, 1)} or more ${textOf(early, true)}.`;
  return singles.length === early.length ? all : `${all} A single marker reaches that ${textOf(singles, false)}.`;
}
