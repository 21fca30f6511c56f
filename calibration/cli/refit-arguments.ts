import { Command } from 'commander';
import { InputError } from '../../src/index.js';
import { parseCommand } from '../session/parse-command.js';
import type { RefitFlags } from './actions/refit.js';
import { refitCommand } from './commands/refit.js';

/** A refit as it is typed: its run and its options. */
export interface TypedRefit {
  readonly run: string;
  readonly flags: RefitFlags;
  /** Options that were given, as they would be typed again, without those of folder, engine and backend. */
  readonly given: readonly (readonly [option: string, ...value: readonly string[]])[];
}

/** Options that the result does not depend on. */
const notRepeated = ['out', 'resume', 'force', 'workers', 'engine', 'engineFolder', 'backend'];

/**
 * Reads the arguments of `qcic refit` without running it.
 *
 * @param args - behind `qcic`, `refit` first
 * @param where - for messages
 * @throws InputError - when they are not arguments of a refit
 */
export function typedRefit(args: readonly string[], where: string): TypedRefit {
  let typed: TypedRefit | undefined;
  const command: Command = refitCommand(() => async (...called) => {
    const [run, flags] = called as unknown as readonly [string, RefitFlags];
    const given = command.options.flatMap((option): TypedRefit['given'] => {
      const name = option.attributeName();
      if (notRepeated.includes(name) || command.getOptionValueSource(name) !== 'cli') return [];
      const value: unknown = command.getOptionValue(name);
      const flag = option.long!;
      if (typeof value === 'boolean') return option.negate === !value ? [[flag]] : [];
      return [value].flat().map((each) => [flag, String(each)]);
    });
    typed = { run, flags, given };
  });
  const quiet = { writeOut: () => undefined, writeErr: () => undefined };
  try {
    new Command('qcic')
      .exitOverride()
      .addCommand(command.exitOverride().configureOutput(quiet))
      .configureOutput(quiet)
      .parse([...args], { from: 'user' });
  } catch (cause) {
    throw new InputError(`${where}: must be arguments of qcic refit; got ${args.join(' ').slice(0, 200)}`, { cause });
  }
  if (typed !== undefined) return typed;
  throw new InputError(`${where}: must be arguments of qcic refit; got ${args.join(' ').slice(0, 200)}`);
}

/**
 * Arguments behind `qcic` of a recorded command: `npx qcic refit runs/a` is refit, runs/a.
 *
 * @param command - of a manifest
 */
export function recordedArguments(command: string): readonly string[] {
  const words = parseCommand(command);
  return words.slice(words.indexOf('qcic') + 1);
}
