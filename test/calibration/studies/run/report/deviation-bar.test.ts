import { describe, expect, it } from 'vitest';
import { deviationBar } from '../../../../../calibration/studies/run/report/deviation-bar.js';

// Geometry by hand: 104 px for -3 to 3 standard errors, so zero is at 52 px and one error is 52/3 px.
const barOf = (difference: number, tolerance: number | null = null) =>
  deviationBar({ difference, tolerance, verdict: 'within' }).markup;

describe('deviationBar', () => {
  it('a bar reaches from zero to its difference', () => {
    expect(barOf(1.5)).toContain('x="52.0" y="4" width="26.0"');
    expect(barOf(-1.5)).toContain('x="26.0" y="4" width="26.0"');
  });

  it('a residual of zero leaves a trace', () => {
    expect(barOf(0)).toContain('x="52.0" y="4" width="0.8"');
  });

  it('a bar beyond three errors stays inside and ends in an arrow', () => {
    expect(barOf(100)).toContain('M99.0,1L104.0,7L99.0,13Z');
    expect(barOf(-100)).toContain('M5.0,1L0.0,7L5.0,13Z');
    expect(barOf(3)).not.toContain('Z"');
  });

  it('the band of the tolerance is clipped to the bar', () => {
    expect(barOf(0, 1.5)).toContain('x="26.0" y="0" width="52.0"');
    expect(barOf(0, 50)).toContain('x="0.0" y="0" width="104.0"');
    expect(barOf(0)).toContain('x="52.0" y="0" width="0.0"');
    expect(barOf(0, Number.POSITIVE_INFINITY)).toContain('x="0.0" y="0" width="104.0"');
    expect(barOf(0, Number.NaN)).toContain('x="52.0" y="0" width="0.0"');
  });

  it('a residual that is not finite draws nothing', () => {
    expect(barOf(Number.NaN)).toBe('');
    expect(barOf(Number.POSITIVE_INFINITY)).toBe('');
  });
});
