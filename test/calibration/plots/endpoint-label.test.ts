import { describe, expect, it } from 'vitest';
import { endpointLabel } from '../../../calibration/plots/endpoint-label.js';

describe('indicatorLabel', () => {
  it('indicators are named in words, unknown ones by themselves', () => {
    expect(endpointLabel('pd')).toBe('Progressive disease (PD)');
    expect(endpointLabel('survival_12')).toBe('Alive at 12 months');
    expect(endpointLabel('median_os')).toBe('Median overall survival');
    expect(endpointLabel('survival_late')).toBe('survival_late');
  });
});
