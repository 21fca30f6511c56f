import { readFileSync } from 'node:fs';
import { parseConfig } from '../../../../calibration/config/parse-config.js';
import { randomStream } from '../../../../src/random/streams.js';
import { root } from '../run-cli.js';
import { tinyConfig } from '../tiny-config.js';
import { type Choice, choiceFrom } from './choice.js';
import { mutateBytes } from './mutate-bytes.js';
import { mutateJson } from './mutate-json.js';
import { mutateTable } from './mutate-table.js';
import { oddCall } from './option-cases.js';

/** Input of some calls of the program. */
export interface FuzzCase {
  /** Repeats it. */
  readonly label: string;
  /** Files of the working folder, by name. */
  readonly files: Readonly<Record<string, Buffer | string>>;
  /** Finished studies that lie there too. */
  readonly finished: readonly string[];
  readonly calls: readonly (readonly string[])[];
  /** Changes of files of the finished studies. */
  readonly edits?: Readonly<Record<string, (text: string) => Buffer | string>>;
  /** A call that is refused is the last one. */
  readonly untilRefused?: boolean;
  /** Each call is a process of its own. */
  readonly isSpawned?: boolean;
}

const shipped = (path: string) => readFileSync(`${root}data/${path}`, 'utf8');

/** A run of seconds with two shapes to fit. */
export const fastConfig = {
  ...tinyConfig,
  fit: { ...tinyConfig.fit, poolPatients: 50, shapes: 'none', maxIterations: 4 },
  marginals: { K1: { free: true } },
  biomarkers: { arms: [] },
  confirmation: { patients: 24, maxAttempts: 1 },
};

const wholeConfig = (): object => {
  const { targets, ...rest } = parseConfig(JSON.stringify(fastConfig), 'valid configuration');
  return { ...rest, targets: { ...targets, ...tinyConfig.targets } };
};

export const sweepConfig = {
  name: 'sweep',
  seed: 3,
  patients: 10,
  horizonDays: 60,
  assessmentDay: 56,
  furtherDays: [30, 60],
  regimen: 'weekly',
  regimens: { weekly: { tas102: { dose: 95, days: [1, 2], cycleDays: 14, cycles: null } } },
  axes: [
    { name: 'schedule', regimen: ['published-tas102', 'weekly'] },
    { name: 'rate', parameter: 'd_T8', factors: [0.5, 2] },
  ],
};

/** Whether a computation is short; a long one is no error. */
function isSmall(text: string, kind: 'run' | 'sweep'): boolean {
  try {
    const { fit = {}, confirmation = {}, simulation = {}, patients, horizonDays } = JSON.parse(text);
    const sizes =
      kind === 'sweep'
        ? [patients, horizonDays / 10]
        : [fit.poolPatients, 50 * fit.rounds, fit.maxIterations, confirmation.patients, simulation.horizonDays / 10];
    return sizes.every((size) => size <= 200);
  } catch {
    return true;
  }
}

function configCase(choice: Choice): Omit<FuzzCase, 'label'> {
  const text = mutateJson(choice.chance(0.5) ? fastConfig : wholeConfig(), choice);
  const bytes = perhapsOtherBytes(text, choice);
  const isFull = choice.chance(0.2);
  return {
    untilRefused: choice.chance(0.9),
    files: { 'c.json': bytes },
    finished: isFull ? ['run'] : [],
    calls: [['validate', 'c.json'], ...(isFull && isSmall(text, 'run') ? [['run', 'c.json', ...over('run')]] : [])],
  };
}

function sweepCase(choice: Choice): Omit<FuzzCase, 'label'> {
  const text = mutateJson(sweepConfig, choice);
  const bytes = perhapsOtherBytes(text, choice);
  return {
    files: { 'c.json': bytes },
    finished: ['sweep'],
    calls: isSmall(text, 'sweep') ? [['sweep', 'c.json', ...over('sweep')]] : [],
  };
}

const perhapsOtherBytes = (text: string, choice: Choice) =>
  choice.chance(0.15) ? mutateBytes(Buffer.from(text), choice) : text;

