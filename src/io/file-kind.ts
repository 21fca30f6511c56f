const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, place) => bytes[place] === byte);

/** The first bytes of an Apache Parquet file, and the last ones: PAR1. */
export const PARQUET = [0x50, 0x41, 0x52, 0x31] as const;

/** First bytes of files that are mistaken for text, and what they are. */
const SIGNATURES: readonly (readonly [start: readonly number[], kind: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a spreadsheet (.xlsx, .ods) or another zip archive; save the sheet as CSV'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a spreadsheet (.xls) or another Office document; save the sheet as CSV'],
  [PARQUET, 'a Parquet file'],
  [[0x1f, 0x8b], 'a gzip archive; unpack it first'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0xff, 0xfe], 'UTF-16 text; save it as UTF-8'],
  [[0xfe, 0xff], 'UTF-16 text; save it as UTF-8'],
];

/** Whether a file is Apache Parquet, by its first bytes. */
export function beginsAsParquet(bytes: Uint8Array): boolean {
  return startsWith(bytes, PARQUET);
}

/** Bytes at the start of a file in which UTF-16 without a byte order mark is looked for. */
const LOOKED_AT = 512;

/**
 * What a file is that is no UTF-8 text, by its first bytes.
 *
 * @param bytes - content of the file
 * @returns its kind in words, with what to do; null where the bytes are none of the known kinds
 */
export function kindOfBytes(bytes: Uint8Array): string | null {
  const known = SIGNATURES.find(([start]) => startsWith(bytes, start));
  if (known !== undefined) return known[1];
  const zeros = bytes.subarray(0, LOOKED_AT).reduce((sum, byte) => sum + Number(byte === 0), 0);
  if (zeros === 0) return null;
  const isWide = zeros >= Math.floor(Math.min(bytes.length, LOOKED_AT) / 4);
  return isWide ? 'UTF-16 text; save it as UTF-8' : 'a binary file';
}

/**
 * What a text is that is no table of separated values, by its beginning.
 *
 * @param text - content of the file
 * @returns its kind in words; null where it may be a table
 */
export function kindOfText(text: string): string | null {
  const start = text
    .slice(0, LOOKED_AT)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^<(!doctype html|html|head|body|table)\b/i.test(start)) return 'an HTML page';
  if (/^<\?xml\b/i.test(start)) return 'an XML document';
  return /^[{[]\s*["{[\]}]/.test(start) ? 'JSON' : null;
}
