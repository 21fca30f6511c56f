import { InputError } from '../errors.js';
import { type RandomStream, randomStream } from '../random/streams.js';
import { type FactorGroup, requireGroups } from './factor-groups.js';

export interface MorrisDesignOptions {
  readonly trajectories: number;
  readonly dimensions: number;
  readonly groups: readonly FactorGroup[];
  /** Levels of the grid in each dimension; even. */
  readonly levels: number;
  readonly seed: string;
  readonly streamName: string;
}

/** Trajectories on a grid: each starts somewhere and moves one group after the other, by one step. */
export interface MorrisDesign {
  /** Row-major points; trajectory t holds the rows t (g + 1) ... t (g + 1) + g; in [0, 1]. */
  readonly points: Float64Array;
  /** Samples of a trajectory, g + 1. */
  readonly blockSize: number;
  /** Group that is moved at each step; trajectories x g. */
  readonly moved: Uint16Array;
  /** +1 or -1: direction in which the group's first factor moves; trajectories x g. */
  readonly direction: Int8Array;
  /** Length of a step, levels / (2 (levels - 1)). */
  readonly step: number;
}

/**
 * Random trajectories for elementary effects.
 *
 * Base values are drawn from the grid {0, 1/(p-1), ...} so that a step of p/(2(p-1)) up, or from the other half down, stays
 * in it; the order of the groups is random; within a group every factor has a direction of its own.
 *
 * @param options - trajectories >= 1; dimensions; groups that divide them; levels even, >= 2; seed and stream name. Trajectory t
 *   has a stream of its own
 * @throws InputError - when a size is out of range or the groups do not divide the dimensions
 * @see Morris 1991, doi:10.1080/00401706.1991.10484804; groups: Campolongo et al. 2007, doi:10.1016/j.envsoft.2006.10.004
 */
export function morrisDesign(options: MorrisDesignOptions): MorrisDesign {
  const { trajectories, dimensions, groups, levels, seed, streamName } = options;
  if (!(Number.isSafeInteger(trajectories) && trajectories >= 1)) {
    throw new InputError(`morrisDesign.trajectories: must be an integer >= 1; got ${trajectories}`);
  }
  if (!(Number.isSafeInteger(levels) && levels >= 2 && levels % 2 === 0)) {
    throw new InputError(`morrisDesign.levels: must be an even integer >= 2; got ${levels}`);
  }
  requireGroups(groups, dimensions);
  const g = groups.length;
  const step = levels / (2 * (levels - 1));
  const points = new Float64Array(trajectories * (g + 1) * dimensions);
  const moved = new Uint16Array(trajectories * g);
  const direction = new Int8Array(trajectories * g);
  for (let trajectory = 0; trajectory < trajectories; trajectory++) {
    const stream = randomStream({ seed, streamName: `${streamName}: trajectory`, index: trajectory });
    const up = Int8Array.from({ length: dimensions }, () => (stream() < 0.5 ? -1 : 1));
    const point = Float64Array.from(up, (sign) => {
      const lower = Math.floor(stream() * (levels / 2)) / (levels - 1);
      return sign > 0 ? lower : lower + step;
    });
    const first = trajectory * (g + 1);
    points.set(point, first * dimensions);
    shuffled(g, stream).forEach((group, place) => {
      const { members } = groups[group]!;
      for (const member of members) point[member]! += up[member]! * step;
      points.set(point, (first + place + 1) * dimensions);
      moved[trajectory * g + place] = group;
      direction[trajectory * g + place] = up[members[0]!]!;
    });
  }
  return { points, blockSize: g + 1, moved, direction, step };
}

function shuffled(length: number, stream: RandomStream): readonly number[] {
  const order = Array.from({ length }, (_, place) => place);
  for (let last = length - 1; last > 0; last--) {
    const chosen = Math.floor(stream() * (last + 1));
    [order[last], order[chosen]] = [order[chosen]!, order[last]!];
  }
  return order;
}
