// Evidence: the contract of the options.
import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { dayList, defaultWorkers, nameList, properShare, wholeNumber } from '../../../calibration/cli/option-values.js';

describe('wholeNumber', () => {
  test.each([
    [0, '0', 0],
    [1, '1', 1],
    [0, '007', 7],
    [1, '9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('at least %i: %s is %i', (least, text, value) => {
    expect(wholeNumber(least)(text)).toBe(value);
  });

  test.each(['', ' ', '-1', '+1', '1.0', '1e3', '0x10', 'NaN', 'Infinity', ' 1', '1 ', '9007199254740992', '٣'])(
    '%j is refused with the value',
    (text) => {
      expect(() => wholeNumber(0)(text)).toThrow(InvalidArgumentError);
      expect(() => wholeNumber(0)(text)).toThrow(`must be a whole number >= 0; got '${text}'`);
    },
  );

  test('a number below the least is refused', () => {
    expect(() => wholeNumber(1)('0')).toThrow("must be a whole number >= 1; got '0'");
  });
});

describe('nameList', () => {
  test('splits at commas and takes the spaces off', () => {
    expect(nameList('placebo')).toEqual(['placebo']);
    expect(nameList(' placebo , tas102,tas102_bev')).toEqual(['placebo', 'tas102', 'tas102_bev']);
  });

  test.each(['', ' ', ',', 'a,', ',a', 'a,,b', 'a, ,b'])('%j has an empty name and is refused', (text) => {
    expect(() => nameList(text)).toThrow(InvalidArgumentError);
    expect(() => nameList(text)).toThrow(`got '${text}'`);
  });
});

describe('properShare', () => {
  test('takes decimals between 0 and 1', () => {
    expect(properShare('0.3')).toBe(0.3);
    expect(properShare(' 1e-3 ')).toBe(0.001);
  });

  test.each(['0', '1', '-0.1', '30', '', 'NaN', '0,3', '30%'])('%j is refused with the value', (text) => {
    expect(() => properShare(text)).toThrow(InvalidArgumentError);
    expect(() => properShare(text)).toThrow(`must lie in (0, 1); got '${text}'`);
  });
});

describe('dayList', () => {
  test('gives whole days in ascending order, each once', () => {
    expect(dayList('56, 7,14,7')).toEqual([7, 14, 56]);
    expect(dayList('0')).toEqual([0]);
  });

  test.each(['', '7,', '7.5', '-7', '7;14', 'seven'])('%j is refused', (text) => {
    expect(() => dayList(text)).toThrow(InvalidArgumentError);
  });
});

describe('defaultWorkers', () => {
  test('is a whole number of at least one', () => {
    expect(Number.isSafeInteger(defaultWorkers())).toBe(true);
    expect(defaultWorkers()).toBeGreaterThanOrEqual(1);
  });
});
