import { describe, expect, it } from 'vitest';
import { indicatorLabel } from '../../../calibration/plots/endpoint-label.js';

describe('indicatorLabel', () => {
  it('indicators are named in words, unknown ones by themselves', () => {
    expect(indicatorLabel('pd')).toBe('Progressive disease (PD)');
    expect(indicatorLabel('survival_12')).toBe('Alive at 12 months');
    expect(indicatorLabel('median_os')).toBe('Median overall survival');
    expect(indicatorLabel('survival_late')).toBe('survival_late');
  });
});
