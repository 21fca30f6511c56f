import { describe, expect, it } from 'vitest';
import { armStyles } from '../../../../../calibration/plots/arm-style.js';
import { coordinateWords } from '../../../../../calibration/studies/refit/report/parameter-summary.js';

const ARMS = armStyles(['tas102']);

describe('coordinateWords', () => {
  it('shapes are shown themselves, not their logarithms', () => {
    const words = coordinateWords('log alpha of beta_X2', ARMS);
    expect(words).toMatchObject({ name: 'α of beta_X2', isShape: true });
    expect(words.toValue(Math.log(3))).toBeCloseTo(3, 14);
  });

  it('logits of a death probability are shown in percent per day', () => {
    const words = coordinateWords('tas102: logit daily death probability at chi = 1', ARMS);
    expect(words).toMatchObject({ name: 'TAS-102: deaths at χ = 1', unit: '% per day', isShape: false });
    // logit(0.2) = log(0.2 / 0.8)
    expect(words.toValue(Math.log(0.25))).toBeCloseTo(20, 12);
    expect(words.toValue(0)).toBe(50);
  });

  it('half-widths are shown as they are, unknown coordinates too', () => {
    expect(coordinateWords('all arms: half-width of mu', ARMS).name).toBe('all arms: half-width of μ');
    expect(coordinateWords('all arms: half-width of mu', ARMS).toValue(0.3)).toBe(0.3);
    expect(coordinateWords('a: b', ARMS)).toMatchObject({ name: 'a: b', unit: '', isShape: false });
    expect(coordinateWords('', ARMS).name).toBe('');
  });
});