const over = (study: string) => ['--out', study, '--force', '--workers', '0'];
const overAnalysis = (study: string) => ['--out', study, '--force'];

const curves = `trial,arm,month,survival_percent,at_risk\n${[0, 2, 4, 6, 8, 10, 12]
  .map((month) => `A trial,tas102,${month},${Math.round(100 * 0.9 ** month)},${month % 4 === 0 ? 100 - 8 * month : ''}`)
  .join('\n')}\n`;

function trialCase(choice: Choice): Omit<FuzzCase, 'label'> {
  const valid = shipped('new-trials/sunlight.csv');
  const isFull = choice.chance(0.15);
  const bytes = perhapsOtherBytes(mutateTable(valid, choice), choice);
  return {
    untilRefused: choice.chance(0.6),
    files: { 't.csv': bytes },
    finished: isFull ? ['run', 'refit'] : [],
    calls: [
      ['trials', 'check', 't.csv'],
      ['trials', choice.one(['pool', 'list']), '--add', 't.csv', ...(choice.chance(0.5) ? ['--json'] : [])],
      ...(isFull ? [['refit', 'run', '--add', 't.csv', ...refitOptions, ...over('refit')]] : []),
    ],
  };
}

/** Nothing asked for but the fit. */
export const refitOptions = [
  '--bootstrap',
  '0',
  '--starts',
  '0',
  '--profiles',
  'none',
  '--no-leave-one-trial-out',
  '--no-leave-one-arm-out',
];

const targetTables = {
  recist: 'trials/recist.csv',
  medianOs: 'trials/median_os.csv',
  survival: 'trials/survival_landmarks.csv',
  publishedModel: 'published/model-survival.csv',
} as const;

function targetCase(choice: Choice): Omit<FuzzCase, 'label'> {
  const table = choice.one(Object.keys(targetTables) as (keyof typeof targetTables)[]);
  const config = { ...fastConfig, targets: { ...fastConfig.targets, [table]: 't.csv' } };
  const bytes = perhapsOtherBytes(mutateTable(shipped(targetTables[table]), choice), choice);
  return {
    files: { 'c.json': JSON.stringify(config), 't.csv': bytes },
    finished: [],
    calls: [['validate', 'c.json'], ...(choice.chance(0.2) ? [['trials', 'pool', '--config', 'c.json']] : [])],
  };
}

function curveCase(choice: Choice): Omit<FuzzCase, 'label'> {
  const table = 'trial,arm,n,reference,curve_file\nA trial,tas102,100,A 2024,k.csv\n';
  return {
    files: {
      't.csv': choice.chance(0.2) ? mutateTable(table, choice) : table,
      'k.csv': perhapsOtherBytes(mutateTable(curves, choice), choice),
    },
    finished: [],
    calls: [['trials', 'check', 't.csv']],
  };
}

const patients = Array.from({ length: 24 }, (_, index) => {
  const months = 1 + ((index * 7) % 19) + index / 10;
  const columns = [
    index + 1,
    months.toFixed(1),
    index % 3 === 0 ? 0 : 1,
    ['a', 'b', 'c'][index % 3],
    ['x', 'y'][index % 2],
  ];
  return [
    ...columns,
    40 + ((index * 11) % 37),
    1 + (index % 2),
    ((index * 5) % 23) / 7,
    ['CR', 'PD', 'SD'][index % 3 === 1 ? 1 : index % 2],
  ].join(',');
});
export const patientTable = `patient,months,died,arm,site,age,n,th1,response\n${patients.join('\n')}\n`;

function survivalCase(choice: Choice): Omit<FuzzCase, 'label'> {
  const perhaps = (...options: readonly string[]) => (choice.chance(0.5) ? options : []);
  return {
    files: { 't.csv': perhapsOtherBytes(mutateTable(patientTable, choice), choice) },
    finished: ['survival'],
    calls: [
      [
        ...['survival', '--table', 't.csv', '--time', 'months', '--event', 'died'],
        ...perhaps('--group', choice.one(['arm', 'site'])),
        ...perhaps('--stratum', 'site'),
        ...perhaps('--covariate', choice.one(['age', 'age,th1'])),
        ...perhaps('--weight', 'n', ...perhaps('--weights-are', 'patients')),
        ...perhaps('--marker', 'th1', '--cut', choice.one(['median', 'tertiles', 'optimal']), '--permutations', '10'),
        ...perhaps('--landmarks', '3,6,12'),
        ...perhaps('--missing', 'drop'),
        ...perhaps('--ties', choice.one(['efron', 'breslow'])),
        ...overAnalysis('survival'),
      ],
    ],
  };
}

