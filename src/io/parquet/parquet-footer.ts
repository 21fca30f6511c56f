import { beginsAsParquet, PARQUET } from '../file-kind.js';
import {
  type ByteCursor,
  numberField,
  readStruct,
  structField,
  structsField,
  type ThriftStruct,
} from './compact-thrift.js';
import { parquetLimits, requireWhole } from './damaged-parquet.js';

/** Physical types by their number in the format. */
export const physicalTypes = [
  'BOOLEAN',
  'INT32',
  'INT64',
  'INT96',
  'FLOAT',
  'DOUBLE',
  'BYTE_ARRAY',
  'FIXED_LEN_BYTE_ARRAY',
] as const;
export type PhysicalType = (typeof physicalTypes)[number];

/** A column without further ones in it. */
export interface ParquetLeaf {
  readonly name: string;
  readonly type: PhysicalType;
  /** Bytes of a value of fixed length; 0 for other types. */
  readonly width: number;
  /** Whether a cell may be null. */
  readonly isOptional: boolean;
  /** Whether it is a column of cells; false inside lists, maps and structs. */
  readonly isFlat: boolean;
  readonly convertedType: number | undefined;
  readonly logicalType: ThriftStruct | undefined;
  readonly scale: number;
}

/** Bytes of a column in a group of rows. */
export interface ParquetChunk {
  readonly codec: number;
  readonly start: number;
  readonly end: number;
}

export interface ParquetFooter {
  readonly leaves: readonly ParquetLeaf[];
  /** Groups of rows; a chunk for each leaf. */
  readonly groups: readonly { readonly rows: number; readonly chunks: readonly ParquetChunk[] }[];
}

/** Length of the footer and the magic bytes behind it. */
const TAIL = 8;

/**
 * Reads the footer of a Parquet file: columns, groups of rows, and where their bytes are.
 *
 * @throws DamagedParquet - when the file is cut off, damaged, encrypted or too large
 */
export function readFooter(bytes: Uint8Array): ParquetFooter {
  const end = bytes.length - TAIL;
  requireWhole(
    end >= PARQUET.length && beginsAsParquet(bytes.subarray(bytes.length - PARQUET.length)),
    'a file without the footer at its end, as if cut off',
  );
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(end, true);
  requireWhole(length <= end - PARQUET.length, 'a footer that is longer than the file');
  requireWhole(length <= parquetLimits.footer, `a footer of more than ${parquetLimits.footer / 2 ** 20} MiB`);
  const cursor: ByteCursor = { bytes: bytes.subarray(end - length, end), offset: 0 };
  const footer = readStruct(cursor);
  const leaves = leavesOf(structsField(footer, 2));
  const groups = structsField(footer, 4).map((group) => ({
    rows: count(group, 3, 'a group'),
    chunks: chunksOf(structsField(group, 1), leaves, end - length),
  }));
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  requireWhole(rows === count(footer, 3, 'the file'), 'groups of rows that do not add up');
  requireWhole(rows <= parquetLimits.rows, `${rows} rows; at most ${parquetLimits.rows} are read`);
  const cells = rows * leaves.length;
  requireWhole(cells <= parquetLimits.cells, `${cells} cells; at most ${parquetLimits.cells} are read`);
  return { leaves, groups };
}

function count(struct: ThriftStruct, field: number, what: string): number {
  const value = numberField(struct, field) ?? -1;
  requireWhole(value >= 0 && value < 2 ** 53, `no number of rows of ${what}`);
  return value;
}

const textOf = (value: unknown): string => {
  requireWhole(value instanceof Uint8Array, 'a column without a name');
  return new TextDecoder().decode(value);
};

/** The schema is a tree in depth-first order; its first element is the root. */
function leavesOf(schema: readonly ThriftStruct[]): readonly ParquetLeaf[] {
  requireWhole(schema.length > 1, 'a file without columns');
  requireWhole(schema.length <= parquetLimits.columns, `more than ${parquetLimits.columns} columns`);
  const leaves: ParquetLeaf[] = [];
  let place = 1;
  const visit = (top: string, isFlat: boolean) => {
    const element = schema[place++];
    requireWhole(element !== undefined, 'columns that are missing');
    const repetition = numberField(element, 3) ?? 0;
    const name = top === '' ? textOf(element.get(4)) : top;
    const children = numberField(element, 5) ?? 0;
    if (children > 0) {
      requireWhole(children < schema.length, 'columns that are missing');
      // Deep trees need a list; columns of cells are none
      for (let child = 0; child < children; child++) visit(name, false);
      return;
    }
    const type = physicalTypes[numberField(element, 1) ?? -1];
    requireWhole(type !== undefined, `no type of column ${name}`);
    leaves.push({
      name,
      type,
      width: type === 'FIXED_LEN_BYTE_ARRAY' ? (numberField(element, 2) ?? 0) : 0,
      isOptional: repetition === 1,
      isFlat: isFlat && repetition !== 2,
      convertedType: numberField(element, 6),
      logicalType: structField(element, 10),
      scale: numberField(element, 7) ?? 0,
    });
  };
  while (place < schema.length) visit('', true);
  return leaves;
}

function chunksOf(chunks: readonly ThriftStruct[], leaves: readonly ParquetLeaf[], end: number): ParquetChunk[] {
  requireWhole(chunks.length === leaves.length, 'a group of rows without all columns');
  return chunks.map((chunk, place) => {
    const { name } = leaves[place]!;
    requireWhole(!chunk.has(8) && !chunk.has(9), `column ${name}, which is encrypted`);
    requireWhole(!chunk.has(1), `column ${name}, which lies in another file`);
    const metadata = structField(chunk, 3);
    requireWhole(metadata !== undefined, `column ${name} without its place`);
    const data = numberField(metadata, 9) ?? -1;
    const dictionary = numberField(metadata, 11) ?? 0;
    const start = dictionary > 0 ? Math.min(dictionary, data) : data;
    const length = numberField(metadata, 7) ?? -1;
    requireWhole(
      start >= PARQUET.length && length >= 0 && start + length <= end,
      `column ${name}, whose bytes are not in the file`,
    );
    return { codec: numberField(metadata, 4) ?? 0, start, end: start + length };
  });
}
