import { describe, expect, it } from 'vitest';
import { armStyles } from '../../../../../calibration/plots/arm-style.js';
import { parameterSummary } from '../../../../../calibration/studies/refit/report/parameter-summary.js';

const ARMS = armStyles(['tas102']);

describe('parameterSummary', () => {
  it('shapes are shown themselves, not their logarithms', () => {
    const summary = parameterSummary('log alpha of beta_X2', ARMS);
    expect(summary).toMatchObject({ name: 'α of beta_X2', isShape: true });
    expect(summary.toValue(Math.log(3))).toBeCloseTo(3, 14);
  });

  it('logits of a death probability are shown in percent per day', () => {
    const summary = parameterSummary('tas102: logit daily death probability at chi = 1', ARMS);
    expect(summary).toMatchObject({ name: 'TAS-102: deaths at χ = 1', unit: '% per day', isShape: false });
    // logit(0.2) = log(0.2 / 0.8)
    expect(summary.toValue(Math.log(0.25))).toBeCloseTo(20, 12);
    expect(summary.toValue(0)).toBe(50);
  });

  it('half-widths are shown as they are, and so are unknown parameters', () => {
    expect(parameterSummary('all arms: half-width of mu', ARMS).name).toBe('all arms: half-width of μ');
    expect(parameterSummary('all arms: half-width of mu', ARMS).toValue(0.3)).toBe(0.3);
    expect(parameterSummary('a: b', ARMS)).toMatchObject({ name: 'a: b', unit: '', isShape: false });
    expect(parameterSummary('', ARMS).name).toBe('');
  });
});
