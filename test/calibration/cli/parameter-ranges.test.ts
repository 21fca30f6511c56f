// Evidence: the documented forms of the option.
import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { defaultRanges, parameterRanges } from '../../../calibration/cli/parameter-ranges.js';

describe('parameterRanges', () => {
  test('reads a share, absolute ranges, and both together, repeated or separated by commas', () => {
    expect(parameterRanges('0.05', defaultRanges)).toEqual({ share: 0.05, absolute: {} });
    const once = parameterRanges('sigma_X3=0..0.05', defaultRanges);
    expect(once).toEqual({ share: 0.1, absolute: { sigma_X3: [0, 0.05] } });
    expect(parameterRanges('0.2, K1=1e9..2e9', once)).toEqual({
      share: 0.2,
      absolute: { sigma_X3: [0, 0.05], K1: [1e9, 2e9] },
    });
  });

  test.each([
    ['0', "must be a number > 0, or NAME=LOW..HIGH; got '0'."],
    ['sigma_X3', "must be a number > 0, or NAME=LOW..HIGH; got 'sigma_X3'."],
    ['sigma_X3=1', "must be NAME=LOW..HIGH with LOW below HIGH; got 'sigma_X3=1'."],
    ['sigma_X3=1..0', 'LOW below HIGH'],
    ['sigma_X3=0..Infinity', 'LOW below HIGH'],
    ['=0..1', 'must be NAME=LOW..HIGH'],
    ['K1=1..2,K1=1..3', "must name each parameter once; got 'K1' twice."],
  ])('refuses %s', (text, message) => {
    expect(() => parameterRanges(text, defaultRanges)).toThrow(InvalidArgumentError);
    expect(() => parameterRanges(text, defaultRanges)).toThrow(message);
  });

  test('takes names that every object has', () => {
    const { absolute } = parameterRanges('__proto__=0..1', defaultRanges);
    expect(Object.entries(absolute)).toEqual([['__proto__', [0, 1]]]);
  });
});
