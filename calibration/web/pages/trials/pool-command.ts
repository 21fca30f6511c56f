import { shellQuoted } from '../../../browser.js';

/** What a command of the trials names. */
export interface CommandParts {
  /** Run whose tables are taken; null for the shipped ones. */
  readonly run: string | null;
  /** Path of the table; null where it adds nothing. */
  readonly table: string | null;
  readonly dropped: readonly string[];
  readonly notEvaluable: 'left-out' | 'progressed';
  readonly allow: readonly string[];
}

const changes = ({ table, dropped, notEvaluable, allow }: CommandParts): readonly string[] => [
  ...(table === null ? [] : ['--add', table]),
  ...dropped.flatMap((trial) => ['--drop', trial]),
  ...(notEvaluable === 'left-out' ? [] : ['--not-evaluable', notEvaluable]),
  ...allow.flatMap((each) => ['--allow', each]),
];

/** The command that pools what the page pools. */
export const poolCommand = (parts: CommandParts): string =>
  shellQuoted([
    'qcic',
    'trials',
    'pool',
    ...(parts.run === null ? [] : ['--run', parts.run]),
    ...changes(parts),
    '--json',
  ]);

/** The command that refits a run with what the page pools; without the options of the server, which its reply states. */
export const refitCommand = (run: string, parts: CommandParts): string =>
  shellQuoted(['qcic', 'refit', run, ...changes(parts)]);
