import type { Path } from './over-the-wire.js';

// The words of faults in one place: those of the schema library, as parsePacked passes them on.

/** How a field is named. */
export const at = (where: string, path: Path) => [where, ...path].join('.');

/** The whole message for a field that no message has. */
export const unknownField = (where: string, path: Path) =>
  `${at(where, path.slice(0, -1))}: Unrecognized key: "${path.at(-1)}"`;

export const expects = (kind: string, got: string) => `Invalid input: expected ${kind}, received ${got}`;

export const oneOf = (...values: readonly string[]) =>
  `Invalid option: expected one of ${values.map((value) => `"${value}"`).join('|')}`;

export const exactly = (value: number) => `Invalid input: expected ${value}`;

export const noLessThan = (least: number) => `Too small: expected number to be >=${least}`;

export const noMoreThan = (most: number) => `Too big: expected number to be <=${most}`;

export const listOfAtMost = (most: number) => `Too big: expected array to have <=${most} items`;

export const listOfAtLeast = (least: number) => `Too small: expected array to have >=${least} items`;

export const textOfAtMost = (most: number) => `Too big: expected string to have <=${most} characters`;
