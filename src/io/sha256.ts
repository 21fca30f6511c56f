import { createHash } from 'node:crypto';

/**
 * SHA-256 digest of a content.
 *
 * @param content - text (hashed as UTF-8) or bytes; of a typed array the bytes in memory are hashed, little-endian on every
 *   machine that Node supports
 * @returns 64 hexadecimal digits, lower case
 * @see FIPS 180-4, doi:10.6028/NIST.FIPS.180-4
 */
export function sha256(content: string | NodeJS.ArrayBufferView): string {
  return createHash('sha256').update(content).digest('hex');
}
