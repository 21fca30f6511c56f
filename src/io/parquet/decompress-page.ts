import { brotliDecompressSync, unzipSync } from 'node:zlib';
import { requireWhole } from './damaged-parquet.js';

/** Takes the compression from a page. @throws DamagedParquet - when its content does not have the stated length */
export type DecompressPage = (codec: number, bytes: Uint8Array, length: number) => Uint8Array;

type Decompress = (bytes: Uint8Array, length: number) => Uint8Array;

const names = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'LZO', 'BROTLI', 'LZ4', 'ZSTD', 'LZ4_RAW'];

/**
 * Loads what takes the compression from pages.
 *
 * @param codecs - numbers of the compressions of a file
 * @throws DamagedParquet - on a compression that is not read
 */
export async function pageDecompressor(codecs: ReadonlySet<number>): Promise<DecompressPage> {
  const known = new Map<number, Decompress>([
    [0, (bytes) => bytes],
    [2, (bytes, length) => unzipSync(bytes, { maxOutputLength: Math.max(1, length) })],
    [4, (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) })],
  ]);
  if (codecs.has(1)) {
    const { snappyUncompress } = await import('hyparquet');
    known.set(1, (bytes, length) => {
      const output = new Uint8Array(length);
      snappyUncompress(bytes, output);
      return output;
    });
  }
  if ([5, 6, 7].some((codec) => codecs.has(codec))) {
    const { decompressLz4, decompressLz4Raw, decompressZstd } = await import('hyparquet-compressors');
    known.set(5, decompressLz4);
    known.set(6, (bytes, length) => decompressZstd(bytes, new Uint8Array(length)));
    known.set(7, decompressLz4Raw);
  }
  for (const codec of codecs) {
    requireWhole(
      known.has(codec),
      `compression ${names[codec] ?? codec}; ${names.filter((_, place) => known.has(place) || place > 4).join(', ')} are read`,
    );
  }
  return (codec, bytes, length) => {
    const output = length === 0 && bytes.length === 0 ? bytes : known.get(codec)!(bytes, length);
    requireWhole(output.length === length, 'a page of another length than its header states');
    return output;
  };
}
