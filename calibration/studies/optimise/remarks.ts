import type { OptimiseConfig } from '../../config/optimise-schema.js';
import type { Confirmation } from './confirm-schedules.js';
import type { ScheduleDrug } from './result.js';
import type { ScheduleProblem } from './schedule-problem.js';
import type { SearchOutcome } from './search-schedules.js';

interface RemarkInput {
  readonly config: OptimiseConfig;
  readonly problem: ScheduleProblem;
  readonly search: SearchOutcome;
  readonly confirmation: Confirmation;
  readonly drugs: readonly ScheduleDrug[];
}

/** What a reader of a search for schedules must know, one sentence each. */
export function scheduleRemarks({ config, problem, search, confirmation, drugs }: RemarkInput): readonly string[] {
  const { front, reference } = confirmation;
  const explored = drugs.filter(({ calibrated }) => !calibrated).map(({ label }) => label);
  const labels = (list: readonly { readonly label: string }[]) => list.map(({ label }) => label).join(', ');
  const beyond = front.filter(({ limitsMet }) => !limitsMet);
  const dominated = front.filter(({ nonDominated }) => !nonDominated);
  return [
    `All schedules have the death function of the arm ${problem.death}; a schedule acts through the tumor alone, and toxicity and discontinuation are not modelled.`,
    ...(explored.length === 0 ? [] : [`Not calibrated to trials: ${explored.join(', ')}.`]),
    ...(front.length > 0 ? [] : ['No schedule of the search meets all limits.']),
    ...(reference.limitsMet ? [] : ['The reference does not meet all limits.']),
    ...(search.reference === null
      ? ['More patients of the search failed under the reference than are accepted: optimism is not known.']
      : []),
    ...(search.unreached === 0
      ? []
      : [
          `${search.unreached} schedules do not reach a median within the simulated time; they were ranked as if it were the end of it.`,
        ]),
    ...(beyond.length === 0
      ? []
      : [
          `Within the limits on the patients of the search, beyond one on those of the confirmation: ${labels(beyond)}.`,
        ]),
    ...(dominated.length === 0 || config.objectives.length === 1
      ? []
      : [`Dominated by another schedule of the front on the patients of the confirmation: ${labels(dominated)}.`]),
    ...(search.exhausted
      ? ['Every possible schedule was evaluated.']
      : [
          `The search ended after ${search.searched.length} of at most ${problem.space.combinations} schedules; better ones may exist.`,
        ]),
  ];
}
