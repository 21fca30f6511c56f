import { type EndpointName, endpointNames } from '../../../../../calibration/endpoints/endpoints.js';
import { agreementOf } from '../../../../../calibration/inference/agreement.js';
import type {
  BootstrapBand,
  Contribution,
  EndpointChange,
  Profile,
  Recovery,
  Ridge,
  StartResult,
} from '../../../../../calibration/inference/results.js';
import type { RefitResults } from '../../../../../calibration/studies/refit/result.js';
import { sampleRandom } from './sample-random.js';

export const REFIT_ARMS = ['placebo', 'tas102', 'tas102_bev'] as const;

/** Pooled endpoints of the three arms, in the order of the endpoints; made up close to published ones. */
const BEFORE: Readonly<Record<(typeof REFIT_ARMS)[number], readonly number[]>> = {
  placebo: [
    0.2, 0, 15.3, 84.4, 0.2, 15.6, 6.01, 78.9, 49.4, 29.4, 18.8, 1.73, 10, 8, 3, 1, 0.5, 0.2, 0, 14, 60, 25.8, 0.2,
    14.2,
  ],
  tas102: [
    0, 1.3, 44.4, 54.3, 1.3, 45.7, 7.52, 86.8, 61.2, 42.1, 29.1, 2.1, 36, 33.9, 18, 9, 5, 0, 1.3, 43, 48, 7.7, 1.3,
    44.3,
  ],
  tas102_bev: [
    0, 3.9, 58.9, 37.2, 3.9, 62.8, 10.01, 93, 76, 55.4, 39.6, 4.9, 62, 46.6, 38, 22, 12, 0, 3.9, 58, 32, 6.1, 3.9, 61.9,
  ],
};

/** Shift by the added trial, per endpoint. */
const SHIFTS: Readonly<Record<(typeof REFIT_ARMS)[number], readonly number[]>> = {
  placebo: endpointNames.map(() => 0),
  tas102: [0, -0.1, 0.4, -0.3, -0.1, 0.3, 0, 0, 0, 0, 0],
  tas102_bev: [0, 0.6, 6.1, -6.7, 0.6, 6.7, 0.2, 0.2, 0.9, 1.1, 1.4],
};

const isMedian = (endpoint: EndpointName): boolean => endpoint === 'median_os' || endpoint === 'median_pfs';

function endpointChangesOf(arm: (typeof REFIT_ARMS)[number]): EndpointChange[] {
  return endpointNames.map((endpoint, index) => {
    const before = BEFORE[arm][index]!;
    const after = before + (SHIFTS[arm][index] ?? 0);
    const scale = isMedian(endpoint) ? 0.15 : 0.25 + Math.sqrt(after * (100 - after)) / 40;
    const difference = Math.max(-after, (index % 3 === 0 ? 0.4 : -0.3) * scale);
    return {
      arm,
      endpoint,
      before,
      after,
      confirmed: after + difference,
      difference,
      monte_carlo_error: 0.3 * scale,
      sampling_error: 1.4 * scale,
      parameter_error: 0.9 * scale,
      ...agreementOf(difference, { sampling: 1.4 * scale, monteCarlo: 0.3 * scale }),
    };
  });
}

const verdictOf = (residual: number): Contribution['verdict'] =>
  Math.abs(residual) <= 2 ? 'agrees' : Math.abs(residual) <= 3 ? 'borderline' : 'contradicts';

const TRIALS: readonly (readonly [arm: (typeof REFIT_ARMS)[number], trial: string])[] = [
  ['placebo', 'Yoshino 2012 (J003)'],
  ['placebo', 'Mayer 2015 (RECOURSE)'],
  ['placebo', 'Xu 2018 (TERRA)'],
  ['tas102', 'Yoshino 2012 (J003)'],
  ['tas102', 'Mayer 2015 (RECOURSE)'],
  ['tas102', 'Xu 2018 (TERRA)'],
  ['tas102', 'Prager 2023 (SUNLIGHT)'],
  ['tas102_bev', 'Kuboki 2017 (C-TASK FORCE)'],
  ['tas102_bev', 'Pfeiffer 2020'],
  ['tas102_bev', 'Prager 2023 (SUNLIGHT)'],
];

/** Four classes and twelve intervals per trial and arm. */
function contributionsOf(random: () => number): Contribution[] {
  return TRIALS.flatMap(([arm, trial]) =>
    [...endpointNames.slice(0, 4), ...Array.from({ length: 12 }, (_, month) => `deaths_${month}_${month + 1}`)].map(
      (endpoint, index) => {
        const residual = 1.15 * random();
        const fitted = index < 4 ? BEFORE[arm][index]! : 6 + index / 2;
        return {
          arm,
          trial,
          endpoint,
          observed: Math.max(0, fitted + 2 * residual),
          fitted,
          residual,
          z: residual / 1.1,
          verdict: verdictOf(residual),
        };
      },
    ),
  );
}

