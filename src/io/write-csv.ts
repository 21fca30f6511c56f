import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { replaceFile } from './atomic-write.js';
import { type CsvCell, toCsvLine } from './csv.js';

/** Text is handed to the disk in blocks of about this many characters; single lines would cost a system call each. */
const BLOCK_LENGTH = 65_536;

type Rows = Iterable<readonly CsvCell[]> | AsyncIterable<readonly CsvCell[]>;

async function* blocksOf(header: readonly string[], rows: Rows): AsyncGenerator<string> {
  let block = toCsvLine(header, header.length);
  for await (const cells of rows) {
    block += toCsvLine(cells, header.length);
    if (block.length >= BLOCK_LENGTH) {
      yield block;
      block = '';
    }
  }
  yield block;
}

/**
 * Writes a table of any size as a CSV file, in one step at the end (see `replaceFile`).
 *
 * Rows are drawn one by one and only as fast as the disk takes them, so a large table is never in memory as a whole.
 *
 * @param path - file to write; its folder must exist and be writable
 * @param header - column names
 * @param rows - records, each as long as the header; an iterable or an asynchronous one
 * @throws InputError - naming the path, when it cannot be written
 * @throws InternalError - when a number is not finite or a record's length differs from the header's; nothing is then written
 */
export async function writeCsvFile(path: string, header: readonly string[], rows: Rows): Promise<void> {
  await replaceFile(path, async (temporaryPath) => {
    await pipeline(Readable.from(blocksOf(header, rows)), createWriteStream(temporaryPath, { flags: 'wx' }));
  });
}
