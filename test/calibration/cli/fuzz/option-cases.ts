import type { Choice } from './choice.js';

const values = [
  ...[
    '0',
    '-0',
    '1',
    '-1',
    '2',
    '0.5',
    '5.0',
    '+5',
    ' 5',
    '5 ',
    '0x10',
    '1e3',
    '1e-3',
    '1e308',
    '1e309',
    '5e-324',
    '1_000',
  ],
  ...[
    '５',
    'NaN',
    'Infinity',
    '-Infinity',
    '',
    ' ',
    ',',
    '1,',
    '1,,2',
    '3,2,1',
    '1,1',
    '3,6',
    '12,24',
    '0.999999',
    '100',
  ],
  ...[
    'a',
    'age',
    'died',
    'arm',
    'months',
    'CR',
    'CR,PD',
    'a,b',
    'placebo',
    'tas102',
    'th1',
    'tri',
    'chi@180',
    'd_T8',
    'K1',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'x'.repeat(5000),
    '\u001b[31m',
    '\u202e',
    'é',
    '=1+1',
    '../x',
    '/dev/zero',
    '.',
  ],
  ...['dosing=corrected', 'dosing=', '=', 'none', 'published-tas102', 'c', 'sigma_X3=0..0.05', 'all', 'drop', 'refuse'],
];

/** A call of `survival` that replaces a finished study. */
export const survival = [
  'survival',
  '--table',
  't.csv',
  '--time',
  'months',
  '--event',
  'died',
  '--force',
  '--out',
  'survival',
];
const roc = [
  'roc',
  '--table',
  't.csv',
  '--folds',
  '2',
  '--repeats',
  '1',
  '--bootstrap',
  '5',
  '--permutations',
  '2',
  '--force',
];

/** Calls whose computation is short whatever their options say, and the options that are given them. */
const calls: readonly (readonly [call: readonly string[], options: readonly string[]])[] = [
  [
    survival,
    [
      '--time',
      '--event',
      '--event-value',
      '--group',
      '--stratum',
      '--covariate',
      '--weight',
      '--weights-are',
      '--marker',
      '--cut',
    ],
  ],
  [
    [...survival, '--group', 'arm'],
    ['--missing', '--reference', '--landmarks', '--tau', '--level', '--ties', '--seed', '--trial-size'],
  ],
  [
    [...roc, '--out', 'roc', '--markers', 'age'],
    ['--label', '--positive', '--missing', '--prevalence', '--sensitivity', '--specificity'],
  ],
  [
    [...roc, '--out', 'roc', '--label', 'died'],
    ['--markers', '--seed'],
  ],
  [
    ['cohort', '--patients', '3', '--seed', '1', '--out', 'p.csv', '--force'],
    ['--seed', '--from', '--design'],
  ],
  [
    ['export', '--format', 'c'],
    ['--format', '--switch', '--regimen', '--days', '--varying'],
  ],
  [
    ['trials', 'pool'],
    ['--add', '--config', '--not-evaluable'],
  ],
  [
    ['trials', 'check', 't.csv'],
    ['--config', '--allow'],
  ],
  [['schema'], ['', '--all']],
  [['report'], ['']],
  [['validate'], ['']],
  [
    ['biomarkers', 'none'],
    ['--patients', '--arms', '--days', '--folds', '--repeats', '--bootstrap', '--permutations'],
  ],
  [
    ['simulate', '--patients', 'none', '--arms', 'placebo'],
    ['--arms', '--config', '--days', '--marker-day', '--switch', '--workers', '--engine'],
  ],
  [
    ['sensitivity', 'local', '--from', 'none'],
    ['--range', '--arm', '--output', '--parameters', '--switch', '--failures', '--seed'],
  ],
  [
    ['sensitivity', 'sobol', '--from', 'none'],
    ['--samples', '--replicates', '--pool-patients', '--space', '--design', '--by'],
  ],
  [
    ['refit', 'none'],
    ['--rounds', '--bootstrap', '--starts', '--profiles', '--level', '--patients', '--objective', '--overdispersion'],
  ],
];

/** A call with one or two options of any value; files `t.csv` is a table of patients, and the folder `none` is not there. */
export function oddCall(choice: Choice): readonly string[] {
  const [call, options] = choice.one(calls);
  const given = Array.from({ length: choice.one([1, 1, 2]) }, () => [choice.one(options), choice.one(values)]);
  return [...call, ...given.flat().filter((part, place) => place % 2 === 1 || part !== '')];
}
