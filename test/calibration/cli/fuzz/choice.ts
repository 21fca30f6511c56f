import type { RandomStream } from '../../../../src/random/streams.js';

/** Random choices of one case. */
export interface Choice {
  /** A whole number in [0, below). */
  whole(below: number): number;
  one<Value>(values: readonly Value[]): Value;
  chance(probability: number): boolean;
}

export function choiceFrom(random: RandomStream): Choice {
  const whole = (below: number) => Math.floor(random() * below);
  return {
    whole,
    one: (values) => {
      const value = values[whole(values.length)];
      if (value === undefined) throw new Error('choice of nothing');
      return value;
    },
    chance: (probability) => random() < probability,
  };
}
