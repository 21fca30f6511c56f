import type { DerivativesInto } from '../../../src/ode/initial-value-problem.js';

/** A classic initial value problem with its solution. */
export interface Problem {
  readonly derivatives: DerivativesInto;
  readonly start: readonly number[];
  readonly end: number;
  /** Solution at a time. */
  readonly solution: (time: number) => readonly number[];
}

/** y' = -y. */
export const decay: Problem = {
  derivatives: (_t, y, d) => {
    d[0] = -y[0]!;
  },
  start: [1],
  end: 5,
  solution: (t) => [Math.exp(-t)],
};

/** Harmonic oscillator q' = p, p' = -q. */
export const oscillator: Problem = {
  derivatives: (_t, y, d) => {
    d[0] = y[1]!;
    d[1] = -y[0]!;
  },
  start: [1, 0.5],
  end: 20,
  solution: (t) => [Math.cos(t) + 0.5 * Math.sin(t), 0.5 * Math.cos(t) - Math.sin(t)],
};

/** A nonautonomous linear problem, y' = y cos t: y = exp(sin t). */
export const forced: Problem = {
  derivatives: (t, y, d) => {
    d[0] = y[0]! * Math.cos(t);
  },
  start: [1],
  end: 12,
  solution: (t) => [Math.exp(Math.sin(t))],
};

/** Logistic growth, the form of the model's own proliferation. */
export const logistic: Problem = {
  derivatives: (_t, y, d) => {
    d[0] = y[0]! * (1 - y[0]!);
  },
  start: [0.01],
  end: 10,
  solution: (t) => [1 / (1 + 99 * Math.exp(-t))],
};

/** All that have a closed solution. */
export const problems = { decay, oscillator, 'forced (nonautonomous)': forced, logistic };

/** Gravitational constants of the Arenstorf orbit. @see Hairer, Norsett & Wanner, II.0 */
const MOON = 0.012277471;
const EARTH = 1 - MOON;

/** A satellite between earth and moon on a closed orbit with sharp turns: after one period it is back at the start. */
export const arenstorf = {
  derivatives: ((_t, [x, y, u, v], d) => {
    const toEarth = ((x! + MOON) ** 2 + y! ** 2) ** 1.5;
    const toMoon = ((x! - EARTH) ** 2 + y! ** 2) ** 1.5;
    d[0] = u!;
    d[1] = v!;
    d[2] = x! + 2 * v! - (EARTH * (x! + MOON)) / toEarth - (MOON * (x! - EARTH)) / toMoon;
    d[3] = y! - 2 * u! - (EARTH * y!) / toEarth - (MOON * y!) / toMoon;
  }) satisfies DerivativesInto,
  start: [0.994, 0, 0, -2.001585106379082],
  period: 17.06521656015796,
} as const;
