import { parseCommand, shellQuoted } from '../../../browser.js';

/** A word of a command that can be changed. */
export interface CommandWord {
  /** Its place among the words. */
  readonly place: number;
  /** The option it belongs to, such as `--level`; null for one that stands alone. */
  readonly option: string | null;
  readonly value: string;
  /** Whether option and value are one word: `--level=0.9`. */
  readonly isJoined: boolean;
}

/** The words of a command; null where it has what a shell would act on. */
export function wordsOf(text: string): readonly string[] | null {
  try {
    return parseCommand(text);
  } catch {
    return null;
  }
}

/** Values of a command, each with its option; options without a value have none. */
export function commandValues(words: readonly string[]): readonly CommandWord[] {
  return words.flatMap((word, place): readonly CommandWord[] => {
    const joined = /^(--[a-z][a-z-]*)=(.*)$/s.exec(word);
    if (joined !== null) return [{ place, option: joined[1]!, value: joined[2]!, isJoined: true }];
    if (word.startsWith('--')) return [];
    const before = words[place - 1];
    const option = before?.startsWith('--') && !before.includes('=') ? before : null;
    return [{ place, option, value: word, isJoined: false }];
  });
}

/** The command with another value. */
export function withValue(words: readonly string[], { place, option, isJoined }: CommandWord, value: string): string {
  return shellQuoted(words.map((word, index) => (index !== place ? word : isJoined ? `${option}=${value}` : value)));
}

/** The command with an option; without it where the value is empty. */
export function withOption(words: readonly string[], option: string, value: string): string {
  const kept = words.filter(
    (word, place) => word !== option && words[place - 1] !== option && !word.startsWith(`${option}=`),
  );
  return shellQuoted(value === '' ? kept : [...kept, option, value]);
}