function bandsOf(arm: (typeof REFIT_ARMS)[number]): Record<EndpointName, BootstrapBand> {
  const entries = endpointChangesOf(arm).map(
    ({ endpoint, after, parameter_error: parameterError }): [EndpointName, BootstrapBand] => {
      const error = parameterError ?? 0;
      return [
        endpoint,
        {
          centre: after,
          low: Math.max(0, after - 1.6 * error),
          high: after + 1.7 * error,
          standard_deviation: error,
          delta_standard_error: 0.95 * error,
          prior_standard_deviation: null,
        },
      ];
    },
  );
  return Object.fromEntries(entries) as Record<EndpointName, BootstrapBand>;
}

const SHAPES = ['beta_X1', 'beta_X2', 'beta_X3', 'd_X1', 'd_X2', 'd_X3', 'K_TN4', 'phi_P'];

function parametersOf(): Record<string, BootstrapBand> {
  const band = (centre: number, standardDeviation: number): BootstrapBand => ({
    centre,
    low: centre - 1.6 * standardDeviation,
    high: centre + 1.65 * standardDeviation,
    standard_deviation: standardDeviation,
    delta_standard_error: null,
    prior_standard_deviation: 0.5,
  });
  const shapes = SHAPES.flatMap((name, index): [string, BootstrapBand][] => [
    [`log alpha of ${name}`, band(0.4 + 0.2 * index, index < 3 ? 0.14 - 0.03 * index : 0.012)],
    [`log beta of ${name}`, band(1.4 - 0.2 * index, index < 3 ? 0.12 - 0.02 * index : 0.009)],
  ]);
  const death = REFIT_ARMS.flatMap((arm, index): [string, BootstrapBand][] => [
    [`${arm}: logit daily death probability at chi = 0`, band(-9 + 0.4 * index, 0.35)],
    [`${arm}: logit daily death probability at chi = 1`, band(-2.9 - 0.8 * index, 0.21)],
    [`${arm}: half-width of mu`, band(0.3 - 0.1 * index, 0.05)],
  ]);
  return Object.fromEntries([...shapes, ...death]);
}

const PROFILE_STEPS = [-3.5, -2.75, -2, -1.25, -0.6, 0, 0.6, 1.25, 2, 2.75, 3.5];

/** A profile that rises as a parabola on both sides, skewed; open upwards where `isOpen`. */
export function sampleProfile(name: string, arm: string | null, estimate: number, isOpen = false): Profile {
  const width = 0.09 * estimate;
  const deltaObjective = (step: number): number => (step < 0 ? 0.5 : isOpen ? 0.08 : 0.38) * step ** 2;
  return {
    name,
    arm,
    level: 0.95,
    estimate,
    low: estimate - 1.96 * width,
    high: isOpen ? null : estimate + (1.92073 / 0.38) ** 0.5 * width,
    points: PROFILE_STEPS.map((step) => ({
      value: estimate + step * width,
      delta_objective: deltaObjective(step),
      penalty_active: Math.abs(step) > 3,
    })),
  };
}

/** Under the median alone mu - sigma is all that counts; under the whole curve sigma counts too. */
export function sampleRidge(arm: string, mu: number, sigma: number): Ridge {
  const spread = (centre: number) => Array.from({ length: 33 }, (_, index) => centre * 3 ** (index / 16 - 1));
  const grid = { mu: spread(mu), sigma: spread(sigma) };
  const alone = (m: number, s: number): number => 0.5 * ((m - mu - 2.2 * (s - sigma)) / (0.05 * mu)) ** 2;
  const map = (deltaObjective: (m: number, s: number) => number) =>
    grid.sigma.map((s) => grid.mu.map((m) => deltaObjective(m, s)));
  return {
    arm,
    estimate: { mu, sigma },
    ...grid,
    median_only: map(alone),
    whole_curve: map((m, s) => alone(m, s) + 0.5 * (Math.log(s / sigma) / 0.12) ** 2),
  };
}

function startsOf(): StartResult[] {
  return Array.from({ length: 16 }, (_, start) => ({
    start,
    objective_at_end: 41.3 + (start < 11 ? 0.004 * start : 0.4 * (start - 10) ** 2),
    iterations: 30 + 3 * start,
    converged: start !== 15,
    distance: start === 0 ? 0 : start < 9 ? 0.04 : 0.6 + 0.1 * start,
  }));
}

