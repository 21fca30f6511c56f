import { InputError } from '../errors.js';
import { beginsAsParquet } from './file-kind.js';
import { mostBytes } from './most-bytes.js';
import { readBytes, textOfBytes } from './read-text.js';
import { sha256 } from './sha256.js';

/** A table as it lies in a file, before it is read by columns. */
export interface TableFile {
  /** Text of a table that `parseTable` reads. */
  readonly text: string;
  /** The file in messages. */
  readonly source: string;
  /** SHA-256 of the file's bytes; hexadecimal. */
  readonly sha256: string;
  /** How the file was read, in words; null where it is text. */
  readonly readAs: string | null;
}

/**
 * Reads a file with a table: text, or Apache Parquet by its content.
 *
 * A Parquet file becomes the text of the same table, so that its cells meet the checks of a CSV file; lines in messages are then those of
 * that text, in which the header is line 1.
 *
 * @param path - file to read; a regular file
 * @param most - largest size; bytes; default 256 MiB
 * @throws InputError - naming the path, when it is no such file, cannot be read, or is neither UTF-8 nor Parquet
 * @throws DataError - naming the path, when it is a Parquet file that is damaged or too large
 */
export async function readTableFile(path: string, most: number = mostBytes.text): Promise<TableFile> {
  const bytes = await readBytes(path, most);
  const hash = sha256(bytes);
  const isNamed = path.toLowerCase().endsWith('.parquet');
  if (!beginsAsParquet(bytes)) {
    if (isNamed) throw new InputError(`${path}: must be a Parquet file, as its name states; got other content`);
    return { text: textOfBytes(bytes, path), source: path, sha256: hash, readAs: null };
  }
  const { parquetText } = await import('./parquet/parquet-text.js');
  const { text, omission } = await parquetText(bytes, path);
  const readAs = ['read as Parquet', ...(omission === null ? [] : [omission])].join('; ');
  return { text, source: `${path} (as CSV)`, sha256: hash, readAs };
}
