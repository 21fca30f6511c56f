import { type CellText, cellTextOf } from './cell-text.js';
import {
  type ByteCursor,
  numberField,
  readStruct,
  structField,
  type ThriftStruct,
  takeBytes,
} from './compact-thrift.js';
import { parquetLimits, requireWhole } from './damaged-parquet.js';
import type { DecompressPage } from './decompress-page.js';
import { takeUint32 } from './delta-values.js';
import { type PhysicalValues, readValues } from './page-values.js';
import type { ParquetChunk, ParquetLeaf } from './parquet-footer.js';
import { readRuns } from './runs.js';

/** Cells of a column in a group of rows, as in a CSV text; empty where they are null. */
export type ColumnCells = (row: number) => string;

export interface ChunkReader {
  readonly bytes: Uint8Array;
  readonly decompress: DecompressPage;
  /** Bytes without compression that have been read; bounded. */
  total: number;
}

/** Numbers of the kinds of pages in the format. */
const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;
const DATA_PAGE_V2 = 3;

/** What a page holds: its levels, if they lie apart, and its values. */
interface Page {
  readonly values: number;
  readonly encoding: number;
  readonly levels: ByteCursor | null;
  readonly content: ByteCursor;
}

/**
 * Reads the cells of a column in a group of rows.
 *
 * @param reader - content of the file
 * @param leaf - the column; one of cells
 * @param chunk - its bytes
 * @param rows - rows of the group
 * @throws DamagedParquet - when the bytes do not hold them
 */
export function readChunk(reader: ChunkReader, leaf: ParquetLeaf, chunk: ParquetChunk, rows: number): ColumnCells {
  const text = cellTextOf(leaf);
  requireWhole(text !== undefined, `column ${leaf.name} without cells`);
  const column = columnOf(text, rows);
  const cursor: ByteCursor = { bytes: reader.bytes.subarray(0, chunk.end), offset: chunk.start };
  let dictionary: PhysicalValues | undefined;
  let done = 0;
  while (done < rows) {
    const header = readStruct(cursor);
    const kind = numberField(header, 1);
    const packed = takeBytes(cursor, numberField(header, 3) ?? -1);
    if (kind === DICTIONARY_PAGE) {
      const length = numberField(structField(header, 7) ?? new Map(), 1) ?? -1;
      const content = wholeContent(reader, chunk, header, packed);
      requireWhole(length >= 0 && length <= 8 * content.length, 'a dictionary of an impossible length');
      dictionary = readValues({ bytes: content, offset: 0 }, leaf, { encoding: 0, length, dictionary: undefined });
      continue;
    }
    if (kind !== DATA_PAGE && kind !== DATA_PAGE_V2) continue;
    const page = kind === DATA_PAGE ? pageOf(reader, chunk, header, packed) : pageV2Of(reader, chunk, header, packed);
    requireWhole(page.values >= 0 && page.values <= rows - done, 'a page with more values than rows');
    const present = leaf.isOptional ? presentOf(page) : null;
    const length = present === null ? page.values : present.reduce((sum, level) => sum + level, 0);
    const values = readValues(page.content, leaf, { encoding: page.encoding, length, dictionary });
    for (let row = 0, value = 0; row < page.values; row++) {
      if (present === null || present[row] === 1) column.put(done + row, values, value++);
    }
    done += page.values;
  }
  return column.cells;
}

/** A page whose levels are compressed with its values. */
function pageOf(reader: ChunkReader, chunk: ParquetChunk, header: ThriftStruct, packed: Uint8Array): Page {
  const own = structField(header, 5);
  requireWhole(own !== undefined, 'a page without a header');
  // 3: runs; the older packing of levels is not written for columns of cells
  requireWhole((numberField(own, 3) ?? 3) === 3, 'levels in a form that is not read');
  return {
    values: numberField(own, 1) ?? -1,
    encoding: numberField(own, 2) ?? -1,
    levels: null,
    content: { bytes: wholeContent(reader, chunk, header, packed), offset: 0 },
  };
}

/** A page of version 2: its levels lie before it, never compressed. */
function pageV2Of(reader: ChunkReader, chunk: ParquetChunk, header: ThriftStruct, packed: Uint8Array): Page {
  const own = structField(header, 8);
  requireWhole(own !== undefined, 'a page without a header');
  const [definition, repetition] = [numberField(own, 5) ?? 0, numberField(own, 6) ?? 0];
  const levels = definition + repetition;
  requireWhole(definition >= 0 && repetition >= 0 && levels <= packed.length, 'levels that are longer than their page');
  const length = (numberField(header, 2) ?? -1) - levels;
  const rest = packed.subarray(levels);
  const isPacked = own.get(7) !== false;
  const bytes = isPacked ? decompressed(reader, chunk.codec, rest, length) : rest;
  return {
    values: numberField(own, 1) ?? -1,
    encoding: numberField(own, 4) ?? -1,
    levels: { bytes: packed.subarray(repetition, levels), offset: 0 },
    content: { bytes, offset: 0 },
  };
}

/** 1 for each cell that is there. */
function presentOf({ values, levels, content }: Page): Uint32Array {
  const own = levels ?? { bytes: takeBytes(content, takeUint32(content)), offset: 0 };
  return readRuns(own, 1, values);
}

function wholeContent(
  reader: ChunkReader,
  { codec }: ParquetChunk,
  header: ThriftStruct,
  packed: Uint8Array,
): Uint8Array {
  return decompressed(reader, codec, packed, numberField(header, 2) ?? -1);
}

function decompressed(reader: ChunkReader, codec: number, packed: Uint8Array, length: number): Uint8Array {
  requireWhole(length >= 0 && length <= parquetLimits.page, 'a page of an impossible size');
  reader.total += length;
  requireWhole(
    reader.total <= parquetLimits.pages,
    `more than ${parquetLimits.pages / 2 ** 20} MiB without compression`,
  );
  return reader.decompress(codec, packed, length);
}

interface GrowingColumn {
  readonly put: (row: number, values: PhysicalValues, place: number) => void;
  readonly cells: ColumnCells;
}

/** Numbers are kept as such until their row is written, other cells as text. */
function columnOf(text: CellText, rows: number): GrowingColumn {
  if (text.kind === 'numbers') {
    const numbers = new Float64Array(rows);
    const isThere = new Uint8Array(rows);
    return {
      put: (row, values, place) => {
        numbers[row] = (values as Float64Array)[place]!;
        isThere[row] = 1;
      },
      cells: (row) => (isThere[row] === 1 ? text.text(numbers[row]!) : ''),
    };
  }
  const texts = new Array<string>(rows).fill('');
  // Values of a dictionary are the same arrays in all rows
  const known = new Map<unknown, string>();
  const textOf = text.text as (value: unknown) => string;
  return {
    put: (row, values, place) => {
      const value = values[place]!;
      const found = known.get(value) ?? textOf(value);
      if (known.size < KNOWN_TEXTS) known.set(value, found);
      texts[row] = found;
    },
    cells: (row) => texts[row]!,
  };
}

/** Texts of a dictionary that are made once. */
const KNOWN_TEXTS = 100_000;
