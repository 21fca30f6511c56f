import type { Command } from 'commander';

/** A value of a command line. */
export interface GivenValue {
  /** What stands for it in the help: `config` of `<config>`, `table` of `--add <table>`. */
  readonly placeholder: string;
  readonly value: unknown;
  readonly replace: (value: unknown) => void;
}

/** What stands for the value of an option in its flags: `table` of `--add <table>`; undefined for an option without a value. */
export const placeholderOf = (flags: string): string | undefined => /[<[]([^\]>.]+)/.exec(flags)?.[1];

/** Arguments and options of a command that is about to act, with their placeholders. */
export function placeholders(command: Command): readonly GivenValue[] {
  const ofArguments = command.registeredArguments.map((argument, place) => ({
    placeholder: argument.name(),
    value: command.processedArgs[place] as unknown,
    replace: (value: unknown) => {
      command.processedArgs[place] = value;
    },
  }));
  const ofOptions = command.options.flatMap((option) => {
    const placeholder = placeholderOf(option.flags);
    const name = option.attributeName();
    if (placeholder === undefined || command.getOptionValueSource(name) === 'default') return [];
    const replace = (value: unknown) => void command.setOptionValueWithSource(name, value, 'cli');
    return [{ placeholder, value: command.getOptionValue(name) as unknown, replace }];
  });
  return [...ofArguments, ...ofOptions];
}
