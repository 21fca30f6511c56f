import { power } from '../numerics/elementary.js';
import type { RandomStream } from '../random/streams.js';
import type { SearchPoint, SearchVariable } from './search-space.js';

/** Probability that two parents are recombined; otherwise their children are copies before mutation. */
const CROSSOVER_SHARE = 0.9;
/** Distribution index of simulated binary crossover: large values keep children near their parents. */
const CROSSOVER_INDEX = 15;
/** The same of polynomial mutation. */
const MUTATION_INDEX = 20;

const integerBelow = (count: number, random: RandomStream): number => Math.floor(random() * count);

/** A level of each variable at random. */
export function randomPoint(variables: readonly SearchVariable[], random: RandomStream): SearchPoint {
  return variables.map(({ levels }) => integerBelow(levels, random));
}

/**
 * Two children of two parents.
 *
 * Ordered variables: simulated binary crossover of the level numbers, each with probability one half, rounded to a level.
 * Choices: each is exchanged with probability one half.
 *
 * @see Deb & Agrawal 1995, Complex Systems 9, 115-148; Deb et al. 2002, doi:10.1109/4235.996017
 */
export function crossover(
  variables: readonly SearchVariable[],
  [mother, father]: readonly [SearchPoint, SearchPoint],
  random: RandomStream,
): readonly [SearchPoint, SearchPoint] {
  const [first, second] = [[...mother], [...father]];
  if (!(random() < CROSSOVER_SHARE)) return [first, second];
  variables.forEach(({ levels, ordered }, index) => {
    if (!(random() < 0.5)) return;
    const [a, b] = [mother[index]!, father[index]!];
    if (!ordered) {
      [first[index], second[index]] = [b, a];
      return;
    }
    const spread = spreadFactor(random());
    const [middle, half] = [(a + b) / 2, (spread * (b - a)) / 2];
    first[index] = levelNear(middle - half, levels);
    second[index] = levelNear(middle + half, levels);
  });
  return [first, second];
}

/** Distance of two children over that of their parents, from a uniform number. */
function spreadFactor(uniform: number): number {
  const exponent = 1 / (CROSSOVER_INDEX + 1);
  return power(uniform <= 0.5 ? 2 * uniform : 1 / (2 * (1 - uniform)), exponent);
}

/**
 * A point with some of its levels changed: each with probability one over the number of variables, and at least one.
 *
 * Ordered variables: polynomial mutation of the level number, by at least one level. Choices: another option, all equally likely.
 */
export function mutation(variables: readonly SearchVariable[], point: SearchPoint, random: RandomStream): SearchPoint {
  const movable = variables.flatMap(({ levels }, index) => (levels > 1 ? [index] : []));
  if (movable.length === 0) return point;
  const chosen = movable.filter(() => random() < 1 / movable.length);
  const changed = chosen.length > 0 ? chosen : [movable[integerBelow(movable.length, random)]!];
  return point.map((level, index) => (changed.includes(index) ? otherLevel(variables[index]!, level, random) : level));
}

/** A point with exactly one level changed, as by {@link mutation}. */
export function neighbour(variables: readonly SearchVariable[], point: SearchPoint, random: RandomStream): SearchPoint {
  const movable = variables.flatMap(({ levels }, index) => (levels > 1 ? [index] : []));
  if (movable.length === 0) return point;
  const changed = movable[integerBelow(movable.length, random)]!;
  return point.map((level, index) => (index === changed ? otherLevel(variables[index]!, level, random) : level));
}

function otherLevel({ levels, ordered }: SearchVariable, level: number, random: RandomStream): number {
  if (!ordered) return otherOption(levels, level, random);
  const uniform = random();
  const exponent = 1 / (MUTATION_INDEX + 1);
  const shift = uniform < 0.5 ? power(2 * uniform, exponent) - 1 : 1 - power(2 * (1 - uniform), exponent);
  const moved = levelNear(level + shift * (levels - 1), levels);
  if (moved !== level) return moved;
  const step = level === 0 ? 1 : level === levels - 1 ? -1 : random() < 0.5 ? -1 : 1;
  return level + step;
}

function otherOption(levels: number, level: number, random: RandomStream): number {
  const drawn = integerBelow(levels - 1, random);
  return drawn < level ? drawn : drawn + 1;
}

function levelNear(value: number, levels: number): number {
  return Math.min(Math.max(Math.round(value), 0), levels - 1);
}
