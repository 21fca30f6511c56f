const MEBIBYTE = 1024 * 1024;

/** Largest files that are read; bytes. */
export const mostBytes = {
  /** Tables and results. */
  text: 256 * MEBIBYTE,
  /** Files that people write, of which each value is checked. */
  configuration: MEBIBYTE,
  trials: 16 * MEBIBYTE,
} as const;
