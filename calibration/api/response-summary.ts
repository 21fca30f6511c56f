import { wilsonInterval } from '../../src/index.js';

/** A proportion with its Wilson interval; all in [0, 1]. */
export interface Proportion {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** RECIST classes: complete and partial response, stable and progressive disease, not evaluable. */
export type RecistClass = 'CR' | 'PR' | 'SD' | 'PD' | 'NE';

/** Responses of the patients of an arm. */
export interface ResponseSummary {
  readonly counts: Readonly<Record<RecistClass, number>>;
  /** Share with CR or PR. */
  readonly objectiveResponseRate: Proportion;
  /** Share with CR, PR or SD. */
  readonly diseaseControlRate: Proportion;
}

/**
 * Counts RECIST classes, with objective response and disease control.
 *
 * @param classes - one per patient; patients that are not evaluable (`NE`) count in the denominators
 * @param level - coverage of the intervals; in (0, 1)
 * @throws InputError - when there is no patient or the level is outside (0, 1)
 * @example
 * summariseResponses(['CR', 'PD', 'PD', 'SD']).diseaseControlRate.estimate; // 0.5
 */
export function summariseResponses(classes: readonly RecistClass[], level = 0.95): ResponseSummary {
  const counts = { CR: 0, PR: 0, SD: 0, PD: 0, NE: 0 };
  for (const name of classes) counts[name]++;
  const share = (successes: number): Proportion => ({
    estimate: successes / classes.length,
    ...wilsonInterval({ successes, trials: classes.length }, level),
  });
  const responded = counts.CR + counts.PR;
  return {
    counts,
    objectiveResponseRate: share(responded),
    diseaseControlRate: share(responded + counts.SD),
  };
}
