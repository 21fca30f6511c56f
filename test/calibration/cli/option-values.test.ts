// Evidence: the contract of the options.
import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { defaultWorkers, nameList, wholeNumber } from '../../../calibration/cli/option-values.js';

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

describe('defaultWorkers', () => {
  test('is a whole number of at least one', () => {
    expect(Number.isSafeInteger(defaultWorkers())).toBe(true);
    expect(defaultWorkers()).toBeGreaterThanOrEqual(1);
  });
});
