// Evidence: closed form (deviances of the multinomial and the binomial, Pearson's residual as the limit) · central differences.
import { describe, expect, it } from 'vitest';
import { binomialRoot, classRoot } from '../../../../calibration/fit/objective/deviance.js';

/** Relative: two ways to the same sum of logarithms. */
const ROUNDING = 1e-12;

/** Relative: a central difference with a step of 1e-4 of the distance to the nearest end. */
const DIFFERENCE_ERROR = 1e-6;

/** x log(x / y), 0 where x is 0. */
const information = (x: number, y: number): number => (x === 0 ? 0 : x * Math.log(x / y));

const model = [0.02, 0.13, 0.45, 0.4];
const patterns: readonly (readonly number[])[] = [
  [0.02, 0.13, 0.45, 0.4],
  [0, 0.1, 0.5, 0.4],
  [0, 0, 0, 1],
  [1, 0, 0, 0],
  [0.25, 0.25, 0.25, 0.25],
];

describe('classRoot', () => {
  it.each(patterns)(
    'squares sum to the deviance of a multinomial of 87 patients, observed %j %j %j %j',
    (...observed) => {
      const squares = observed.reduce((sum, share, k) => sum + classRoot(87, share, model[k]!).value ** 2, 0);
      const deviance = 2 * 87 * observed.reduce((sum, share, k) => sum + information(share, model[k]!), 0);
      expect(Math.abs(squares - deviance)).toBeLessThan(ROUNDING * (1 + deviance));
    },
  );

  it('squares sum to that of independent Poisson counts where rounded shares do not add up to 1', () => {
    const observed = [0.016, 0.424, 0.559];
    const fitted = [0.02, 0.5, 0.48];
    const squares = observed.reduce((sum, share, k) => sum + classRoot(502, share, fitted[k]!).value ** 2, 0);
    const poisson = observed.reduce((sum, share, k) => sum + information(share, fitted[k]!) - share + fitted[k]!, 0);
    expect(Math.abs(squares / (2 * 502 * poisson) - 1)).toBeLessThan(ROUNDING);
  });

  it('has the sign of model - observed, and no residual where they agree', () => {
    expect(classRoot(50, 0.3, 0.31).value).toBeGreaterThan(0);
    expect(classRoot(50, 0.3, 0.29).value).toBeLessThan(0);
    expect(classRoot(50, 0.3, 0.3).value).toBe(0);
    expect(classRoot(50, 0, 1e-9).value).toBeGreaterThan(0);
  });

  it.each([0, 1e-3, 0.3, 0.999, 1])('has the derivative of its value, observed %d', (observed) => {
    for (const p of [1e-4, 0.01, 0.299, 0.3, 0.301, 0.7, 0.9999]) {
      const step = 1e-4 * Math.min(p, 1 - p);
      const slope = (classRoot(40, observed, p + step).value - classRoot(40, observed, p - step).value) / (2 * step);
      expect(Math.abs(classRoot(40, observed, p).slope / slope - 1)).toBeLessThan(DIFFERENCE_ERROR);
    }
  });

  it.each([1e-15, 1e-12, 1e-9, 1e-6, 9.99e-4, 1.001e-3, -1e-15, -1e-9, -9.99e-4, -1.001e-3])(
    'is the residual of Pearson to first order, %d above what was observed',
    (distance) => {
      const [observed, patients] = [0.25, 400];
      // What the difference is after rounding
      const p = observed + distance;
      const pearson = (p - observed) * Math.sqrt(patients / observed);
      const { value, slope } = classRoot(patients, observed, p);
      // u - log(1 + u) = u^2 / 2 (1 - 2 u / 3 + ...), so the root is u (1 - u / 3 + ...)
      const u = (p - observed) / observed;
      expect(Math.abs(value / pearson - 1 + u / 3)).toBeLessThan(1e-12 + u * u);
      expect(Math.abs(slope / Math.sqrt(patients / observed) - 1 + (2 * u) / 3)).toBeLessThan(1e-12 + u * u);
    },
  );
});

describe('binomialRoot', () => {
  it.each([0, 0.01, 0.4, 0.99, 1])('has the deviance of a binomial as its square, observed %d', (observed) => {
    for (const p of [1e-9, 1e-3, 0.2, 0.4001, 0.7, 0.999]) {
      const deviance = 2 * 31 * (information(observed, p) + information(1 - observed, 1 - p));
      const square = binomialRoot(31, observed, p).value ** 2;
      expect(Math.abs(square - deviance)).toBeLessThan(ROUNDING * (1 + deviance));
    }
  });

  it('is the two classes of a multinomial together, with the sign of model - observed', () => {
    for (const [q, p] of [
      [0.2, 0.3],
      [0.3, 0.2],
      [0, 0.1],
      [1, 0.9],
    ] as const) {
      const { value } = binomialRoot(60, q, p);
      const classes = Math.hypot(classRoot(60, q, p).value, classRoot(60, 1 - q, 1 - p).value);
      expect(Math.abs(value / (Math.sign(p - q) * classes) - 1)).toBeLessThan(ROUNDING);
    }
    expect(binomialRoot(60, 0.2, 0.2).value).toBe(0);
  });

  it.each([0, 1e-3, 0.3, 0.999, 1])('has the derivative of its value, observed %d', (observed) => {
    for (const p of [1e-4, 0.01, 0.299, 0.3, 0.301, 0.7, 0.9999]) {
      const step = 1e-4 * Math.min(p, 1 - p);
      const values = [p + step, p - step].map((at) => binomialRoot(40, observed, at).value);
      const slope = (values[0]! - values[1]!) / (2 * step);
      expect(Math.abs(binomialRoot(40, observed, p).slope / slope - 1)).toBeLessThan(DIFFERENCE_ERROR);
    }
  });

  it.each([1e-15, -1e-15, 1e-12, 1e-9, -1e-9, 1e-6])(
    'keeps its digits %d away from what was observed, where value and slope are those of a standardised share',
    (distance) => {
      const [observed, patients] = [0.3, 250];
      const p = observed + distance;
      const scale = Math.sqrt(patients / (observed * (1 - observed)));
      const { value, slope } = binomialRoot(patients, observed, p);
      expect(Math.abs(value / ((p - observed) * scale) - 1)).toBeLessThan(1e-12 + 10 * Math.abs(distance));
      expect(Math.abs(slope / scale - 1)).toBeLessThan(1e-12 + 10 * Math.abs(distance));
    },
  );
});
