/** Content that is no whole Parquet file, or one that is not read; caught where the file's name is known. */
export class DamagedParquet extends Error {}

/** Largest sizes that are read: what a small file claims must not fill the memory. */
export const parquetLimits = {
  rows: 1_000_000,
  cells: 32_000_000,
  columns: 10_000,
  /** Bytes of the footer, which lists groups and columns. */
  footer: 2 ** 24,
  /** Bytes of one page, and of all pages together, without compression. */
  page: 2 ** 28,
  pages: 2 ** 29,
} as const;

/** @throws DamagedParquet - with what was got, when a condition does not hold */
export function requireWhole(condition: boolean, got: string): asserts condition {
  if (!condition) throw new DamagedParquet(got);
}
