import { DataError } from '../../errors.js';
import { toCsvCell } from '../csv.js';
import { mostBytes } from '../most-bytes.js';
import { cellTextOf } from './cell-text.js';
import { DamagedParquet, requireWhole } from './damaged-parquet.js';
import { pageDecompressor } from './decompress-page.js';
import { type ParquetLeaf, readFooter } from './parquet-footer.js';
import { type ChunkReader, readChunk } from './read-chunk.js';

/** A Parquet file as the text of the same table. */
export interface ParquetText {
  /** Comma-separated, as `parseTable` reads it: row n of the file is line n + 1, where no cell has a line break. */
  readonly text: string;
  /** Columns that are no columns of a table, in words; null where there are none. */
  readonly omission: string | null;
}

/** Columns in which pandas keeps the names of rows. */
const PANDAS_INDEX = /^__index_level_\d+__$/;

/** Lines are joined in blocks of about this many characters. */
const BLOCK_LENGTH = 1_048_576;

/**
 * Reads a Parquet file as a table of text, so that its cells meet the same checks as those of a CSV file.
 *
 * Numbers are written in the shortest form that reads back to the same double, decimals with all digits, dates and times as in ISO 8601,
 * truth values as TRUE and FALSE; nulls are empty cells. Sizes are bounded, whatever the file claims.
 *
 * @param bytes - content of the file
 * @param source - where it comes from, for messages
 * @throws DataError - when the file is cut off, damaged, encrypted, too large, or compressed in a way that is not read
 */
export async function parquetText(bytes: Uint8Array, source: string): Promise<ParquetText> {
  try {
    return await textOf(bytes);
  } catch (cause) {
    const got = cause instanceof DamagedParquet ? cause.message : 'content that cannot be read; it may be damaged';
    throw new DataError(`${source}: must be a whole Parquet file; got ${got}`, { cause });
  }
}

async function textOf(bytes: Uint8Array): Promise<ParquetText> {
  const { leaves, groups } = readFooter(bytes);
  const isTable = leaves.map((leaf) => cellTextOf(leaf) !== undefined && !PANDAS_INDEX.test(leaf.name));
  const places = leaves.map((_, place) => place).filter((place) => isTable[place]);
  requireWhole(places.length > 0, 'a file without columns of numbers, text or dates');
  const codecs = new Set(groups.flatMap(({ chunks }) => places.map((place) => chunks[place]!.codec)));
  const reader: ChunkReader = { bytes, decompress: await pageDecompressor(codecs), total: 0 };
  const blocks: string[] = [];
  let [block, length] = [headerLine(places.map((place) => leaves[place]!.name)), 0];
  const keep = () => {
    blocks.push(block);
    length += block.length;
    requireWhole(length <= mostBytes.text, `a table of more than ${mostBytes.text / 2 ** 20} MiB of text`);
    block = '';
  };
  for (const { rows, chunks } of groups) {
    const columns = places.map((place) => readChunk(reader, leaves[place]!, chunks[place]!, rows));
    for (let row = 0; row < rows; row++) {
      block += `${columns.map((cells) => cells(row)).join(',')}\n`;
      if (block.length >= BLOCK_LENGTH) keep();
    }
  }
  keep();
  return { text: blocks.join(''), omission: omissionOf(leaves, isTable) };
}

/** Names with any separator in them are in quotes, so that the columns are found by commas. */
function headerLine(names: readonly string[]): string {
  const quoted = (name: string) => {
    const cell = toCsvCell(name);
    return cell.startsWith('"') || !/[;\t]/.test(cell) ? cell : `"${cell}"`;
  };
  return `${names.map(quoted).join(',')}\n`;
}

function omissionOf(leaves: readonly ParquetLeaf[], isTable: readonly boolean[]): string | null {
  const names = new Set(leaves.filter((_, place) => !isTable[place]).map(({ name }) => name));
  if (names.size === 0) return null;
  return `left out, as ${names.size === 1 ? 'it is no column' : 'they are no columns'} of cells: ${[...names].join(', ')}`;
}
