import type { DeathCovariate, HazardLink } from '../../../src/index.js';

/**
 * A form of the death function: z = z0 (1 - u) + z1 u with a covariate u of the patient's day, and a link from z to the death of
 * that day. The two parameters are z at u = 0 and at u = 1.
 */
export interface DeathFunctionForm {
  readonly label: string;
  readonly covariate: DeathCovariate;
  readonly link: HazardLink;
  /** What u = 0 and u = 1 are, within a sentence. */
  readonly atZero: string;
  readonly atOne: string;
  /** Daily hazards at which the search starts; percent per day. */
  readonly startPercent: readonly [number, number];
}

/**
 * Every form. `paper`: the daily death probability of the paper, logistic in the relative burden; its mu and sigma may be ranges.
 * The others have a hazard whose logarithm is linear in u; `progression` is the illness-death model of two levels.
 */
export const deathForms = {
  paper: {
    label: 'Logistic in the burden (paper)',
    covariate: 'burden',
    link: 'logit',
    atZero: 'chi = 0',
    atOne: 'chi = 1',
    startPercent: [0.05, 2],
  },
  burden: {
    label: 'Log-linear in the burden',
    covariate: 'burden',
    link: 'log',
    atZero: 'chi = 0',
    atOne: 'chi = 1',
    startPercent: [0.05, 2],
  },
  'log-burden': {
    label: 'Log-linear in the log burden',
    covariate: 'log-burden',
    link: 'log',
    atZero: 'chi = 0.1',
    atOne: 'chi = 1',
    startPercent: [0.05, 0.5],
  },
  growth: {
    label: 'Log-linear in the growth rate',
    covariate: 'growth-rate',
    link: 'log',
    atZero: 'a stable tumor',
    atOne: 'growth by a factor e a month',
    startPercent: [0.2, 0.8],
  },
  progression: {
    label: 'Two levels, before and after progression',
    covariate: 'progression',
    link: 'log',
    atZero: 'no progression',
    atOne: 'progression',
    startPercent: [0.1, 0.5],
  },
} as const satisfies Readonly<Record<string, DeathFunctionForm>>;

export type DeathFormName = keyof typeof deathForms;
export const deathFormNames = Object.keys(deathForms) as readonly DeathFormName[];

/**
 * How arms share a form: each has its own; all have the same; or all have the same and each arm but the first has a shift of z,
 * the logarithm of its hazard ratio against the first at equal u.
 */
export const deathSharings = ['by-arm', 'shared', 'treatment-effect'] as const;
export type DeathSharing = (typeof deathSharings)[number];

/**
 * Bounds on the daily hazard at u = 0 and u = 1 of the forms other than the paper's, whose bounds the configuration states; percent
 * per day. They exclude what no trial could show; a hazard may fall with u.
 */
export const HAZARD_BOUNDS_PERCENT: readonly [number, number] = [1e-4, 30];

/** Bounds on the treatment effect, a log hazard ratio, and the standard deviation of its prior around 0. */
export const EFFECT_BOUND = 3;
export const EFFECT_PRIOR_SD = 2;
