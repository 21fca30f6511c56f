import { describe, expect, it } from 'vitest';
import { armLabel, armStyles } from '../../../calibration/plots/arm-style.js';
import { markerStyle, scoreLabel } from '../../../calibration/plots/marker-style.js';
import { RECIST_STYLES, responseThresholds } from '../../../calibration/plots/recist-style.js';

/** Relative luminance of an sRGB colour, WCAG 2.1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Two greys that differ by this in luminance are distinguishable side by side in print. */
const SMALLEST_DIFFERENCE = 0.05;

describe('armStyles', () => {
  it('an arm has the same colour whatever other arms there are', () => {
    const colourOf = (arms: readonly string[]) => armStyles(arms).find((style) => style.arm === 'tas102')?.colour;
    expect(colourOf(['tas102'])).toBe(colourOf(['placebo', 'x', 'tas102']));
  });

  it('eleven arms have eleven colours; unknown ones go by their own name', () => {
    const styles = armStyles(['placebo', 'tas102', 'tas102_bev', ...'abcdefgh']);
    expect(new Set(styles.map((style) => style.colour)).size).toBe(11);
    expect(armLabel(styles, 'b')).toBe('b');
    expect(armLabel(styles, 'tas102_bev')).toBe('TAS-102 + bevacizumab');
    expect(armLabel(styles, 'elsewhere')).toBe('elsewhere');
  });

  it('a label of a run goes before the clinical name and the own name, and leaves the colours', () => {
    const styles = armStyles(['tas102', 'a', 'constructor'], { tas102: 'Weekly', a: 'Mine' });
    expect(styles.map(({ label }) => label)).toEqual(['Weekly', 'Mine', 'constructor']);
    expect(styles.map(({ colour }) => colour)).toEqual(armStyles(['tas102', 'a', 'b']).map(({ colour }) => colour));
  });
});

describe('RECIST_STYLES', () => {
  it('classes that touch differ in lightness as well as in hue', () => {
    const lights = RECIST_STYLES.map((style) => luminance(style.colour));
    const gaps = lights.slice(1).map((light, index) => Math.abs(light - (lights[index] ?? 0)));
    expect(Math.min(...gaps)).toBeGreaterThan(SMALLEST_DIFFERENCE);
  });
});

describe('responseThresholds', () => {
  it('volume limits are those of the paper', () => {
    expect(responseThresholds('volume').map(({ percent }) => percent)).toEqual([-30, 20]);
  });

  it('diameter limits are cubed: 0.7^3 - 1 and 1.2^3 - 1', () => {
    const [partial, progression] = responseThresholds('diameter').map(({ percent }) => percent);
    expect(partial).toBeCloseTo(-65.7, 10);
    expect(progression).toBeCloseTo(72.8, 10);
  });

  it('an unknown rule draws no line', () => {
    expect(responseThresholds('other')).toEqual([]);
  });
});

describe('markerStyle', () => {
  it('markers are known by any spelling of their name', () => {
    expect(markerStyle('th1_treg').label).toBe('Th1/Treg');
    expect(markerStyle('Th1/Treg').label).toBe('Th1/Treg');
    expect(markerStyle('ctl')).toEqual({ label: 'CTL', unit: 'cell/L' });
    expect(markerStyle('NK')).toEqual({ label: 'NK', unit: '' });
  });

  it.each(['constructor', '__proto__', 'toString'])('a marker named %s goes by its own name', (marker) => {
    expect(markerStyle(marker)).toEqual({ label: marker, unit: '' });
  });

  it('a score is named after its markers', () => {
    expect(scoreLabel(['th1', 'ctl_treg'])).toBe('Th1 + CTL/Treg');
    expect(scoreLabel(['th1', 'ctl', 'th1_treg', 'ctl_treg'])).toBe('all four');
  });
});
