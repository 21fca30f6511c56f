// Parquet readers of others: packages of npm in a folder outside of the checkout, named by QCIC_READERS.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.env.QCIC_READERS;
const isRequired = process.env.QCIC_REQUIRE_READERS === '1';

/** Finds a package of the folder; undefined where it is not there or does not load. */
function packageOf(name: string): unknown {
  if (folder === undefined) {
    if (isRequired) throw new Error(`QCIC_READERS: must name a folder with ${name}; got none`);
    return undefined;
  }
  try {
    return createRequire(join(folder, 'package.json'))(name);
  } catch (cause) {
    if (isRequired) throw new Error(`${folder}: must hold ${name}; got an error`, { cause });
    return undefined;
  }
}

/** A connection to a database in memory. */
export interface DuckDb {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowObjectsJS(): Record<string, unknown>[]; getRowsJS(): unknown[][] }>;
}

interface DuckDbPackage {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckDb> }> };
}

export interface PolarsFrame {
  readonly columns: readonly string[];
  readonly height: number;
  rows(): unknown[][];
  writeParquet(path: string, options: { readonly compression: string; readonly rowGroupSize?: number }): void;
}

export interface Polars {
  readParquet(path: string): PolarsFrame;
}

export interface ParquetWasm {
  readParquet(bytes: Uint8Array): object;
  writeParquet(table: object, properties: object): Uint8Array;
  readonly WriterPropertiesBuilder: new () => WasmProperties;
  readonly WriterVersion: Readonly<Record<'V1' | 'V2', number>>;
  readonly Compression: Readonly<Record<'SNAPPY' | 'GZIP' | 'BROTLI' | 'ZSTD' | 'LZ4_RAW', number>>;
}

interface WasmProperties {
  setWriterVersion(version: number): WasmProperties;
  setCompression(compression: number): WasmProperties;
  setDictionaryEnabled(enabled: boolean): WasmProperties;
  setMaxRowGroupSize(rows: number): WasmProperties;
  build(): object;
}

const duckDbPackage = packageOf('@duckdb/node-api') as DuckDbPackage | undefined;
export const polars = packageOf('nodejs-polars') as Polars | undefined;
export const parquetWasm = packageOf('parquet-wasm/node') as ParquetWasm | undefined;

/** Opens DuckDB; null where it is not there. */
export const openDuckDb =
  duckDbPackage === undefined
    ? null
    : async (): Promise<DuckDb> => (await duckDbPackage.DuckDBInstance.create(':memory:')).connect();

/** Readers that are not there, for the title of the test; empty where all are. */
export const missingReaders: string = Object.entries({ DuckDB: duckDbPackage, polars, 'arrow-rs': parquetWasm })
  .flatMap(([name, found]) => (found === undefined ? [name] : []))
  .join(', ');
