import {
  type ConfirmedQuantity,
  OPTIMISE_VERSION,
  type OptimiseCandidate,
  type OptimiseResult,
} from '../../../../calibration/studies/optimise/result.js';

const confirmed = (value: number, error: number, reference = value): ConfirmedQuantity => ({
  value,
  error,
  difference: value - reference,
  difference_error: value === reference ? 0 : error / 4,
});

interface SampleCandidate {
  readonly label: string;
  readonly pattern: string;
  readonly dose: number;
  readonly months: number;
  readonly total: number;
  readonly nonDominated?: boolean;
  readonly met?: boolean;
}

const candidate = ({
  label,
  pattern,
  dose,
  months,
  total,
  nonDominated = true,
  met = true,
}: SampleCandidate): OptimiseCandidate => ({
  label,
  values: { pattern, dose },
  schedule: [`TAS-102: ${dose} dose units on ${pattern} of every 28 days`, 'until progression'],
  search: {
    median_os: { value: months + 0.05, error: 0.2 },
    'total_dose.tas102': { value: total + 10, error: 90 },
  },
  confirmed: {
    median_os: confirmed(months, 0.08, 7.1),
    median_pfs: confirmed(months / 3, 0.05, 7.1 / 3),
    survival_12: confirmed(4 * months, 0.6, 4 * 7.1),
    'total_dose.tas102': confirmed(total, 30, 2900),
    'dose_per_cycle.tas102': confirmed(10 * dose, 0, 950),
    'dose_intensity.tas102': confirmed(10 * dose, 0, 950),
    'administrations.tas102': confirmed(total / dose, 0.3, 2900 / 95),
    days_on_treatment: confirmed(12 * months, 0.9, 12 * 7.1),
  },
  limits_met: met,
  non_dominated: nonDominated,
  chosen: true,
  failed: 0,
});

/** A made-up result of `qcic optimise` with two objectives; the numbers mean nothing. */
export const sampleOptimiseResult: OptimiseResult = {
  schema_version: OPTIMISE_VERSION,
  name: 'sample',
  description: 'Two patterns of days at a dose from 60 to 120 dose units.',
  seed: '1',
  run: 'mcrc',
  arm: 'tas102',
  horizon_days: 366,
  month_days: 30.4375,
  drugs: [{ name: 'tas102', label: 'TAS-102', dose_unit: 'dose units', calibrated: true }],
  variables: [
    {
      name: 'pattern',
      changes: 'days of TAS-102',
      unit: '',
      ordered: false,
      levels: ['days 1-5, 8-12', 'days 1-5, 15-19'],
    },
    {
      name: 'dose',
      changes: 'dose of TAS-102',
      unit: 'dose units',
      ordered: true,
      levels: [60, 70, 80, 90, 100, 110, 120],
    },
  ],
  held: ['dose intensity of TAS-102'],
  objectives: [
    { name: 'median_os', goal: 'max' },
    { name: 'total_dose.tas102', goal: 'min' },
  ],
  limits: [{ name: 'survival_12', most: null, least: 25 }],
  quantities: [
    { name: 'median_os', label: 'Median OS', short_label: 'Median OS', unit: 'months', decimals: 2 },
    { name: 'median_pfs', label: 'Median PFS', short_label: 'Median PFS', unit: 'months', decimals: 2 },
    { name: 'survival_12', label: 'Alive at 12 months', short_label: 'OS 12 mo', unit: 'percent', decimals: 1 },
    {
      name: 'total_dose.tas102',
      label: 'Total dose of TAS-102',
      short_label: 'Total TAS-102',
      unit: 'dose units',
      decimals: 0,
    },
    {
      name: 'dose_per_cycle.tas102',
      label: 'Dose of TAS-102 per cycle',
      short_label: 'TAS-102 per cycle',
      unit: 'dose units',
      decimals: 0,
    },
    {
      name: 'dose_intensity.tas102',
      label: 'Dose of TAS-102 per 28 days',
      short_label: 'TAS-102 per 28 d',
      unit: 'dose units',
      decimals: 0,
    },
    {
      name: 'administrations.tas102',
      label: 'Administrations of TAS-102',
      short_label: 'TAS-102 given',
      unit: '',
      decimals: 1,
    },
    { name: 'days_on_treatment', label: 'Days on treatment', short_label: 'On treatment', unit: 'days', decimals: 0 },
  ],
  population: 8,
  generations: 2,
  evaluations: 13,
  combinations: 14,
  impossible: [{ reason: 'dose: must be at most 110 where pattern is days 1-5, 15-19', schedules: 1 }],
  exhausted: true,
  feasible: 11,
  patients: { search: 500, confirmation: 4000 },
  reference: candidate({ label: 'reference', pattern: 'days 1-5, 8-12', dose: 90, months: 7.1, total: 2900 }),
  front: [
    candidate({ label: '1', pattern: 'days 1-5, 15-19', dose: 110, months: 7.6, total: 3600 }),
    candidate({ label: '2', pattern: 'days 1-5, 15-19', dose: 90, months: 7.3, total: 2950 }),
    candidate({
      label: '3',
      pattern: 'days 1-5, 8-12',
      dose: 80,
      months: 7.0,
      total: 2990,
      nonDominated: false,
    }),
    candidate({ label: '4', pattern: 'days 1-5, 8-12', dose: 60, months: 6.4, total: 2000, met: false }),
  ],
  asked: [candidate({ label: 'half dose', pattern: 'days 1-5, 15-19', dose: 60, months: 6.5, total: 2050 })],
  optimism: [
    { name: 'median_os', mean: 0.03, largest: 0.06, expected_error: 0.05 },
    { name: 'total_dose.tas102', mean: 4, largest: 12, expected_error: 20 },
  ],
  remarks: ['a schedule acts through the tumor burden alone: toxicity and discontinuation are not modelled'],
};

/** The tables beside it, as `qcic optimise` writes them. */
export const sampleOptimiseTables = [
  {
    file: 'curves.csv',
    header: ['label', 'day', 'os', 'pfs'],
    rows: ['reference', '1', '2', '3', '4', 'half dose'].flatMap((label, index) =>
      Array.from({ length: 367 }, (_, day) => [
        label,
        day,
        100 * Math.exp(-day / (300 + 20 * index)),
        100 * Math.exp(-day / (100 + 10 * index)),
      ]),
    ),
  },
  {
    file: 'calendar.csv',
    header: ['label', 'drug', 'day', 'amount'],
    rows: ['reference', '1', '2', '3', '4', 'half dose'].flatMap((label, index) =>
      Array.from({ length: 13 }, (_, cycle) =>
        [1, 2, 3, 4, 5, 15, 16, 17, 18, 19].map((day) => [label, 'tas102', 28 * cycle + day, 60 + 10 * index]),
      ).flat(),
    ),
  },
];
