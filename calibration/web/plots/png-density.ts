/** Metres of an inch. */
const INCH = 0.0254;
/** Bytes before the chunks of a PNG file. */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Chunk with the density of pixels. */
const DENSITY = 'pHYs';
const POLYNOMIAL = 0xedb88320;

/**
 * A PNG file that states the density of its pixels, so that it is printed in its size.
 *
 * @param png - bytes of a file; one that states a density already gets the new one
 * @param dotsPerInch - above 0
 * @throws Error - when the bytes are no PNG file
 * @see PNG specification (third edition), 11.3.4.3
 */
export function withDensity(png: Uint8Array, dotsPerInch: number): Uint8Array<ArrayBuffer> {
  if (!SIGNATURE.every((byte, index) => png[index] === byte)) {
    throw new Error('png: must begin with its signature; got other bytes');
  }
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const parts: Uint8Array[] = [png.subarray(0, SIGNATURE.length)];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = view.getUint32(at) + 12;
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (name !== DENSITY) parts.push(png.subarray(at, at + length));
    // The density stands between the header and the image
    if (name === 'IHDR') parts.push(densityChunk(Math.round(dotsPerInch / INCH)));
    at += length;
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function densityChunk(perMetre: number): Uint8Array {
  const bytes = new Uint8Array(21);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 9);
  for (let index = 0; index < DENSITY.length; index++) bytes[4 + index] = DENSITY.charCodeAt(index);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  // The unit is the metre
  bytes[16] = 1;
  view.setUint32(17, checksum(bytes.subarray(4, 17)));
  return bytes;
}

/** CRC-32 of a chunk's name and data. */
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
