/** How trials are changed for a pool or a refit. */
export interface TrialChanges {
  /** Path of the table of added trials; null where none is added. */
  readonly table: string | null;
  readonly drop: readonly string[];
  readonly notEvaluable: 'left-out' | 'progressed';
  /** Issues to accept. */
  readonly allow: readonly string[];
}

/** How much a refit tells: its fit and validation cohort alone, or bootstrap, profiles and predictions too. */
export type RefitDepth = 'fit' | 'uncertainty';

const FIT_ALONE = [
  ...['--bootstrap', '0', '--starts', '1', '--profiles', 'none'],
  ...['--no-leave-one-trial-out', '--no-leave-one-arm-out'],
];

function changeArguments({ table, drop, notEvaluable, allow }: TrialChanges): readonly string[] {
  return [
    ...(table === null ? [] : ['--add', table]),
    ...drop.flatMap((trial) => ['--drop', trial]),
    ...(notEvaluable === 'left-out' ? [] : ['--not-evaluable', notEvaluable]),
    ...allow.flatMap((each) => ['--allow', each]),
  ];
}

/**
 * Arguments of `qcic trials pool` for changed trials.
 *
 * @param run - folder of the run whose tables are taken; null for the shipped ones
 * @param changes - added and dropped trials
 */
export const poolArguments = (run: string | null, changes: TrialChanges): readonly string[] => [
  ...['trials', 'pool', ...(run === null ? [] : ['--run', run])],
  ...changeArguments(changes),
  '--json',
];

/**
 * Arguments of `qcic refit` for changed trials, without the folder that it writes.
 *
 * @param run - folder of the run
 * @param changes - added and dropped trials
 * @param depth - how much it tells
 */
export const refitArguments = (run: string, changes: TrialChanges, depth: RefitDepth): readonly string[] => [
  ...['refit', run, ...changeArguments(changes)],
  ...(depth === 'fit' ? FIT_ALONE : []),
];
