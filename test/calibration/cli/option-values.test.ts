// Evidence: the contract of the options.
import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import {
  ascendingTimes,
  defaultWorkers,
  nameList,
  numberBetween,
  properShare,
  wholeNumber,
  wholeNumbers,
} from '../../../calibration/cli/option-values.js';

describe('wholeNumber', () => {
  test.each([
    [0, '0', 0],
    [1, '1', 1],
    [0, '007', 7],
    [1, '9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('at least %i: %s is %i', (least, text, value) => {
    expect(wholeNumber(least, Number.MAX_SAFE_INTEGER)(text)).toBe(value);
  });

  test.each(['', ' ', '-1', '+1', '1.0', '1e3', '0x10', 'NaN', 'Infinity', ' 1', '1 ', '9007199254740992', '٣'])(
    '%j is refused with the value',
    (text) => {
      expect(() => wholeNumber(0, 9)(text)).toThrow(InvalidArgumentError);
      expect(() => wholeNumber(0, 9)(text)).toThrow(`must be a whole number in [0, 9]; got '${text}'`);
    },
  );

  test.each(['0', '3661', '99999999999999'])('%s is outside the range, which the message names', (text) => {
    expect(() => wholeNumber(1, 3660)(text)).toThrow(`must be a whole number in [1, 3660]; got '${text}'`);
  });
});

describe('nameList', () => {
  test('splits at commas and takes the spaces off', () => {
    expect(nameList('placebo')).toEqual(['placebo']);
    expect(nameList(' placebo , tas102,tas102_bev')).toEqual(['placebo', 'tas102', 'tas102_bev']);
  });

  test('a name with a comma is in double quotes, quotes within it doubled', () => {
    expect(nameList('"PR, confirmed", CR')).toEqual(['PR, confirmed', 'CR']);
    expect(nameList('"a ""b"", c"')).toEqual(['a "b", c']);
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

  test.each(['0', '1', '-0.1', '30', '', 'NaN', '0,3', '30%', '1e-320', '0.9999999999'])(
    '%j is refused with the value',
    (text) => {
      expect(() => properShare(text)).toThrow(InvalidArgumentError);
      expect(() => properShare(text)).toThrow(`must lie in [0.000001, 0.999999]; got '${text}'`);
    },
  );
});

describe('numberBetween', () => {
  test('takes both ends', () => {
    expect(['0.5', '2', ' 1e0 '].map(numberBetween(0.5, 2))).toEqual([0.5, 2, 1]);
  });

  test.each(['0.49', '2.01', '1e-320', '1e300', '1e999', 'Infinity', 'NaN', ''])(
    '%j is refused with the range',
    (text) => {
      expect(() => numberBetween(0.5, 2)(text)).toThrow(`must lie in [0.5, 2]; got '${text}'`);
    },
  );
});

describe('ascendingTimes', () => {
  test.each(['1,1e999', '2,1', '0', '1,,2', 'NaN'])('%j is refused', (text) => {
    expect(() => ascendingTimes(text)).toThrow(`must be ascending times > 0 separated by commas; got '${text}'`);
  });
});

describe('wholeNumbers', () => {
  test('gives whole numbers in ascending order, each once', () => {
    expect(wholeNumbers(0, 60)('56, 7,14,7')).toEqual([7, 14, 56]);
    expect(wholeNumbers(0, 60)('0')).toEqual([0]);
  });

  test.each(['', '7,', '7.5', '-7', '7;14', 'seven', '7,9999'])('%j is refused', (text) => {
    expect(() => wholeNumbers(0, 3660)(text)).toThrow(InvalidArgumentError);
  });
});

describe('defaultWorkers', () => {
  test('is a whole number of at least one', () => {
    expect(Number.isSafeInteger(defaultWorkers())).toBe(true);
    expect(defaultWorkers()).toBeGreaterThanOrEqual(1);
  });
});