/** A complete, made-up refit with plausible numbers; the same at each call. */
export function sampleRefit(): RefitResults {
  const random = sampleRandom('refit').normal;
  return {
    schema_version: 3,
    from: 'runs/mcrc',
    objective: 'likelihood',
    overdispersion: 'estimated',
    added: [
      { trial: 'Prager 2023 (SUNLIGHT)', arm: 'tas102', n: 246 },
      { trial: 'Prager 2023 (SUNLIGHT)', arm: 'tas102_bev', n: 246 },
    ],
    dropped: ['Yoshida 2021 (TAS-CC3)'],
    remarks: [],
    summary: [
      'The pooled disease control of TAS-102 + bevacizumab moves from 62.8 to 69.5 %; the refitted model follows.',
    ],
    at_bound: [],
    endpoint_changes: REFIT_ARMS.flatMap(endpointChangesOf),
    contributions: contributionsOf(random),
    starts: startsOf(),
    bootstrap: {
      replicates: 200,
      not_converged: 2,
      penalty_active: 5,
      level: 0.9,
      patients: 4000,
      at_bound: [],
      endpoints: Object.fromEntries(REFIT_ARMS.map((arm) => [arm, bandsOf(arm)])),
      parameters: parametersOf(),
    },
    profiles: [
      ...REFIT_ARMS.flatMap((arm, index) => [
        sampleProfile('mu', arm, 1.5 + 0.3 * index),
        sampleProfile('sigma', arm, 0.17 + 0.04 * index, index === 2),
      ]),
      ...SHAPES.slice(0, 6).flatMap((name, index) => [
        sampleProfile(`alpha of ${name}`, null, 2 + index, index > 3),
        sampleProfile(`beta of ${name}`, null, 5 - 0.5 * index),
      ]),
    ],
    ridges: REFIT_ARMS.map((arm, index) => sampleRidge(arm, 1.5 + 0.3 * index, 0.17 + 0.04 * index)),
    leave_one_trial_out: {
      level: 0.9,
      figures: TRIALS.slice(0, 9).flatMap(([arm, trial], index) =>
        (['dcr', 'median_os'] as const).map((endpoint) => {
          const predicted = BEFORE[arm][endpointNames.indexOf(endpoint)]!;
          const scale = endpoint === 'dcr' ? 4.5 : 0.6;
          const observed = predicted + scale * (index === 5 ? 2.4 : 0.9 * random());
          const half = 1.645 * Math.hypot(scale, 0.4 * scale, 0.3 * scale);
          return {
            trial,
            arm,
            endpoint,
            patients: 60 + 40 * index,
            observed,
            predicted,
            prediction_error: 0.4 * scale,
            sampling_error: scale,
            between_trials_error: 0.3 * scale,
            low: predicted - half,
            high: predicted + half,
            covered: Math.abs(observed - predicted) <= half,
          };
        }),
      ),
      not_possible: ['Prager 2023 (SUNLIGHT)'],
    },
    leave_one_arm_out: [
      {
        arm: 'tas102_bev',
        death_from: 'tas102',
        predicted: Object.fromEntries(
          endpointNames.map((name, index) => [name, BEFORE.tas102_bev[index]! * 0.96]),
        ) as Record<EndpointName, number>,
        standard_errors: Object.fromEntries(endpointNames.map((name) => [name, isMedian(name) ? 0.3 : 1.8])) as Record<
          EndpointName,
          number
        >,
      },
    ],
  };
}

/** A made-up refit that computed nothing but the fit. */
export function bareRefit(): RefitResults {
  return {
    ...sampleRefit(),
    objective: 'pooled',
    overdispersion: 'none',
    added: [],
    dropped: [],
    summary: [],
    endpoint_changes: [],
    contributions: [],
    starts: [],
    bootstrap: null,
    profiles: [],
    ridges: [],
    leave_one_trial_out: null,
    leave_one_arm_out: [],
  };
}

/** A made-up study of simulate and recover over 100 data sets. */
export function sampleRecover(): Recovery {
  const random = sampleRandom('recover').normal;
  const dataSets = 100;
  return {
    data_sets: dataSets,
    not_converged: 1,
    level: 0.9,
    patients: 4000,
    truth_patients: 20_000,
    at_bound: 0,
    endpoints: REFIT_ARMS.flatMap((arm) =>
      endpointNames.map((endpoint, index) => {
        const truth = BEFORE[arm][index]!;
        const error = isMedian(endpoint) ? 0.25 : 0.3 + Math.sqrt(truth * (100 - truth)) / 30;
        const estimates = Array.from({ length: dataSets }, () => truth + 0.2 * error + error * random());
        const mean = estimates.reduce((sum, value) => sum + value, 0) / dataSets;
        return {
          arm,
          endpoint,
          truth,
          mean_estimate: mean,
          bias: mean - truth,
          standard_deviation: error,
          mean_standard_error: error,
          coverage: estimates.filter((value) => Math.abs(value - truth) <= 1.645 * error).length / dataSets,
          estimates,
          standard_errors: estimates.map(() => error),
        };
      }),
    ),
    parameters: Object.entries(parametersOf()).map(
      ([name, { centre, standard_deviation: standardDeviation }], index) => ({
        name,
        truth: centre,
        mean_estimate: centre + (index % 4 === 1 ? 3 : 0.3) * standardDeviation,
        standard_deviation: standardDeviation,
      }),
    ),
  };
}
