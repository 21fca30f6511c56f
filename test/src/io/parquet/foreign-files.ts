// Cells of the files in test/fixtures/parquet as their program (make-fixtures.mjs) states them, row by row.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toCsv } from '../../../../src/io/csv.js';

const ROWS = 300;
const DAY = 86_400_000;
const levels = ['low', 'high', 'größer, "x"', null] as const;

/** Every column in every row; numbers as text where they have more digits than a double. */
const cells = {
  id: (i: number) => `p${i}`,
  whole: (i: number) => i - 150,
  large: (i: number) => (i % 7 === 0 ? null : String(BigInt(i) * 9007199254740993n)),
  root: (i: number) => Math.sqrt(i),
  // The nearest double of a number of 32 bits
  single: (i: number) => (i % 5 === 0 ? null : Math.fround(i / 10)),
  ratio: (i: number) => (i * 137) / 100,
  exact: (i: number) => `${i * 37 - 1000}.0000`,
  flag: (i: number) => (i % 3 === 0 ? 'TRUE' : 'FALSE'),
  day: (i: number) => new Date(Date.UTC(2024, 1, 20) + i * DAY).toISOString().slice(0, 10),
  moment: (i: number) => new Date(Date.UTC(2024, 1, 28, 23, 59, 59, 500) + i * 1000).toISOString().slice(0, 21),
  level: (i: number) => levels[i % levels.length]!,
  unsigned: (i: number) => 4294967295 - i,
  largest: (i: number) => String(18446744073709551615n - BigInt(i)),
} as const;

const duckdb = Object.keys(cells) as readonly (keyof typeof cells)[];
const polars = ['id', 'root', 'flag', 'level'] as const;

/** Files by other programs, and their columns. */
export const foreignFiles: Readonly<Record<string, readonly (keyof typeof cells)[]>> = {
  'duckdb-snappy': duckdb,
  'duckdb-zstd-v2': duckdb,
  'duckdb-gzip': duckdb,
  'duckdb-brotli': duckdb,
  'duckdb-lz4': duckdb,
  'duckdb-none': duckdb,
  'polars-zstd': polars,
  'arrow-rs-gzip-v2': polars,
};

/** Content of a file, in memory of its own. */
export function foreignFile(name: string): Uint8Array {
  const path = fileURLToPath(new URL(`../../../fixtures/parquet/${name}.parquet`, import.meta.url));
  return new Uint8Array(readFileSync(path));
}

/** The text of a file that holds these columns. */
export function foreignText(columns: readonly (keyof typeof cells)[]): string {
  const isPolars = columns === polars;
  const rows = Array.from({ length: ROWS }, (_, i) =>
    columns.map((name) => (isPolars && name === 'root' && i % 7 === 0 ? null : cells[name](i))),
  );
  return toCsv(columns, rows);
}
