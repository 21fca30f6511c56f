/** How large the run of a configuration is. */
export interface ConfigurationSize {
  readonly description: string;
  readonly pools: readonly number[];
  readonly patients: number;
  /** Largest deviations from the trials that count as agreement. */
  readonly tolerances: {
    readonly ratePoints: number;
    readonly medianMonths: number;
    readonly survivalRmsePoints: number;
  };
  /** A sentence on how long it takes. */
  readonly cost: string;
}

/** The run that a study is about: sizes of the main job that ships. */
export const mainSize: ConfigurationSize = {
  description: 'The model as posted, fitted to the trials that ship with qcic.',
  pools: [1024, 1024, 4096],
  patients: 4096,
  tolerances: { ratePoints: 2, medianMonths: 0.2, survivalRmsePoints: 2 },
  cost: 'About a minute on two cores.',
};

/** A run of seconds that shows that everything works, and nothing else. */
export const quickSize: ConfigurationSize = {
  description: 'A first look in seconds: few patients, wide tolerances. Not for conclusions.',
  pools: [128],
  patients: 128,
  tolerances: { ratePoints: 40, medianMonths: 10, survivalRmsePoints: 40 },
  cost: 'A few seconds on two cores.',
};

/**
 * A configuration with a comment on each key that is likely to be changed.
 *
 * @param name - of the configuration
 * @param size - of its run
 * @param arms - that the trials report
 */
export function configurationText(name: string, size: ConfigurationSize, arms: readonly string[]): string {
  const armLines = arms.map((arm) => `    "${arm}": {}`).join(',\n');
  const { ratePoints, medianMonths, survivalRmsePoints } = size.tolerances;
  return `// Configuration of a run of qcic. ${size.cost}
// Comments are read over. schema.json beside this file lets editors complete and check its keys.
{
  "$schema": "./schema.json",

  // Name of the run, and of its folder: runs/${name}.
  "name": "${name}",
  "description": "${size.description}",

  // Every random number follows from it: the same seed gives the same results, bit for bit.
  "seed": 1,

  // Arms to simulate and fit. A built-in arm needs no more; an arm of your own names its regimen: "mine": { "regimen": "my-regimen" }.
  "arms": {
${armLines}
  },

  // Clinical data. Without tables of your own these are the trials that ship with qcic.
  "targets": {
    // To fit your trials alone, name their table:
    //   "trials": ["../data/my-trials.csv"],
    // To add them to a finished run instead: qcic refit runs/${name} --add data/my-trials.csv

    // "pooled" fits pooled endpoints, as the paper; "likelihood" the counts of each trial.
    "objective": "pooled",

    // Largest deviation from the trials at which a run counts as converged: response rates in points, medians in months, survival curves in points.
    "tolerances": { "ratePoints": ${ratePoints}, "medianMonths": ${medianMonths}, "survivalRmsePoints": ${survivalRmsePoints} }
  },

  "simulation": {
    // Days that are simulated; the last landmark of survival (12 months) must lie within.
    "horizonDays": 366,
    // Day of the response against baseline.
    "assessmentDay": 56
  },

  "fit": {
    // How patients are spread over the parameters: "sobol", "latin-hypercube" or "random".
    "design": "sobol",
    // Virtual patients of each round of simulating and fitting: more take longer and fit better.
    "pools": [${size.pools.join(', ')}],
    // How far the shapes of the parameters' distributions may move: standard deviation of their logarithm.
    "priorLogSd": 0.5
  },

  "confirmation": {
    // Patients of an independent cohort that checks the fit, and how many such cohorts may be tried.
    "patients": ${size.patients},
    "maxAttempts": ${size === quickSize ? 1 : 3}
  }
}
`;
}
