import type { Argument, Command, Option } from 'commander';
import { placeholderOf } from '../placeholders.js';

/** What a value can be completed with. */
export type Completion =
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly isList: boolean; readonly files: boolean }
  | { readonly kind: 'files' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'nothing' };

/** An option as a shell completes it. */
export interface CompletedOption {
  /** `--out`, `-o`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** What its value is completed with; null for an option without one. */
  readonly value: Completion | null;
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  /** Words that call it, the program's name first: `qcic trials check`. */
  readonly path: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Its arguments; null where it has none, or has commands below it. */
  readonly argument: Completion | null;
  /** Last words of the commands below it, with their descriptions. */
  readonly below: readonly (readonly [name: string, description: string])[];
}

/** Values that are known beforehand. */
export interface KnownValues {
  /** By the placeholder of an argument or option, such as `config` of `<config>`. */
  readonly byPlaceholder: Readonly<Record<string, readonly string[]>>;
  /** By the words that call a command and an option or argument: `--arms`, `schema name`. */
  readonly byName: Readonly<Record<string, readonly string[]>>;
}

const files = new Set(['file', 'table', 'tables', 'config']);
const folders = new Set(['folder', 'run', 'runs']);

/**
 * All commands of the program, in the order of the help.
 *
 * @param commands - those of the first level
 * @param known - values that are known beforehand
 */
export function completedCommands(commands: readonly Command[], known: KnownValues): readonly CompletedCommand[] {
  const root: CompletedCommand = {
    path: 'qcic',
    description: '',
    options: [
      { flags: ['--help', '-h'], description: 'help for a command', value: null },
      { flags: ['--version', '-V'], description: 'version of qcic', value: null },
    ],
    argument: null,
    below: commands.map(entry),
  };
  return [root, ...commands.flatMap((command) => completed(command, 'qcic', known))];
}

const entry = (command: Command): readonly [string, string] => [command.name(), command.description()];

function completed(command: Command, above: string, known: KnownValues): readonly CompletedCommand[] {
  const path = `${above} ${command.name()}`;
  const words = path.replace(/^qcic /, '');
  const [argument] = command.registeredArguments;
  const own: CompletedCommand = {
    path,
    description: command.description(),
    options: [
      ...command.options.filter(({ hidden }) => !hidden).map((option) => completedOption(option, words, known)),
      { flags: ['--help', '-h'], description: 'help for the command', value: null },
    ],
    argument: argument === undefined ? null : ofArgument(argument, words, known),
    below: command.commands.map(entry),
  };
  return [own, ...command.commands.flatMap((below) => completed(below, path, known))];
}

function completedOption(option: Option, words: string, known: KnownValues): CompletedOption {
  const placeholder = placeholderOf(option.flags);
  const flags = [option.long, option.short].filter((flag) => flag !== null && flag !== undefined);
  const description = option.description.replace(/\s+/g, ' ');
  if (placeholder === undefined) return { flags, description, value: null };
  const named = known.byName[`${words} ${option.long}`] ?? known.byName[option.long ?? ''];
  return { flags, description, value: completionOf(placeholder, option.argChoices ?? named, known) };
}

const ofArgument = (argument: Argument, words: string, known: KnownValues): Completion =>
  completionOf(argument.name(), argument.argChoices ?? known.byName[`${words} ${argument.name()}`], known);

function completionOf(placeholder: string, choices: readonly string[] | undefined, known: KnownValues): Completion {
  const words = choices ?? known.byPlaceholder[placeholder];
  const isList = ['arms', 'list', 'columns', 'names'].includes(placeholder);
  if (words !== undefined) return { kind: 'words', words, isList, files: files.has(placeholder) };
  if (files.has(placeholder)) return { kind: 'files' };
  return { kind: folders.has(placeholder) ? 'folders' : 'nothing' };
}
