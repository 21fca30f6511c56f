// An independent reader of Parquet files: hyparquet 1.31.5.
import { readFile } from 'node:fs/promises';
import { parquetMetadata, parquetRead, parquetSchema } from 'hyparquet';

/** A file's content in memory of its own. */
export async function contentOf(path: string): Promise<ArrayBuffer> {
  const bytes = await readFile(path);
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

export interface ReadParquet {
  readonly header: readonly string[];
  /** Physical type of each column. */
  readonly types: readonly (string | undefined)[];
  readonly rows: readonly (readonly unknown[])[];
  readonly groups: number;
  readonly metadata: Readonly<Record<string, string | undefined>>;
}

/** Everything that a Parquet file states. */
export async function readParquet(path: string): Promise<ReadParquet> {
  const file = await contentOf(path);
  const metadata = parquetMetadata(file);
  const columns = parquetSchema(metadata).children.map(({ element }) => element);
  let rows: readonly (readonly unknown[])[] = [];
  await parquetRead({
    file,
    onComplete: (read) => {
      rows = read as readonly (readonly unknown[])[];
    },
  });
  return {
    header: columns.map(({ name }) => name),
    types: columns.map(({ type }) => type),
    rows,
    groups: metadata.row_groups.length,
    metadata: Object.fromEntries((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value])),
  };
}

/** The cells of a file as a CSV file has them, header first. */
export async function parquetCells(path: string): Promise<readonly (readonly string[])[]> {
  const { header, rows } = await readParquet(path);
  return [
    header,
    ...rows.map((cells) => cells.map((cell) => (cell === null || cell === undefined ? '' : String(cell)))),
  ];
}
