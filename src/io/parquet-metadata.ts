import type { DescribedColumn } from './described-column.js';
import { toCanonicalJson } from './json.js';
import { sha256 } from './sha256.js';

/** Raised when a key of the metadata, or its meaning, changes. */
export const PARQUET_METADATA_VERSION = 1;

/** Where a table comes from. */
export interface TableProvenance {
  /** Version of the workbench. */
  readonly version: string;
  /** What repeats the table. */
  readonly command: string;
  /** Seed of every random stream; empty where nothing is random. */
  readonly seed: string;
  /** The resolved configuration; null where there is none. */
  readonly config: unknown;
  /** Files that were read. */
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
}

/** Key-value metadata of a Parquet file, in file order. */
export type ParquetMetadata = readonly { readonly key: string; readonly value: string }[];

/**
 * The metadata of a table's Parquet file: where it comes from, and unit and description of each column.
 *
 * `PANDAS_ATTRS` repeats the rest as one JSON object, which pandas shows as `attrs` of its data frame.
 *
 * @param table - its name, as `endpoints`
 * @param columns - in file order
 * @param provenance - version, command, seed, configuration, inputs
 * @returns keys `qcic:...`; docs/formats.md lists them
 */
export function parquetMetadata(
  table: string,
  columns: readonly DescribedColumn[],
  { version, command, seed, config, inputs }: TableProvenance,
): ParquetMetadata {
  const described = Object.fromEntries(columns.map(({ name, unit, description }) => [name, { unit, description }]));
  const read = inputs.map(({ path, sha256: hash }) => ({ path, sha256: hash }));
  const texts: Readonly<Record<string, string>> = {
    'qcic:producer': 'qcic-workbench',
    'qcic:version': version,
    'qcic:schema': String(PARQUET_METADATA_VERSION),
    'qcic:table': table,
    'qcic:command': command,
    ...(seed === '' ? {} : { 'qcic:seed': seed }),
    ...(config === null ? {} : { 'qcic:config-sha256': sha256(toCanonicalJson(config)) }),
  };
  const lists = { 'qcic:inputs': read, 'qcic:columns': described };
  const metadata = Object.entries(texts).map(([key, value]) => ({ key, value }));
  return [
    ...metadata,
    ...Object.entries(lists).map(([key, value]) => ({ key, value: JSON.stringify(value) })),
    { key: 'PANDAS_ATTRS', value: JSON.stringify({ ...texts, ...lists }) },
  ];
}
