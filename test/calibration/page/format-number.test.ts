import { describe, expect, it } from 'vitest';
import {
  formatCompact,
  formatCount,
  formatEffort,
  formatError,
  formatFixed,
  formatPValue,
  formatSeconds,
  formatSigned,
  formatSignificant,
  NO_NUMBER,
  powerOfTen,
} from '../../../calibration/page/format-number.js';

describe('powerOfTen', () => {
  it('exponents are raised; 1 and 10 are plain', () => {
    expect([-12, -1, 0, 1, 2, 30].map(powerOfTen)).toEqual(['10⁻¹²', '10⁻¹', '1', '10', '10²', '10³⁰']);
  });
});

// Expected texts are written by hand from the rules of each format.
const NOT_NUMBERS = [null, undefined, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;

describe('number formats', () => {
  it.each(NOT_NUMBERS)('no format ever shows %s', (value) => {
    const texts = [
      formatFixed(value, 1),
      formatSigned(value, 1),
      formatError(value, 1),
      formatCount(value),
      formatCompact(value),
      formatSignificant(value),
      formatPValue(value),
    ];
    expect(new Set(texts)).toEqual(new Set([NO_NUMBER]));
  });

  it('a rounded zero has no sign', () => {
    expect(formatFixed(-0.04, 1)).toBe('0.0');
    expect(formatSigned(-0.04, 1)).toBe('0.0');
    expect(formatSigned(0.04, 1)).toBe('0.0');
    expect(formatFixed(-0, 0)).toBe('0');
    expect(formatCount(-0.2)).toBe('0');
  });

  it('an error that is not zero is not shown as zero', () => {
    expect([0, 0.004, 0.005, 0.0149, 1.25].map((error) => formatError(error, 2))).toEqual([
      '0.00',
      '<0.01',
      '0.01',
      '0.01',
      '1.25',
    ]);
    expect(formatError(0.3, 0)).toBe('<1');
  });

  it('differences carry their sign, with a typographic minus', () => {
    expect(formatSigned(1.25, 1)).toBe('+1.3');
    expect(formatSigned(-1.26, 1)).toBe('\u22121.3');
  });

  it('thousands are set apart', () => {
    expect(formatCount(12000)).toBe('12\u202f000');
    expect(formatCount(1234567)).toBe('1\u202f234\u202f567');
    expect(formatCount(999)).toBe('999');
    expect(formatCount(-1500)).toBe('\u22121\u202f500');
  });

  it('significant digits are kept, compact ones drop trailing zeros', () => {
    expect(formatSignificant(0.06)).toBe('0.0600');
    expect(formatCompact(0.06)).toBe('0.06');
    expect(formatSignificant(5.6e6)).toBe('5.60 × 10⁶');
    expect(formatCompact(1e7)).toBe('1 × 10⁷');
    expect(formatCompact(2.49e-8)).toBe('2.49 × 10⁻⁸');
    expect(formatCompact(-100)).toBe('\u2212100');
    expect(formatCompact(0)).toBe('0');
    expect(formatSignificant(9.996)).toBe('10.0');
    expect(formatCompact(99999.9)).toBe('1 × 10⁵');
  });

  it('a p value is never printed as zero', () => {
    expect(formatPValue(0)).toBe('< 0.001');
    expect(formatPValue(0.00099)).toBe('< 0.001');
    expect(formatPValue(0.001)).toBe('0.001');
    expect(formatPValue(1)).toBe('1.000');
  });

  it('times are stated in the two largest units', () => {
    expect(formatSeconds(0)).toBe('0.0 s');
    expect(formatSeconds(59.4)).toBe('59 s');
    expect(formatSeconds(60)).toBe('1 min 0 s');
    expect(formatSeconds(3599.6)).toBe('1 h 0 min');
    expect(formatSeconds(-1)).toBe(NO_NUMBER);
    expect(formatSeconds(Number.NaN)).toBe(NO_NUMBER);
    expect(formatEffort({ elapsedSeconds: 1284, workers: 1 })).toBe('21 min 24 s on 1 worker');
    expect(formatEffort({ elapsedSeconds: 42, workers: 8 })).toBe('42 s on 8 workers');
  });
});
