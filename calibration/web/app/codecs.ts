/** How a value is written in an address, and read from one. */
export interface Codec<T> {
  /** The value of a text; null where the text has none. */
  readonly read: (text: string) => T | null;
  readonly write: (value: T) => string;
}

/** Any text. */
export const textCodec: Codec<string> = { read: (text) => text, write: (value) => value };

/** A finite number, with all of its digits. */
export const numberCodec: Codec<number> = {
  read: (text) => {
    const value = Number(text);
    return text.trim() === '' || !Number.isFinite(value) ? null : value;
  },
  write: (value) => String(value),
};

/** Yes or no. */
export const flagCodec: Codec<boolean> = {
  read: (text) => (text === '1' ? true : text === '0' ? false : null),
  write: (value) => (value ? '1' : '0'),
};

/** Texts in order, separated by commas; a comma inside of one is escaped. */
export const listCodec: Codec<readonly string[]> = {
  read: (text) => (text === '' ? [] : text.split(/(?<!\\),/).map((part) => part.replace(/\\([\\,])/g, '$1'))),
  write: (values) => values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(','),
};

/** One of the given texts; any other text is none. */
export function choiceCodec<T extends string>(choices: readonly T[]): Codec<T> {
  return { read: (text) => choices.find((choice) => choice === text) ?? null, write: (value) => value };
}

/** Plain data as JSON; `check` tells whether what was read has the form that is needed. */
export function jsonCodec<T>(check: (value: unknown) => value is T): Codec<T> {
  return {
    read: (text) => {
      try {
        const value: unknown = JSON.parse(text);
        return check(value) ? value : null;
      } catch {
        return null;
      }
    },
    write: (value) => JSON.stringify(value),
  };
}
