import { endpointLabel } from '../../endpoints/endpoints.js';
import type { GoodnessOfFit } from '../../fit/evaluate-fit.js';
import type { ConvergenceCriterion } from '../../fit/problem.js';
import type { FittedDeathProbability, Identifiability } from '../../fit/results.js';
import type { RunStatus } from './result.js';

/** From this daily death probability at chi = 1 on a threshold is sharp: most patients die within a week of reaching it. */
const SHARP_PERCENT_PER_DAY = 10;

/** Missed targets that are named. */
const MOST_NAMED = 3;

/** The status of a run as sentences: whether it converged, what is at a bound, how much the data inform. */
export function statusSummary(
  status: RunStatus,
  goodnessOfFit: GoodnessOfFit,
  context: {
    readonly patients: number;
    /** Where the cohort ended at a look: patients of the full one, and the accepted error. */
    readonly ended?: { readonly planned: number; readonly error: number } | undefined;
    readonly attempts: number;
    /** What the validation cohort is compared with. */
    readonly against: ConvergenceCriterion;
    readonly atBound: readonly string[];
    readonly identifiability: Identifiability | null;
    readonly searchEnded: boolean;
    /** Failed patients in sentences, and whether they are too many. */
    readonly failures: { readonly tooMany: boolean; readonly summary: readonly string[] };
  },
): readonly string[] {
  const { patients, ended, attempts, against, atBound, identifiability, searchEnded, failures } = context;
  const reached = Number.isFinite(goodnessOfFit.worst);
  const ratio = goodnessOfFit.worst.toFixed(2);
  const percent = `${(100 * goodnessOfFit.worst).toFixed(0)} %`;
  const cohort = `an independent validation cohort of ${patients} patients`;
  const first = {
    converged: `Converged: on ${cohort} every assessed endpoint is within its tolerance${against === 'fit' ? ' of what the fit predicts' : ''}. The largest deviation is ${percent} of its tolerance (${goodnessOfFit.worstTarget}).`,
    'not-converged': failures.tooMany
      ? `Not converged: too many simulations failed, and what follows describes the other patients only.`
      : reached
        ? `Not converged: on ${cohort} the ${goodnessOfFit.worstTarget} differs ${against === 'fit' ? 'from what the fit predicts ' : ''}by ${ratio} times its tolerance.`
        : `Not converged: on ${cohort} the ${goodnessOfFit.worstTarget} has no value (a median is not reached in the time simulated).`,
    evaluated: reached
      ? `Evaluated without fitting shapes, on ${cohort}; the ${goodnessOfFit.worstTarget} differs by ${ratio} times its tolerance.`
      : `Evaluated without fitting shapes, on ${cohort}; the ${goodnessOfFit.worstTarget} has no value (a median is not reached).`,
    interrupted: 'Interrupted before the validation.',
  }[status];
  return [
    first,
    ...(ended === undefined
      ? []
      : [
          `The cohort ended after ${patients} of ${ended.planned} patients: the verdict of the full cohort was certain, with an error of at most ${Number((100 * ended.error).toPrecision(3))} %.`,
        ]),
    ...(against === 'fit' ? missedTargets(goodnessOfFit) : []),
    ...failures.summary,
    ...(attempts > 1
      ? [
          `This was validation cohort ${attempts}; the earlier ${attempts === 2 ? 'one' : `${attempts - 1}`} disagreed and joined the fit. The run stopped at the first agreement, so the agreement is slightly optimistic.`,
        ]
      : []),
    ...(searchEnded ? [] : ['The last search stopped at its limit of iterations, not at a minimum.']),
    atBound.length === 0 ? 'No fitted value is at a bound.' : `At a bound: ${atBound.join('; ')}.`,
    ...(identifiability?.summary ?? []),
  ];
}

/** What the targets say where the validation cohort is compared with the fit; the largest difference first. */
function missedTargets({ rows }: GoodnessOfFit): readonly string[] {
  const missed = rows
    .flatMap(({ arm, endpoint, difference, tolerance, verdict }) =>
      verdict === 'outside' && difference !== null ? [{ arm, endpoint, ratio: Math.abs(difference) / tolerance! }] : [],
    )
    .sort((a, b) => b.ratio - a.ratio);
  if (missed.length === 0) return [];
  const named = missed.slice(0, MOST_NAMED).map(({ arm, endpoint, ratio }) => {
    return `${endpointLabel(endpoint)} of ${arm} by ${ratio.toFixed(1)} times its tolerance`;
  });
  const more = missed.length > MOST_NAMED ? `, and ${missed.length - MOST_NAMED} more` : '';
  return [`The trials' targets are not all met: ${named.join(', ')}${more}.`];
}

/** Remarks on the trial tables as sentences of the status; a question keeps its own mark. */
export function trialSentences(remarks: readonly string[]): readonly string[] {
  return remarks.map((remark) => `Trials: ${remark}${remark.endsWith('?') ? '' : '.'}`);
}

/** Remarks of the report on the fitted death functions, compared with the regime of the paper. */
export function deathRemarks(deaths: Readonly<Record<string, FittedDeathProbability>>): readonly string[] {
  const entries = Object.entries(deaths);
  if (entries.length === 0 || entries.some(([, { form }]) => form !== undefined)) return [];
  const listed = entries
    .map(([arm, death]) => `${arm} ${death.daily_death_percent_at_one.toPrecision(2)} % a day at chi = 1`)
    .join(', ');
  const flat = entries
    .filter(([, death]) => death.daily_death_percent_at_one < SHARP_PERCENT_PER_DAY)
    .map(([arm]) => arm);
  return [
    `A median alone does not identify mu and sigma; the landmark survival does. Fitted daily death probabilities: ${listed}.`,
    flat.length === 0
      ? 'In every arm the risk rises steeply near the carrying capacity, a threshold in the sense of the paper.'
      : `In ${flat.join(' and ')} the risk rises gently with burden: within the bounds of this run a nearly flat hazard fits the trials' curves best, not the sharp threshold that the paper describes.`,
  ];
}
