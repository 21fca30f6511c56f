import { Z95 } from '../../src/index.js';
import { endpointShort, isInMonths } from '../endpoints/endpoints.js';
import { familyLabels } from '../endpoints/families.js';
import type { TradeOff, TradeOffPoint } from './trade-off-result.js';

/** Root mean square residual up to which a family counts as followed; sampling errors. */
export const FOLLOWED = Z95;

/** Parameters that are named. */
const NAMED = 4;

const worstOf = ({ deviations }: TradeOffPoint): number => Math.max(...Object.values(deviations));

/** Effective patients below which the deviations of a refit are mostly chance; a share of one half then has an error of 4 points. */
const LEAST_EFFECTIVE = 150;

/** The refits that rest on enough patients; all where none does. */
function reliable(points: readonly TradeOffPoint[]): readonly TradeOffPoint[] {
  const enough = points.filter(({ effective_sample_size: effective }) => effective >= LEAST_EFFECTIVE);
  return enough.length === 0 ? points : enough;
}

/** The refit whose worst family deviates least, among those that rest on enough patients. */
export function compromiseOf(points: readonly TradeOffPoint[]): TradeOffPoint {
  return reliable(points).reduce((best, point) => (worstOf(point) < worstOf(best) ? point : best));
}

/**
 * What the model can follow together, in sentences: the verdict, what the varied family costs, which parameters move, and what limits the
 * path.
 *
 * @param draft - the path without its summary
 */
export function tradeOffSummary(draft: Omit<TradeOff, 'summary'>): readonly string[] {
  const { points, varied } = draft;
  return [verdict(draft), ...costOf(draft), ...direction(draft), ...limits(points, familyLabels[varied])];
}

function verdict({ varied, families, points }: Omit<TradeOff, 'summary'>): string {
  const best = compromiseOf(points);
  const others = families.filter((family) => family !== varied).map((family) => familyLabels[family]);
  const asked = `${familyLabels[varied]} together with ${listed(others)}`;
  const apart = families.map((family) => `${familyLabels[family]} ${best.deviations[family]!.toFixed(1)}`);
  const where = `at ${weightText(best.weight)} the root mean square deviations are ${listed(apart)} sampling errors`;
  if (worstOf(best) <= FOLLOWED) return `The model can follow ${asked}: ${where}.`;
  const { arm, endpoint, observed, fitted } = best.largest;
  return (
    `The model cannot follow ${asked}: even ${where}, ` +
    `with ${shareLabel(endpoint)} of ${arm} ${fitted.toFixed(1)} % against ${observed.toFixed(1)} % (the largest deviation of ${familyLabels[varied]}).`
  );
}

/** A median is compared as the share without the event at the median that the trials report. */
function shareLabel(endpoint: string): string {
  return isInMonths(endpoint) ? `the share at the reported ${endpointShort(endpoint)}` : endpointShort(endpoint);
}

/** From the smallest weight to the largest: what the varied family gains and the others lose. */
function costOf({ varied, families, points }: Omit<TradeOff, 'summary'>): readonly string[] {
  const known = reliable(points);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const changes = [varied, ...families.filter((family) => family !== varied)].map(
    (family) =>
      `${familyLabels[family]} ${first.deviations[family]!.toFixed(1)} -> ${last.deviations[family]!.toFixed(1)}`,
  );
  return [
    `From ${weightText(first.weight)} to ${weightText(last.weight)} of ${familyLabels[varied]}, root mean square deviations change: ${listed(changes)} sampling errors.`,
  ];
}

function direction({ varied, shifts }: Omit<TradeOff, 'summary'>): readonly string[] {
  const moved = shifts.slice(0, NAMED).map(({ name, arm, from, to, prior_deviations: deviations }) => {
    const label = arm === null ? `mean of ${name}` : `${name} of ${arm} (% a day)`;
    return `${label} ${from.toPrecision(3)} -> ${to.toPrecision(3)} (${deviations.toFixed(1)} prior standard deviations)`;
  });
  return moved.length === 0 ? [] : [`To follow ${familyLabels[varied]} more closely the fit moves ${listed(moved)}.`];
}

function limits(points: readonly TradeOffPoint[], label: string): readonly string[] {
  const weights = (chosen: readonly TradeOffPoint[]) => listed(chosen.map(({ weight }) => String(weight)));
  const limited = points.filter(({ penalty_active: active }) => active);
  const few = points.filter((point) => !reliable(points).includes(point));
  const open = points.filter(({ converged }) => !converged);
  return [
    ...(limited.length === 0
      ? []
      : [
          `Limited by the effective sample size of the stored patients at weights ${weights(limited)}: a run with that weight of ${label} in its configuration can come closer.`,
        ]),
    ...(few.length === 0
      ? []
      : [`Fewer than ${LEAST_EFFECTIVE} effective patients, and not assessed, at weights ${weights(few)}.`]),
    ...(open.length === 0 ? [] : [`Not converged at weights ${weights(open)}.`]),
  ];
}

const weightText = (weight: number): string => (weight === 0 ? 'weight 0' : `weight ${weight}`);

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
