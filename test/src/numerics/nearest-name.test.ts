import { describe, expect, test } from 'vitest';
import { editDistance, nearestFirst, nearestHint, nearestName } from '../../../src/numerics/nearest-name.js';

/** Slow oracle: the recursive definition. */
function editDistanceByDefinition(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length;
  const [shorterFrom, shorterTo] = [from.slice(1), to.slice(1)];
  if (from[0] === to[0]) return editDistanceByDefinition(shorterFrom, shorterTo);
  return (
    1 +
    Math.min(
      editDistanceByDefinition(shorterFrom, to),
      editDistanceByDefinition(from, shorterTo),
      editDistanceByDefinition(shorterFrom, shorterTo),
    )
  );
}

describe('editDistance', () => {
  const texts = ['', 'a', 'beta', 'bate', 'betaX', 'kitten', 'sitting'];

  test('equals its recursive definition and is symmetric', () => {
    for (const from of texts) {
      for (const to of texts) {
        expect(editDistance(from, to)).toBe(editDistanceByDefinition(from, to));
        expect(editDistance(to, from)).toBe(editDistance(from, to));
      }
    }
  });
});

describe('nearestFirst', () => {
  test('orders all names by containment, then by edit distance', () => {
    const trials = ['Kotani 2019', 'Prager 2023 (SUNLIGHT)', 'Xu 2018 (TERRA)', 'Kotari 2019'];
    expect(nearestFirst('sunlight', trials)[0]).toBe('Prager 2023 (SUNLIGHT)');
    expect(nearestFirst('Kotani 2018', trials).slice(0, 2)).toEqual(['Kotani 2019', 'Kotari 2019']);
    expect([...nearestFirst('', trials)].sort()).toEqual([...trials].sort());
  });
});

describe('nearestName', () => {
  const known = ['beta_X1', 'beta_X2', 'K_TN4', 'varepsilon_TX1'];

  test('finds the name behind a slip, whatever the letter case', () => {
    expect(nearestName('beta_X', known)).toBe('beta_X1');
    expect(nearestName('BETA_x2', known)).toBe('beta_X2');
    expect(nearestName('varepsilonTX1', known)).toBe('varepsilon_TX1');
  });

  test('finds nothing when nothing is near, when the name is empty, or when there is nothing to choose from', () => {
    expect(nearestName('weight_kg', known)).toBeNull();
    expect(nearestName('', known)).toBeNull();
    expect(nearestName('beta_X1', [])).toBeNull();
  });
});

describe('nearestHint', () => {
  test('names the nearest in a message, and is empty where none is near', () => {
    expect(nearestHint('d_t8', ['K1', 'd_T8'])).toBe(' (did you mean d_T8?)');
    expect(nearestHint('zzzz', ['K1', 'd_T8'])).toBe('');
  });
});
