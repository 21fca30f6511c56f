import { landmarkMonths } from '../fit-problem.js';
import type { EndpointProblem } from './endpoint-problem.js';

/** One endpoint as a number and its derivatives by the columns of an {@link EndpointProblem}. */
export interface Endpoint {
  readonly value: number;
  readonly slopes: readonly { readonly column: number; readonly slope: number }[];
}

/**
 * The endpoints of every arm from the columns of an endpoint problem: percent, and months for the median.
 *
 * The median is read by cubic interpolation of survival at the four times around the crossing of one half (linear where
 * fewer are there); NaN where the times do not hold it. Its derivative is that of survival there over the density.
 *
 * @param endpoints - the problem
 * @param predictions - the model's figure of each column; fractions
 * @returns arm by arm, in the order of `endpointNames`
 */
export function readEndpoints({ problem, days }: EndpointProblem, predictions: ArrayLike<number>): readonly Endpoint[] {
  const { monthDays } = problem.settings;
  let first = 0;
  return problem.arms.flatMap((arm) => {
    const [cr, pr, sd, pd] = [first, first + 1, first + 2, first + 3];
    const firstSurvival = first + 4;
    const times = days[arm]!;
    first = firstSurvival + times.length;
    const share = (...columns: number[]): Endpoint => ({
      value: columns.reduce((sum, column) => sum + 100 * predictions[column]!, 0),
      slopes: columns.map((column) => ({ column, slope: 100 })),
    });
    const alive = times.map((_, index) => predictions[firstSurvival + index]!);
    const crossing = medianOf(times, alive);
    const median: Endpoint = {
      value: crossing.day / monthDays,
      slopes: crossing.slopes.map(({ index, slope }) => ({ column: firstSurvival + index, slope: slope / monthDays })),
    };
    const landmarks = landmarkMonths.map((month) => {
      const index = times.indexOf(month * monthDays);
      return index < 0 ? { value: Number.NaN, slopes: [] } : share(firstSurvival + index);
    });
    return [share(cr), share(pr), share(sd), share(pd), share(cr, pr), share(cr, pr, sd), median, ...landmarks];
  });
}

interface Crossing {
  readonly day: number;
  readonly slopes: readonly { readonly index: number; readonly slope: number }[];
}

/** Where a falling curve crosses one half: the time as a polynomial of survival through the points around it. */
function medianOf(times: readonly number[], alive: readonly number[]): Crossing {
  const after = alive.findIndex((value) => value <= 0.5);
  if (after <= 0) return { day: Number.NaN, slopes: [] };
  const from = Math.max(0, after - 2);
  const nodes = Array.from({ length: Math.min(times.length, after + 2) - from }, (_, k) => from + k).filter(
    (index, k, all) => k === 0 || alive[index]! < alive[all[k - 1]!]!,
  );
  // Lagrange's form of the inverse function at one half
  const shares = nodes.map((own) =>
    nodes.reduce((product, other) => {
      return other === own ? product : (product * (0.5 - alive[other]!)) / (alive[own]! - alive[other]!);
    }, 1),
  );
  const day = nodes.reduce((sum, index, k) => sum + shares[k]! * times[index]!, 0);
  // Moving one node moves the polynomial by its share of the slope there
  return {
    day,
    slopes: nodes.map((index, k) => ({ index, slope: -shares[k]! * inverseSlope(nodes, times, alive, alive[index]!) })),
  };
}

/** d time / d survival of the interpolating polynomial at some survival. */
function inverseSlope(
  nodes: readonly number[],
  times: readonly number[],
  alive: readonly number[],
  at: number,
): number {
  return nodes.reduce((total, own) => {
    const others = nodes.filter((other) => other !== own);
    const derivative = others.reduce((sum, left) => {
      const factor = others
        .filter((other) => other !== left)
        .reduce((product, other) => (product * (at - alive[other]!)) / (alive[own]! - alive[other]!), 1);
      return sum + factor / (alive[own]! - alive[left]!);
    }, 0);
    return total + times[own]! * derivative;
  }, 0);
}
