// Evidence: closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { splitByLabel } from '../../../src/stats/split-by-label.js';

describe('splitByLabel', () => {
  it('gives each value to the group of its label, in order', () => {
    const groups = splitByLabel([5, 1, 4, 2], [1, 0, 1, 0], 'here');
    expect(Array.from(groups.positives)).toEqual([5, 4]);
    expect(Array.from(groups.negatives)).toEqual([1, 2]);
  });

  it.each([
    ['lengths differ', [1, 2, 3], [0, 1], 'here.labels: must have one label per value (3); got 2 labels'],
    ['a value is NaN', [1, Number.NaN], [0, 1], 'here.values[1]: must be finite; got NaN'],
    ['a value is infinite', [Infinity, 2], [0, 1], 'here.values[0]: must be finite; got Infinity'],
    ['a label is neither 0 nor 1', [1, 2], [0, 2], 'here.labels[1]: must be 0 or 1; got 2'],
    ['a label is NaN', [1, 2], [Number.NaN, 1], 'here.labels[0]: must be 0 or 1; got NaN'],
    ['one label is absent', [1, 2], [1, 1], 'here.labels: both labels must occur; got 2 of 1 and 0 of 0'],
    ['there are no rows', [], [], 'here.labels: both labels must occur; got 0 of 1 and 0 of 0'],
  ])('refuses input where %s', (_, values, labels, message) => {
    expect(() => splitByLabel(values, labels, 'here')).toThrow(new InputError(message));
  });
});
