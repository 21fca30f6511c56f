// Evidence: slow oracle (z from mu and sigma of the mixture that survival is defined by) · central finite differences.
import { describe, expect, it } from 'vitest';
import {
  type DeathForm,
  deathMixture,
  deathNodes,
  type TransformedDeathParameters,
  transformedDeathNames,
} from '../../../../calibration/fit/survival/death-parameters.js';

/** Relative, on z of size ten. */
const ROUNDING = 1e-12;
const STEP = 1e-6;
/** Absolute: rounding over the step, and its square. */
const DIFFERENCE_ERROR = 1e-8;

const at: TransformedDeathParameters = {
  logitAtZero: -8,
  logitAtOne: -3.5,
  muHalfWidth: 0.25,
  sigmaRelativeHalfWidth: 0.4,
};
const forms: readonly DeathForm[] = [
  { mu: 'point', sigma: 'point' },
  { mu: 'range', sigma: 'point' },
  { mu: 'point', sigma: 'range' },
  { mu: 'range', sigma: 'range' },
];

/** z, weight and derivatives of every node, in one list. */
function listed(form: DeathForm, transformedParameters: TransformedDeathParameters, chi: number) {
  return deathNodes(form, transformedParameters).flatMap(({ slope, nodes }) =>
    nodes.map(({ odds, weight, gradient }) => ({
      z: Math.log(odds) + slope * chi,
      weight,
      gradient: gradient.map(({ constant, perChi }) => constant + perChi * chi),
    })),
  );
}

describe('deathNodes', () => {
  it.each(forms)('has z = (chi - mu) / sigma at the nodes of the mixture, mu $mu, sigma $sigma', (form) => {
    for (const chi of [0, 0.4, 1.1]) {
      const expected = deathMixture(form, at)
        .map(({ shape, weight }) => ({ z: (chi - shape.mu) / shape.sigma, weight }))
        .sort((a, b) => a.z - b.z);
      const found = [...listed(form, at, chi)].sort((a, b) => a.z - b.z);
      expect(found).toHaveLength(expected.length);
      found.forEach(({ z, weight }, node) => {
        expect(Math.abs(z - expected[node]!.z)).toBeLessThan(ROUNDING * Math.abs(z));
        expect(weight).toBeCloseTo(expected[node]!.weight, 14);
      });
    }
  });

  it.each(forms)('has the derivatives of z, mu $mu, sigma $sigma', (form) => {
    transformedDeathNames.forEach((name, transformedParameter) => {
      const [above, below] = [STEP, -STEP].map((shift) => listed(form, { ...at, [name]: at[name] + shift }, 0.7)) as [
        ReturnType<typeof listed>,
        ReturnType<typeof listed>,
      ];
      listed(form, at, 0.7).forEach(({ gradient }, node) => {
        const difference = (above[node]!.z - below[node]!.z) / (2 * STEP);
        expect(Math.abs(gradient[transformedParameter]! - difference)).toBeLessThan(DIFFERENCE_ERROR);
      });
    });
  });

  it('puts nodes of one slope together: one group where sigma is a point, one per sigma where it is a range', () => {
    const counts = forms.map((form) => deathNodes(form, at).map(({ nodes }) => nodes.length));
    expect(counts).toEqual([[1], [7], new Array(7).fill(1), new Array(7).fill(7)]);
  });
});