export const smallRoc = ['--folds', '2', '--repeats', '1', '--bootstrap', '10', '--permutations', '3'];

function rocCase(choice: Choice): Omit<FuzzCase, 'label'> {
  return {
    files: { 't.csv': perhapsOtherBytes(mutateTable(patientTable, choice), choice) },
    finished: ['roc'],
    calls: [
      [
        ...['roc', '--table', 't.csv', '--markers', choice.one(['age', 'age,th1', 'age,th1,months'])],
        ...choice.one([
          ['--label', 'died'],
          ['--label', 'response', '--positive', 'CR'],
          ['--label', 'response', '--positive', 'CR,SD', '--missing', 'drop'],
        ]),
        ...(choice.chance(0.3) ? ['--log'] : []),
        ...smallRoc,
        ...overAnalysis('roc'),
      ],
    ],
  };
}

function optionCase(choice: Choice): Omit<FuzzCase, 'label'> {
  return { files: { 't.csv': patientTable }, finished: ['survival', 'roc'], calls: [oddCall(choice)] };
}

function storedCase(choice: Choice): Omit<FuzzCase, 'label'> {
  const file = choice.one([
    'manifest.json',
    'manifest.json',
    'manifest.json',
    'results.json',
    'calibration.json',
    'figures/survival.csv',
  ]);
  const edited = (text: string) =>
    perhapsOtherBytes(
      file.endsWith('.json') ? mutateJson(JSON.parse(text), choice) : mutateTable(text, choice),
      choice,
    );
  return {
    files: { 'c.json': JSON.stringify(fastConfig) },
    finished: ['run'],
    edits: { [`run/${file}`]: edited },
    calls: [
      choice.one([
        ['report', 'run'],
        ['survival', 'run', '--permutations', '10', '--out', 'out'],
        ['cohort', '--patients', '3', '--seed', '1', '--from', 'run', '--out', 'p.csv'],
        ['run', 'c.json', '--out', 'run', '--resume', '--workers', '0'],
        ['run', 'c.json', '--out', 'run', '--force', '--workers', '0'],
        ['refit', 'run', ...refitOptions, '--out', 'out', '--workers', '0'],
      ]),
    ],
  };
}

function cohortCase(choice: Choice, cohort: string): Omit<FuzzCase, 'label'> {
  return {
    files: { 'p.csv': perhapsOtherBytes(mutateTable(cohort, choice), choice) },
    finished: ['simulate'],
    calls: [
      [
        'simulate',
        '--patients',
        'p.csv',
        '--arms',
        choice.one(['placebo', 'tas102']),
        '--days',
        '56',
        '--marker-day',
        '14',
        ...over('simulate'),
      ],
    ],
  };
}

const groups = {
  config: configCase,
  sweep: sweepCase,
  trials: trialCase,
  targets: targetCase,
  curves: curveCase,
  survival: survivalCase,
  roc: rocCase,
  options: optionCase,
  stored: storedCase,
} as const;
export type FuzzGroup = keyof typeof groups | 'cohort';

/**
 * One case; the same seed gives the same case.
 *
 * @param group - kind of input
 * @param cohort - a valid table of patients
 */
export function fuzzCase(
  group: FuzzGroup,
  { seed, index }: { readonly seed: string; readonly index: number },
  cohort: string,
): FuzzCase {
  const choice = choiceFrom(randomStream({ seed, streamName: `mutated ${group}`, index }));
  const label = `QCIC_FUZZ=${group}:${seed}:${index}`;
  return { label, ...(group === 'cohort' ? cohortCase(choice, cohort) : groups[group](choice)) };
}
